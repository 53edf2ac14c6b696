/** Programs that count and repeat. */
import type { Stmt } from './tree.ts';
import { name, op, type Parts, value } from './parts.ts';
import { print, declare } from './plot.ts';
import { list, lookAt } from './lists.ts';

/** A loop over numbers; at times nested, with a condition, or left early. */
export function counting(p: Parts): Stmt[] {
  const { r } = p;
  const [sum, first] = declare(p, false, r.chance(0.7) ? 0 : r.int(1, 20));
  const i = p.short(['i', 'i', 'i', 'j', 'k', 'n', 'x', 'day', 'step', 'round']);
  const from = r.pick([0, 0, 1, 1, 2, r.int(0, 6)]);
  const step = r.weighted([
    [7, 1],
    [2, 2],
    [1, 3],
    [0.7, 5],
    [1, -1],
  ]);
  const n = r.int(2, 6);
  const range =
    step > 0
      ? { from, to: from + step * n - (step > 1 ? r.int(0, step - 1) : 0), step }
      : { from: from + n, to: from, step };
  const kind = r.weighted([
    [5, 'sum'],
    [3, 'if'],
    [2, 'break'],
    [1, 'continue'],
    [2.5, 'nested'],
    [2, 'print'],
    [1.5, 'push'],
    [1, 'text'],
  ] as const);
  if (kind === 'print')
    return [{ do: 'count', name: i, ...range, body: [print(r.chance(0.5) ? name(i) : p.sum([i], 1))] }];
  if (kind === 'nested') {
    const j = p.short(['j', 'k', 'm', 'col', 'y']);
    const body = r.chance(0.4)
      ? [p.change(sum)]
      : [
          {
            do: 'set',
            name: sum,
            op: '+',
            value: r.pick([name(j), op('*', name(i), name(j)), name(i), value(1)]),
          } as const,
        ];
    return [
      first,
      {
        do: 'count',
        name: i,
        from,
        to: from + r.int(2, 3),
        step: 1,
        body: [{ do: 'count', name: j, from: r.int(0, 1), to: r.int(2, 4), step: 1, body }],
      },
      print(name(sum)),
    ];
  }
  if (kind === 'push') {
    const xs = p.listId();
    return [
      { do: 'let', name: xs, value: list([]), fixed: true },
      {
        do: 'count',
        name: i,
        ...range,
        body: [{ do: 'push', list: xs, value: r.chance(0.3) ? name(i) : p.sum([i], 1) }],
      },
      print(lookAt(p, xs, n)),
    ];
  }
  if (kind === 'text') {
    const s = p.id();
    const piece = p.r.pick(['a', 'x', '*', 'ab', 'o', 'hi', '#', '-']);
    return [
      { do: 'let', name: s, value: value(''), fixed: false },
      { do: 'count', name: i, ...range, body: [{ do: 'set', name: s, op: '+', value: value(piece) }] },
      print(r.chance(0.7) ? name(s) : { is: 'length', of: name(s) }),
    ];
  }
  const change = p.change(sum, [i]);
  const test = p.test(i, from + Math.floor((n * Math.abs(step)) / 2));
  const body: Stmt[] =
    kind === 'sum'
      ? [change]
      : kind === 'if'
        ? [{ do: 'if', branches: [[test, [change]]], otherwise: r.chance(0.3) ? [p.change(sum, [i])] : [] }]
        : [{ do: 'if', branches: [[test, [{ do: kind }]]], otherwise: [] }, change];
  return [first, { do: 'count', name: i, ...range, body }, print(name(sum))];
}

/** A loop with a condition. */
export function whileLoop(p: Parts): Stmt[] {
  const { r } = p;
  const up = r.chance(0.6);
  const by = r.int(1, 12);
  const start = up ? r.int(0, 20) : r.int(20, 90);
  const [x, first] = declare(p, false, start);
  const end = up ? start + by * r.int(1, 5) + r.int(0, 3) : Math.max(0, start - by * r.int(1, 5) - r.int(0, 3));
  const test = op(up ? r.pick(['<', '<=']) : r.pick(['>', '>=']), name(x), value(end));
  const move: Stmt =
    up && r.chance(0.25) && start > 0
      ? { do: 'set', name: x, op: '*', value: value(r.int(2, 3)) }
      : { do: 'set', name: x, op: up ? '+' : '-', value: value(by) };
  if (!r.chance(0.45)) return [first, { do: 'while', test, body: [move] }, print(name(x))];
  const [n, second] = declare(p, false, 0);
  const more: Stmt = r.chance(0.6)
    ? { do: 'set', name: n, op: '+', value: value(1) }
    : { do: 'set', name: n, op: '+', value: name(x) };
  return [
    first,
    second,
    { do: 'while', test, body: r.chance(0.5) ? [move, more] : [more, move] },
    print(name(r.chance(0.75) ? n : x)),
  ];
}

/** What a random program does: each plot gives the statements, the last of them prints. */
import type { Expr, Stmt } from './tree.ts';
import { name, op, type Parts, value } from './parts.ts';
import { print, declare, result } from './plot.ts';
import { list } from './lists.ts';

export function straight(p: Parts): Stmt[] {
  const { r } = p;
  const vars = Array.from({ length: r.int(1, 3) }, () => declare(p, false));
  const names = vars.map(([n]) => n);
  const out: Stmt[] = vars.map(([, st]) => st);
  for (let i = r.int(0, 3); i > 0; i--) {
    const of = r.pick(names);
    if (names.length > 1 && r.chance(0.15)) out.push({ do: 'swap', a: names[0]!, b: names[1]! });
    else if (r.chance(0.25)) out.push({ do: 'set', name: of, op: '', value: p.sum(names) });
    else
      out.push(
        p.change(
          of,
          names.filter((n) => n !== of),
        ),
      );
  }
  if (r.chance(0.12)) return [print(p.sum([], r.int(1, 3)))];
  return r.chance(0.3)
    ? [...out, ...result(p, names)]
    : [...out, print(name(r.pick(names)), ...(r.chance(0.15) ? [name(r.pick(names))] : []))];
}

/** A branch that prints or changes something. */
export function branch(p: Parts): Stmt[] {
  const { r } = p;
  const near = p.number();
  const [x, first] = declare(p, false, near);
  const out: Stmt[] = [first];
  if (r.chance(0.3)) out.push(p.change(x));
  const many = r.weighted([
    [5, 1],
    [3, 2],
    [1, 3],
  ]);
  if (r.chance(0.45)) {
    const texts = p.words(4);
    if (many === 1 && r.chance(0.4)) {
      const n = p.id();
      out.push(
        {
          do: 'let',
          name: n,
          value: { is: 'choice', test: p.test(x, near), yes: value(texts[0]!), no: value(texts[1]!) },
          fixed: true,
        },
        print(name(n)),
      );
      return out;
    }
    out.push({
      do: 'if',
      branches: Array.from({ length: many }, (_, i) => [p.test(x, near), [print(value(texts[i]!))]] as const),
      otherwise: [print(value(texts[3]!))],
    });
    return out;
  }
  const [y, second] = r.chance(0.4) ? declare(p, false) : [x, undefined];
  if (second) out.push(second);
  out.push({
    do: 'if',
    branches: Array.from({ length: many }, () => [p.test(x, near), [p.change(y)]] as const),
    otherwise: r.chance(0.6) || many > 1 ? [p.change(y)] : [],
  });
  out.push(print(name(y)));
  return out;
}

/** Functions with parameters, called once or more. */
export function functions(p: Parts): Stmt[] {
  const { r } = p;
  const f = p.funcId();
  const kind = r.weighted([
    [4, 'sum'],
    [3, 'if'],
    [2, 'find'],
    [2, 'loop'],
    [2, 'text'],
    [1, 'list'],
  ] as const);
  if (kind === 'find' || kind === 'list') {
    const xs = p.listId();
    const x = p.short(['x', 'n', 'item', 'v']);
    const given = list(p.numbersList(r.int(3, 5)));
    if (kind === 'list') {
      const t = p.id();
      return [
        {
          do: 'function',
          name: f,
          params: [xs],
          body: [
            { do: 'let', name: t, value: value(0), fixed: false },
            { do: 'each', name: x, list: xs, body: [p.change(t, [x])] },
            { do: 'return', value: name(t) },
          ],
          arrow: false,
        },
        print({ is: 'call', name: f, args: [given] }),
      ];
    }
    return [
      {
        do: 'function',
        name: f,
        params: [xs],
        body: [
          {
            do: 'each',
            name: x,
            list: xs,
            body: [{ do: 'if', branches: [[p.test(x, 12, false), [{ do: 'return', value: name(x) }]]], otherwise: [] }],
          },
          { do: 'return', value: value(r.pick([0, -1])) },
        ],
        arrow: false,
      },
      print({ is: 'call', name: f, args: [given] }),
    ];
  }
  const params = Array.from(
    {
      length: r.weighted([
        [4, 1],
        [5, 2],
        [1, 3],
      ]),
    },
    () => p.short(['a', 'b', 'c', 'x', 'y', 'n', 'm', 'w', 'h', 'age', 'size', 'price', 'count', 'num']),
  );
  const call = (): Expr => ({ is: 'call', name: f, args: params.map(() => value(p.number())) });
  const a = params[0]!;
  const near = p.number();
  const text = kind === 'text';
  const body: readonly Stmt[] =
    kind === 'sum'
      ? r.chance(0.6)
        ? [{ do: 'return', value: p.sum(params, Math.max(1, params.length - r.int(0, 1))) }]
        : (() => {
            const t = p.id();
            return [
              { do: 'let', name: t, value: p.sum(params, 1), fixed: true } as const,
              { do: 'return', value: p.sum([t, ...params], 1) } as const,
            ];
          })()
      : kind === 'loop'
        ? (() => {
            const t = p.id();
            const i = p.short(['i', 'j', 'k']);
            return [
              { do: 'let', name: t, value: value(r.pick([0, 0, 1])), fixed: false } as const,
              {
                do: 'count',
                name: i,
                from: r.int(0, 1),
                to: r.int(3, 5),
                step: 1,
                body: [{ do: 'set', name: t, op: r.pick(['+', '+', '*']), value: name(r.pick([a, a, i])) }],
              } as const,
              { do: 'return', value: name(t) } as const,
            ];
          })()
        : [
            {
              do: 'if',
              branches: [[p.test(a, near), [{ do: 'return', value: text ? value(p.text()) : p.sum(params, 1) }]]],
              otherwise: [],
            },
            { do: 'return', value: text ? value(p.text()) : p.sum(params, r.int(0, 1)) },
          ];
  const define: Stmt = { do: 'function', name: f, params, body, arrow: r.chance(0.35) };
  if (text || r.chance(0.5)) return [define, print(call(), ...(r.chance(0.12) ? [call()] : []))];
  const [x, y] = [p.id(), p.id()];
  const second: Expr = r.chance(0.5)
    ? call()
    : { is: 'call', name: f, args: params.map((_, i) => (i === 0 ? name(x) : value(p.number()))) };
  return [
    define,
    { do: 'let', name: x, value: call(), fixed: true },
    ...(r.chance(0.6)
      ? [
          { do: 'let', name: y, value: second, fixed: true } as const,
          print(r.chance(0.6) ? op(r.pick(['+', '-', '*']), name(x), name(y)) : name(y)),
        ]
      : result(p, [x])),
  ];
}

/** Texts: joined, repeated, measured. */
export function texts(p: Parts): Stmt[] {
  const { r } = p;
  const [s, word] = [p.id(), p.text()];
  const make: Stmt = { do: 'let', name: s, value: value(word), fixed: true };
  const [n, num] = declare(p);
  return r.pick<() => Stmt[]>([
    () => [make, print({ is: 'length', of: name(s) })],
    () => [
      make,
      num,
      print({
        is: 'text',
        parts: r.pick([
          [name(s), ' ', name(n)],
          ['', name(s), ' is ', name(n)],
          [name(s), ': ', op('+', name(n), value(r.int(1, 9)))],
          ['I have ', name(n), ' ', name(s)],
        ]),
      }),
    ],
    () => [make, print(op('+', value(`${p.text()} `), name(s)))],
    () => [make, print({ is: 'at', list: name(s), index: value(r.int(0, Math.min(3, word.length - 1))) })],
    () => [make, print({ is: 'upper', of: name(s) })],
    () =>
      p.lang === 'python'
        ? [make, print(op('*', name(s), value(r.int(2, 4))))]
        : [make, print(op('+', op('+', name(s), value('-')), name(s)))],
    () => [make, num, print(name(s), name(n))],
    () => [make, print(op('+', { is: 'length', of: name(s) }, value(r.int(1, 20))))],
  ])();
}

/** Objects, which are dicts in Python. */
export function objects(p: Parts): Stmt[] {
  const { r } = p;
  const o = p.id();
  const keys = r.sample(
    [
      'age',
      'size',
      'price',
      'count',
      'x',
      'y',
      'score',
      'level',
      'apples',
      'pears',
      'ann',
      'bob',
      'red',
      'blue',
      'width',
      'height',
      'lives',
      'total',
      'stock',
      'speed',
    ],
    r.int(2, 3),
  );
  const value0 = Object.fromEntries(keys.map((key) => [key, p.number()]));
  const named = r.chance(0.3);
  const make: Stmt = {
    do: 'let',
    name: o,
    value: { is: 'value', value: named ? { name: p.text(), ...value0 } : value0 },
    fixed: true,
  };
  const at = (key: string): Expr => ({ is: 'key', object: o, key });
  const out: Stmt[] = [make];
  for (let i = r.int(0, 2); i > 0; i--) {
    const key = r.pick(keys);
    out.push(
      r.chance(0.3)
        ? {
            do: 'put',
            object: o,
            key: r.chance(0.5) ? key : 'extra',
            op: '',
            value: op('+', at(keys[0]!), r.chance(0.5) ? at(keys[1]!) : value(r.int(1, 20))),
          }
        : { do: 'put', object: o, key, op: r.pick(['+', '-', '*']), value: value(r.int(1, 10)) },
    );
  }
  if (named && p.lang !== 'python')
    out.push(print({ is: 'text', parts: [at('name'), r.pick([' is ', ' has ', ': ']), at(keys[0]!)] }));
  else out.push(print(r.chance(0.5) ? at(r.pick(keys)) : op(r.pick(['+', '-', '*']), at(keys[0]!), at(keys[1]!))));
  return out;
}

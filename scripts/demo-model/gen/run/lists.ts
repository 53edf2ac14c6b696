/** Programs with lists. */
import type { Expr, Stmt } from './tree.ts';
import { name, op, type Parts, value } from './parts.ts';
import { print, declare } from './plot.ts';

export const list = (values: readonly (number | string)[]): Expr => ({ is: 'value', value: [...values] });

/** One value of a list, its length, or all of it. */
export function lookAt(p: Parts, xs: string, n: number): Expr {
  const { r } = p;
  return r.weighted<() => Expr>([
    [4, () => ({ is: 'at', list: name(xs), index: value(r.int(0, Math.max(0, n - 1))) })],
    [2, () => ({ is: 'length', of: name(xs) })],
    [2, () => name(xs)],
    [1, () => ({ is: 'at', list: name(xs), index: op('-', { is: 'length', of: name(xs) }, value(1)), last: true })],
    [
      1,
      () =>
        op(
          '+',
          { is: 'at', list: name(xs), index: value(0) },
          { is: 'at', list: name(xs), index: value(Math.max(0, Math.min(n - 1, 1))) },
        ),
    ],
  ])();
}

/** Lists: going through them, taking from them, making new ones. */
export function lists(p: Parts): Stmt[] {
  const { r } = p;
  const xs = p.listId();
  const kind = r.weighted([
    [5, 'loop'],
    [2.5, 'index'],
    [2.5, 'push'],
    [2.5, 'map'],
    [2, 'filter'],
    [2, 'best'],
    [1.5, 'count'],
    [1.5, 'words'],
    [1, 'byIndex'],
    [1.2, 'put'],
  ] as const);
  const numbers = p.numbersList();
  const make: Stmt = { do: 'let', name: xs, value: list(numbers), fixed: true };
  if (kind === 'words') {
    const words = p.words();
    const start: Stmt = { do: 'let', name: xs, value: list(words), fixed: true };
    return r.pick<() => Stmt[]>([
      () => [start, print({ is: 'join', list: name(xs), by: r.pick([' ', '-', ', ', '', '+']) })],
      () => [
        start,
        { do: 'push', list: xs, value: value(p.text()) },
        print(
          r.chance(0.5)
            ? { is: 'length', of: name(xs) }
            : { is: 'at', list: name(xs), index: op('-', { is: 'length', of: name(xs) }, value(1)), last: true },
        ),
      ],
      () => [
        start,
        print(
          { is: 'at', list: name(xs), index: value(r.int(0, words.length - 1)) },
          ...(r.chance(0.3) ? [{ is: 'length', of: name(xs) } as const] : []),
        ),
      ],
      () => {
        const w = p.short(['w', 'word', 's', 'x', 'item']);
        return [
          start,
          {
            do: 'each',
            name: w,
            list: xs,
            body: [
              print(
                r.pick<() => Expr>([
                  () => name(w),
                  () => ({ is: 'length', of: name(w) }),
                  () => ({ is: 'upper', of: name(w) }),
                ])(),
              ),
            ],
          },
        ];
      },
    ])();
  }
  if (kind === 'index') {
    const [a, b] = [r.int(0, numbers.length - 1), r.int(0, numbers.length - 1)];
    const at = (k: number): Expr => ({ is: 'at', list: name(xs), index: value(k) });
    return [
      make,
      ...(r.chance(0.5)
        ? [print(op(r.pick(['+', '-', '*']), at(a), at(b)))]
        : [print(at(a), ...(r.chance(0.3) ? [at(b)] : []))]),
    ];
  }
  if (kind === 'put') {
    const at = r.int(0, numbers.length - 1);
    const change: Stmt = {
      ...{ do: 'putAt', list: xs, index: at },
      ...(r.chance(0.6)
        ? { op: '', value: value(p.number()) }
        : { op: r.pick(['+', '-', '*']), value: value(r.int(2, 9)) }),
    };
    const push: Stmt = { do: 'push', list: xs, value: value(p.number()) };
    const both = r.weighted([
      [3, [change]],
      [1, [change, push]],
      [1, [push, change]],
    ] as const);
    return [make, ...both, print(r.chance(0.6) ? name(xs) : lookAt(p, xs, numbers.length))];
  }
  if (kind === 'push') {
    const more = r.int(1, 2);
    return [
      make,
      ...Array.from({ length: more }, (): Stmt => ({
        do: 'push',
        list: xs,
        value: r.chance(0.6)
          ? value(p.number())
          : op('+', { is: 'at', list: name(xs), index: value(0) }, value(r.int(1, 9))),
      })),
      print(lookAt(p, xs, numbers.length + more)),
    ];
  }
  if (kind === 'map' || kind === 'filter') {
    const x = p.short(['x', 'n', 'v', 'a', 'num']);
    const ys = p.listId();
    const both = r.chance(0.15);
    const map = kind === 'map' || both ? p.sum([x], 1) : undefined;
    const filter = kind === 'filter' || both ? p.test(x, 12, false) : undefined;
    return [
      make,
      {
        do: 'let',
        name: ys,
        value: { is: 'each', list: xs, item: x, ...(map && { map }), ...(filter && { filter }) },
        fixed: true,
      },
      print(
        r.pick<() => Expr>([
          () => name(ys),
          () => ({ is: 'length', of: name(ys) }),
          () => ({ is: 'at', list: name(ys), index: value(0) }),
          () =>
            kind === 'map'
              ? op('+', { is: 'at', list: name(ys), index: value(0) }, { is: 'at', list: name(ys), index: value(1) })
              : { is: 'length', of: name(ys) },
        ])(),
      ),
    ];
  }
  if (kind === 'best') {
    const best = p.id();
    const x = p.short(['x', 'n', 'v', 'num', 'item']);
    return [
      make,
      { do: 'let', name: best, value: { is: 'at', list: name(xs), index: value(0) }, fixed: false },
      {
        do: 'each',
        name: x,
        list: xs,
        body: [
          {
            do: 'if',
            branches: [
              [op(r.pick(['>', '<']), name(x), name(best)), [{ do: 'set', name: best, op: '', value: name(x) }]],
            ],
            otherwise: [],
          },
        ],
      },
      print(name(best)),
    ];
  }
  const [sum, first] = declare(p, false, r.chance(0.75) ? 0 : r.int(1, 100));
  if (kind === 'byIndex') {
    const i = p.short(['i', 'j', 'k']);
    return [
      make,
      first,
      {
        do: 'count',
        name: i,
        from: 0,
        to: numbers.length,
        step: 1,
        body: [{ do: 'set', name: sum, op: '+', value: { is: 'at', list: name(xs), index: name(i) } }],
      },
      print(name(sum)),
    ];
  }
  const x = p.short(['x', 'n', 'v', 'num', 'item', 'p']);
  const change: Stmt = kind === 'count' ? { do: 'set', name: sum, op: '+', value: value(1) } : p.change(sum, [x]);
  const body: Stmt[] =
    kind === 'count' || r.chance(0.35)
      ? [
          {
            do: 'if',
            branches: [[p.test(x, 10), [r.chance(0.15) ? { do: 'break' } : change]]],
            otherwise: r.chance(0.2) ? [p.change(sum, [x])] : [],
          },
        ]
      : [change];
  if (r.chance(0.2)) return [first, { do: 'each', name: x, list: xs, here: numbers, body }, print(name(sum))];
  return [make, first, { do: 'each', name: x, list: xs, body }, print(name(sum))];
}

/** Short programs in which one call stands inside of another, or text is put together: what people try first. */
import { person } from '../words.ts';
import { name, op, type Parts, value } from './parts.ts';
import { print } from './plot.ts';
import type { Expr, Stmt } from './tree.ts';

/** `console.log(bigger(14, 9) - bigger(2, 6))`, `add(3, add(4, 5))`, `double(half(8)) + 1`. */
export function composed(p: Parts): Stmt[] {
  const { r } = p;
  const one = calculation(p);
  const other = r.chance(0.35) ? calculation(p) : one;
  const call = ({ name: f, params }: Calculation, first?: Expr): Expr => ({
    is: 'call',
    name: f,
    args: params.map((_, i) => (i === 0 && first ? first : value(r.int(1, 20)))),
  });
  const sign = () => r.pick(['+', '+', '-', '*']);
  const e = r.weighted<() => Expr>([
    [3, () => op(sign(), call(one), value(r.int(1, 10)))],
    [3, () => op(r.pick(['+', '+', '-']), call(one), call(other))],
    [3, () => call(other, call(one))],
    [1, () => op('+', call(other, call(one)), value(r.int(1, 9)))],
    [1, () => call(one)],
  ])();
  const defined = one === other ? [one.define] : [one.define, other.define];
  if (r.chance(0.6)) return [...defined, print(e)];
  const x = p.id();
  return [
    ...defined,
    { do: 'let', name: x, value: e, fixed: true },
    print(r.chance(0.7) ? name(x) : op(sign(), name(x), value(r.int(1, 9)))),
  ];
}

interface Calculation {
  readonly name: string;
  readonly params: readonly string[];
  readonly define: Stmt;
}

function calculation(p: Parts): Calculation {
  const { r } = p;
  const f = p.funcId();
  const params = Array.from({ length: r.weighted([[5, 1] as const, [4, 2] as const]) }, () =>
    p.short(['a', 'b', 'x', 'y', 'n', 'm', 'w', 'h', 'age', 'size', 'price', 'count', 'num', 'value']),
  );
  const [a = '', b] = params;
  const body: readonly Stmt[] = r.chance(0.35)
    ? [
        {
          do: 'if',
          branches: [
            [b === undefined ? p.test(a, 10, false) : op(r.pick(['<', '>']), name(a), name(b)), [returned(p, params)]],
          ],
          otherwise: [],
        },
        returned(p, params),
      ]
    : [
        {
          do: 'return',
          value: op(r.pick(['+', '+', '-', '*', '*']), name(a), b === undefined ? value(r.int(1, 9)) : name(b)),
        },
      ];
  return { name: f, params, define: { do: 'function', name: f, params, body, arrow: r.chance(0.4) } };
}

/** A parameter, a number, or a parameter and a number. */
const returned = (p: Parts, params: readonly string[]): Stmt => ({
  do: 'return',
  value: p.r.weighted<() => Expr>([
    [4, () => name(p.r.pick(params))],
    [2, () => value(p.r.int(0, 20))],
    [2, () => op(p.r.pick(['+', '-', '*']), name(p.r.pick(params)), value(p.r.int(1, 6)))],
  ])(),
});

const HELLOS = ['Hi ', 'Hello ', 'Hello, ', 'Hey ', 'Dear ', 'Welcome ', 'Bye ', 'Good morning '];
const LABELS: readonly (readonly string[])[] = [
  ['child', 'teen', 'adult', 'senior'],
  ['cold', 'mild', 'warm', 'hot'],
  ['low', 'medium', 'high', 'huge'],
  ['fail', 'pass', 'good', 'great'],
  ['small', 'medium', 'large', 'giant'],
  ['slow', 'normal', 'fast', 'rapid'],
  ['free', 'half price', 'full price', 'member'],
  ['F', 'C', 'B', 'A'],
  ['empty', 'some', 'many', 'full'],
];

/** `"Hi " + name + "!"`, a label by a range, what a function says. */
export function said(p: Parts): Stmt[] {
  const { r } = p;
  const who = r.chance(0.6) ? person(r).name : p.text();
  const end = r.pick(['!', '.', '?', ' :)', '']);
  const joined = (x: Expr): Expr => {
    const begun = op('+', value(r.pick(HELLOS)), x);
    return end === '' ? begun : op('+', begun, value(end));
  };
  return r.weighted<() => Stmt[]>([
    [
      3,
      () => {
        const [x, y] = [p.id(), p.id()];
        const e = joined(name(x));
        const make: Stmt = { do: 'let', name: x, value: value(who), fixed: true };
        return r.chance(0.5) ? [make, print(e)] : [make, { do: 'let', name: y, value: e, fixed: true }, print(name(y))];
      },
    ],
    [
      3,
      () => {
        const [f, x] = [p.funcId(), p.short(['who', 'person', 'n', 'x', 's', 'w'])];
        const e: Expr = r.chance(0.6)
          ? joined(name(x))
          : { is: 'text', parts: [r.pick(HELLOS), name(x), ...(end === '' ? [] : [end])] };
        const body: Stmt[] = [{ do: 'return', value: e }];
        const define: Stmt = { do: 'function', name: f, params: [x], of: 'text', body, arrow: false };
        return [define, print({ is: 'call', name: f, args: [value(who)] })];
      },
    ],
    [4, () => labelled(p)],
  ])();
}

/** A label that depends on a number: printed at once, kept in a variable, or returned. */
function labelled(p: Parts): Stmt[] {
  const { r } = p;
  const labels = r.pick(LABELS).slice(0, r.int(2, 4));
  const bounds: number[] = [];
  while (bounds.length < labels.length - 1) bounds.push((bounds.at(-1) ?? 0) + r.int(4, 18));
  const number = r.int(0, bounds.at(-1)! + 15);
  const kind = r.pick(['print', 'keep', 'return'] as const);
  const x = kind === 'return' ? p.short(['age', 'n', 'x', 'score', 'size', 'value']) : p.id();
  const kept = p.id();
  const give = (label: string): Stmt => {
    if (kind === 'print') return print(value(label));
    return kind === 'return'
      ? { do: 'return', value: value(label) }
      : { do: 'set', name: kept, op: '', value: value(label) };
  };
  // From above with >=, or from below with <.
  const down = r.chance(0.5);
  const tests = down
    ? bounds.map((bound, i) => [op('>=', name(x), value(bound)), labels[i + 1]!] as const).toReversed()
    : bounds.map((bound, i) => [op('<', name(x), value(bound)), labels[i]!] as const);
  const last = down ? labels[0]! : labels.at(-1)!;
  const first: Stmt = { do: 'let', name: x, value: value(number), fixed: true };
  if (kind === 'return') {
    const f = p.funcId();
    const body: Stmt[] = [
      ...tests.map(([test, label]): Stmt => ({ do: 'if', branches: [[test, [give(label)]]], otherwise: [] })),
      give(last),
    ];
    return [
      { do: 'function', name: f, params: [x], body, arrow: false },
      print({ is: 'call', name: f, args: [value(number)] }),
    ];
  }
  const branches = tests.map(([test, label]) => [test, [give(label)]] as const);
  const choose: Stmt = { do: 'if', branches, otherwise: [give(last)] };
  if (kind === 'print') return [first, choose];
  return r.chance(0.5)
    ? [
        first,
        { do: 'let', name: kept, value: value(last), fixed: false },
        { do: 'if', branches, otherwise: [] },
        print(name(kept)),
      ]
    : [first, { do: 'let', name: kept, value: value(''), fixed: false }, choose, print(name(kept))];
}

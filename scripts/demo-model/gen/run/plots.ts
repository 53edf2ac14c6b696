/** What a random program does: each plot gives the statements, the last of them prints. */
import type { Expr, Stmt } from './tree.ts';
import { name, op, type Parts, value } from './parts.ts';

const print = (...values: Expr[]): Stmt => ({ do: 'print', values });
const list = (values: readonly (number | string)[]): Expr => ({ is: 'value', value: [...values] });

function declare(p: Parts, fixed = p.r.chance(0.5), v = p.number()): readonly [string, Stmt] {
  const n = p.id();
  return [n, { do: 'let', name: n, value: value(v), fixed }];
}

/** Something computed from names, printed at once or by a name. */
function result(p: Parts, names: readonly string[]): Stmt[] {
  const { r } = p;
  if (r.chance(0.5)) return [print(p.sum(names))];
  const n = p.id();
  return [{ do: 'let', name: n, value: p.sum(names), fixed: true }, print(name(n))];
}

export function straight(p: Parts): Stmt[] {
  const { r } = p;
  const vars = Array.from({ length: r.int(1, 3) }, () => declare(p, false));
  const names = vars.map(([n]) => n);
  const out: Stmt[] = vars.map(([, st]) => st);
  for (let i = r.int(0, 3); i > 0; i--) {
    const of = r.pick(names);
    if (names.length > 1 && r.chance(0.15)) out.push({ do: 'swap', a: names[0]!, b: names[1]! });
    else if (r.chance(0.25)) out.push({ do: 'set', name: of, op: '', value: p.sum(names) });
    else out.push(p.change(of, names.filter((n) => n !== of)));
  }
  if (r.chance(0.12)) return [print(p.sum([], r.int(1, 3)))];
  return r.chance(0.3) ? [...out, ...result(p, names)] : [...out, print(name(r.pick(names)), ...(r.chance(0.15) ? [name(r.pick(names))] : []))];
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
      out.push({ do: 'let', name: n, value: { is: 'choice', test: p.test(x, near), yes: value(texts[0]!), no: value(texts[1]!) }, fixed: true }, print(name(n)));
      return out;
    }
    out.push({ do: 'if', branches: Array.from({ length: many }, (_, i) => [p.test(x, near), [print(value(texts[i]!))]] as const), otherwise: [print(value(texts[3]!))] });
    return out;
  }
  const [y, second] = r.chance(0.4) ? declare(p, false) : [x, undefined];
  if (second) out.push(second);
  out.push({ do: 'if', branches: Array.from({ length: many }, () => [p.test(x, near), [p.change(y)]] as const), otherwise: r.chance(0.6) || many > 1 ? [p.change(y)] : [] });
  out.push(print(name(y)));
  return out;
}

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
  const range = step > 0 ? { from, to: from + step * n - (step > 1 ? r.int(0, step - 1) : 0), step } : { from: from + n, to: from, step };
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
  if (kind === 'print') return [{ do: 'count', name: i, ...range, body: [print(r.chance(0.5) ? name(i) : p.sum([i], 1))] }];
  if (kind === 'nested') {
    const j = p.short(['j', 'k', 'm', 'col', 'y']);
    const body = r.chance(0.4) ? [p.change(sum)] : [{ do: 'set', name: sum, op: '+', value: r.pick([name(j), op('*', name(i), name(j)), name(i), value(1)]) } as const];
    return [first, { do: 'count', name: i, from, to: from + r.int(2, 3), step: 1, body: [{ do: 'count', name: j, from: r.int(0, 1), to: r.int(2, 4), step: 1, body }] }, print(name(sum))];
  }
  if (kind === 'push') {
    const xs = p.listId();
    return [{ do: 'let', name: xs, value: list([]), fixed: true }, { do: 'count', name: i, ...range, body: [{ do: 'push', list: xs, value: r.chance(0.3) ? name(i) : p.sum([i], 1) }] }, print(lookAt(p, xs, n))];
  }
  if (kind === 'text') {
    const s = p.id();
    const piece = p.r.pick(['a', 'x', '*', 'ab', 'o', 'hi', '#', '-']);
    return [{ do: 'let', name: s, value: value(''), fixed: false }, { do: 'count', name: i, ...range, body: [{ do: 'set', name: s, op: '+', value: value(piece) }] }, print(r.chance(0.7) ? name(s) : { is: 'length', of: name(s) })];
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

/** One value of a list, its length, or all of it. */
function lookAt(p: Parts, xs: string, n: number): Expr {
  const { r } = p;
  return r.weighted<() => Expr>([
    [4, () => ({ is: 'at', list: name(xs), index: value(r.int(0, Math.max(0, n - 1))) })],
    [2, () => ({ is: 'length', of: name(xs) })],
    [2, () => name(xs)],
    [1, () => ({ is: 'at', list: name(xs), index: op('-', { is: 'length', of: name(xs) }, value(1)), last: true })],
    [1, () => op('+', { is: 'at', list: name(xs), index: value(0) }, { is: 'at', list: name(xs), index: value(Math.max(0, Math.min(n - 1, 1))) })],
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
  ] as const);
  const numbers = p.numbersList();
  const make: Stmt = { do: 'let', name: xs, value: list(numbers), fixed: true };
  if (kind === 'words') {
    const words = p.words();
    const start: Stmt = { do: 'let', name: xs, value: list(words), fixed: true };
    return r.pick<() => Stmt[]>([
      () => [start, print({ is: 'join', list: name(xs), by: r.pick([' ', '-', ', ', '', '+']) })],
      () => [start, { do: 'push', list: xs, value: value(p.text()) }, print(r.chance(0.5) ? { is: 'length', of: name(xs) } : { is: 'at', list: name(xs), index: op('-', { is: 'length', of: name(xs) }, value(1)), last: true })],
      () => [start, print({ is: 'at', list: name(xs), index: value(r.int(0, words.length - 1)) }, ...(r.chance(0.3) ? [{ is: 'length', of: name(xs) } as const] : []))],
      () => {
        const w = p.short(['w', 'word', 's', 'x', 'item']);
        return [start, { do: 'each', name: w, list: xs, body: [print(r.pick<() => Expr>([() => name(w), () => ({ is: 'length', of: name(w) }), () => ({ is: 'upper', of: name(w) })])())] }];
      },
    ])();
  }
  if (kind === 'index') {
    const [a, b] = [r.int(0, numbers.length - 1), r.int(0, numbers.length - 1)];
    const at = (k: number): Expr => ({ is: 'at', list: name(xs), index: value(k) });
    return [make, ...(r.chance(0.5) ? [print(op(r.pick(['+', '-', '*']), at(a), at(b)))] : [print(at(a), ...(r.chance(0.3) ? [at(b)] : []))])];
  }
  if (kind === 'push') {
    const more = r.int(1, 2);
    return [make, ...Array.from({ length: more }, (): Stmt => ({ do: 'push', list: xs, value: r.chance(0.6) ? value(p.number()) : op('+', { is: 'at', list: name(xs), index: value(0) }, value(r.int(1, 9))) })), print(lookAt(p, xs, numbers.length + more))];
  }
  if (kind === 'map' || kind === 'filter') {
    const x = p.short(['x', 'n', 'v', 'a', 'num']);
    const ys = p.listId();
    const both = r.chance(0.15);
    const map = kind === 'map' || both ? p.sum([x], 1) : undefined;
    const filter = kind === 'filter' || both ? p.test(x, 12, false) : undefined;
    return [make, { do: 'let', name: ys, value: { is: 'each', list: xs, item: x, ...(map && { map }), ...(filter && { filter }) }, fixed: true }, print(r.pick<() => Expr>([() => name(ys), () => ({ is: 'length', of: name(ys) }), () => ({ is: 'at', list: name(ys), index: value(0) }), () => (kind === 'map' ? op('+', { is: 'at', list: name(ys), index: value(0) }, { is: 'at', list: name(ys), index: value(1) }) : { is: 'length', of: name(ys) })])())];
  }
  if (kind === 'best') {
    const best = p.id();
    const x = p.short(['x', 'n', 'v', 'num', 'item']);
    return [make, { do: 'let', name: best, value: { is: 'at', list: name(xs), index: value(0) }, fixed: false }, { do: 'each', name: x, list: xs, body: [{ do: 'if', branches: [[op(r.pick(['>', '<']), name(x), name(best)), [{ do: 'set', name: best, op: '', value: name(x) }]]], otherwise: [] }] }, print(name(best))];
  }
  const [sum, first] = declare(p, false, r.chance(0.75) ? 0 : r.int(1, 100));
  if (kind === 'byIndex') {
    const i = p.short(['i', 'j', 'k']);
    return [make, first, { do: 'count', name: i, from: 0, to: numbers.length, step: 1, body: [{ do: 'set', name: sum, op: '+', value: { is: 'at', list: name(xs), index: name(i) } }] }, print(name(sum))];
  }
  const x = p.short(['x', 'n', 'v', 'num', 'item', 'p']);
  const change: Stmt = kind === 'count' ? { do: 'set', name: sum, op: '+', value: value(1) } : p.change(sum, [x]);
  const body: Stmt[] = kind === 'count' || r.chance(0.35) ? [{ do: 'if', branches: [[p.test(x, 10), [r.chance(0.15) ? { do: 'break' } : change]]], otherwise: r.chance(0.2) ? [p.change(sum, [x])] : [] }] : [change];
  return [make, first, { do: 'each', name: x, list: xs, body }, print(name(sum))];
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
  const move: Stmt = up && r.chance(0.25) && start > 0 ? { do: 'set', name: x, op: '*', value: value(r.int(2, 3)) } : { do: 'set', name: x, op: up ? '+' : '-', value: value(by) };
  if (!r.chance(0.45)) return [first, { do: 'while', test, body: [move] }, print(name(x))];
  const [n, second] = declare(p, false, 0);
  const more: Stmt = r.chance(0.6) ? { do: 'set', name: n, op: '+', value: value(1) } : { do: 'set', name: n, op: '+', value: name(x) };
  return [first, second, { do: 'while', test, body: r.chance(0.5) ? [move, more] : [more, move] }, print(name(r.chance(0.75) ? n : x))];
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
      return [{ do: 'function', name: f, params: [xs], body: [{ do: 'let', name: t, value: value(0), fixed: false }, { do: 'each', name: x, list: xs, body: [p.change(t, [x])] }, { do: 'return', value: name(t) }], arrow: false }, print({ is: 'call', name: f, args: [given] })];
    }
    return [{ do: 'function', name: f, params: [xs], body: [{ do: 'each', name: x, list: xs, body: [{ do: 'if', branches: [[p.test(x, 12, false), [{ do: 'return', value: name(x) }]]], otherwise: [] }] }, { do: 'return', value: value(r.pick([0, -1])) }], arrow: false }, print({ is: 'call', name: f, args: [given] })];
  }
  const params = Array.from({ length: r.weighted([[4, 1], [5, 2], [1, 3]]) }, () => p.short(['a', 'b', 'c', 'x', 'y', 'n', 'm', 'w', 'h', 'age', 'size', 'price', 'count', 'num']));
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
            return [{ do: 'let', name: t, value: p.sum(params, 1), fixed: true } as const, { do: 'return', value: p.sum([t, ...params], 1) } as const];
          })()
      : kind === 'loop'
        ? (() => {
            const t = p.id();
            const i = p.short(['i', 'j', 'k']);
            return [{ do: 'let', name: t, value: value(r.pick([0, 0, 1])), fixed: false } as const, { do: 'count', name: i, from: r.int(0, 1), to: r.int(3, 5), step: 1, body: [{ do: 'set', name: t, op: r.pick(['+', '+', '*']), value: name(r.pick([a, a, i])) }] } as const, { do: 'return', value: name(t) } as const];
          })()
        : [{ do: 'if', branches: [[p.test(a, near), [{ do: 'return', value: text ? value(p.text()) : p.sum(params, 1) }]]], otherwise: [] }, { do: 'return', value: text ? value(p.text()) : p.sum(params, r.int(0, 1)) }];
  const define: Stmt = { do: 'function', name: f, params, body, arrow: r.chance(0.35) };
  if (text || r.chance(0.5)) return [define, print(call(), ...(r.chance(0.12) ? [call()] : []))];
  const [x, y] = [p.id(), p.id()];
  const second: Expr = r.chance(0.5) ? call() : { is: 'call', name: f, args: params.map((_, i) => (i === 0 ? name(x) : value(p.number()))) };
  return [define, { do: 'let', name: x, value: call(), fixed: true }, ...(r.chance(0.6) ? [{ do: 'let', name: y, value: second, fixed: true } as const, print(r.chance(0.6) ? op(r.pick(['+', '-', '*']), name(x), name(y)) : name(y))] : result(p, [x]))];
}

/** Texts: joined, repeated, measured. */
export function texts(p: Parts): Stmt[] {
  const { r } = p;
  const [s, word] = [p.id(), p.text()];
  const make: Stmt = { do: 'let', name: s, value: value(word), fixed: true };
  const [n, num] = declare(p);
  return r.pick<() => Stmt[]>([
    () => [make, print({ is: 'length', of: name(s) })],
    () => [make, num, print({ is: 'text', parts: r.pick([[name(s), ' ', name(n)], ['', name(s), ' is ', name(n)], [name(s), ': ', op('+', name(n), value(r.int(1, 9)))], ['I have ', name(n), ' ', name(s)]]) })],
    () => [make, print(op('+', value(`${p.text()} `), name(s)))],
    () => [make, print({ is: 'at', list: name(s), index: value(r.int(0, Math.min(3, word.length - 1))) })],
    () => [make, print({ is: 'upper', of: name(s) })],
    () => (p.lang === 'python' ? [make, print(op('*', name(s), value(r.int(2, 4))))] : [make, print(op('+', op('+', name(s), value('-')), name(s)))]),
    () => [make, num, print(name(s), name(n))],
    () => [make, print(op('+', { is: 'length', of: name(s) }, value(r.int(1, 20))))],
  ])();
}

/** Objects, which are dicts in Python. */
export function objects(p: Parts): Stmt[] {
  const { r } = p;
  const o = p.id();
  const keys = r.sample(['age', 'size', 'price', 'count', 'x', 'y', 'score', 'level', 'apples', 'pears', 'ann', 'bob', 'red', 'blue', 'width', 'height', 'lives', 'total', 'stock', 'speed'], r.int(2, 3));
  const value0 = Object.fromEntries(keys.map((key) => [key, p.number()]));
  const named = r.chance(0.3);
  const make: Stmt = { do: 'let', name: o, value: { is: 'value', value: named ? { name: p.text(), ...value0 } : value0 }, fixed: true };
  const at = (key: string): Expr => ({ is: 'key', object: o, key });
  const out: Stmt[] = [make];
  for (let i = r.int(0, 2); i > 0; i--) {
    const key = r.pick(keys);
    out.push(r.chance(0.3) ? { do: 'put', object: o, key: r.chance(0.5) ? key : 'extra', op: '', value: op('+', at(keys[0]!), r.chance(0.5) ? at(keys[1]!) : value(r.int(1, 20))) } : { do: 'put', object: o, key, op: r.pick(['+', '-', '*']), value: value(r.int(1, 10)) });
  }
  if (named && p.lang !== 'python') out.push(print({ is: 'text', parts: [at('name'), r.pick([' is ', ' has ', ': ']), at(keys[0]!)] }));
  else out.push(print(r.chance(0.5) ? at(r.pick(keys)) : op(r.pick(['+', '-', '*']), at(keys[0]!), at(keys[1]!))));
  return out;
}

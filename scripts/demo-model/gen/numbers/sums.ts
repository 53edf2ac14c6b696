/** Bare sums: random expressions with precedence, brackets and signs, as signs or in words. */
import { type Item, type Rng, solution } from '../rng.ts';
import { formOf, inWords, say } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';
import { into, minus, over, plus, times } from '../meaning/work.ts';

type Op = '+' | '-' | '*' | '/';
type Node = number | { readonly op: Op; readonly a: Node; readonly b: Node };

const RANK = { '+': 1, '-': 1, '*': 2, '/': 2 } as const;

function valueOf(node: Node): number {
  if (typeof node === 'number') return node;
  const [a, b] = [valueOf(node.a), valueOf(node.b)];
  return { '+': a + b, '-': a - b, '*': a * b, '/': a / b }[node.op];
}

/** As it is written: brackets only where they matter. */
function show(node: Node, write: (n: number) => string, signs: Readonly<Record<Op, string>>, gap = ' '): string {
  if (typeof node === 'number') return write(node);
  const side = (child: Node, right: boolean): string => {
    const text = show(child, write, signs, gap);
    if (typeof child === 'number') return child < 0 && right ? `(${text})` : text;
    const needs =
      RANK[child.op] < RANK[node.op] ||
      (right && RANK[child.op] === RANK[node.op] && node.op !== '+') ||
      (right && RANK[child.op] === RANK[node.op]);
    return needs ? `(${text})` : text;
  };
  return `${side(node.a, false)}${gap}${signs[node.op]}${gap}${side(node.b, true)}`;
}

/** An expression of n operations whose values stay whole and of a size one can compute. */
function grow(r: Rng, n: number): Node {
  if (n === 0)
    return r.weighted([
      [5, r.int(1, 12)],
      [3, r.int(10, 60)],
      [1, r.int(1, 9) * 10],
    ]);
  for (;;) {
    const left = r.int(0, n - 1);
    const op = r.weighted([
      [4, '+'],
      [3, '-'],
      [4, '*'],
      [1.6, '/'],
    ] as const);
    const b = grow(r, n - 1 - left);
    let a = grow(r, left);
    if (op === '/' && typeof a === 'number') a = valueOf(b) * r.int(2, 12);
    const [x, y] = [valueOf(a), valueOf(b)];
    const value = valueOf({ op, a, b });
    if (!Number.isInteger(value) || Math.abs(value) > 2000 || (op === '/' && (y <= 1 || y > 20 || x <= 0))) continue;
    if (op === '*' && (x < 0 || y < 0 || Math.min(x, y) > 60)) continue;
    if (value < 0 && n > 1 && r.chance(0.7)) continue;
    return { op, a, b };
  }
}

const DO = { '+': plus, '-': minus, '*': times, '/': over } as const;

/** The step for each operation, in the order of computing; the text after it with the value in its place. */
function workOut(node: Node, steps: string[]): string {
  let now = node;
  while (typeof now !== 'number') {
    const [next, text] = reduce(now);
    now = next;
    steps.push(`${text}.${typeof now === 'number' ? '' : ` Now ${show(now, String, SIGNS)}.`}`);
  }
  return String(now);
}

const SIGNS = { '+': '+', '-': '-', '*': '*', '/': '/' } as const;

/** Does the first operation that can be done. */
function reduce(node: Exclude<Node, number>): readonly [Node, string] {
  if (typeof node.a !== 'number' && typeof node.b !== 'number') {
    // Brackets and products come first.
    const right = RANK[node.b.op] > RANK[node.a.op] && RANK[node.op] === 1;
    const [next, text] = reduce(right ? node.b : node.a);
    return [right ? { ...node, b: next } : { ...node, a: next }, text];
  }
  if (typeof node.a !== 'number') {
    const [a, text] = reduce(node.a);
    return [{ ...node, a }, text];
  }
  if (typeof node.b !== 'number') {
    const [b, text] = reduce(node.b);
    return [{ ...node, b }, text];
  }
  const { text, value } = DO[node.op](node.a, node.b);
  return [value, text];
}

const ASKS = [
  '$e',
  '$e = ?',
  '$e =',
  'What is $e?',
  "What's $e?",
  'what is $e',
  'How much is $e?',
  'how much is $e',
  'Calculate $e.',
  'Compute $e.',
  'Work out $e.',
  '{Please|} solve $e',
  '{What does|What will} $e {give|make|equal}?',
  'Find {the value of|the result of|} $e.',
  '{Can you|Please} {work out|calculate|compute} $e{?|.|}',
  'Tell me {what|how much} $e is.',
  '$e equals {what|how much|?}',
  '$e is {what|how much}?',
  "{I need|I'd like to know|Give me} $e",
  'The {value|result} of $e?',
  'evaluate $e',
  'Do you know $e?',
];

const solve = (steps: string[], answer: string, one: string, plan: string): string =>
  solution(plan, steps.length > 0 ? steps : [one], answer);

export function sum(r: Rng): Item {
  const n = r.weighted([
    [5, 1],
    [6, 2],
    [3, 3],
    [0.6, 4],
  ]);
  let node = grow(r, n);
  if (n === 1 && r.chance(0.5)) node = bigger(r);
  const steps: string[] = [];
  const answer = workOut(node, steps);
  const spoken = n === 1 && r.chance(0.4);
  const signs = spoken
    ? {
        '+': 'plus',
        '-': 'minus',
        '*': r.pick(['times', 'times', 'multiplied by']),
        '/': r.pick(['divided by', 'over', 'divided by']),
      }
    : {
        '+': '+',
        '-': '-',
        '*': r.weighted([
          [8, '*'],
          [2, 'x'],
          [1, '×'],
          [1, '·'],
        ]),
        '/': r.weighted([
          [8, '/'],
          [1, '÷'],
          [1, ':'],
        ]),
      };
  const inWord = spoken && r.chance(0.35);
  const write = (v: number) => (inWord && v >= 0 && v < 1000 ? inWords(v) : String(v));
  const e = show(node, write, signs, spoken || r.chance(0.88) ? ' ' : '');
  const shown = show(node, String, SIGNS);
  return {
    kind: 'sum',
    q: style(r, say(r, formOf(r, ASKS), { e })),
    a: solve(steps, answer, shown, `Compute ${shown}.`),
    answer,
    key: `s${shown}`,
  };
}

/** One operation on larger numbers. */
function bigger(r: Rng): Node {
  const op = r.weighted([
    [4, '+'],
    [4, '-'],
    [5, '*'],
    [3, '/'],
  ] as const);
  if (op === '+' || op === '-') {
    const size = r.pick([99, 500, 999, 4999]);
    const [a, b] = [r.int(2, size), r.int(2, size)];
    return { op, a: op === '-' && a < b && r.chance(0.8) ? b : a, b: op === '-' && a < b ? a : b };
  }
  if (op === '*') {
    const [a, b] = r.pick([
      [r.int(2, 12), r.int(2, 12)],
      [r.int(2, 9), r.int(11, 99)],
      [r.int(11, 40), r.int(11, 40)],
      [r.int(2, 9), r.int(100, 500)],
      [r.int(2, 30), r.int(1, 9) * 10],
    ] as const);
    return r.chance(0.5) ? { op, a, b } : { op, a: b, b: a };
  }
  const b = r.int(2, 12);
  return { op, a: b * r.pick([r.int(2, 12), r.int(10, 99), r.int(1, 10) * 10]), b };
}

/** Many computations in few tokens. */
export function table(r: Rng): Item {
  const nodes = Array.from({ length: r.int(2, 6) }, () => (r.chance(0.5) ? bigger(r) : grow(r, 1)));
  const shown = nodes.map((node) => show(node, String, SIGNS));
  const values = nodes.map(valueOf);
  const steps = nodes.map((node) => {
    const out: string[] = [];
    workOut(node, out);
    return out.join(' ');
  });
  return {
    kind: 'sum',
    q: say(r, formOf(r, ['Work out: $l.', 'Compute these: $l', 'Solve each one: $l', 'What are $l?', '$l']), {
      l: shown.join(r.pick([', ', '; '])),
    }),
    a: solution('Compute one after the other.', steps, values.join(', ')),
    answer: values.join(', '),
    key: `s${shown[0]}`,
  };
}

/** What is left over, by itself. */
export function rests(r: Rng): Item {
  const b = r.int(2, 12);
  const a = b * r.int(1, 15) + r.int(0, b - 1);
  const { text, whole, rest } = into(a, b);
  const asksRest = r.chance(0.7);
  const q = say(
    r,
    formOf(
      r,
      asksRest
        ? [
            'What is the {remainder|rest} {when $a is divided by $b|of $a divided by $b|of $a / $b}?',
            '$a divided by $b leaves what {rest|remainder}?',
            '{Find|Give|Tell me} the remainder of $a {divided by|over} $b.',
            'What is $a {%|mod|modulo} $b?',
            '$a % $b',
            'How much {is left over|remains} {if|when} you divide $a by $b?',
            'divide $a by $b. what is left?',
            'If $a is divided by $b, what remains?',
            "What's left over from $a after taking away as many {$b's|groups of $b} as possible?",
          ]
        : [
            'How {often|many times} does $b {go|fit} into $a?',
            'How many whole {times|groups of $b} {are there in|fit in} $a?'.replace('times|', ''),
            'How many times can $b be taken away from $a?',
            '{Divide|divide} $a by $b without the rest.',
          ],
    ),
    { a, b },
  );
  const answer = String(asksRest ? rest : whole);
  return {
    kind: 'sum',
    q: style(r, q),
    a: solution(
      asksRest ? `Find what is left when ${a} is divided by ${b}.` : `Find how many times ${b} goes into ${a}.`,
      [`${b} into ${a}: ${text}.`],
      answer,
    ),
    answer,
    key: `r${a},${b}`,
  };
}

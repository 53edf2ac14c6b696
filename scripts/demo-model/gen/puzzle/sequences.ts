/** Rows of numbers that go on, and numbers put in order. */
import { type Item, type Rng, solution } from '../rng.ts';
import { formOf, say } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';

const NEXT = [
  'What comes next: $l?',
  '$l{, ...|,|...|} {what|which number} {comes next|is next|follows}?',
  "$l - {what is|what's} next?",
  'Continue{:| the sequence|} $l',
  'Which number {comes|goes} {next|after these}: $l?',
  '{Find|Give me|Tell me} the next number {of|in} $l{.|}',
  'A {row|sequence|series} {goes|starts} $l. {What is next?|What comes then?|And then?}',
  '$l, {and then|then|now what}?',
  "{What's|What is} the next {number|term} {in|of} {the sequence|} $l?",
  'the numbers are $l. {how does it go on?|which is next?}',
  'How does {this|the row} go on: $l?',
  '$l ?',
];
const GAP = [
  'Which number is missing: $l?',
  'Fill {the gap|in the missing number}: $l',
  '{What|Which number} belongs in the gap: $l?',
  '$l. What is missing?',
  'Find the missing {number|one} in $l.',
];

export function sequence(r: Rng): Item {
  const kind = r.weighted([
    [6, 'plus'],
    [4, 'minus'],
    [3, 'times'],
    [1, 'over'],
    [1, 'squares'],
    [1, 'adding'],
    [1, 'growing'],
    [1.5, 'gap'],
    [1.5, 'nth'],
  ] as const);
  const n = r.int(3, 5);
  const d = r.weighted([
    [5, r.int(1, 12)],
    [1, r.int(10, 30)],
    [1, r.pick([20, 50, 100, 25])],
  ]);
  const s = r.int(0, 50);
  const sep = r.weighted([
    [8, ', '],
    [1, ' '],
    [0.5, ' - '],
    [0.5, '; '],
  ]);
  const make = (
    xs: readonly number[],
    plan: string,
    steps: readonly string[],
    next: number,
    forms = NEXT,
    shown: readonly (number | string)[] = xs,
  ): Item => ({
    kind: 'sequence',
    q: style(r, say(r, formOf(r, forms), { l: shown.join(sep) })),
    a: solution(plan, [...steps], String(next)),
    answer: String(next),
    key: `q${xs.join()}`,
  });
  if (kind === 'plus' || kind === 'minus') {
    const up = kind === 'plus';
    const first = up ? s : s + n * d + (r.chance(0.9) ? 0 : -d);
    const xs = Array.from({ length: n }, (_, i) => first + (up ? i : -i) * d);
    const last = xs[n - 1]!;
    return make(
      xs,
      'Look at how each number becomes the next.',
      [
        `${xs[0]} to ${xs[1]}: ${up ? '+' : '-'}${d}.`,
        `${xs[1]} to ${xs[2]}: ${up ? '+' : '-'}${d}.`,
        `${last} ${up ? '+' : '-'} ${d} = ${up ? last + d : last - d}.`,
      ],
      up ? last + d : last - d,
    );
  }
  if (kind === 'times' || kind === 'over') {
    const k = r.pick([2, 2, 2, 3, 3, 4, 5, 10]);
    const start = r.int(1, 8);
    const m = k > 3 ? 3 : n;
    const up = Array.from({ length: m + (kind === 'over' ? 1 : 0) }, (_, i) => start * k ** i);
    const xs = kind === 'times' ? up : up.reverse().slice(0, m);
    const next = kind === 'times' ? xs[m - 1]! * k : start;
    const sign = kind === 'times' ? '*' : '/';
    return make(
      xs,
      'Look at how each number becomes the next.',
      [
        `${xs[0]} to ${xs[1]}: ${sign}${k}.`,
        `${xs[1]} to ${xs[2]}: ${sign}${k}.`,
        `${xs[m - 1]} ${sign} ${k} = ${next}.`,
      ],
      next,
    );
  }
  if (kind === 'squares') {
    const from = r.int(1, 6);
    const xs = Array.from({ length: Math.max(4, n) }, (_, i) => (from + i) ** 2);
    const k = from + xs.length;
    return make(
      xs,
      'Look at how the numbers are made.',
      [`${xs[0]} = ${from} * ${from}; ${xs[1]} = ${from + 1} * ${from + 1}.`, `${k} * ${k} = ${k * k}.`],
      k * k,
    );
  }
  if (kind === 'adding') {
    const xs = [r.int(0, 5), r.int(1, 6)];
    while (xs.length < r.int(5, 7)) xs.push(xs[xs.length - 1]! + xs[xs.length - 2]!);
    const [a, b] = [xs[xs.length - 2]!, xs[xs.length - 1]!];
    return make(
      xs,
      'Look at how each number comes from those before.',
      [`${xs[0]} + ${xs[1]} = ${xs[2]}; ${xs[1]} + ${xs[2]} = ${xs[3]}.`, `${a} + ${b} = ${a + b}.`],
      a + b,
    );
  }
  if (kind === 'growing') {
    const xs = [r.int(0, 10)];
    let step = r.int(1, 4);
    const grow = r.int(1, 2);
    const steps: string[] = [];
    while (xs.length < 5) {
      const now = xs[xs.length - 1]!;
      steps.push(`${now} to ${now + step}: +${step}`);
      xs.push(now + step);
      step += grow;
    }
    const last = xs[4]!;
    return make(
      xs,
      'Look at how each number becomes the next.',
      [`${steps.join('; ')}.`, `Next is +${step}: ${last} + ${step} = ${last + step}.`],
      last + step,
    );
  }
  const xs = Array.from({ length: Math.max(4, n) }, (_, i) => s + i * d);
  if (kind === 'gap') {
    const at = r.int(1, xs.length - 2);
    const blank = r.pick(['?', '__', '_', '...', '[ ]', 'x']);
    const pair = at === 1 ? [xs[2]!, xs[3]!] : [xs[0]!, xs[1]!];
    return make(
      xs,
      'Look at how each number becomes the next.',
      [`${pair[0]} to ${pair[1]}: +${d}.`, `${xs[at - 1]} + ${d} = ${xs[at]}.`],
      xs[at]!,
      GAP,
      xs.map((x, i) => (i === at ? blank : x)),
    );
  }
  const k = r.int(3, 6);
  const names = ['', '', '', '3rd', '4th', '5th', '6th'];
  const words = ['', '', '', 'third', 'fourth', 'fifth', 'sixth'];
  const steps: string[] = [`The first is ${s}.`];
  for (let i = 1; i < k; i++) steps.push(`Number ${i + 1}: ${s + (i - 1) * d} + ${d} = ${s + i * d}.`);
  return {
    kind: 'sequence',
    q: style(
      r,
      say(
        r,
        formOf(r, [
          'A {row|sequence} {starts|begins} {at|with} $s and {adds $d each time|always adds $d|goes up by $d}. {What is|Find|Tell me} the $k {number|term}{?|}',
          '{Start|Begin} at $s and count {up|on} by {$ds|$d}. {What is|Which is} the $k number?'.replace(
            '{$ds|$d}',
            '$d',
          ),
          'You start with $s and add $d again and again. What is the $k {number|one}?',
        ]),
        { s, d, k: r.chance(0.5) ? names[k]! : words[k]! },
      ),
    ),
    a: solution('Go on step by step.', steps, String(s + (k - 1) * d)),
    answer: String(s + (k - 1) * d),
    key: `n${s},${d},${k}`,
  };
}

/** Numbers in order, the largest or smallest of some, or how many of them are above something. */
/** The least or largest so far, one comparison a step. */
function running(xs: readonly number[], up: boolean): string[] {
  let best = xs[0]!;
  return xs.slice(1).map((x) => {
    const [small, large] = [Math.min(best, x), Math.max(best, x)];
    const [a, b] = [String(best), String(x)];
    // The number of digits says it, where it differs.
    const digits =
      small >= 0 && a.length !== b.length ? `${a} has ${a.length} digits and ${b} has ${b.length}` : `${a} or ${b}`;
    const step = `${digits}: ${small} < ${large}, so ${up ? small : large}.`;
    best = up ? small : large;
    return step;
  });
}

/** The least or largest of those that are left, again and again. */
function selecting(xs: readonly number[], up: boolean): string[] {
  const left = [...xs];
  const steps: string[] = [];
  while (left.length > 1) {
    const next = up ? Math.min(...left) : Math.max(...left);
    left.splice(left.indexOf(next), 1);
    steps.push(`${up ? 'Smallest' : 'Largest'}: ${next}. Left: ${left.join(', ')}.`);
  }
  return steps;
}

export function sorting(r: Rng): Item {
  const n = r.int(2, 5);
  const big = r.chance(0.3);
  const xs = [
    ...new Set(Array.from({ length: n }, () => (r.chance(0.07) ? -r.int(1, 20) : r.int(0, big ? 1200 : 99)))),
  ];
  if (xs.length < 2) return sorting(r);
  const up = r.chance(0.55);
  const ys = [...xs].sort((a, b) => (up ? a - b : b - a));
  const l = xs.join(', ');
  const or = `${xs.slice(0, -1).join(', ')} or ${xs[xs.length - 1]!}`;
  const one = xs.length === 2 || r.chance(0.4);
  if (one) {
    const word = up ? r.pick(['smallest', 'least', 'lowest']) : r.pick(['largest', 'biggest', 'greatest', 'highest']);
    const two = xs.length === 2;
    const than = up ? r.pick(['smaller', 'less', 'lower']) : r.pick(['larger', 'bigger', 'more', 'greater']);
    return {
      kind: 'sorting',
      q: style(
        r,
        say(
          r,
          formOf(
            r,
            two
              ? [
                  '{Which|What} is $t, $o?',
                  '{Which number|Which one} is $t: $o?',
                  'Is $o $t?',
                  '$o: which is $t?',
                  '{Which of|of} the two is $t, $o',
                ]
              : [
                  '{Which|What} is the $w: $l?',
                  '{Find|Give me|Tell me} the $w {number|one} {of|in} $l.',
                  '{Which|What} number is the $w, $o?',
                  'the $w of $l?',
                  'What is the $w number in {the list|} $l?',
                ],
          ),
          { o: or, l, w: word, t: than },
        ),
      ),
      a: solution(`Take the ${up ? 'smallest' : 'largest'} number.`, running(xs, up), String(ys[0]!)),
      answer: String(ys[0]!),
      key: `x${l}`,
    };
  }
  const way = up
    ? r.pick([
        'smallest first',
        'from small to large',
        'from smallest to largest',
        'from low to high',
        'from the smallest up',
        'ascending',
        'starting with the smallest',
      ])
    : r.pick([
        'largest first',
        'from large to small',
        'from largest to smallest',
        'from high to low',
        'from the biggest down',
        'descending',
        'beginning with the largest',
      ]);
  return {
    kind: 'sorting',
    q: style(
      r,
      say(
        r,
        formOf(r, [
          'Sort $l $w.',
          'Put $l in order, $w.',
          '{Order|Arrange|List|Write} {the numbers|} $l $w{.|}',
          '$l - sort {them|these} $w',
          'Can you {sort|order} $l $w?',
          'Put {these|the numbers} in order $w: $l',
          '$w, please: $l',
        ]),
        { l, w: way },
      ),
    ),
    a: solution(`Take the ${up ? 'smallest' : 'largest'} number again and again.`, selecting(xs, up), ys.join(', ')),
    answer: ys.join(', '),
    key: `o${l}`,
  };
}

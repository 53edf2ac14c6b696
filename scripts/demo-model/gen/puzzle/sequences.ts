/** Rows of numbers that go on, and numbers put in order. */
import { type Item, type Rng, solution } from '../rng.ts';
import { formOf, say } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';
import { extreme } from './extreme.ts';
import { minus, over, plus, times } from '../meaning/work.ts';

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
  '$l ... {next number|what next|and then}?',
  '{Go on|Carry on} with {this row|the row|the pattern}: $l',
  '{Continue the pattern|Continue the row} with one number: $l',
  "{what's|what is} next in this {row|series|pattern}: $l",
  "$l, {what's|what is} next in {this|the} {row|series|pattern}",
  'Which number follows $l?',
  'What number {would|should} come {next|after} $l?',
];
const GAP = [
  'Which number is missing: $l?',
  'Fill {the gap|in the missing number}: $l',
  '{What|Which number} belongs in the gap: $l?',
  '$l. What is missing?',
  'Find the missing {number|one} in $l.',
  'Fill in the blank: $l',
  '{Complete|Fill in}: $l',
  'What goes {into the blank|where the blank is|in the blank}: $l?',
];

/** Why the last of these numbers is what it is: the same questions for every row, so that none has to be guessed. */
function goesOn(xs: readonly number[]): { readonly steps: string[]; readonly next: number } {
  const last = xs.at(-1)!;
  const jumps = xs.slice(1).map((x, i) => x - xs[i]!);
  const signed = (n: number) => (n < 0 ? String(n) : `+${n}`);
  const steps = xs.slice(1).map((x, i) => {
    const before = xs[i]!;
    return x > before
      ? `${before} to ${x}, up: ${minus(x, before).text}.`
      : `${before} to ${x}, down: ${minus(before, x).text}.`;
  });
  const row = jumps.map(signed).join(', ');
  const by = (jump: number) => (jump < 0 ? minus(last, -jump) : plus(last, jump));
  const done = (how: string, { text, value }: { readonly text: string; readonly value: number }) => ({
    steps: [...steps, how, `${text}.`],
    next: value,
  });
  const grows = jumps[1]! - jumps[0]!;
  if (jumps.every((jump) => jump === jumps[0]))
    return done(`Jumps: ${row}: always ${signed(jumps[0]!)}.`, by(jumps[0]!));
  if (jumps.length > 2 && jumps.slice(1).every((jump, i) => jump - jumps[i]! === grows)) {
    const next = jumps.at(-1)! + grows;
    return done(
      `Jumps: ${row}: ${Math.abs(grows)} ${grows > 0 ? 'more' : 'less'} each time; next ${signed(next)}.`,
      by(next),
    );
  }
  const no = `Jumps: ${row}: not alike.`;
  const [a = 0, b = 0] = xs;
  const up = b > a ? b / a : a / b;
  const sums = xs.slice(2).map((_, i) => `${xs[i]} + ${xs[i + 1]} = ${xs[i]! + xs[i + 1]!}`);
  if (xs.slice(1).every((x, i) => x === xs[i]! * up))
    return done(
      `${no} ${xs
        .slice(1)
        .map((x, i) => `${xs[i]} * ${up} = ${x}`)
        .join('; ')}: always * ${up}.`,
      times(last, up),
    );
  if (xs.slice(1).every((x, i) => x * up === xs[i]!))
    return done(
      `${no} ${xs
        .slice(1)
        .map((x, i) => `${xs[i]} / ${up} = ${x}`)
        .join('; ')}: always / ${up}.`,
      over(last, up),
    );
  return done(`${no} ${sums.join('; ')}: each is the two before it together.`, plus(xs.at(-2)!, last));
}

export function sequence(r: Rng): Item {
  const kind = r.weighted([
    [6, 'plus'],
    [5, 'minus'],
    [3, 'times'],
    [2, 'over'],
    [1.5, 'squares'],
    [1.5, 'adding'],
    [2, 'growing'],
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
  const asked = (
    forms: readonly string[],
    shown: readonly (number | string)[],
    steps: readonly string[],
    next: number,
  ): Item => ({
    kind: 'sequence',
    q: style(r, say(r, formOf(r, forms), { l: shown.join(sep) })),
    a: solution('Look at how each number becomes the next.', [...steps], String(next)),
    answer: String(next),
    key: `q${shown.join()}`,
  });
  const blank = r.pick(['?', '__', '_', '___', '...', '[ ]', 'x']);
  if (kind === 'gap') {
    const xs = Array.from({ length: Math.max(4, n) }, (_, i) => s + i * d);
    const at = r.int(1, xs.length - 2);
    const [from, to] = at === 1 ? [xs[2]!, xs[3]!] : [xs[0]!, xs[1]!];
    const steps = [`${from} to ${to}, up: ${minus(to, from).text}.`, `${plus(xs[at - 1]!, d).text}.`];
    return asked(
      GAP,
      xs.map((x, i) => (i === at ? blank : x)),
      steps,
      xs[at]!,
    );
  }
  if (kind === 'nth') return nth(r, s, d);
  const xs = rowOf(r, kind, n, s, d);
  const { steps, next } = goesOn(xs);
  // What is left out may also stand at the end.
  return r.chance(0.15) ? asked(GAP, [...xs, blank], steps, next) : asked(NEXT, xs, steps, next);
}

function rowOf(
  r: Rng,
  kind: 'plus' | 'minus' | 'times' | 'over' | 'squares' | 'adding' | 'growing',
  n: number,
  s: number,
  d: number,
): number[] {
  switch (kind) {
    case 'plus':
      return Array.from({ length: n }, (_, i) => s + i * d);
    case 'minus': {
      const first = s + n * d - (r.chance(0.1) ? d : 0);
      return Array.from({ length: n }, (_, i) => first - i * d);
    }
    case 'times':
    case 'over': {
      const k = r.pick([2, 2, 2, 3, 3, 4, 5, 10]);
      const [start, m] = [r.int(1, 8) * (kind === 'over' && r.chance(0.3) ? 10 : 1), k > 3 ? 3 : n];
      const up = Array.from({ length: m + 1 }, (_, i) => start * k ** i);
      return kind === 'times' ? up.slice(0, m) : up.toReversed().slice(0, m);
    }
    case 'squares': {
      const from = r.int(1, 6);
      return Array.from({ length: Math.max(4, n) }, (_, i) => (from + i) ** 2);
    }
    case 'adding': {
      const xs = [r.int(0, 5), r.int(1, 6)];
      const length = r.int(5, 7);
      while (xs.length < length) xs.push(xs.at(-1)! + xs.at(-2)!);
      return xs;
    }
    case 'growing': {
      const down = r.chance(0.25);
      const xs = [down ? r.int(40, 99) : r.int(0, 10)];
      let jump = r.int(1, 4);
      const grow = r.int(1, 3);
      for (const length = r.int(4, 6); xs.length < length; jump += grow) xs.push(xs.at(-1)! + (down ? -jump : jump));
      return xs;
    }
  }
}

/** The fifth number of a row that is told by its rule. */
function nth(r: Rng, s: number, d: number): Item {
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
          '{Start|Begin} at $s and count {up|on} by $d. {What is|Which is} the $k number?',
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

/** The least or largest of those that are left, again and again. */
function selecting(xs: readonly number[], up: boolean): string[] {
  const left = [...xs];
  const steps: string[] = [];
  while (left.length > 1) {
    const next = up ? Math.min(...left) : Math.max(...left);
    const how = extreme(left, up);
    left.splice(left.indexOf(next), 1);
    steps.push(`${how} Left: ${left.join(', ')}.`);
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
                  '{Which|What} number is the $w {here|of these|in this list}: $l?',
                  '$l: which {one|number|of them|} is {the|} $w?',
                  '{Which of these|which one} is the $w? $l',
                ],
          ),
          { o: or, l, w: word, t: than },
        ),
      ),
      a: solution(`Take the ${up ? 'smallest' : 'largest'} number.`, [extreme(xs, up)], String(ys[0]!)),
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
        'in ascending order',
        'in increasing order',
        'lowest first',
        'starting with the smallest',
      ])
    : r.pick([
        'largest first',
        'from large to small',
        'from largest to smallest',
        'from high to low',
        'from the biggest down',
        'descending',
        'in descending order',
        'in decreasing order',
        'highest first',
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
          '{Sort|Order|Arrange} these numbers $w: $l',
          'Can you {sort|put} $l $w?',
          '$l $w',
        ]),
        { l, w: way },
      ),
    ),
    a: solution(`Take the ${up ? 'smallest' : 'largest'} number again and again.`, selecting(xs, up), ys.join(', ')),
    answer: ys.join(', '),
    key: `o${l}`,
  };
}

/** Numbers without a story: instructions, riddles, fractions and percentages of a number, comparing, averages. */
import type { Item, Rng } from '../rng.ts';
import { figures, listed, size } from '../meaning/say.ts';
import { Work } from '../meaning/work.ts';
import { item } from './instructions.ts';

export type Slots = Readonly<Record<string, string | number>>;

/** Squares, doubles, sums of several, averages, the larger of two results, how many numbers. */
export function mixed(r: Rng): Item {
  const f = figures(r);
  const work = new Work();
  const kind = r.pick([
    'square',
    'double',
    'sum',
    'average',
    'larger',
    'between',
    'more',
    'take',
    'angle',
    'parity',
  ] as const);
  if (kind === 'square') {
    const n = r.int(2, 30);
    work.mul('Square', n, n);
    return item(
      r,
      [
        'What is $n squared?',
        '$n squared',
        '{What is|find} the square of $n?',
        '$n^2',
        "what's $n to the power of 2",
        'Multiply $n by itself.',
        '$n times itself?',
      ],
      { n: f(n) },
      `Multiply ${n} by itself.`,
      work.steps,
      n * n,
      `q${n}`,
    );
  }
  if (kind === 'double') {
    const n = size(r);
    const [word, k] = r.pick([
      ['double', 2],
      ['twice', 2],
      ['triple', 3],
      ['three times', 3],
      ['five times', 5],
    ] as const);
    const v = work.mul(word, n, k);
    return item(
      r,
      ['{What is|How much is} $w $n?', '$w $n', '{Find|Give me} $w $n.', '$w $n is {what|how much}?'],
      { w: word, n: f(n) },
      `Multiply by ${k}.`,
      work.steps,
      v,
      `d${n},${k}`,
    );
  }
  if (kind === 'sum' || kind === 'average') {
    const n = r.int(2, 4);
    const xs = Array.from({ length: n }, () => r.int(2, 60));
    if (kind === 'average') xs[0]! += (n - (xs.reduce((a, b) => a + b, 0) % n)) % n;
    const total = work.sum('Sum', xs);
    const l = listed(r, xs.map(f));
    if (kind === 'sum')
      return item(
        r,
        [
          'What is the {sum|total} of $l?',
          '{Add|Sum up} $l{.|}',
          '$l together {make|are} {what|how much}?',
          'How much {are|is} $l {together|in all}?',
          '{Find|Give} the sum of $l.',
          'what do $l add up to',
        ],
        { l },
        'Add the numbers.',
        work.steps,
        total,
        `a${xs.join()}`,
      );
    const value = work.div('Average', total, n);
    return item(
      r,
      [
        "{What is|What's} the {average|mean} of $l?",
        '{Find|Give|Calculate} the {average|mean} of $l.',
        'the numbers are $l. {their average?|what is the average?}',
        'average of $l',
      ],
      { l },
      'Add the numbers and divide by how many there are.',
      work.steps,
      value,
      `v${xs.join()}`,
    );
  }
  if (kind === 'larger') {
    const [a, b, c, d] = [r.int(2, 12), r.int(2, 12), r.int(2, 12), r.int(2, 12)];
    const [x, y] = [work.mul('First', a, b), work.mul('Second', c, d)];
    if (x === y) return mixed(r);
    const up = r.chance(0.6);
    const v = up ? Math.max(x, y) : Math.min(x, y);
    return item(
      r,
      [
        '{Which is|What is} {more|the larger one|bigger}: $a {times|*} $b or $c {times|*} $d?',
        'What is more, $a * $b or $c * $d? {Give the result.|}',
      ].map((form) =>
        up ? form : form.replaceAll('more', 'less').replace('larger', 'smaller').replace('bigger', 'smaller'),
      ),
      { a, b, c, d },
      'Compute both and compare.',
      [...work.steps, `${Math.max(x, y)} > ${Math.min(x, y)}.`],
      v,
      `l${a},${b},${c},${d}`,
    );
  }
  if (kind === 'between') {
    const a = r.int(0, 40);
    const b = a + r.int(2, 40);
    const both = r.chance(0.6);
    const span = work.sub('Distance', b, a);
    const v = both ? work.add('With both ends', span, 1) : work.sub('Without the ends', span, 1);
    return item(
      r,
      both
        ? [
            'How many {whole|} numbers are there from $a to $b{, both included|, with both ends|}?',
            'Count the numbers from $a to $b.',
            'How many numbers go from $a up to $b?',
          ]
        : [
            'How many {whole|} numbers {are|lie} between $a and $b{, without these|}?',
            'How many numbers are larger than $a and smaller than $b?',
          ],
      { a, b },
      'Take the distance and mind the ends.',
      work.steps,
      v,
      `w${a},${b}`,
    );
  }
  if (kind === 'more') {
    const [a, b] = [size(r), size(r)];
    const [hi, lo] = [Math.max(a, b), Math.min(a, b)];
    const v = work.sub('Difference', hi, lo);
    return item(
      r,
      [
        'How much {more|bigger|larger} is $h than $l?',
        'By how much is $l {less|smaller} than $h?',
        'What is the difference {between|of} $h and $l?',
        'How far {apart are|is it from} $l and $h?'.replace('is it from', 'apart are'),
        'what must be added to $l to get $h',
        'How much is missing from $l to $h?',
      ],
      { h: f(hi), l: f(lo) },
      'Take the smaller number from the larger one.',
      work.steps,
      v,
      `m${hi},${lo}`,
    );
  }
  if (kind === 'take') {
    const b = r.int(2, 10);
    const q = r.int(2, 20);
    const n = r.int(2, 40);
    const all = b * q + n;
    const first = work.sub('First', all, n);
    const v = work.div('Then', first, b);
    return item(
      r,
      [
        '{Take|Subtract} $n {away|} from $a and divide {the result|what is left|that} by $b.',
        'take away $n from $a, then divide by $b',
        'If I subtract $n from $a and divide {the rest|it} by $b, what {do I get|comes out}?',
        '{Divide|divide} the difference of $a and $n by $b.',
      ],
      { n: f(n), a: f(all), b: f(b) },
      'Subtract, then divide.',
      work.steps,
      v,
      `t${all},${n},${b}`,
    );
  }
  if (kind === 'angle') {
    const [a, b] = [r.int(2, 12) * 10, r.int(1, 5) * 10];
    const two = work.add('Two angles', a, b);
    const v = work.sub('The third', 180, two);
    if (v <= 0) return mixed(r);
    return item(
      r,
      [
        '{Two|two} angles of a triangle {are|have} $a and $b degrees. {What is|How big is} the {third|other} one?',
        'A triangle has angles of $a and $b degrees{. What is the third angle?|; find the third.}',
      ],
      { a: f(a), b: f(b) },
      'All three angles make 180 degrees.',
      work.steps,
      v,
      `g${a},${b}`,
    );
  }
  const n = r.int(1, 400);
  const even = n % 2 === 0;
  const asksEven = r.chance(0.5);
  const yes = even === asksEven;
  return item(
    r,
    [
      'Is $n {an|} $w{ number|}?',
      'is $n $w? yes or no',
      '{Yes or no: is|Tell me if} $n {is|} $w{?|}'.replace('Tell me if', 'yes or no: is').replace('{is|}', ''),
      '$n is $w. {Right?|True?|Yes or no?}',
    ],
    { n: f(n), w: asksEven ? 'even' : 'odd' },
    'Look at the last digit.',
    [`The last digit of ${n} is ${n % 10}, which is ${even ? 'even' : 'odd'}.`],
    yes ? 'Yes' : 'No',
    `e${n}`,
  );
}

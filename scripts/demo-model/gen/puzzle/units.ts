/** One unit in another one. */
import { type Item, type Rng, solution } from '../rng.ts';
import { formOf, say, figures } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';
import { Work } from '../meaning/work.ts';

const UNITS = [
  ['hours', 'minutes', 60, 8],
  ['minutes', 'seconds', 60, 10],
  ['weeks', 'days', 7, 20],
  ['days', 'hours', 24, 7],
  ['meters', 'centimeters', 100, 40],
  ['kilograms', 'grams', 1000, 9],
  ['kilometers', 'meters', 1000, 9],
  ['years', 'months', 12, 12],
  ['feet', 'inches', 12, 12],
  ['dozen', 'pieces', 12, 12],
  ['centimeters', 'millimeters', 10, 90],
  ['dollars', 'cents', 100, 40],
  ['dollars', 'quarters', 4, 20],
  ['dollars', 'dimes', 10, 20],
  ['liters', 'milliliters', 1000, 9],
  ['years', 'weeks', 52, 4],
  ['yards', 'feet', 3, 30],
  ['euros', 'cents', 100, 40],
  ['tons', 'kilograms', 1000, 9],
  ['m', 'cm', 100, 40],
  ['km', 'm', 1000, 9],
  ['kg', 'g', 1000, 9],
  ['kilos', 'grams', 1000, 9],
] as const;

/** One unit in another one. */
export function units(r: Rng): Item {
  const [big, small, f, max] = r.pick(UNITS);
  const n = r.int(1, max);
  const work = new Work();
  const fig = figures(r);
  const make = (
    forms: readonly string[],
    slots: Readonly<Record<string, string | number>>,
    plan: string,
    answer: number,
    key: string,
  ): Item => ({
    kind: 'unit',
    q: style(r, say(r, formOf(r, forms), { b: big, s: small, ...slots })),
    a: solution(plan, work.steps, String(answer)),
    answer: String(answer),
    key: `u${key},${f}`,
  });
  const kind = r.weighted([
    [5, 'down'],
    [3, 'up'],
    [2.5, 'both'],
    [f % 2 === 0 ? 2 : 0, 'half'],
    [f % 4 === 0 ? 1 : 0, 'quarter'],
    [1, 'coins'],
    [1.5, 'yes'],
  ] as const);
  const say1 = (k: number) => (k === 1 ? `one ${big.replace(/s$/, '')}` : `${fig(k)} ${big}`);
  const DOWN = [
    'How many $s are {in|} $n?',
    'How many $s {is|are|make|does} $n{ make|}?'.replace('{ make|}', '').replace('|does', ''),
    '{Convert|Change|Turn} $n {to|into} $s.',
    '$n in $s?',
    '$n, how many $s is that?',
    "{What is|What's} $n in $s?",
    'I have $n. How many $s is that?',
    '{Give|Say|Write|Tell me} $n in $s{.|}',
    '$n {are|is} how many $s?',
    'It takes $n. {Tell me that|What is that} in $s{.|}',
  ];
  if (kind === 'half' || kind === 'quarter') {
    const part = kind === 'half' ? f / 2 : f / 4;
    const whole = r.int(0, Math.min(6, max));
    const one = big.replace(/s$/, '');
    const words =
      whole === 0
        ? r.pick(
            [`half ${/^[aeiou]|^hour/.test(one) ? 'an' : 'a'} ${one}`, `half a ${one}`].map((x) =>
              x.replace('a hour', 'an hour'),
            ),
          )
        : whole === 1
          ? `one and a half ${big}`
          : `${fig(whole)} and a half ${big}`;
    const said =
      kind === 'half'
        ? words
        : whole === 0
          ? r.pick([`a quarter of ${/^hour/.test(one) ? 'an' : 'a'} ${one}`, `a quarter ${one}`])
          : `${fig(whole)} and a quarter ${big}`;
    const all = whole > 0 ? work.mul(`${whole} ${big}`, whole, f) : 0;
    const bit = work.div(kind === 'half' ? 'Half of one' : 'A quarter of one', f, kind === 'half' ? 2 : 4);
    const v = whole > 0 ? work.add('Together', all, part) : bit;
    return make(DOWN, { n: said }, `One of the ${big} has ${f} ${small}.`, v, `h${whole},${kind}`);
  }
  if (kind === 'down' || kind === 'yes') {
    const v = work.mul(`${n} ${big}`, n, f);
    if (kind === 'yes') {
      const other = Math.max(1, v + r.pick([-1, 1, 1, -1]) * r.int(1, Math.max(2, Math.floor(f / 2))));
      const longer = r.chance(0.5);
      const yes = longer ? other > v : other < v;
      work.steps.push(`${other} ${other > v ? '>' : '<'} ${v}.`);
      const item = make(
        [
          `{Is|Are} $o $s ${longer ? 'more' : 'less'} than $n? {Yes or no?|yes or no|}`.replace('{Is|Are}', 'Is'),
          `$o $s is ${longer ? 'more' : 'less'} than $n, {right?|yes or no?|true?}`,
        ],
        { n: say1(n), o: other },
        `Turn ${big} into ${small} and compare.`,
        v,
        `y${n},${other}`,
      );
      return {
        ...item,
        a: solution(`Turn ${big} into ${small} and compare.`, work.steps, yes ? 'Yes' : 'No'),
        answer: yes ? 'Yes' : 'No',
      };
    }
    return make(DOWN, { n: say1(n) }, `One of the ${big} has ${f} ${small}.`, v, `${n}`);
  }
  if (kind === 'up') {
    const k = Math.max(2, n);
    const v = work.div(`${k * f} ${small}`, k * f, f);
    return make(
      [
        'How many $b are $n $s?',
        '$n $s, how many $b?',
        '{Convert|Change|Turn} $n $s {to|into} $b.',
        '$n $s in $b?',
        'How many {whole|} $b {do|} $n $s make?'.replace('{do|} ', 'do '),
        "{What is|What's} $n $s in $b?",
        '$n $s {are|is} how many $b?',
      ],
      { n: fig(k * f) },
      `${f} ${small} make one of the ${big}.`,
      v,
      `b${k}`,
    );
  }
  if (kind === 'coins') {
    const c = r.pick([5, 10, 20, 25, 50]);
    const d = r.int(1, 12);
    const cents = work.mul(`${d} ${d === 1 ? 'dollar' : 'dollars'} in cents`, d, 100);
    const v = work.div('Coins', cents, c);
    return make(
      [
        'How many coins of $c cents {make|are|do I need for} $d?',
        'I {pay|have} $d in coins of $c cents. How many coins {are there|is that}?',
        '$d in $c cent coins. How many coins?',
      ],
      { c, d: d === 1 ? 'one dollar' : `${fig(d)} dollars` },
      'Turn it into cents and divide.',
      v,
      `c${c},${d}`,
    );
  }
  const e = r.int(1, Math.min(f - 1, 99));
  const all = work.mul(`${n} ${big}`, n, f);
  const v = work.add('With the rest', all, e);
  return make(
    DOWN,
    { n: `${say1(n)} ${r.pick(['and ', ''])}${e} ${small}` },
    `One of the ${big} has ${f} ${small}.`,
    v,
    `e${n},${e}`,
  );
}

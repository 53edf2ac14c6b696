/** Who has most or least of something: each with a number of his own. */
import { type Item, type Rng, solution } from '../rng.ts';
import { formOf, listed, say } from '../meaning/say.ts';
import { style } from '../meaning/tale.ts';
import { item, people } from '../words.ts';
import { extreme } from './extreme.ts';

interface Measure {
  /** `$p` with `$v`; the second is how the next one may go on: "Bea 5". */
  readonly facts: readonly (readonly [first: string, next: string])[];
  readonly range: readonly [number, number];
  /** Behind "who" or "which one": that of the largest number, and that of the smallest. */
  readonly most: readonly string[];
  readonly least: readonly string[];
  readonly of: 'people' | 'things' | 'places';
}

const MEASURES: readonly Measure[] = [
  {
    facts: [
      ['$p is $v', '$p $v'],
      ['$p is $v years old', '$p is $v'],
      ['$p is $v {years old|}', '$p is $v {years old|}'],
      ['$p turned $v', '$p turned $v'],
    ],
    range: [4, 90],
    most: ['is {the|} oldest', 'is the oldest {of them|of all|}', 'has lived {the|} longest'],
    least: ['is {the|} youngest', 'is the youngest {of them|of all|}'],
    of: 'people',
  },
  {
    facts: [
      ['$p is $v cm tall', '$p is $v cm tall'],
      ['$p is $v cm', '$p $v cm'],
      ['$p measures $v cm', '$p measures $v'],
    ],
    range: [95, 199],
    most: ['is {the|} tallest', 'is the tallest {of them|of all|one}'],
    least: ['is {the|} shortest', 'is the shortest {of them|of all|one}', 'is {the|} smallest'],
    of: 'people',
  },
  {
    facts: [
      ['$p weighs $v kg', '$p weighs $v kg'],
      ['$p weighs $v {kilos|kilograms|pounds}', '$p $v'],
    ],
    range: [2, 99],
    most: ['is {the|} heaviest', 'weighs {the|} most', 'is the heaviest {of them|of all|}'],
    least: ['is {the|} lightest', 'weighs {the|} least', 'is the lightest {of them|of all|}'],
    of: 'people',
  },
  {
    facts: [
      ['$p jumped $v {meters|feet|cm}', '$p jumped $v {meters|feet|cm}'],
      ['$p {threw|kicked|hit} the ball $v meters', '$p $v meters'],
      ['$p {ran|walked|swam|rode|hiked} $v km', '$p $v {km|}'],
      ['$p got $v meters far', '$p $v'],
    ],
    range: [2, 80],
    most: ['{got|came|went} {the|} {farthest|furthest}', 'was {the|} {farthest|furthest}', 'covered the most'],
    least: ['{got|came} {the|} least far', 'was the least far', 'covered the least'],
    of: 'people',
  },
  {
    facts: [
      ['$p {scored|got|has|made|won} $v points', '$p {scored|got|has} $v {points|}'],
      ['$p has $v points', '$p $v'],
      ['$p {scored|shot} $v goals', '$p $v'],
    ],
    range: [1, 120],
    most: [
      'has {the|} most points',
      'won',
      'has won',
      'is {in the lead|first|ahead}',
      'scored {the|} most',
      'came first',
    ],
    least: ['has {the|} fewest points', 'came last', 'scored {the|} least', 'is last'],
    of: 'people',
  },
  {
    facts: [
      ['$p needed $v {seconds|minutes}', '$p {needed|} $v {seconds|minutes|}'],
      ['$p took $v {seconds|minutes}', '$p {took|} $v'],
      ['$p finished in $v {seconds|minutes}', '$p in $v'],
      ['$p ran it in $v seconds', '$p in $v {seconds|}'],
    ],
    range: [8, 99],
    most: ['was {the|} slowest', 'took {the|} longest', 'needed the most time', 'came last', 'finished last'],
    least: [
      'was {the|} fastest',
      'won {the race|}',
      'came first',
      'finished first',
      'needed the least time',
      'was the quickest',
    ],
    of: 'people',
  },
  {
    facts: [
      ['$p {read|wrote|did|finished} $v pages', '$p {read|did} $v {pages|}'],
      [
        '$p {picked|ate|sold|found|collected|bought|packed} $v {apples|eggs|cards|shells|tickets|boxes|cookies}',
        '$p $v',
      ],
      ['$p has $v {books|stickers|cousins|coins|marbles|cards}', '$p has $v'],
    ],
    range: [2, 150],
    most: ['{has|had|got} {the|} most', 'has the largest number', 'did {the|} best'],
    least: ['{has|had|got} {the|} {fewest|least}', 'has the smallest number'],
    of: 'people',
  },
  {
    facts: [
      ['$p {lives|is} $v km away', '$p $v km'],
      ['it is $v {km|miles} to $p', '$v to $p'],
    ],
    range: [2, 400],
    most: ['{is|lives} {the|} {farthest|furthest} away', 'is the farthest'],
    least: ['{is|lives} {the|} {closest|nearest}', 'is the nearest one'],
    of: 'people',
  },
  {
    facts: [
      ['the $p costs $v dollars', 'the $p {costs|} $v'],
      ['the $p is $v {dollars|euros}', 'the $p $v'],
      ['a $p costs $v', 'a $p $v'],
      ['$v dollars for the $p', '$v for the $p'],
    ],
    range: [2, 300],
    most: ['is {the|} most expensive', 'costs {the|} most', 'is the dearest'],
    least: ['is {the|} cheapest', 'costs {the|} least', 'is the least expensive'],
    of: 'things',
  },
  {
    facts: [
      ['in $p it is $v degrees', 'in $p {it is|} $v'],
      ['$p has $v degrees', '$p $v'],
      ['$p: $v degrees', '$p: $v'],
    ],
    range: [1, 42],
    most: ['is {the|} warmest', 'is {the|} hottest', 'has the highest temperature'],
    least: ['is {the|} coldest', 'is {the|} coolest', 'has the lowest temperature'],
    of: 'places',
  },
];

const PLACES =
  'Paris Rome Oslo Berlin Madrid London Vienna Tokyo Delhi Cairo Lima Boston Denver Dublin Athens Prague Lisbon Toronto Sydney Warsaw'.split(
    ' ',
  );

function names(r: Rng, of: Measure['of'], n: number): string[] {
  if (of === 'people') return people(r, n).map(({ name }) => name);
  if (of === 'places') return r.sample(PLACES, n);
  const things = new Set<string>();
  while (things.size < n) things.add(item(r).replace(/(?<=ch|sh|x|ss)es$|(?<!s)s$/, ''));
  return [...things];
}

/** The same of `{seconds|minutes}` wherever it stands. */
function alike(r: Rng, forms: readonly string[]): string[] {
  const picked = new Map<string, string>();
  return forms.map((form) =>
    form.replace(/\{([^{}]*)\}/g, (group, choices: string) => {
      const one = picked.get(group) ?? r.pick(choices.split('|'));
      picked.set(group, one);
      return one;
    }),
  );
}

/** "Amir jumped 4 meters, Bea 5 and Cleo 3. Who jumped farthest?" */
export function valued(r: Rng): Item {
  const measure = r.pick(MEASURES);
  const n = r.weighted([
    [2, 2],
    [6, 3],
    [4, 4],
    [1, 5],
  ]);
  const all = names(r, measure.of, n);
  const values = new Set<number>();
  const close = r.chance(0.4) ? r.int(...measure.range) : undefined;
  while (values.size < n) {
    values.add(close === undefined ? r.int(...measure.range) : Math.max(1, close + r.int(-6, 6)));
  }
  const given = all.map((name, i) => ({ name, value: [...values][i]! }));
  const most = r.chance(0.55);
  const asked = say(r, formOf(r, most ? measure.most : measure.least));
  const who =
    measure.of === 'people'
      ? r.pick(['who', 'who', 'which of them', 'who of them', `who of the ${n}`])
      : r.pick(['which one', 'which of them', 'which']);
  const [first = '', next = ''] = alike(r, r.pick(measure.facts));
  const short = r.chance(0.55);
  const told = given.map(({ name, value }, i) => say(r, short && i > 0 ? next : first, { p: name, v: value }));
  const bare = given.map(({ name, value }) => r.pick([`${name} (${value})`, `${name} ${value}`, `${name}: ${value}`]));
  const facts = r.weighted<() => string>([
    [6, () => listed(r, told)],
    [2, () => told.join(', ')],
    [2, () => told.map((fact) => fact.charAt(0).toUpperCase() + fact.slice(1)).join('. ')],
    [1, () => told.join('; ')],
  ])();
  const begun = facts.charAt(0).toUpperCase() + facts.slice(1);
  const question = say(
    r,
    formOf(r, [
      '$f. $W $a?',
      '$f. $W $a?',
      '$W $a? $f.',
      '$f, $w $a?',
      '$f. {So|Now} $w $a?',
      '$f. {Tell me|Do you know|Can you tell me} $w $a?',
      '$W $a if $g?',
      '$W $a: $b?',
      '$b. $W $a?',
      'If $g, $w $a?',
    ]),
    {
      ...{ f: begun, g: facts, a: asked, w: who, W: who.charAt(0).toUpperCase() + who.slice(1) },
      b: listed(r, bare),
    },
  );
  const value = most ? Math.max(...values) : Math.min(...values);
  const best = given.find((one) => one.value === value)!.name;
  // The number stands first: it is what the name is looked up by.
  const steps = [
    `Given: ${given.map((one) => `${one.value} ${one.name}`).join(', ')}.`,
    extreme([...values], !most),
    `${value} is ${best}.`,
  ];
  return {
    kind: 'valued',
    q: style(r, question),
    a: solution(`Take the ${most ? 'largest' : 'smallest'} number and whose it is.`, steps, best),
    answer: best,
    key: `v${[...values].join()}`,
  };
}

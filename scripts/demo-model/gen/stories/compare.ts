/** One amount told by another: more, fewer, times as many; ages and heights the same way. */
import type { Rng } from '../rng.ts';
import { actors, thing } from '../meaning/actors.ts';
import { fractionOf, MULTIPLES } from '../meaning/amount.ts';
import { type Actor, size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';

interface Measure {
  /** "apples" or "years": behind the number. */
  readonly unit: string;
  readonly has: readonly string[];
  readonly more: readonly string[];
  readonly less: readonly string[];
  readonly times: readonly string[];
  readonly part: readonly string[];
  readonly asked: readonly [what: string, verb: string, tail: readonly string[]];
  readonly max: number;
}

function counted(many: string): Measure {
  return {
    unit: many,
    has: [
      '$A <has/have/had> $n $u',
      '$A <owns/own/owned> $n $u',
      '$A <counts/count/counted> $n $u',
      '$A <collects/collect/collected> $n $u',
      '$A <picks/pick/picked> $n $u',
    ],
    more: [
      '$A <has/have/had> $n more {$u|} than $b',
      '$A <has/have/had> $n {$u|} more than $b',
      'compared with $b, $A <has/have/had> $n more',
      '$A <owns/own/owned> $n more than $b {does|}',
      'with $n more than $b, $A <is/are/was/am/were> ahead',
      '$b <has/has/had> $n fewer {$u|} than $z',
    ],
    less: [
      '$A <has/have/had> $n {fewer|less} {$u|} than $b',
      '$A <has/have/had> $n {$u|} {fewer|less} than $b',
      '$A <lacks/lack/lacked> $n to have as many as $b',
      '$b <has/has/had> $n more {$u|} than $z',
    ],
    times: [
      '$A <has/have/had> $w as many {$u|} as $b',
      '$A <owns/own/owned> $w as many as $b',
      '$A <has/have/had> $w the number {of $u|} that $b has',
      '$A <has/have/had> $w what $b has',
    ],
    part: [
      '$A <has/have/had> {only|} $w as many {$u|} as $b',
      '$A <has/have/had> {only|} $w of what $b has',
      '$A <has/have/had> $w of that',
    ],
    asked: [`how many ${many}`, 'has/have/had', ['', 'then', 'in that case']],
    max: 4000,
  };
}
const MEASURES: readonly Measure[] = [
  {
    unit: 'years',
    has: [
      '$A <is/are/was/am/were> $n {years old|}',
      '$A <is/are/was/am/were> $n years of age',
      '$A <turns/turn/turned> $n {today|this year}',
    ],
    more: [
      '$A <is/are/was/am/were> $n years older than $b',
      '$A <is/are/was/am/were> older than $b by $n years',
      '$b is $n years younger than $z',
    ],
    less: [
      '$A <is/are/was/am/were> $n years younger than $b',
      '$A <is/are/was/am/were> younger than $b by $n years',
      '$b is $n years older than $z',
    ],
    times: ['$A <is/are/was/am/were> $w as old as $b', '$A <is/are/was/am/were> $w the age of $b'],
    part: ['$A <is/are/was/am/were> $w as old as $b', '$A <is/are/was/am/were> $w the age of $b'],
    asked: ['how old', 'is', ['', 'now']],
    max: 99,
  },
  {
    unit: 'cm',
    has: ['$A <is/are/was/am/were> $n cm tall', '$A <measures/measure/measured> $n cm'],
    more: ['$A <is/are/was/am/were> $n cm taller than $b', '$b is $n cm {shorter|smaller} than $z'],
    less: ['$A <is/are/was/am/were> $n cm {shorter|smaller} than $b', '$b is $n cm taller than $z'],
    times: ['$A <is/are/was/am/were> $w as tall as $b'],
    part: ['$A <is/are/was/am/were> $w as tall as $b'],
    asked: ['how tall', 'is', ['', 'in cm']],
    max: 250,
  },
  {
    unit: 'kg',
    has: ['$A <weighs/weigh/weighed> $n kg', 'the weight of $z is $n kg'],
    more: ['$A <weighs/weigh/weighed> $n kg more than $b', '$A <is/are/was/am/were> $n kg heavier than $b'],
    less: ['$A <weighs/weigh/weighed> $n kg less than $b', '$A <is/are/was/am/were> $n kg lighter than $b'],
    times: ['$A <weighs/weigh/weighed> $w as much as $b'],
    part: ['$A <weighs/weigh/weighed> $w as much as $b'],
    asked: ['how much', 'weighs/weigh/weighed', ['', 'in kg']],
    max: 400,
  },
  {
    unit: 'dollars',
    has: [
      '$A <has/have/had> $n dollars',
      '$A <earns/earn/earned> $n dollars',
      '$A <saves/save/saved> $n dollars',
      '$A <has/have/had> $$n',
    ],
    more: [
      '$A <has/have/had> $n dollars more than $b',
      '$A <gets/get/got> $n dollars more than $b',
      '$A <earns/earn/earned> $$n more than $b',
    ],
    less: ['$A <has/have/had> $n dollars less than $b', '$A <gets/get/got> $n dollars less than $b'],
    times: ['$A <has/have/had> $w as much {money|} as $b', '$A <gets/get/got> $w as much as $b'],
    part: ['$A <has/have/had> {only|} $w as much {money|} as $b', '$A <gets/get/got> $w of that'],
    asked: ['how much money', 'has/have/had', ['', 'then']],
    max: 4000,
  },
  {
    unit: 'points',
    has: ['$A <scores/score/scored> $n points', '$A <gets/get/got> $n points {in a game|}'],
    more: ['$A <scores/score/scored> $n more than $b', '$A <beats/beat/beat> $b by $n points'],
    less: ['$A <scores/score/scored> $n {points|} less than $b', '$A <loses/lose/lost> to $b by $n points'],
    times: ['$A <scores/score/scored> $w as many {points|} as $b'],
    part: ['$A <scores/score/scored> {only|} $w as many {points|} as $b'],
    asked: ['how many points', 'has/have/had', ['', 'scored']],
    max: 900,
  },
  {
    unit: 'km',
    has: ['$A <runs/run/ran> $n km', '$A <walks/walk/walked> $n km', '$A <lives/live/lived> $n km from here'],
    more: ['$A <runs/run/ran> $n km {more|farther|further} than $b', '$A <walks/walk/walked> $n km farther than $b'],
    less: ['$A <runs/run/ran> $n km less than $b', '$A <walks/walk/walked> $n km less than $b'],
    times: ['$A <goes/go/went> $w as far as $b', '$A <runs/run/ran> $w the distance of $b'],
    part: ['$A <goes/go/went> {only|} $w as far as $b'],
    asked: ['how far', 'goes/go/went', ['', 'in km']],
    max: 300,
  },
];

/** Two or three of whom each but the first is told by another one. */
export function compare(r: Rng): Told {
  const t = new Tale(r);
  const measure = r.chance(0.5) ? counted(thing(r).many) : r.pick(MEASURES);
  const n = r.weighted([
    [5, 2],
    [4, 3],
  ]);
  const whos = actors(r, n);
  const values: number[] = [Math.min(measure.max, measure.unit === 'years' ? r.int(4, 50) : size(r, 3))];
  const facts: (() => void)[] = [
    () => t.tell(measure.has, { n: t.f(values[0]!), u: measure.unit, z: whos[0]!.first }, whos[0]),
  ];
  t.unit = measure.unit;
  t.given(`${whos[0]!.again} ${values[0]}`);
  for (let i = 1; i < n; i++) {
    const from = i === 2 && r.chance(0.3) ? 0 : i - 1;
    const base = values[from]!;
    const [a, b] = [whos[i]!, whos[from]!];
    const fraction = fractionOf(t, base);
    const multiple = r.pick(MULTIPLES);
    const kind = r.weighted([
      [4, 'more'],
      [base > 3 ? 4 : 0, 'less'],
      [base * multiple[1] <= measure.max ? 3 : 0, 'times'],
      [fraction === undefined ? 0 : 2.5, 'part'],
    ] as const);
    const slots = () => ({ b: t.other(b), u: measure.unit, z: t.other(a) });
    if (kind === 'times') {
      values.push(t.work.mul(label(a), base, multiple[1]));
      t.given(`${a.again} ${multiple[1]} times ${b.again}`);
      facts.push(() => t.tell(measure.times, { ...slots(), w: multiple[0] }, a));
    } else if (kind === 'part' && fraction !== undefined) {
      values.push(t.work.div(label(a), base, fraction[1]));
      t.given(`${a.again} 1/${fraction[1]} of ${b.again}`);
      const said = from === i - 1 ? measure.part : measure.part.filter((form) => !form.endsWith('that'));
      facts.push(() => t.tell(said, { ...slots(), w: fraction[0] }, a));
    } else {
      const k = r.int(1, kind === 'less' ? base - 1 : Math.min(60, Math.max(3, base)));
      values.push(kind === 'less' ? t.work.sub(label(a), base, k) : t.work.add(label(a), base, k));
      t.given(`${a.again} ${kind === 'less' ? '-' : '+'}${k} to ${b.again}`);
      facts.push(() => t.tell(kind === 'less' ? measure.less : measure.more, { ...slots(), n: t.f(k) }, a));
    }
  }
  // The facts are also told from the last to the first.
  const order = r.chance(0.3) ? [...facts].reverse() : facts;
  for (const fact of order) fact();
  return asked(t, measure, whos, values);
}

const label = (who: Actor): string => (who.he === 'I' ? 'I' : who.again);

function asked(t: Tale, measure: Measure, whos: readonly Actor[], values: readonly number[]): Told {
  const { r } = t;
  const last = whos.length - 1;
  const kind = r.weighted([
    [6, 'last'],
    [3, 'total'],
    [1.4, 'difference'],
  ] as const);
  const [what, verb, tails] = measure.asked;
  if (kind === 'last') {
    const who = whos[last]!;
    t.who = who;
    if (verb === 'is') {
      const be = who.he === 'I' ? 'am' : who.plural ? 'are' : 'is';
      const name = who.again;
      const tail = r.pick(tails);
      t.ask = {
        direct: `${what} ${be} ${name} ${tail}`,
        indirect: `${what} ${name} ${be} ${tail}`,
        ...(measure.unit === 'years' && who.he !== 'I' && { noun: `the age of ${who.again}` }),
      };
    } else t.asks(what, who, verb, r.pick(tails));
    return t.told(values[last]!);
  }
  if (kind === 'total') {
    const total = t.work.sum('Together', values);
    const u = measure.unit;
    t.asksPlainly(
      {
        years: [
          'how old are they {together|in all}',
          'how many years are they together',
          'what is the sum of their ages',
        ],
        cm: ['how tall are they together', 'how many cm are they together'],
        kg: ['how much do they weigh together', 'what do they weigh {together|in all}'],
        dollars: [
          'how much {money|} do they have {together|in all|altogether}',
          'how many dollars do they have {together|in all}',
        ],
        km: ['how far is that {together|in all}', 'how many km is that {together|in all}'],
      }[u] ?? [
        `how many ${u} do they have {together|in all|altogether|in total}`,
        `how many ${u} {are there|is that} {altogether|in all|in total}`,
        `how many is that {together|in all}`,
        `how many ${u} did they have between them`,
      ],
    );
    return t.told(total);
  }
  const [hi, lo] = [Math.max(values[0]!, values[last]!), Math.min(values[0]!, values[last]!)];
  t.asksPlainly(
    [
      `what is the difference between {the two|$a and $b|$b and $a}`,
      `by how much do $a and $b differ`,
      `how big is the difference between $a and $b`,
    ],
    { a: t.other(whos[0]!), b: t.other(whos[last]!) },
  );
  return t.told(t.work.sub('Difference', hi, lo));
}

/** Two amounts that are told, and how far they are from each other, or who has more. */
export function difference(r: Rng): Told {
  const t = new Tale(r);
  const many = thing(r).many;
  const measure = r.chance(0.5) ? counted(many) : r.pick(MEASURES);
  const [a, b] = actors(r, 2) as [Actor, Actor];
  const x = Math.min(measure.max, size(r, 3));
  let y = Math.min(measure.max, size(r, 2));
  if (x === y) y = x > 2 ? x - 1 : x + 1;
  t.unit = measure.unit;
  t.tell(measure.has, { n: t.f(x), u: measure.unit, z: a.first }, a);
  t.tell(measure.has, { n: t.f(y), u: measure.unit, z: b.first }, b);
  t.given(`${a.again} ${x}; ${b.again} ${y}`);
  const [hi, lo, high, low] = x > y ? [x, y, a, b] : [y, x, b, a];
  const slots = { a: high.again, b: t.other(low), low: low.again };
  const more =
    {
      years: 'years older',
      cm: 'cm taller',
      kg: 'kg heavier',
      km: 'km farther',
      dollars: 'dollars more',
      points: 'points more',
    }[measure.unit] ?? `more ${measure.unit}`;
  const be = high.he === 'I' ? 'am' : high.plural ? 'are' : 'is';
  const isAge = /older|taller|heavier/.test(more);
  t.asksPlainly(
    [
      isAge
        ? `how many ${more} ${be} $a {than $b|}`
        : `how many ${more} ${high.plural ? 'do' : 'does'} $a have {than $b|}`,
      'how big is the difference {between the two|}',
      'what is the difference',
      isAge ? `how many ${more} ${be} $a {than $b|}` : `how many more is that {for $a|}`,
    ],
    slots,
    'the difference',
  );
  return t.told(t.work.sub('Difference', hi, lo));
}

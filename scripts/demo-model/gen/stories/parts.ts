/** A whole and its parts: fractions, percentages, the rest, and what somebody still needs. */
import type { Rng } from '../rng.ts';
import { actor, COLORS, crowd, place, thing } from '../meaning/actors.ts';
import { divisible, fractionOf } from '../meaning/amount.ts';
import { idle } from './changes.ts';
import { percentOf } from './prices.ts';
import { size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';

const BAD = [
  ['broken', 'whole'],
  ['red', 'not red'],
  ['empty', 'full'],
  ['old', 'new'],
  ['ripe', 'not ripe'],
  ['wet', 'dry'],
  ['sold', 'still there'],
  ['dirty', 'clean'],
  ['taken', 'free'],
  ['used', 'unused'],
  ['blue', 'of another color'],
  ['painted', 'not painted'],
] as const;
const STATES = [
  ['ill', 'well'],
  ['tall', 'not tall'],
  ['asleep', 'awake'],
  ['late', 'on time'],
  ['tired', 'not tired'],
  ['happy', 'not happy'],
] as const;
const CAN = [
  'swim',
  'read',
  'sing',
  'dance',
  'ski',
  'cook',
  'whistle',
  'drive',
  'play chess',
  'speak Spanish',
  'ride a bike',
  'skate',
  'draw well',
  'play the piano',
];
const DO = [
  'wear glasses',
  'like tea',
  'play tennis',
  'live nearby',
  'come by bus',
  'have a dog',
  'own a bike',
  'sing in a choir',
  'eat fish',
  'walk home',
  'play football',
  'carry a bag',
  'drink milk',
  'have brown hair',
  'go by train',
];

/** A fraction or a percentage of a whole; the part or the rest is asked, at times less some more. */
export function fraction(r: Rng): Told {
  const t = new Tale(r, r.chance(0.3));
  const isCrowd = r.chance(0.4);
  const many = isCrowd ? crowd(r) : thing(r).many;
  t.unit = many;
  const able = [
    () => {
      const can = r.pick(CAN);
      return [`can ${can}`, r.pick([`cannot ${can}`, `can't ${can}`, `can not ${can}`])] as const;
    },
    () => {
      const act = r.pick(DO);
      return [act, r.pick([`do not ${act}`, `don't ${act}`])] as const;
    },
  ];
  const state = () => {
    const [bad, good] = isCrowd ? r.pick(STATES) : r.pick(BAD);
    return [`are ${bad}`, r.chance(0.5) ? `are ${good}` : `are not ${bad}`] as const;
  };
  const [is, isNot] = (isCrowd && r.chance(0.65) ? r.pick(able) : state)();
  let n = divisible(t);
  let part: number;
  let words: string;
  const percent = r.chance(0.25);
  if (percent) {
    const k = r.pick([10, 20, 25, 50, 75, 30, 40, 60, 5, 90]);
    while ((n * k) % 100 !== 0 || (k === 25 && n % 4 !== 0) || (k % 10 === 0 && k !== 50 && n % 10 !== 0))
      n = r.int(1, 25) * 20;
    words = `${t.f(k)}${r.chance(0.5) ? '%' : ' percent'}`;
    if (words.endsWith('%')) words = `${k}%`;
    t.given(`${n}; ${k} percent ${is}`);
    part = percentOf(t, n, k);
  } else if (r.chance(0.25)) {
    const d = [3, 4, 5, 6, 8, 10].filter((x) => n % x === 0);
    const by = d.length > 0 ? r.pick(d) : 2;
    if (n % by !== 0) n = by * r.int(2, 20);
    const k = r.int(2, Math.max(2, by - 1));
    const names: Record<number, string> = {
      3: 'thirds',
      4: 'quarters',
      5: 'fifths',
      6: 'sixths',
      8: 'eighths',
      10: 'tenths',
    };
    words =
      by > 2 && r.chance(0.5)
        ? `${['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][k]} ${names[by]}`
        : `${k}/${by}`;
    if (k >= by) return fraction(r);
    t.given(`${n}; ${k}/${by} ${is}`);
    part = t.work.mul(`${k}/${by}`, t.work.div(`1/${by}`, n, by), k);
  } else {
    const [w, d] = fractionOf(t, n)!;
    words = w;
    t.given(`${n}; 1/${d} ${is}`);
    part = t.work.div(`1/${d}`, n, d);
  }
  const slots = { w: words, n: t.f(n), many, is, place: place(r) };
  t.tell(
    [
      '$w of {the|all} $n $many $is',
      '{there are|we count} $n $many, $w of {them|which} $is',
      'of $n $many, $w $is',
      '{in|at} {a|the} $place are $n $many and $w {of them|} $is',
      '$w of a {group|lot|set} of $n $many $is',
      'among $n $many $w $is',
      'there are $n $many {in|at} {a|the} $place. $w of them $is',
    ],
    slots,
  );
  idle(t);
  const kind = r.weighted([
    [4, 'part'],
    [6, 'rest'],
    [2, 'more'],
  ] as const);
  if (kind === 'part') {
    t.asksPlainly(
      [
        `how many {$many|of them|} ${is}`,
        `how many {of the $many|$many} ${is}`,
        `how many {are|is} that`.replace('{are|is}', 'is'),
      ],
      slots,
      `the number of $many that ${is}`,
    );
    return t.told(part);
  }
  const rest = t.work.sub('The others', n, part);
  if (kind === 'rest') {
    t.asksPlainly(
      [
        `how many {$many|of them|} ${isNot}`,
        `how many {of the $many|$many} ${isNot}`,
        'how many are the others',
        `how many {do not|are not like that}`.replace('do not|', ''),
      ],
      slots,
      `the number of $many that ${isNot}`,
    );
    return t.told(rest);
  }
  const k = r.int(1, Math.max(1, rest - 1));
  const color = r.pick(COLORS);
  t.tell(
    [
      `$k of the {others|rest|remaining ones} {are ${color}|go away|are ill|are taken away|have gone}`,
      `of {the others|the rest|those that are left}, $k {are ${color}|are gone|leave}`,
    ],
    { k: t.f(k) },
  );
  t.given(`${k} of the others away`);
  t.asksPlainly(
    [`how many {$many|} {are left|remain|belong to neither group|are in neither group}`, 'how many are {left|neither}'],
    slots,
  );
  return t.told(t.work.sub('Left', rest, k));
}

/** A whole with two or three known parts, and the part that is left. */
export function remainder(r: Rng): Told {
  const t = new Tale(r, r.chance(0.4));
  const isCrowd = r.chance(0.5);
  const many = isCrowd ? crowd(r) : thing(r).many;
  t.unit = many;
  const n = r.weighted([
    [1, 2],
    [1, 1],
    [0.4, 3],
  ]);
  const parts = Array.from({ length: n }, () => r.int(2, 60));
  const rest = r.int(1, 60);
  const whole = parts.reduce((a, b) => a + b, rest);
  const kinds = r.sample(
    isCrowd
      ? ['sing', 'dance', 'play', 'read', 'sleep', 'swim', 'work', 'wait', 'eat', 'talk', 'draw']
      : COLORS.map((c) => `are ${c}`),
    n + 1,
  );
  const slots = {
    n: t.f(whole),
    many,
    l: kinds
      .slice(0, n)
      .map((k, i) => `${t.f(parts[i]!)} ${k}`)
      .join(n > 2 ? ', ' : ' and '),
    x: kinds[n]!,
    place: place(r),
  };
  t.tell(
    [
      '{there are|we have|I see} $n $many {in the $place|}',
      '{the|a} $place has $n $many',
      '$n $many {are in the $place|came}',
    ],
    slots,
  );
  const told = r.chance(0.5);
  t.tell(told ? ['$l', '$l of them'] : ['$l and the {rest|others} $x', '$l, the {rest|others} $x'], slots);
  if (told && r.chance(0.7)) t.tell(['the {rest|others|remaining ones} $x', 'all {others|the others} $x'], slots);
  t.given(
    `all ${whole}; ${kinds
      .slice(0, n)
      .map((k, i) => `${parts[i]!} ${k}`)
      .join(', ')}`,
  );
  let now = whole;
  parts.forEach((p, i) => (now = t.work.sub(i === 0 ? 'Without these' : 'Then', now, p)));
  t.asksPlainly(
    [`how many {$many|} $x`, `how many of {them|the $many} $x`, 'how many {$many|} are the others'],
    slots,
    'the number of {the others|the rest}',
  );
  return t.told(now);
}

const GOALS = [
  '$A <needs/need/needed> $n $many',
  '$A <wants/want/wanted> {to have|to collect|to reach|} $n $many',
  "$A's goal is $n $many",
  'for a {prize|party|show} $A <needs/need/needed> $n $many',
  '$n $many are needed {for a party|for a show|}',
  'there is {room|place} for $n $many',
  '$A <must/must/had to> {collect|make|bring} $n $many',
];
const HAVE = [
  '$A {already|} <has/have/had> $k',
  '$k <is/are/was/are/were> {already|} there',
  'so far $A <has/have/had> $k',
  '{up to now|until now} $A <has/have/had> $k',
  'but $A {only|} <has/have/had> $k',
  '$k {are|have been} {ready|done} {so far|}',
];

/** A goal, what is there, and what is missing; at times in packs or per day. */
export function needs(r: Rng): Told {
  const t = new Tale(r, r.chance(0.25));
  const who = actor(r);
  t.who = who;
  const many = r.chance(0.3)
    ? r.pick(['points', 'pages', 'stamps', 'dollars', 'steps', 'kilometers', 'exercises'])
    : thing(r).many;
  t.unit = many;
  const goal = size(r, 10);
  const k = r.int(1, goal - 1);
  const slots = { n: t.f(goal), k: t.f(k), many };
  t.tell(
    GOALS.filter((form) => !form.includes("'s goal") || who.he !== 'I').map((form) =>
      form.replace("$A's", who.he === 'I' || who.plural ? 'the' : "$A's"),
    ),
    slots,
    who,
  );
  t.tell(HAVE, slots, who);
  t.given(`goal ${goal}; has ${k}`);
  let missing = t.work.sub('Missing', goal, k);
  if (r.chance(0.25)) {
    const m = r.int(1, Math.max(1, missing - 1));
    t.tell(
      ['{then|} $A <gets/get/got> $m more', '$m more {come|arrive} today', '{today|then} $A <finds/find/found> $m'],
      { m: t.f(m) },
      who,
    );
    t.given(`${m} more`);
    missing = t.work.sub('Then missing', missing, m);
  }
  const d = [2, 3, 4, 5, 6, 7, 8, 10].filter((x) => missing % x === 0 && missing > x);
  if (d.length > 0 && r.chance(0.2)) {
    const each = r.pick(d);
    t.tell(['each day $A <gets/get/got> $d {of them|}', '{they|those} come in packs of $d'], { d: t.f(each) }, who);
    t.given(`${each} at a time`);
    t.asksPlainly([
      'how {many times|often} is that needed',
      'how many {days or packs|such days or packs} are needed'.replace(
        'days or packs|such days or packs',
        'more times|times',
      ),
    ]);
    return t.told(t.work.div('Times', missing, each));
  }
  if (r.chance(0.5))
    t.asks(
      `how many more ${r.chance(0.6) ? many : ''}`,
      who,
      'needs/need/needed',
      r.pick(['', 'now', 'to get there', 'for that', 'still']),
    );
  else
    t.asksPlainly(
      [
        'how many {$many|} are {missing|still missing|still needed|needed}',
        'how many more {$many|} {are needed|must come|does it take}',
        'how many are {missing|still to come|not there yet}',
        'what is {missing|still missing}',
      ],
      slots,
      'the number that is missing',
    );
  return t.told(missing);
}

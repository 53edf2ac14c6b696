/** Speeds, work by the hour, lengths, areas, and ages over the years. */
import type { Rng } from '../rng.ts';
import { actor, thing } from '../meaning/actors.ts';
import { Tale, type Told } from '../meaning/tale.ts';

const WHEELS = [
  'a train',
  'a car',
  'a bus',
  'a truck',
  'a ship',
  'a boat',
  'a plane',
  'a cyclist',
  'a horse',
  'a van',
  'a tram',
  'a bird',
  'a drone',
];

/** Speed, time and distance, with a second leg or a goal. */
export function travel(r: Rng): Told {
  const t = new Tale(r);
  const name = r.pick(WHEELS);
  const who = r.chance(0.4)
    ? actor(r)
    : { first: name, again: name.replace(/^a /, 'the '), he: 'it', him: 'it', his: 'its', plural: false };
  t.who = who;
  const unit = r.pick(['km', 'km', 'kilometers', 'miles', 'meters']);
  const span = unit === 'meters' ? 'minute' : 'hour';
  t.unit = unit;
  const [v, h] = [
    r.weighted([
      [3, r.int(2, 20)],
      [3, r.int(2, 12) * 10],
      [1, r.int(20, 120)],
    ]),
    r.int(2, 9),
  ];
  const slots = { v: t.f(v), h: t.f(h), u: unit, d: t.f(v * h) };
  const kind = r.weighted([
    [6, 'far'],
    [2.5, 'long'],
    [2, 'fast'],
  ] as const);
  if (kind === 'far') {
    t.tell(
      [
        `$A <goes/go/went> $v $u {per|an|every} ${span} for $h ${span}s`,
        `$A <moves/move/moved> at $v $u per ${span} and <is/are/was/am/were> on the way for $h ${span}s`,
        `for $h ${span}s $A <travels/travel/traveled> $v $u {each|every} ${span}`,
        `$A <travels/travel/traveled> $h ${span}s {at|with} a speed of $v $u per ${span}`,
      ].map((form) =>
        form.replace(`{per|an|every} ${span}`, span === 'hour' ? `{per|an|every} hour` : `{per|a|every} minute`),
      ),
      slots,
      who,
    );
    t.given(`${v} ${unit} per ${span}; ${h} ${span}s`);
    let far = t.work.mul('Distance', v, h);
    const next = r.weighted([
      [5, 'no'],
      [3, 'leg'],
      [2, 'goal'],
    ] as const);
    if (next === 'leg') {
      const k = r.int(2, 90);
      t.tell(
        ['{then|after that|later} $A <goes/go/went> $k $u {more|}', '{another|a last} $k $u {follow|come}'],
        { k: t.f(k), u: unit },
        who,
      );
      t.given(`${k} more`);
      far = t.work.add('In all', far, k);
    } else if (next === 'goal') {
      const all = far + r.int(2, 200);
      t.tell(
        ['the {whole|} {way|trip|route} {is|has} $k $u {long|}', '$A <wants/want/wanted> to go $k $u {in all|}'].map(
          (form) => form.replace('{is|has}', 'is'),
        ),
        { k: t.f(all), u: unit },
        who,
      );
      t.given(`whole way ${all}`);
      t.asksPlainly(
        [
          `how {many $u|far} {is left|are left}`
            .replace('{is left|are left}', 'remain')
            .replace('far remain', 'far is left'),
          'how far is it {still|then}',
          'how many $u are {left|still to go}',
        ],
        { u: unit },
        'the {rest|distance that is left}',
      );
      return t.told(t.work.sub('Left', all, far));
    }
    t.asks(
      r.pick([`how far`, `how many ${unit}`]),
      who,
      'goes/go/went',
      r.pick(['', 'in all', 'in that time', 'altogether']),
    );
    return t.told(far);
  }
  t.tell(
    kind === 'long'
      ? [
          `$A <goes/go/went> $d $u at $v $u per ${span}`,
          `the way is $d $u long; $A <makes/make/made> $v $u {every|each} ${span}`,
          `$A <travels/travel/traveled> $v $u per ${span} and <has/have/had> $d $u to go`,
        ]
      : [
          `$A <goes/go/went> $d $u in $h ${span}s`,
          `in $h ${span}s $A <travels/travel/traveled> $d $u`,
          `$A <needs/need/needed> $h ${span}s for $d $u`,
        ],
    slots,
    who,
  );
  t.given(kind === 'long' ? `${v * h} ${unit}; ${v} per ${span}` : `${v * h} ${unit}; ${h} ${span}s`);
  if (kind === 'long')
    t.asksPlainly(
      [
        `how {long|many ${span}s} does {it|that|the trip} take`,
        `how many ${span}s {is that|are needed}`,
        `for how many ${span}s`,
      ],
      {},
      `the time in ${span}s`,
    );
  else
    t.asksPlainly(
      [
        `how {many $u|far} is that {per|each|in one} ${span}`,
        `what is the speed`,
        `how fast is that in $u per ${span}`,
      ],
      { u: unit },
      'the speed',
    );
  return t.told(t.work.div(kind === 'long' ? 'Time' : 'Speed', v * h, kind === 'long' ? v : h));
}

/** So many in an hour or a day: after some time, or how long it takes. */
export function output(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const many = r.chance(0.3)
    ? r.pick(['pages', 'words', 'exercises', 'letters', 'laps', 'liters of water', 'push-ups', 'emails'])
    : thing(r).many;
  t.who = who;
  t.unit = many;
  const verb =
    {
      pages: '<reads/read/read>',
      words: '<learns/learn/learned>',
      laps: '<swims/swim/swam>',
      'liters of water': '<drinks/drink/drank>',
    }[many] ??
    r.pick([
      '<makes/make/made>',
      '<packs/pack/packed>',
      '<sells/sell/sold>',
      '<paints/paint/painted>',
      '<checks/check/checked>',
      '<uses/use/used>',
      '<gets/get/got>',
      '<washes/wash/washed>',
    ]);
  const span = r.pick(['minute', 'hour', 'day', 'week', 'month']);
  const [v, h] = [
    r.weighted([
      [5, r.int(2, 15)],
      [2, r.int(10, 60)],
    ]),
    r.int(2, 12),
  ];
  const slots = { v: t.f(v), h: t.f(h), many, d: t.f(v * h) };
  if (r.chance(0.6)) {
    t.tell(
      [
        `$A ${verb} $v $many {a|each|every|per} ${span} for $h ${span}s`,
        `$A ${verb} $v $many {a|each|every|per} ${span}, and that for $h ${span}s`,
        `{every|each} ${span} $A ${verb} $v $many; {this goes|it goes} on for $h ${span}s`,
      ].map((form) => (span === 'hour' ? form.replace('{a|each', '{an|each') : form)),
      slots,
      who,
    );
    t.given(`${v} per ${span}; ${h} ${span}s`);
    let all = t.work.mul('In that time', v, h);
    if (r.chance(0.35)) {
      const less = r.chance(0.6);
      const k = r.int(1, less ? Math.max(1, all - 1) : 60);
      t.tell(
        less
          ? [
              '$k of {these|them} are {lost|bad|given away|thrown away}',
              '$A then <loses/lose/lost> $k',
              '$k {turn out to be|are} bad',
            ]
          : ['$k {were|are} there {before|already}', '{then|later|} $k more {come|are added}'],
        { k: t.f(k) },
        who,
      );
      t.given(less ? `${k} gone` : `${k} more`);
      all = less ? t.work.sub('Left', all, k) : t.work.add('In all', all, k);
      t.asksPlainly([less ? 'how many {$many|} are left' : 'how many {$many|} are there {then|in all|now}'], slots);
      return t.told(all);
    }
    t.asksPlainly(
      [
        `how many {$many|} is that {in all|altogether|}`,
        'how many $many {are there|are that} {in the end|altogether|then}'.replace('|are that', ''),
      ],
      slots,
      'the number of $many',
    );
    return t.told(all);
  }
  t.tell(
    [
      `$A ${verb} $v $many {each|every|per} ${span} and <has/have/had> $d {to do|in all|to go}`,
      `there are $d $many; $A ${verb} $v {of them|} {each|every|per} ${span}`,
      `$A <has/have/had> $d $many and ${verb} $v {each|every|per} ${span}`,
    ],
    slots,
    who,
  );
  t.given(`${v * h} ${many}; ${v} per ${span}`);
  t.asksPlainly(
    [
      `how {long|many ${span}s} does {it|that|the work} {take|last}`,
      `for how many ${span}s is {that|this|it} enough`,
      `how many ${span}s {does it take|will it take|are needed|is that}`,
      `after how many ${span}s is {it|everything} {done|used up}`,
    ],
    {},
    `the number of ${span}s`,
  );
  return t.told(t.work.div(`Number of ${span}s`, v * h, v));
}

/** How old somebody was or will be. */
export function years(r: Rng): Told {
  const t = new Tale(r, false);
  const who = actor(r);
  t.who = who;
  t.unit = 'years';
  const [a, k] = [r.int(5, 70), r.int(2, 40)];
  const back = a > k && r.chance(0.5);
  t.tell(
    [
      '$A <is/are/was/am/were> $n {years old|} {now|today|}',
      '$A <is/are/was/am/were> $n years of age',
      '{this year|today} $A <turns/turn/turned> $n',
    ],
    { n: t.f(a) },
    who,
  );
  t.given(`${a} now; ${k} years ${back ? 'ago' : 'later'}`);
  const be = who.he === 'I' ? 'I' : who.again;
  const was = who.plural && who.he !== 'I' ? 'were' : 'was';
  t.ask = back
    ? { direct: `how old ${was} ${be} ${t.f(k)} years ago`, indirect: `how old ${be} ${was} ${t.f(k)} years ago` }
    : { direct: `how old will ${be} be in ${t.f(k)} years`, indirect: `how old ${be} will be in ${t.f(k)} years` };
  return t.told(back ? t.work.sub('Then', a, k) : t.work.add('Then', a, k));
}

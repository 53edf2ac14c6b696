/** Levels that go up and down, groups that each get something, and hours by the clock. */
import type { Rng } from '../rng.ts';
import { actor, crowd, thing } from '../meaning/actors.ts';
import { size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';

/** A level: battery, floor, score, altitude. */
export function levels(r: Rng): Told {
  const t = new Tale(r);
  const [name, unit, up, down] = r.pick([
    ['the battery', 'percent', '{charges|gains|goes up}', '{loses|drops by|goes down}'],
    ['the lift', 'floors', '{goes up|rises}', '{goes down|sinks}'],
    ['the balloon', 'meters', '{rises|goes up}', '{sinks|goes down}'],
    ['the score', 'points', '{goes up by|grows by}', '{goes down by|falls by}'],
    ['the water level', 'cm', '{rises|rises by}', '{falls|falls by|sinks}'],
    ['the price', 'dollars', '{rises by|goes up}', '{falls by|goes down}'],
    ['the shelf', 'books', '{gets|receives}', '{loses|gives out}'],
    ['the account', 'dollars', '{gets|receives}', '{loses|pays out}'],
    ['the tank', 'liters', '{gets|takes in}', '{loses|gives out}'],
    ['the diver', 'meters', '{goes up|rises}', '{goes down|dives}'],
  ]);
  t.unit = unit;
  let now = unit === 'percent' ? r.int(20, 80) : size(r, 5);
  t.given(`start ${now}`);
  t.tell(
    [
      `${name} {is|stands} at $n ${unit}`,
      `at first ${name} is at $n {${unit}|}`,
      `${name} begins {with|at} $n ${unit}`,
      `${name} shows $n ${unit}`,
    ],
    { n: t.f(now) },
  );
  for (let i = r.int(1, 3); i > 0; i--) {
    const less = now > 3 && r.chance(0.55);
    const k = r.int(1, less ? Math.min(now, 90) : unit === 'percent' ? Math.max(1, 100 - now) : 90);
    if (!less && unit === 'percent' && now + k > 100) continue;
    t.tell(
      [
        `{then|after that|later|next|} it ${less ? down : up} $k {${unit}|}`,
        `{while I wait|in the evening|during the day|overnight|soon} it ${less ? down : up} $k {${unit}|}`,
      ],
      { k: t.f(k) },
    );
    t.given(`${less ? '-' : '+'}${k}`);
    now = less ? t.work.sub('Then', now, k) : t.work.add('Then', now, k);
  }
  if (t.work.steps.length === 0) return levels(r);
  t.asksPlainly([
    '{where|at what} is it {now|then|in the end}'.replace('at what', 'where'),
    `{how many ${unit}} {is it|are there|is that} {now|in the end|}`.replace('{how', 'how').replace('} {is', ' {is'),
    `what does it {show|say} {now|in the end}`,
    `at how many ${unit} is it {now|at the end|}`,
  ]);
  return t.told(now);
}

/** Some are put in groups, and each group gets so many. */
export function perGroup(r: Rng): Told {
  const t = new Tale(r);
  const many = crowd(r);
  const [m, q] = [r.int(2, 10), r.int(2, 15)];
  const k = r.int(2, 12);
  const what = thing(r).many;
  const group = r.pick(['group', 'team', 'boat', 'table', 'tent', 'bench', 'room']);
  const groups = group === 'bench' ? 'benches' : `${group}s`;
  t.unit = what;
  const split = r.chance(0.35);
  const all = m * q;
  const first = split ? r.int(1, all - 1) : 0;
  const who = actor(r);
  if (split)
    t.tell(
      [
        `$a $x and $b $y are {there|together}`,
        `$a {small|old|new} and $b {big|other|more} $many are {there|at hand}`,
        `first there are $a $many, then $b more come`,
      ].slice(1),
      { a: t.f(first), b: t.f(all - first), many },
    );
  else t.tell(['{there are|we have|I count} $n $many', '$n $many {are there|have come|wait}'], { n: t.f(all), many });
  t.tell(
    [
      `{they|these} {form|make|fill} {${groups}|${groups} with|${groups} of} $m`.replace(
        `{${groups}|${groups} with|${groups} of}`,
        `${groups} of`,
      ),
      `{every|each} $m {of them|} {make|fill} {one|a} ${group}`,
      `$m {of them|} {belong|go} to {each|one} ${group}`,
      `they are {put|split} into ${groups} of $m`,
    ],
    { m: t.f(m) },
    who,
  );
  t.tell(
    [
      `{each|every} ${group} gets $k $w`,
      `there are $k $w for {each|every} ${group}`,
      `{each|every} ${group} needs $k $w`,
    ],
    { k: t.f(k), w: what },
  );
  t.given(`${split ? `${first} and ${all - first}` : all} ${many}; ${m} in each; ${k} per ${group}`);
  const total = split ? t.work.add('All', first, all - first) : all;
  const n = t.work.div(`Number of ${groups}`, total, m);
  t.asksPlainly(
    [
      `how many $w {is that|are that|are needed|are there} {altogether|in all|}`.replace('|are that', ''),
      `how many $w {does it take|must there be|are used} {for all|}`,
    ],
    { w: what },
    `the number of $w`,
  );
  return t.told(t.work.mul('In all', n, k));
}

/** Working hours by the clock, at so much an hour. */
export function shifts(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  t.who = who;
  const start = r.int(6, 13);
  const first = r.int(1, 5);
  const two = r.chance(0.4);
  const pause = r.int(1, 2);
  const second = r.int(1, 4);
  const k = r.int(2, 40);
  const [verb, what] = r.pick([
    ['<packs/pack/packed>', 'parcels'],
    ['<paints/paint/painted>', 'boards'],
    ['<earns/earn/earned>', 'dollars'],
    ['<sells/sell/sold>', 'tickets'],
    ['<washes/wash/washed>', 'cars'],
    ['<types/type/typed>', 'pages'],
    ['<picks/pick/picked>', 'melons'],
  ]);
  t.unit = what;
  const b = start + first + pause;
  t.tell([`$A ${verb} $k ${what} {an|every|per} hour`, `in one hour $A ${verb} $k ${what}`], { k: t.f(k) }, who);
  t.tell(
    two
      ? [
          'the work goes from $a to $b and from $c to $d',
          '$A <is/are/was/am/were> busy from $a {until|to} $b and from $c {until|to} $d',
        ]
      : [
          'the work goes from $a to $b',
          '$A <starts/start/started> at $a and <stops/stop/stopped> at $b',
          '$A <does/do/did> that from $a {until|to} $b',
        ],
    { a: start, b: start + first, c: b, d: b + second },
    who,
  );
  t.given(`${k} per hour; ${start} to ${start + first}${two ? `; ${b} to ${b + second}` : ''}`);
  let hours = t.work.sub(two ? 'First hours' : 'Hours', start + first, start);
  if (two) hours = t.work.add('All hours', hours, t.work.sub('Second hours', b + second, b));
  if (r.chance(0.15)) {
    t.asksPlainly(['how many hours is that', 'how long is that in hours'], {}, 'the number of hours');
    return t.told(hours);
  }
  t.asksPlainly(
    [`how many ${what} is that {in all|on that day|}`, `how many ${what} {are there|does that make} {in the end|}`],
    {},
    `the number of ${what}`,
  );
  return t.told(t.work.mul('In all', k, hours));
}

/** People who come and go, and two of whom one gives to the other. */
import type { Rng } from '../rng.ts';
import type { actor } from '../meaning/actors.ts';
import { actors, crowd, place, thing } from '../meaning/actors.ts';
import { size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';
import { HAS } from './changes.ts';

const PEOPLE_IN = [
  '$n $many {are|sit|wait} {in|at} {the|a} $place',
  'there are $n $many {in|at} {the|a} $place',
  '{the|a} $place has $n $many {in it|}',
  '$n $many {come|came} to {the|a} $place',
  '{the|a} $place {starts|opens} with $n $many',
];

const COME = [
  '$n more {come|arrive|join|get on|walk in}',
  '{then|later|at the next stop|at noon|} $n {more|others|} {come|arrive|join them|get on|come in}',
  '{another|} $n {come|arrive|get in} {later|}',
];

const GO = [
  '$n {leave|go home|go away|get off|walk out}',
  '{then|later|at the next stop|at noon|} $n {of them|} {leave|go away|get off|have to go}',
  '$n {of them|} {are gone|have gone|went home}',
];

/** People or animals that come and go; most of all on a bus. */
export function comings(r: Rng): Told {
  const t = new Tale(r, false);
  const many = crowd(r);
  const where = place(r);
  t.unit = many;
  let now = size(r, 5);
  t.given(`start ${now}`);
  t.tell(PEOPLE_IN, { n: t.f(now), many, place: where });
  for (let i = r.int(1, 3); i > 0; i--) {
    const less = now > 3 && r.chance(0.5);
    const n = r.int(1, less ? Math.min(now - 1, 90) : 90);
    t.tell(less ? GO : COME, { n: t.f(n) });
    t.given(less ? `${n} gone` : `${n} more`);
    now = less ? t.work.sub('Left', now, n) : t.work.add('Now', now, n);
  }
  t.asksPlainly(
    [
      'how many $many are {there|left|in the $place|still there|there now|in it now}',
      'how many {are there|are there now|are left|is that|were there then|were on it then}',
    ],
    { many, place: where },
    'the number of $many {now|there|in the $place|left}',
  );
  return t.told(now);
}

/** Two of them, one gives to the other. */
export function passing(r: Rng): Told {
  const t = new Tale(r);
  const [a, b] = actors(r, 2) as [ReturnType<typeof actor>, ReturnType<typeof actor>];
  const what = thing(r);
  t.unit = what.many;
  t.who = a;
  const [x, y] = [size(r, 4), size(r, 3)];
  const n = r.int(1, x - 1);
  t.tell(HAS.slice(0, 3), { n: `${t.f(x)} ${what.many}` }, a);
  t.tell(['$A <has/have/had> $n', '$A <has/have/had> $n of them', '$A <owns/own/owned> $n'], { n: t.f(y) }, b);
  t.tell(
    [
      '$A <gives/give/gave> $n to $b',
      '$A <gives/give/gave> $b $n {of them|}',
      '$A <passes/pass/passed> $n {of them|} on to $b',
    ],
    { n: t.f(n), b: t.other(b) },
    a,
  );
  t.given(`${a.again} ${x}; ${b.again} ${y}; ${n} from ${a.again} to ${b.again}`);
  const first = r.chance(0.5);
  t.asks(`how many ${what.many}`, first ? a : b, 'has/have/had', r.pick(['now', 'then', 'after that', 'in the end']));
  return t.told(first ? t.work.sub('After giving', x, n) : t.work.add('After getting', y, n));
}

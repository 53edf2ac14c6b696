/** Somebody has something, it becomes more or less, and a question about it. */
import type { Rng } from '../rng.ts';
import { actor, thing, type Thing } from '../meaning/actors.ts';
import { amount, fractionOf } from '../meaning/amount.ts';
import { size } from '../meaning/say.ts';
import { come, gains, go, loses } from '../meaning/verbs.ts';
import { Tale, type Told } from '../meaning/tale.ts';

export const HAS = [
  '$A <has/have/had> $n',
  '$A <owns/own/owned> $n',
  '$A <has/have/had> got $n',
  '$A <starts/start/started> {out|} with $n',
  'there <is/are/was/are/were> $n in $his {room|bag|box|house|garden|shop|cupboard|car}',
  '$A <keeps/keep/kept> $n in {a|the|one} {box|drawer|bag|shed|barn}',
  '$A <collects/collect/collected> $n',
  'at first $A <has/have/had> $n',
  '$A <brings/bring/brought> $n',
  '$A <counts/count/counted> $n',
  'in the {morning|beginning} $A <has/have/had> $n',
  '$A <takes/take/took> $n {along|to school|on a trip|home}',
  '$A <makes/make/made> $n',
  '$A <finds/find/found> $n',
  '$A <gets/get/got> $n {for $his birthday|from a friend|as a present|}',
  '$A <buys/buy/bought> $n',
];

const MORE = [
  '$A <gets/get/got> $n more',
  '$A <buys/buy/bought> $n more',
  '$A <finds/find/found> {another $n|$n more|$n new ones|$n others}',
  '{then|later|after that|next|} $A <gets/get/got> {another $n|$n more}',
  'a friend <gives/give/gave> $him $n {more|extra|}',
  '$A <receives/receive/received> $n more {from $his aunt|as a gift|by mail|}',
  '{later|then|in the evening|the next day|} $A <makes/make/made> $n more',
  '$n more <comes/come/came/come/came> {in|later|by mail|from a friend}',
  '$n <is/are/was/are/were> added {later|to them|}',
  '{then|afterwards|on Sunday|} $A <adds/add/added> $n {more|}',
  '$A <wins/win/won> $n {more|in a game|}',
  'somebody <brings/bring/brought> $him $n more',
  '$A <picks/pick/picked> up $n more',
];

const LESS = [
  '$A <gives/give/gave> {away $n|$n of them away|$n to a friend|$n of them to {a friend|a neighbor|the neighbors|a child}}',
  '$A <loses/lose/lost> $n {of them|}',
  '$A <sells/sell/sold> $n {of them|at the market|}',
  '{then|later|after that|} $A <uses/use/used> {up $n|$n of them|$n}',
  '$n {of them|} <breaks/break/broke/break/broke>',
  '$n <is/are/was/are/were> {lost|stolen|sold|thrown away|taken away|used|gone|broken|given away}',
  '$A <throws/throw/threw> $n {of them|} away',
  '{a dog|somebody|a friend|a thief|the wind} <takes/take/took> $n {of them|away|}',
  '$n {of them|} <gets/get/got/get/got> {lost|broken|wet and useless}',
  '{then|later|the next day|} $A <hands/hand/handed> out $n',
  '$A <drops/drop/dropped> $n {of them|and they are gone}',
  '$A <leaves/leave/left> $n {of them|} {at home|behind|on the bus}',
  '$A <lends/lend/lent> $n {of them|} to {a friend|a cousin|the school}',
  '$A <trades/trade/traded> {away $n|$n of them away}',
  '$A <puts/put/put> $n {of them|} {aside|into the bin|away}',
];

/** The same with any verb that takes some away. */
const lessBy = (r: Rng): readonly string[] => [
  `{then|later|after that|soon|} $A ${loses(r)} $n {of them|of these|}`,
  `$A ${loses(r)} $n {of the $many|$many|of them|}`,
  `$n {of them|of the $many|} ${go(r)}`,
  `{then|later|overnight|} $n {$many|of them|} ${go(r)}`,
  `{but|then|} {a neighbor|somebody|a child|the dog} ${single(loses(r))} $n {of them|}`,
];
/** The same with any verb that brings some. */
const moreBy = (r: Rng): readonly string[] => [
  `{then|later|after that|soon|} $A ${gains(r)} $n more {of them|}`,
  `$A ${gains(r)} {another $n|$n more|$n other ones} {too|as well|}`,
  `$n {more|others|new ones} ${come(r)}`,
  `{then|later|overnight|} {another $n|$n more} ${come(r)}`,
  `{a neighbor|somebody|a child|$his friend} ${single(gains(r))} $n more`,
];
/** For a subject that is one. */
const single = (verb: string): string => verb.replace(/<([^/]*)\/[^/]*\/([^>]*)>/, '<$1/$1/$2>');

const NONE = [
  '{then|after that|later|} nothing {changes|happens} {for a while|on Wednesday|}',
  'on {Monday|Tuesday|Sunday} $A <gets/get/got> none',
];

const IDLE = [
  '$his {sister|friend|brother} is $k years old',
  'the {shop|market|school} is $k {km|minutes|miles} away',
  '$A <has/have/had> $k {cousins|pets|hats} too',
  'the {box|trip|ticket} {costs|cost} $k dollars',
  'it {is|was} a day in {May|June|winter|summer} with $k degrees',
  '$his {house|street} has the number $k',
  'a {bus|train} {passes|passed} every $k minutes',
];

/** A fact that has nothing to do with the question. */
export function idle(t: Tale, who = actor(t.r)): void {
  if (t.r.chance(0.1)) t.tell(IDLE, { k: t.f(t.r.int(2, 40)) }, who);
}

/** One change; gives the new number. */
function change(t: Tale, who: ReturnType<typeof actor>, what: Thing, now: number, label: string): number {
  const { r, f, work } = t;
  const kind = r.weighted([
    [5, 'more'],
    [now > 2 ? 6 : 0, 'less'],
    [now > 3 ? 2 : 0, 'part'],
    [0.7, 'double'],
    [0.4, 'none'],
    [1.2, 'packs'],
  ] as const);
  const fraction = kind === 'part' ? fractionOf(t, now) : undefined;
  if (kind === 'none') {
    t.tell(NONE, {}, who);
    return now;
  }
  if (kind === 'double') {
    t.tell(
      [
        '$A <doubles/double/doubled> {them|the number|what $he has}',
        'the number doubles',
        'then $A <has/have/had> twice as many',
      ],
      {},
      who,
    );
    t.given('doubled');
    return work.mul(label || 'Doubled', now, 2);
  }
  if (kind === 'packs') {
    const [n, each] = [r.int(2, 8), r.int(2, 12)];
    t.tell(
      [
        '$A <buys/buy/bought> $n {packs|bags|boxes} {of $m|with $m in each|with $m each}',
        '$A <gets/get/got> $n more {bags|boxes|packs} with $m in {each|every one}',
        '$n friends <gives/give/gave/give/gave> $him $m each',
      ],
      { n: f(n), m: f(each) },
      who,
    );
    t.given(`${n} times ${each} more`);
    return work.add('With them', now, work.mul('These are', n, each));
  }
  if (fraction !== undefined) {
    const [words, d] = fraction;
    t.tell(
      [
        '$A <gives/give/gave> $w of {them|these|$his $many} {away|to a friend}',
        '$A <sells/sell/sold> $w of {them|those|all $many}',
        '$w of {them|the $many} <breaks/are broken/broke/are/broke>',
        '{then|later|} $A <loses/lose/lost> $w of {them|the $many}',
        '$A <uses/use/used> $w of {them|the $many}',
        '$A <throws/throw/threw> away $w of {them|the $many}',
      ],
      { w: words, many: what.many },
      who,
    );
    t.given(`1/${d} gone`);
    return work.sub('Left', now, work.div(`1/${d} is`, now, d));
  }
  if (kind === 'less' && now > 2) {
    const n = r.chance(0.9) ? r.int(1, Math.min(now - 1, 900)) : r.int(1, Math.max(1, Math.min(20, now - 1)));
    t.tell(r.chance(0.4) ? LESS : lessBy(r), { n: f(n), many: what.many }, who);
    t.given(`${n} gone`);
    return work.sub(label || 'Left', now, n);
  }
  const n = size(r, 1);
  t.tell(r.chance(0.4) ? MORE : moreBy(r), { n: f(n), many: what.many }, who);
  t.given(`${n} more`);
  return work.add(label || 'Now', now, n);
}

const NOW = ['left', 'now', 'in the end', 'at the end', 'after that', 'altogether now', 'then', ''];

/** A has some, things happen, how many now. */
export function changes(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const what = thing(r);
  t.who = who;
  t.unit = what.many;
  const start = amount(t, what, 'start', 0.75);
  t.tell(HAS, { n: start.words }, who);
  idle(t, who);
  let now = start.value;
  const n = r.weighted([
    [5, 1],
    [5, 2],
    [2, 3],
  ]);
  for (let i = 0; i < n; i++) now = change(t, who, what, now, '');
  if (t.work.steps.length === 0) t.work.steps.push(`It stays ${now}.`);
  if (r.chance(0.15) && now > 5) {
    const ds = [2, 3, 4, 5, 6, 7, 8, 9, 10].filter((d) => now % d === 0 && d < now);
    if (ds.length > 0) {
      const d = r.pick(ds);
      t.tell(
        [
          '{then|at last|finally|} $A <shares/share/shared> {them|the rest|what is left} {equally|evenly|fairly} {among|with|between} $n {friends|children|people}',
          '$n {friends|children|kids} <gets/share/shared/share/shared> {them|what is left|the rest} equally',
          'the rest <goes/go/went> {evenly|in equal parts} to $n {children|friends|neighbors}',
        ],
        { n: t.f(d) },
        who,
      );
      t.given(`shared by ${d}`);
      now = t.work.div('Each', now, d);
      t.asksPlainly(
        [
          'how many {$many|} {does|did} {each|each one|each of them|every one of them} get',
          'how many {$many|} {are there|go} for each {of them|one|}',
          "{what is|what's} {one|each one's|everyone's} share",
        ],
        { many: what.many },
      );
      return t.told(now);
    }
  }
  if (r.chance(0.12))
    t.asksPlainly(
      [
        "what's left",
        'what is left',
        'how many {remain|are left|are there now|stay}',
        'how many of them are {left|there now}',
      ],
      {},
    );
  else if (r.chance(0.3))
    t.asksPlainly(
      [
        'how many $many are {left|there now|there in the end|still there|there}',
        'how many $many {remain|stay|are there {at the end|after that}}',
        'how many $many {will be|would be} {left|there}',
      ],
      { many: what.many },
      'the {number of|remaining} $many',
    );
  else
    t.asks(
      r.chance(0.85) ? `how many ${what.many}` : 'how many',
      who,
      r.pick(['has/have/had', 'has/have/had', 'owns/own/owned']),
      r.pick(NOW),
    );
  return t.told(now);
}

/** What was there before, or what made the difference. */
export function backwards(r: Rng): Told {
  const t = new Tale(r, true);
  const who = actor(r);
  const what = thing(r);
  t.who = who;
  t.unit = what.many;
  const before = size(r, 6);
  const n = r.int(2, Math.min(before - 1, 300));
  const kind = r.pick(['lost', 'got', 'between'] as const);
  const slots = { n: t.f(n), many: what.many };
  const end = [
    '{now|in the end|after that|} $A <has/have/have/have/have> $m {left|} ',
    'now there are $m {left|}',
    '$m {of them|} are left {now|}',
  ];
  if (kind === 'lost') {
    t.tell(
      [
        '$A had {some|a number of|a few|a pile of} $many and {gave $n away|lost $n|sold $n|used $n|ate $n|broke $n}',
        '{after|when} $A {gave away|lost|sold|used} $n {of $his|} $many, some are left',
        'of $his $many $A {gave away|sold|lost|used} $n',
      ],
      slots,
      who,
    );
    t.tell(end, { m: t.f(before - n) }, who);
    t.given(`${n} gone; ${before - n} left`);
    t.asks(
      `how many ${r.chance(0.7) ? what.many : ''}`,
      who,
      'have/have/had',
      r.pick(['before', 'at first', 'in the beginning', 'at the start', 'to start with', 'before that']),
    );
    return t.told(t.work.add('Before', before - n, n));
  }
  if (kind === 'got') {
    t.tell(
      [
        '$A had {some|a number of|a few} $many and {got|found|bought|won} $n more',
        'somebody gave $him $n more $many',
        '$A {bought|found|received} $n {more|extra} $many',
      ],
      slots,
      who,
    );
    t.tell(
      [
        '{now|after that|} $A <has/have/have/have/have> $m {in all|altogether|}',
        'that {makes|made} $m {in all|altogether|}',
        'now there are $m',
      ],
      { m: t.f(before + n) },
      who,
    );
    t.given(`${n} more; ${before + n} now`);
    t.asks(
      `how many ${r.chance(0.7) ? what.many : ''}`,
      who,
      'have/have/had',
      r.pick(['before', 'at first', 'in the beginning', 'at the start', 'to start with']),
    );
    return t.told(t.work.sub('Before', before + n, n));
  }
  const lost = r.chance(0.6);
  t.tell(HAS, { n: `${t.f(lost ? before : n)} ${what.many}` }, who);
  t.tell(end, { m: t.f(lost ? n : before) }, who);
  t.given(`${lost ? before : n} before; ${lost ? n : before} now`);
  t.asksPlainly(
    lost
      ? [
          'how many {$many|} {were|are} {gone|lost|missing|sold|taken}',
          'how many {of them|$many} {went away|disappeared|have gone}',
        ]
      : ['how many {$many|} {were added|came|were new|have come}', 'how many more {$many|} came'],
    { many: what.many },
  );
  return t.told(t.work.sub('The difference', before, n));
}

/** Equal groups: so many with so many each; sharing, packing, what is left over, how many are needed. */
import type { Rng } from '../rng.ts';
import { actor, crowd, holder, thing, things } from './actors.ts';
import { idle } from './changes.ts';
import { type Actor, size } from './say.ts';
import { Tale, type Told } from './tale.ts';
import { into } from './work.ts';

const GROUPS = [
  '$A <has/have/had> $n $boxes {with $m $many {each|in each|in every $box}|of $m $many {each|}|that hold $m $many each}',
  'there <is/are/was/are/were> $n $boxes with $m $many {each|in each|in every one}',
  '$A <fills/fill/filled> $n $boxes with $m $many each',
  'each $box {holds|has|contains} $m $many and {there are|$A <has/have/had>} $n {$boxes|of them}',
  '$A <puts/put/put> $m $many {into|in} each of $n $boxes',
  '$n $boxes <holds/hold/held/hold/held> $m $many each',
  'every $box <contains/contains/contained> $m $many; there are $n {$boxes|of these}',
  '$A <buys/buy/bought> $n $boxes of $many, $m in {each|every $box}',
  'one $box has {place for|room for|} $m $many, and $A <has/have/had> $n {such|full|} $boxes',
  '$many come in $boxes of $m, and $A <takes/take/took> $n {$boxes|of them}',
];
const ROWS = [
  '{in|on} {the|a} $place there are $n {rows|lines|columns} of $m $many',
  '$n {rows|lines|groups|teams|tables} with $m $many each',
  '$many {stand|sit} in $n {rows|groups|lines} of $m',
  'each of $n {teams|groups|classes|buses|rooms|tables} has $m $many',
  '$n {teams|classes|buses|rooms|tables} have $m $many each',
];

/** k groups of m, then more or fewer, and the total or what is left. */
export function grouped(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const what = thing(r);
  const box = holder(r);
  t.who = who;
  const [n, m] = [r.weighted([[6, r.int(2, 12)], [2, r.int(10, 30)]]), r.weighted([[5, r.int(2, 12)], [3, r.int(10, 60)], [1, r.int(1, 20) * 10]])];
  const slots = { n: t.f(n), m: t.f(m), boxes: box.many, box: box.one, many: what.many };
  const people = r.chance(0.2);
  const many = people ? crowd(r) : what.many;
  t.unit = many;
  if (people) t.tell(ROWS, { ...slots, many, place: r.pick(['hall', 'room', 'yard', 'school', 'cinema', 'theater']) });
  else t.tell(GROUPS, slots, who);
  t.given(`${n} ${people ? 'groups' : box.many} of ${m}`);
  let now = t.work.mul('In groups', n, m);
  if (!people) idle(t, who);
  const extra = r.weighted([
    [4, 'none'],
    [4, 'more'],
    [6, 'less'],
    [1, 'groups'],
  ] as const);
  if (extra === 'more') {
    const k = size(r, 1);
    t.tell(people ? ['$k {others|more} {stand|come|wait} {outside|later|alone|}', '$k {come|arrive} by themselves'] : ['$A also <has/have/had> $k {single ones|loose ones|more}', '$k {more|others} <lies/lie/lay/lie/lay> {beside them|on the floor|on the table}', 'then $A <gets/get/got> $k more', '{besides|in addition} $A <has/have/had> $k {extra|loose} ones'], { k: t.f(k) }, who);
    t.given(`${k} more`);
    now = t.work.add('In all', now, k);
  } else if (extra === 'less' && now > 3) {
    const k = r.int(1, Math.min(now - 1, 300));
    t.tell(people ? ['$k {of them|} {leave|go home|are ill|stand up}', 'but $k {places|seats|} are {empty|free}'] : ['$k {of them|} <is/are/was/are/were> {bad|broken|sold|lost|rotten|used|missing}', '$A <sells/sell/sold> $k {of them|}', '$A <eats/eat/used> $k {of them|}', '$A <gives/give/gave> {away $k|$k to a friend}', '$A <loses/lose/lost> $k'], { k: t.f(k) }, who);
    t.given(`${k} gone`);
    now = t.work.sub('Left', now, k);
  } else if (extra === 'groups') {
    const [a, b] = [r.int(2, 9), r.int(2, 12)];
    t.tell(['$a {others|more} have $b {each|in each}', '$a {smaller|bigger|other} {ones|boxes} hold $b each', '{and|then} $a more with $b each come along'], { a: t.f(a), b: t.f(b) }, who);
    t.given(`${a} of ${b}`);
    now = t.work.add('Together', now, t.work.mul('The others', a, b));
  }
  const left = extra === 'less';
  if (r.chance(0.5))
    t.asksPlainly(
      left ? [`how many $many are {left|there then|still there}`, 'how many {are left|remain|good ones are there|are there now}', "what's left"] : ['how many $many {are there|is that} {altogether|in all|in total|}', 'how many {are there|is that} {altogether|in all|}', 'how many $many {there are|make that} {altogether|}'.replace('there are|', '')],
      { many },
      left ? 'the number of $many left' : 'the {total|} number of $many',
    );
  else if (people) t.asksPlainly(['how many $many are there {in the end|then|}', 'how many $many is that'], { many });
  else t.asks(`how many ${many}`, who, 'has/have/had', left ? '{left|now|then}' : '{in all|altogether|in total|}');
  return t.told(now);
}

const SHARE = [
  '$A <shares/share/shared> $n $many {equally|evenly|fairly} {among|between|with} $m {friends|kids|people|children|neighbors}',
  '$m {friends|kids|children|people|classes|teams} share $n $many {equally|evenly}',
  '$n $many <is/are/was/are/were> {divided|split} {equally|evenly} {among|between|into} $m {groups|people|kids|boxes}',
  '$A <splits/split/split> $n $many into $m equal {parts|groups|piles}',
  '$A <hands/hand/handed> out $n $many to $m {children|guests}, the same number to each',
  '$A <puts/put/put> $n $many into $m {boxes|bags|rows}, equally many in each',
];
const PACK = [
  '$A <puts/put/put> $n $many into $boxes of $m',
  '$A <packs/pack/packed> $n $many in $boxes, $m {to|in} {a|each} $box',
  '$A <has/have/had> $n $many and each $box {holds|takes|has room for} $m',
  '$n $many <is/are/was/are/were> packed in $boxes of $m {each|}',
  'one $box {holds|takes} $m $many, and $A <has/have/had> $n',
  '$n $many <goes/go/went> into $boxes with $m each',
  'there <is/are/was/are/were> $n $many in $boxes of $m',
];
const TOUR = [
  '$n {people|kids|guests} want to {go up|cross|ride}; the {boat|lift|car|cabin} takes $m at a time',
  'a {boat|lift|van|car} {carries|holds|takes} $m people, and $n {people|tourists|kids} {are waiting|want to go}',
];

/** Division: the share of each, the number of groups, what is left over, or how many groups are needed. */
export function divided(r: Rng): Told {
  const t = new Tale(r);
  const who: Actor = actor(r);
  const what = thing(r);
  const box = holder(r);
  t.who = who;
  t.unit = what.many;
  const m = r.weighted([[6, r.int(2, 12)], [1, r.int(13, 30)]]);
  const q = r.weighted([[6, r.int(2, 12)], [2, r.int(10, 60)]]);
  const kind = r.weighted([
    [5, 'each'],
    [5, 'groups'],
    [2.5, 'over'],
    [1.5, 'full'],
    [2, 'needed'],
  ] as const);
  const rest = kind === 'each' || kind === 'groups' ? 0 : r.int(kind === 'needed' || kind === 'over' ? 1 : 0, m - 1);
  let n = m * q + rest;
  const slots = { n: t.f(n), m: t.f(m), many: what.many, boxes: box.many, box: box.one };
  if (kind === 'each' || kind === 'groups') {
    // Now and then the amount is itself what is left of more, or put together.
    if (r.chance(0.3)) {
      const k = r.int(1, 40);
      const more = r.chance(0.5);
      t.tell(more ? ['$A <has/have/had> $a $many and <gets/get/got> $k more', '$A <picks/pick/picked> $a $many, then $k more'] : ['$A <has/have/had> $a $many, but $k {of them|} <is/are/was/are/were> {bad|broken|gone}', '$A <has/have/had> $a $many and <keeps/keep/kept> $k for {a friend|later}'].map((x) => x.replace('<is/are/was/are/were>', 'are')), { a: t.f(more ? n - k : n + k), k: t.f(k), many: what.many }, who);
      t.given(`${more ? n - k : n + k} ${what.many}; ${k} ${more ? 'more' : 'gone'}; ${kind === 'each' ? `shared by ${m}` : `${m} in each`}`);
      n = more ? t.work.add('In all', n - k, k) : t.work.sub('Left', n + k, k);
      t.tell(kind === 'each' ? ['{the rest|all that|they} {is|are} {shared|split} {equally|evenly} {among|by} $m {friends|kids|people}'.replace('{is|are} ', 'are '), '$m {friends|children} share {what there is|them} equally'] : ['{then|} $A <puts/put/put> {them|what there is} into $boxes of $m', '{then|} $A <fills/fill/filled> $boxes with $m each'], slots, who);
    } else {
      t.tell(kind === 'each' ? SHARE : PACK, slots, who);
      t.given(`${n} ${what.many}; ${kind === 'each' ? `shared by ${m}` : `${m} in each`}`);
    }
    const value = t.work.div(kind === 'each' ? 'Each' : `Number of ${box.many}`, n, m);
    if (kind === 'each') t.asksPlainly(['how many {$many|} {does|will|did} {each|each one|each of them|every one} get', 'how many {$many|} are {in each|in each part|for each|there for everyone}', "what is {each one's|one} share", 'how many {$many|} per {person|group|head}'].map((x) => x), { many: what.many }, 'the number of $many {for each|per person}');
    else t.asksPlainly(['how many $boxes {are there|does that make|are needed|are filled|can be filled|is that|are full|does $he need}'.replace('|does $he need', ''), 'how many $boxes {are|will be} {there|full}', 'how many of the $boxes are {needed|used|filled}'], slots, 'the number of $boxes');
    return t.told(value);
  }
  t.given(`${n} ${what.many}; ${m} in each`);
  const { text, whole, rest: over } = into(n, m);
  t.work.steps.push(`${m} goes ${whole} times into ${n}: ${text}.`);
  if (kind === 'over') {
    t.tell([...SHARE, ...PACK], slots, who);
    t.asksPlainly(['how many {$many|} are left {over|}', 'how many {$many|} {remain|stay|are left over}', 'how many {$many|} are {in the one that is not full|too many|over}'.replace('in the one that is not full|', '')], slots, 'the rest');
    return t.told(over);
  }
  if (kind === 'full') {
    t.tell(PACK.slice(0, 5), slots, who);
    t.asksPlainly(['how many {full|whole} $boxes {are there|can be filled|does that give|get full}', 'how many $boxes {are|get|will be} {full|completely full}'], slots, 'the number of full $boxes');
    return t.told(whole);
  }
  const tour = r.chance(0.35);
  t.tell(tour ? TOUR : [...PACK.slice(1, 3), '$A <needs/need/needed> $n $many and they {come|are sold} in $boxes of $m', 'for $n $many $A <uses/use/used> $boxes {that hold|of} $m'], slots, who);
  const steps = over > 0 ? [`${over} are left, so one more: ${whole} + 1 = ${whole + 1}.`] : ['Nothing is left.'];
  t.work.steps.push(...steps);
  t.asksPlainly(tour ? ['how {many times|often} must it {go|run}', 'how many {trips|rides|tours} {are needed|does it take|are there|must it make}'] : ['how many $boxes {are needed|must there be|have to be bought|does it take|must be {bought|taken}} {for all of them|}', 'how many $boxes are needed so that all {have a place|are packed}'], slots);
  return t.told(over > 0 ? whole + 1 : whole);
}

/** Several amounts by day, place or kind, added up. */
export function several(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const n = r.int(2, 4);
  const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const kinds = things(r, n).map(({ many }) => many);
  const unit = thing(r).many;
  const style = r.pick(['days', 'kinds', 'colors', 'places'] as const);
  const values = Array.from({ length: n }, () => (r.chance(0.06) ? 0 : size(r, 1)));
  const verb = r.pick(['<sells/sell/sold>', '<finds/find/found>', '<makes/make/made>', '<reads/read/read>', '<picks/pick/picked>', '<counts/count/counted>', '<gets/get/got>', '<sees/see/saw>', '<catches/catch/caught>', '<paints/paint/painted>']);
  const no = (v: number) => (v === 0 ? r.pick(['no', 'zero']) : t.f(v));
  const first = r.int(0, 6 - n + 1);
  const spots = r.sample(['in the garden', 'in the house', 'on the table', 'at school', 'in the car', 'in the kitchen', 'under the bed', 'in the cellar', 'by the lake'], n);
  const tint = r.sample(['red', 'blue', 'green', 'yellow', 'white', 'black', 'brown'], n);
  const names = { days: (i: number) => `on ${DAYS[first + i]!}`, kinds: (i: number) => kinds[i]!, colors: (i: number) => tint[i]!, places: (i: number) => spots[i]! }[style];
  const all = style === 'kinds' ? r.pick(['things', 'pieces', 'items']) : unit;
  t.unit = all;
  t.given(values.map((v, i) => `${names(i).replace(/^on /, '')} ${v}`).join(', '));
  const part = (i: number): string => {
    const v = values[i]!;
    if (style === 'kinds') return `${no(v)} ${names(i)}`;
    if (style === 'colors') return `${no(v)} ${names(i)} ${i === 0 || r.chance(0.3) ? unit : 'ones'}`;
    return `${v === 0 ? 'none' : t.f(v)} ${i === 0 && v > 0 ? `${unit} ` : ''}${names(i)}`;
  };
  if (r.chance(0.6)) t.tell([`$A ${verb} $l`, `{altogether|this week|today|} $A ${verb} $l`], { l: join(r, values.map((_, i) => part(i))) }, who);
  else values.forEach((_, i) => t.tell(i === 0 ? [`$A ${verb} $l`] : [`$A ${verb} $l`, `then $A ${verb} $l`, 'then $l'], { l: part(i) }, who));
  if (values.length > 2 && r.chance(0.2)) {
    const total = t.work.sum('Sum', values);
    if (total % n === 0) {
      t.asksPlainly(['what is the average', `how many is that on average`], {}, 'the average');
      return t.told(t.work.div('Average', total, n));
    }
    t.asksPlainly([`how many ${all} {is|are} that {altogether|in all}`], {}, 'the total');
    return t.told(total);
  }
  if (r.chance(0.15)) {
    const [x, y] = [Math.max(values[0]!, values[1]!), Math.min(values[0]!, values[1]!)];
    t.asksPlainly([`how many more is {the larger|the bigger} of the first two than {the other|the smaller}`, `what is the difference between the first two {numbers|}`]);
    return t.told(t.work.sub('Difference', x, y));
  }
  t.asksPlainly([`how many ${all} {is that|are there|are these|does that make} {altogether|in all|in total|together|}`, `how many {is|are} that {altogether|in all}`.replace('{is|are}', 'is'), `how many ${all} in {all|total}`], {}, `the {total|total number|number of ${all} altogether}`);
  return t.told(t.work.sum('In all', values));
}

function join(r: Rng, parts: string[]): string {
  return `${parts.slice(0, -1).join(', ')}${r.chance(0.3) ? ', and ' : ' and '}${parts[parts.length - 1]!}`;
}

/** Equal groups: so many with so many each; sharing, packing, what is left over, how many are needed. */
import type { Rng } from '../rng.ts';
import { actor, crowd, holder, thing } from '../meaning/actors.ts';
import { idle } from './changes.ts';
import { size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';

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
  const [n, m] = [
    r.weighted([
      [6, r.int(2, 12)],
      [2, r.int(10, 30)],
    ]),
    r.weighted([
      [5, r.int(2, 12)],
      [3, r.int(10, 60)],
      [1, r.int(1, 20) * 10],
    ]),
  ];
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
    t.tell(
      people
        ? ['$k {others|more} {stand|come|wait} {outside|later|alone|}', '$k {come|arrive} by themselves']
        : [
            '$A also <has/have/had> $k {single ones|loose ones|more}',
            '$k {more|others} <lies/lie/lay/lie/lay> {beside them|on the floor|on the table}',
            'then $A <gets/get/got> $k more',
            '{besides|in addition} $A <has/have/had> $k {extra|loose} ones',
          ],
      { k: t.f(k) },
      who,
    );
    t.given(`${k} more`);
    now = t.work.add('In all', now, k);
  } else if (extra === 'less' && now > 3) {
    const k = r.int(1, Math.min(now - 1, 300));
    t.tell(
      people
        ? ['$k {of them|} {leave|go home|are ill|stand up}', 'but $k {places|seats|} are {empty|free}']
        : [
            '$k {of them|} <is/are/was/are/were> {bad|broken|sold|lost|rotten|used|missing}',
            '$A <sells/sell/sold> $k {of them|}',
            '$A <eats/eat/used> $k {of them|}',
            '$A <gives/give/gave> {away $k|$k to a friend}',
            '$A <loses/lose/lost> $k',
          ],
      { k: t.f(k) },
      who,
    );
    t.given(`${k} gone`);
    now = t.work.sub('Left', now, k);
  } else if (extra === 'groups') {
    const [a, b] = [r.int(2, 9), r.int(2, 12)];
    t.tell(
      [
        '$a {others|more} have $b {each|in each}',
        '$a {smaller|bigger|other} {ones|boxes} hold $b each',
        '{and|then} $a more with $b each come along',
      ],
      { a: t.f(a), b: t.f(b) },
      who,
    );
    t.given(`${a} of ${b}`);
    now = t.work.add('Together', now, t.work.mul('The others', a, b));
  }
  const left = extra === 'less';
  if (r.chance(0.5))
    t.asksPlainly(
      left
        ? [
            `how many $many are {left|there then|still there}`,
            'how many {are left|remain|good ones are there|are there now}',
            "what's left",
          ]
        : [
            'how many $many {are there|is that} {altogether|in all|in total|}',
            'how many {are there|is that} {altogether|in all|}',
            'how many $many {there are|make that} {altogether|}'.replace('there are|', ''),
          ],
      { many },
      left ? 'the number of $many left' : 'the {total|} number of $many',
    );
  else if (people) t.asksPlainly(['how many $many are there {in the end|then|}', 'how many $many is that'], { many });
  else t.asks(`how many ${many}`, who, 'has/have/had', left ? '{left|now|then}' : '{in all|altogether|in total|}');
  return t.told(now);
}

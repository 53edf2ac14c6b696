/** Sharing and packing: the share of each, the number of groups, what is left over, how many are needed. */
import type { Rng } from '../rng.ts';
import { actor, holder, thing } from '../meaning/actors.ts';
import type { Actor } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';
import { into } from '../meaning/work.ts';

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
  const m = r.weighted([
    [6, r.int(2, 12)],
    [1, r.int(13, 30)],
  ]);
  const q = r.weighted([
    [6, r.int(2, 12)],
    [2, r.int(10, 60)],
  ]);
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
      t.tell(
        more
          ? ['$A <has/have/had> $a $many and <gets/get/got> $k more', '$A <picks/pick/picked> $a $many, then $k more']
          : [
              '$A <has/have/had> $a $many, but $k {of them|} <is/are/was/are/were> {bad|broken|gone}',
              '$A <has/have/had> $a $many and <keeps/keep/kept> $k for {a friend|later}',
            ].map((x) => x.replace('<is/are/was/are/were>', 'are')),
        { a: t.f(more ? n - k : n + k), k: t.f(k), many: what.many },
        who,
      );
      t.given(
        `${more ? n - k : n + k} ${what.many}; ${k} ${more ? 'more' : 'gone'}; ${kind === 'each' ? `shared by ${m}` : `${m} in each`}`,
      );
      n = more ? t.work.add('In all', n - k, k) : t.work.sub('Left', n + k, k);
      t.tell(
        kind === 'each'
          ? [
              '{the rest|all that|they} {is|are} {shared|split} {equally|evenly} {among|by} $m {friends|kids|people}'.replace(
                '{is|are} ',
                'are ',
              ),
              '$m {friends|children} share {what there is|them} equally',
            ]
          : [
              '{then|} $A <puts/put/put> {them|what there is} into $boxes of $m',
              '{then|} $A <fills/fill/filled> $boxes with $m each',
            ],
        slots,
        who,
      );
    } else {
      t.tell(kind === 'each' ? SHARE : PACK, slots, who);
      t.given(`${n} ${what.many}; ${kind === 'each' ? `shared by ${m}` : `${m} in each`}`);
    }
    const value = t.work.div(kind === 'each' ? 'Each' : `Number of ${box.many}`, n, m);
    if (kind === 'each')
      t.asksPlainly(
        [
          'how many {$many|} {does|will|did} {each|each one|each of them|every one} get',
          'how many {$many|} are {in each|in each part|for each|there for everyone}',
          "what is {each one's|one} share",
          'how many {$many|} per {person|group|head}',
        ].map((x) => x),
        { many: what.many },
        'the number of $many {for each|per person}',
      );
    else
      t.asksPlainly(
        [
          'how many $boxes {are there|does that make|are needed|are filled|can be filled|is that|are full|does $he need}'.replace(
            '|does $he need',
            '',
          ),
          'how many $boxes {are|will be} {there|full}',
          'how many of the $boxes are {needed|used|filled}',
        ],
        slots,
        'the number of $boxes',
      );
    return t.told(value);
  }
  const tour = kind === 'needed' && r.chance(0.35);
  t.given(`${n}${tour ? '' : ` ${what.many}`}; ${m} in each`);
  const { text, whole, rest: over } = into(n, m);
  t.work.steps.push(`${m} into ${n}: ${text}.`);
  if (kind === 'over') {
    t.tell([...SHARE, ...PACK], slots, who);
    t.asksPlainly(
      [
        'how many {$many|} are left {over|}',
        'how many {$many|} {remain|stay|are left over}',
        'how many {$many|} are {in the one that is not full|too many|over}'.replace('in the one that is not full|', ''),
      ],
      slots,
      'the rest',
    );
    return t.told(over);
  }
  if (kind === 'full') {
    t.tell(PACK.slice(0, 5), slots, who);
    t.asksPlainly(
      [
        'how many {full|whole} $boxes {are there|can be filled|does that give|get full}',
        'how many $boxes {are|get|will be} {full|completely full}',
      ],
      slots,
      'the number of full $boxes',
    );
    return t.told(whole);
  }
  t.tell(
    tour
      ? TOUR
      : [
          ...PACK.slice(1, 3),
          '$A <needs/need/needed> $n $many and they {come|are sold} in $boxes of $m',
          'for $n $many $A <uses/use/used> $boxes {that hold|of} $m',
        ],
    slots,
    who,
  );
  const steps = over > 0 ? [`${over} are left, so one more: ${whole} + 1 = ${whole + 1}.`] : ['Nothing is left.'];
  t.work.steps.push(...steps);
  t.asksPlainly(
    tour
      ? [
          'how {many times|often} must it {go|run}',
          'how many {trips|rides|tours} {are needed|does it take|are there|must it make}',
        ]
      : [
          'how many $boxes {are needed|must there be|have to be bought|does it take|must be {bought|taken}} {for all of them|}',
          'how many $boxes are needed so that all {have a place|are packed}',
        ],
    slots,
  );
  return t.told(over > 0 ? whole + 1 : whole);
}

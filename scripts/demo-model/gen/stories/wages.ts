/** So much an hour or a week. */
import type { Rng } from '../rng.ts';
import { actor, thing } from '../meaning/actors.ts';
import { size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';
import { COINS, price } from './coins.ts';

const EARN = [
  '$A <earns/earn/earned> $p {an hour|per hour|for each hour|every hour}',
  '$A <gets/get/got> $p {a day|per day|for each day|every day}',
  '$A <saves/save/saved> $p {a week|each week|every week|per week}',
  '$A <makes/make/made> $p {a month|per month|every month}',
  '$A <is/are/was/am/were> paid $p {for each lawn|per lawn|a lawn}',
  '$A <puts/put/put> $p into a {jar|bank} {each week|every week}',
];

const SPANS = [
  ['hour', 'hours'],
  ['day', 'days'],
  ['week', 'weeks'],
  ['month', 'months'],
  ['lawn', 'lawns'],
  ['week', 'weeks'],
] as const;

/** So much an hour or a week: after some time, or until there is enough. */
export function wages(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const coin = r.pick(COINS);
  t.who = who;
  t.unit = coin;
  const i = r.int(0, EARN.length - 1);
  const [, spans] = SPANS[i]!;
  const p = r.weighted([
    [6, r.int(2, 20)],
    [2, r.int(10, 60)],
    [1, r.int(1, 9) * 50],
  ]);
  const rate = [EARN[i]!];
  if (r.chance(0.45)) {
    const need = r.int(2, 12);
    const has = r.chance(0.6) ? size(r, 1) : 0;
    const goal = has + need * p;
    const one = thing(r);
    const name = one.one === '' ? 'bike' : one.one;
    const facts = [
      () => t.tell(rate, { p: price(t, p, coin) }, who),
      () =>
        t.tell(
          [
            `a ${name} costs $p`,
            `$A <wants/want/wanted> {to buy|} a ${name} for $p`,
            `$A <needs/need/needed> $p for a ${name}`,
          ],
          { p: price(t, goal, coin) },
          who,
        ),
      ...(has > 0
        ? [
            () =>
              t.tell(
                [
                  '$A already <has/have/had> $p',
                  '$p <is/are/was/are/were> {there already|saved already}',
                  '$A <has/have/had> $p {already|so far}',
                ],
                { p: price(t, has, coin) },
                who,
              ),
          ]
        : []),
    ];
    for (const fact of r.shuffle(facts)) fact();
    t.given(`${p} per ${SPANS[i]![0]}; goal ${goal}${has > 0 ? `; has ${has}` : ''}`);
    const missing = has > 0 ? t.work.sub('Missing', goal, has) : goal;
    if (has > 0 && r.chance(0.2)) {
      t.asksPlainly([
        `how {much|many ${coin}} {is|are} {missing|still needed}`.replace('{is|are}', r.chance(0.5) ? 'is' : 'are'),
        'how much more is needed',
      ]);
      return t.told(missing);
    }
    t.asks(
      `how many ${spans}`,
      who,
      'needs/need/needed',
      r.pick(['', 'for it', 'to get it', 'to have enough', 'until then']),
    );
    return t.told(t.work.div(`Number of ${spans}`, missing, p));
  }
  const n = r.int(2, 12);
  t.tell(rate, { p: price(t, p, coin) }, who);
  const parts = r.chance(0.3) ? [n, r.int(2, 9)] : [n];
  t.tell(
    parts.length > 1
      ? [
          `$A <does/do/did> that for $n ${spans} and then for $m {more|}`,
          `first it <is/is/was> $n ${spans}, then $m {more|}`,
          `$A <works/work/worked> $n ${spans} at first and $m later`,
        ]
      : [
          `$A <does/do/did> {this|that|so} for $n ${spans}`,
          `$n ${spans} {pass|go by}`,
          `that is $n ${spans} long`,
          `$A <goes/go/went> on {like this|} for $n ${spans}`,
        ],
    { n: t.f(n), m: t.f(parts[1] ?? 0) },
    who,
  );
  t.given(`${p} per ${SPANS[i]![0]}; ${parts.join(' and ')} ${spans}`);
  const span = parts.length > 1 ? t.work.add(`All ${spans}`, n, parts[1]!) : n;
  let got = t.work.mul('That makes', span, p);
  const k = r.chance(0.4) ? r.int(1, got - 1) : 0;
  if (k > 0) {
    t.tell(
      [
        '{then|} $A <spends/spend/spent> $p',
        '$A <pays/pay/paid> $p for {food|rent|a ticket|a present}',
        '$A <gives/give/gave> $p {away|to a friend}',
      ],
      { p: price(t, k, coin) },
      who,
    );
    t.given(`${k} spent`);
    got = t.work.sub('Left', got, k);
  }
  t.asks(
    r.chance(0.5) ? `how many ${coin}` : r.pick(['how much', 'how much money']),
    who,
    'has/have/had',
    k > 0 ? '{left|then|now}' : '{then|in all|after that|}',
  );
  return t.told(got);
}

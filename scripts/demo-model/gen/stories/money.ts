/** Buying, paying, earning and saving. */
import type { Rng } from '../rng.ts';
import { actor, things } from '../meaning/actors.ts';
import { idle } from './changes.ts';
import { size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';
import { COINS, price } from './coins.ts';

const BUY_AT = [
  '$A <buys/buy/bought> $n $many {for|at} $p {each|apiece|a piece|per piece}',
  '$A <buys/buy/bought> $n $many that cost $p each',
  '$A <takes/take/took> $n $many at $p each',
  'one $one costs $p and $A <buys/buy/bought> $n {of them|}',
  '$A <gets/get/got> $n $many, each for $p',
  '$A <pays/pay/paid> $p for each of $n $many',
  '{a|one} $one is $p; $A <takes/take/took> $n',
  '$many cost $p each, and $A <wants/want/bought> $n {of them|}',
];

const BUY_ONE = [
  '$A <buys/buy/bought> a $one for $p',
  'a $one costs $p',
  '$A <pays/pay/paid> $p for a $one',
  'the $one {is|costs|was} $p',
  'a $one for $p {is in the basket too|comes with it|was bought too}',
];

/** A bill of several things; total, change, or what is still missing. */
export function bill(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const coin = r.pick(COINS);
  t.who = who;
  t.unit = coin;
  const goods = things(
    r,
    r.weighted([
      [4, 1],
      [5, 2],
      [2, 3],
    ]),
  ).map((g) => (g.one === '' ? { one: g.many.replace(/s$/, ''), many: g.many } : g));
  const costs: number[] = [];
  const given: string[] = [];
  for (const good of goods) {
    const single = goods.length > 1 && r.chance(0.45);
    const n = single ? 1 : r.int(2, 12);
    const p = r.weighted([
      [6, r.int(2, 12)],
      [3, r.int(5, 40)],
      [1, r.int(1, 30) * 10],
    ]);
    t.tell(single ? BUY_ONE : BUY_AT, { n: t.f(n), many: good.many, one: good.one, p: price(t, p, coin) }, who);
    given.push(single ? `${good.one} ${p}` : `${n} ${good.many} at ${p}`);
    costs.push(single ? p : t.work.mul(`The ${good.many}`, n, p));
  }
  idle(t, who);
  let total = costs.length > 1 ? t.work.sum('Together', costs) : costs[0]!;
  const kind = r.weighted([
    [5, 'total'],
    [5, 'change'],
    [1, 'off'],
    [1, 'share'],
  ] as const);
  if (kind === 'off' && total > 3) {
    const off = r.int(1, Math.min(total - 1, 20));
    t.tell(
      [
        '{there is|$A <gets/get/got>} $p off',
        'a coupon takes off $p',
        'the seller takes $p off the {price|total|bill}',
      ],
      { p: price(t, off, coin) },
      who,
    );
    given.push(`${off} off`);
    total = t.work.sub('With that off', total, off);
  }
  if (kind === 'share') {
    const d = [2, 3, 4, 5, 6, 8, 10].filter((x) => total % x === 0);
    if (d.length > 0) {
      const k = r.pick(d);
      t.tell(
        [
          '$k friends {share the bill|pay it together} {equally|in equal parts}',
          'the {bill|cost} is {split|shared} {equally|evenly} {among|by} $k {people|friends}',
        ],
        { k: t.f(k) },
      );
      given.push(`shared by ${k}`);
      t.given(given.join('; '));
      t.asksPlainly([
        `how {much|many ${coin}} does {each|each one|each of them|one of them} pay`,
        `what does {each|each one|one} {pay|have to pay}`,
      ]);
      return t.told(t.work.div('Each', total, k));
    }
  }
  if (kind === 'change') {
    const has = r.chance(0.7)
      ? Math.ceil((total + 1) / 10) * 10 + (r.chance(0.3) ? r.int(1, 5) * 10 : 0)
      : total + size(r, 1);
    const front = r.chance(0.4);
    given.push(`has ${has}`);
    if (front) {
      t.tell(
        ['{before that|at first|} $A had $p', '$A had $p {with $him|in $his pocket|}'],
        { p: price(t, has, coin) },
        who,
      );
    } else
      t.tell(
        [
          '$A <pays/pay/paid> with {a $p bill|$p}'.replace('a $p bill|', ''),
          '$A <hands/hand/handed> over $p',
          '$A <gives/give/gave> the {seller|clerk|cashier} $p',
          '$A <has/have/had> $p',
        ],
        { p: price(t, has, coin) },
        who,
      );
    t.given(given.join('; '));
    t.asksPlainly(
      front
        ? [
            `how {much money|many ${coin}|much} {is left|are left}`
              .replace('{is left|are left}', 'remain')
              .replace('much money', 'much')
              .replace('remain', 'is left')
              .replace(`many ${coin}`, 'much'),
            `how many ${coin} are left`,
            `what is left`,
          ]
        : [
            `how much {change|money|} {does $A get back|comes back|is left}`.replace('does $A get back|', ''),
            `what is the change`,
            `how many ${coin} {come back|are left|is the change}`.replace('|is the change', ''),
          ],
      {},
      front ? 'the money left' : 'the change',
    );
    return t.told(t.work.sub('Left', has, total));
  }
  t.given(given.join('; '));
  t.asksPlainly(
    [
      `what {is|was} the {total|bill|price|cost} {of everything|altogether|}`,
      `how much {is that|does that cost|is it|does it cost|is to be paid|must be paid} {altogether|in all|in total|}`,
      `how many ${coin} is that {altogether|in all|}`,
      `what {does|did} {it all|everything|all that} cost`.replace('{does|did}', 'does'),
    ],
    {},
    'the {total|price|cost}',
  );
  return t.told(total);
}

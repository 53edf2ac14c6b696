/** What one costs, how many one can buy, a price up or down. */
import type { Rng } from '../rng.ts';
import { actor, thing } from '../meaning/actors.ts';
import { size } from '../meaning/say.ts';
import { Tale, type Told } from '../meaning/tale.ts';
import { into } from '../meaning/work.ts';
import { COINS, price } from './coins.ts';

/** How many one can buy; what one costs; a price up or down. */
export function prices(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const coin = r.pick(COINS);
  const good = thing(r);
  const one = good.one === '' ? good.many.replace(/s$/, '') : good.one;
  t.who = who;
  t.unit = coin;
  const kind = r.pick(['afford', 'unit', 'off', 'percent', 'again'] as const);
  if (kind === 'afford') {
    const [p, n] = [r.int(2, 15), r.int(2, 15)];
    const rest = r.chance(0.5) ? 0 : r.int(1, p - 1);
    const has = p * n + rest;
    for (const fact of r.shuffle([
      () => t.tell([`{a|one} ${one} costs $p`, `${good.many} cost $p each`], { p: price(t, p, coin) }, who),
      () =>
        t.tell(
          ['$A <has/have/had> $p', '$A <can/can/could> spend $p', 'there <is/is/was> $p in $his pocket'],
          { p: price(t, has, coin) },
          who,
        ),
    ]))
      fact();
    t.given(`${p} each; has ${has}`);
    const { text } = into(has, p);
    const left = rest > 0 && r.chance(0.35);
    t.work.steps.push(`${p} into ${has}: ${text}.`);
    if (left)
      t.asksPlainly([
        `after buying as many as possible, how much is left`,
        `how much {money|} is left when {as many as possible|the most} are bought`,
      ]);
    else
      t.asksPlainly(
        [
          `how many ${good.many} can $A buy`,
          `how many ${good.many} can be bought {with that|}`,
          `how many {of them|} is that enough for`,
        ].slice(1),
        {},
        'the number that can be bought',
      );
    return t.told(left ? rest : n);
  }
  if (kind === 'unit') {
    const [n, p] = [r.int(2, 12), r.int(2, 15)];
    t.tell(
      [
        `$n ${good.many} cost $p {together|altogether|}`,
        `$A <pays/pay/paid> $p for $n ${good.many}`,
        `{a|one} pack of $n ${good.many} costs $p`,
      ],
      { n: t.f(n), p: price(t, n * p, coin) },
      who,
    );
    t.given(`${n} for ${n * p}`);
    const each = t.work.div('One costs', n * p, n);
    if (r.chance(0.4)) {
      const m = r.int(2, 12);
      t.asksPlainly(
        [`{what|how much} {do|would} $m {of them|} cost`, `what is the price of $m`, `what do $m ${good.many} cost`],
        { m: t.f(m) },
        'the price of $m',
      );
      return t.told(t.work.mul(`${m} cost`, m, each));
    }
    t.asksPlainly(
      [
        `what does {one|one of them|a single one} cost`,
        `how much is {one|one of them|each}`,
        `what is the price {of one|per piece|each}`,
      ],
      {},
      'the price of {one|each}',
    );
    return t.told(each);
  }
  const old = kind === 'percent' ? r.int(1, 30) * 20 : size(r, 6);
  const k = kind === 'percent' ? r.pick([10, 20, 25, 50, 75, 5, 30, 40]) : r.int(1, old - 1);
  const up = r.chance(0.35);
  const slots = {
    p: price(t, old, coin),
    k: kind === 'percent' ? `${k} ${r.chance(0.6) ? 'percent' : '%'}`.replace(' %', '%') : price(t, k, coin),
  };
  t.tell([`a ${one} costs $p`, `the price of a ${one} {is|was} $p`, `the ${one} used to cost $p`], slots, who, false);
  t.tell(
    up
      ? [
          '{now|then} {it|the price} {goes|went} up by $k',
          'it gets $k more expensive',
          '$k {are|is} added {for tax|}'.replace('{are|is} ', 'is '),
        ]
      : [
          '{now|then|in a sale|} {it|the price} {goes|went} down by $k',
          'it is $k {off|cheaper} {today|now|}',
          'there is a discount of $k',
          '{the shop|the seller} takes $k off',
        ],
    slots,
  );
  t.given(`${old}; ${k}${kind === 'percent' ? ' percent' : ''} ${up ? 'more' : 'off'}`);
  const by = kind === 'percent' ? percentOf(t, old, k) : k;
  const now = up ? t.work.add('Now', old, by) : t.work.sub('Now', old, by);
  if (kind === 'again' && r.chance(0.5)) {
    const n = r.int(2, 9);
    t.tell(['$A <buys/buy/bought> $n {of them|}', '$A <needs/need/needed> $n {of them|}'], { n: t.f(n) }, who);
    t.given(`buys ${n}`);
    t.asksPlainly(
      ['what does {that|it all} cost', 'how much is {that|it} {altogether|}', `how many ${coin} is that`],
      {},
      'the cost',
    );
    return t.told(t.work.mul('All', n, now));
  }
  t.asksPlainly(
    ['what does it cost {now|then}', 'how much is it {now|then}', 'what is the {new|} price {now|}'],
    {},
    'the new price',
  );
  return t.told(now);
}

/** k percent of a number, by tenths or hundredths. */
export function percentOf(t: Tale, n: number, k: number): number {
  const { work } = t;
  if (k === 50) return work.div('Half of it', n, 2);
  if (k === 25) return work.div('A quarter of it', n, 4);
  if (k === 75) return work.mul('Three quarters', work.div('A quarter of it', n, 4), 3);
  if (k === 10) return work.div('A tenth of it', n, 10);
  if (k === 100) return n;
  if (k % 10 === 0) return work.mul(`${k} percent`, work.div('A tenth of it', n, 10), k / 10);
  if (k === 5) return work.div('Half of that', work.div('A tenth of it', n, 10), 2);
  return work.mul(`${k} percent`, work.div('1 percent', n, 100), k);
}

/** Buying, paying, earning and saving. */
import type { Rng } from '../rng.ts';
import { actor, thing, things } from './actors.ts';
import { idle } from './changes.ts';
import { size } from './say.ts';
import { Tale, type Told } from './tale.ts';
import { into } from './work.ts';

const COINS = ['dollars', 'dollars', 'dollars', 'euros', 'euros', 'coins', 'pounds', 'cents', 'crowns', 'francs'] as const;

/** "5 dollars" or "$5". */
function price(t: Tale, n: number, coin: string): string {
  return coin === 'dollars' && t.r.chance(0.3) ? `$${n}` : `${t.f(n)} ${n === 1 ? coin.replace(/s$/, '') : coin}`;
}

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
const BUY_ONE = ['$A <buys/buy/bought> a $one for $p', 'a $one costs $p', '$A <pays/pay/paid> $p for a $one', 'the $one {is|costs|was} $p', 'a $one for $p {is in the basket too|comes with it|was bought too}'];

/** A bill of several things; total, change, or what is still missing. */
export function bill(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const coin = r.pick(COINS);
  t.who = who;
  t.unit = coin;
  const goods = things(r, r.weighted([[4, 1], [5, 2], [2, 3]])).map((g) => (g.one === '' ? { one: g.many.replace(/s$/, ''), many: g.many } : g));
  const costs: number[] = [];
  const given: string[] = [];
  for (const good of goods) {
    const single = goods.length > 1 && r.chance(0.45);
    const n = single ? 1 : r.int(2, 12);
    const p = r.weighted([[6, r.int(2, 12)], [3, r.int(5, 40)], [1, r.int(1, 30) * 10]]);
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
    t.tell(['{there is|$A <gets/get/got>} $p off', 'a coupon takes off $p', 'the seller takes $p off the {price|total|bill}'], { p: price(t, off, coin) }, who);
    given.push(`${off} off`);
    total = t.work.sub('With that off', total, off);
  }
  if (kind === 'share') {
    const d = [2, 3, 4, 5, 6, 8, 10].filter((x) => total % x === 0);
    if (d.length > 0) {
      const k = r.pick(d);
      t.tell(['$k friends {share the bill|pay it together} {equally|in equal parts}', 'the {bill|cost} is {split|shared} {equally|evenly} {among|by} $k {people|friends}'], { k: t.f(k) });
      given.push(`shared by ${k}`);
      t.given(given.join('; '));
      t.asksPlainly([`how {much|many ${coin}} does {each|each one|each of them|one of them} pay`, `what does {each|each one|one} {pay|have to pay}`]);
      return t.told(t.work.div('Each', total, k));
    }
  }
  if (kind === 'change') {
    const has = r.chance(0.7) ? Math.ceil((total + 1) / 10) * 10 + (r.chance(0.3) ? r.int(1, 5) * 10 : 0) : total + size(r, 1);
    const front = r.chance(0.4);
    given.push(`has ${has}`);
    if (front) {
      t.tell(['{before that|at first|} $A had $p', '$A had $p {with $him|in $his pocket|}'], { p: price(t, has, coin) }, who);
    } else t.tell(['$A <pays/pay/paid> with {a $p bill|$p}'.replace('a $p bill|', ''), '$A <hands/hand/handed> over $p', '$A <gives/give/gave> the {seller|clerk|cashier} $p', '$A <has/have/had> $p'], { p: price(t, has, coin) }, who);
    t.given(given.join('; '));
    t.asksPlainly(
      front
        ? [`how {much money|many ${coin}|much} {is left|are left}`.replace('{is left|are left}', 'remain').replace('much money', 'much').replace('remain', 'is left').replace(`many ${coin}`, 'much'), `how many ${coin} are left`, `what is left`]
        : [`how much {change|money|} {does $A get back|comes back|is left}`.replace('does $A get back|', ''), `what is the change`, `how many ${coin} {come back|are left|is the change}`.replace('|is the change', '')],
      {},
      front ? 'the money left' : 'the change',
    );
    return t.told(t.work.sub('Left', has, total));
  }
  t.given(given.join('; '));
  t.asksPlainly([`what {is|was} the {total|bill|price|cost} {of everything|altogether|}`, `how much {is that|does that cost|is it|does it cost|is to be paid|must be paid} {altogether|in all|in total|}`, `how many ${coin} is that {altogether|in all|}`, `what {does|did} {it all|everything|all that} cost`.replace('{does|did}', 'does')], {}, 'the {total|price|cost}');
  return t.told(total);
}

const EARN = ['$A <earns/earn/earned> $p {an hour|per hour|for each hour|every hour}', '$A <gets/get/got> $p {a day|per day|for each day|every day}', '$A <saves/save/saved> $p {a week|each week|every week|per week}', '$A <makes/make/made> $p {a month|per month|every month}', '$A <is/are/was/am/were> paid $p {for each lawn|per lawn|a lawn}', '$A <puts/put/put> $p into a {jar|bank} {each week|every week}'];
const SPANS = [['hour', 'hours'], ['day', 'days'], ['week', 'weeks'], ['month', 'months'], ['lawn', 'lawns'], ['week', 'weeks']] as const;

/** So much an hour or a week: after some time, or until there is enough. */
export function wages(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const coin = r.pick(COINS);
  t.who = who;
  t.unit = coin;
  const i = r.int(0, EARN.length - 1);
  const [, spans] = SPANS[i]!;
  const p = r.weighted([[6, r.int(2, 20)], [2, r.int(10, 60)], [1, r.int(1, 9) * 50]]);
  const rate = [EARN[i]!];
  if (r.chance(0.45)) {
    const need = r.int(2, 12);
    const has = r.chance(0.6) ? size(r, 1) : 0;
    const goal = has + need * p;
    const one = thing(r);
    const name = one.one === '' ? 'bike' : one.one;
    const facts = [
      () => t.tell(rate, { p: price(t, p, coin) }, who),
      () => t.tell([`a ${name} costs $p`, `$A <wants/want/wanted> {to buy|} a ${name} for $p`, `$A <needs/need/needed> $p for a ${name}`], { p: price(t, goal, coin) }, who),
      ...(has > 0 ? [() => t.tell(['$A already <has/have/had> $p', '$p <is/are/was/are/were> {there already|saved already}', '$A <has/have/had> $p {already|so far}'], { p: price(t, has, coin) }, who)] : []),
    ];
    for (const fact of r.shuffle(facts)) fact();
    t.given(`${p} per ${SPANS[i]![0]}; goal ${goal}${has > 0 ? `; has ${has}` : ''}`);
    const missing = has > 0 ? t.work.sub('Missing', goal, has) : goal;
    if (has > 0 && r.chance(0.2)) {
      t.asksPlainly([`how {much|many ${coin}} {is|are} {missing|still needed}`.replace('{is|are}', r.chance(0.5) ? 'is' : 'are'), 'how much more is needed']);
      return t.told(missing);
    }
    t.asks(`how many ${spans}`, who, 'needs/need/needed', r.pick(['', 'for it', 'to get it', 'to have enough', 'until then']));
    return t.told(t.work.div(`Number of ${spans}`, missing, p));
  }
  const n = r.int(2, 12);
  t.tell(rate, { p: price(t, p, coin) }, who);
  const parts = r.chance(0.3) ? [n, r.int(2, 9)] : [n];
  t.tell(
    parts.length > 1
      ? [`$A <does/do/did> that for $n ${spans} and then for $m {more|}`, `first it <is/is/was> $n ${spans}, then $m {more|}`, `$A <works/work/worked> $n ${spans} at first and $m later`]
      : [`$A <does/do/did> {this|that|so} for $n ${spans}`, `$n ${spans} {pass|go by}`, `that is $n ${spans} long`, `$A <goes/go/went> on {like this|} for $n ${spans}`],
    { n: t.f(n), m: t.f(parts[1] ?? 0) },
    who,
  );
  t.given(`${p} per ${SPANS[i]![0]}; ${parts.join(' and ')} ${spans}`);
  const span = parts.length > 1 ? t.work.add(`All ${spans}`, n, parts[1]!) : n;
  let got = t.work.mul('That makes', span, p);
  const k = r.chance(0.4) ? r.int(1, got - 1) : 0;
  if (k > 0) {
    t.tell(['{then|} $A <spends/spend/spent> $p', '$A <pays/pay/paid> $p for {food|rent|a ticket|a present}', '$A <gives/give/gave> $p {away|to a friend}'], { p: price(t, k, coin) }, who);
    t.given(`${k} spent`);
    got = t.work.sub('Left', got, k);
  }
  t.asks(r.chance(0.5) ? `how many ${coin}` : r.pick(['how much', 'how much money']), who, 'has/have/had', k > 0 ? '{left|then|now}' : '{then|in all|after that|}');
  return t.told(got);
}

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
    for (const fact of r.shuffle([() => t.tell([`{a|one} ${one} costs $p`, `${good.many} cost $p each`], { p: price(t, p, coin) }, who), () => t.tell(['$A <has/have/had> $p', '$A <can/can/could> spend $p', 'there <is/is/was> $p in $his pocket'], { p: price(t, has, coin) }, who)])) fact();
    t.given(`${p} each; has ${has}`);
    const { text } = into(has, p);
    const left = rest > 0 && r.chance(0.35);
    t.work.steps.push(`${p} goes ${n} times into ${has}: ${text}.`);
    if (left) t.asksPlainly([`after buying as many as possible, how much is left`, `how much {money|} is left when {as many as possible|the most} are bought`]);
    else t.asksPlainly([`how many ${good.many} can $A buy`, `how many ${good.many} can be bought {with that|}`, `how many {of them|} is that enough for`].slice(1), {}, 'the number that can be bought');
    return t.told(left ? rest : n);
  }
  if (kind === 'unit') {
    const [n, p] = [r.int(2, 12), r.int(2, 15)];
    t.tell([`$n ${good.many} cost $p {together|altogether|}`, `$A <pays/pay/paid> $p for $n ${good.many}`, `{a|one} pack of $n ${good.many} costs $p`], { n: t.f(n), p: price(t, n * p, coin) }, who);
    t.given(`${n} for ${n * p}`);
    const each = t.work.div('One costs', n * p, n);
    if (r.chance(0.4)) {
      const m = r.int(2, 12);
      t.asksPlainly([`{what|how much} {do|would} $m {of them|} cost`, `what is the price of $m`, `what do $m ${good.many} cost`], { m: t.f(m) }, 'the price of $m');
      return t.told(t.work.mul(`${m} cost`, m, each));
    }
    t.asksPlainly([`what does {one|one of them|a single one} cost`, `how much is {one|one of them|each}`, `what is the price {of one|per piece|each}`], {}, 'the price of {one|each}');
    return t.told(each);
  }
  const old = kind === 'percent' ? r.int(1, 30) * 20 : size(r, 6);
  const k = kind === 'percent' ? r.pick([10, 20, 25, 50, 75, 5, 30, 40]) : r.int(1, old - 1);
  const up = r.chance(0.35);
  const slots = { p: price(t, old, coin), k: kind === 'percent' ? `${k} ${r.chance(0.6) ? 'percent' : '%'}`.replace(' %', '%') : price(t, k, coin) };
  t.tell([`a ${one} costs $p`, `the price of a ${one} {is|was} $p`, `the ${one} used to cost $p`], slots, who, false);
  t.tell(up ? ['{now|then} {it|the price} {goes|went} up by $k', 'it gets $k more expensive', '$k {are|is} added {for tax|}'.replace('{are|is} ', 'is ')] : ['{now|then|in a sale|} {it|the price} {goes|went} down by $k', 'it is $k {off|cheaper} {today|now|}', 'there is a discount of $k', '{the shop|the seller} takes $k off'], slots);
  t.given(`${old}; ${k}${kind === 'percent' ? ' percent' : ''} ${up ? 'more' : 'off'}`);
  const by = kind === 'percent' ? percentOf(t, old, k) : k;
  const now = up ? t.work.add('Now', old, by) : t.work.sub('Now', old, by);
  if (kind === 'again' && r.chance(0.5)) {
    const n = r.int(2, 9);
    t.tell(['$A <buys/buy/bought> $n {of them|}', '$A <needs/need/needed> $n {of them|}'], { n: t.f(n) }, who);
    t.given(`buys ${n}`);
    t.asksPlainly(['what does {that|it all} cost', 'how much is {that|it} {altogether|}', `how many ${coin} is that`], {}, 'the cost');
    return t.told(t.work.mul('All', n, now));
  }
  t.asksPlainly(['what does it cost {now|then}', 'how much is it {now|then}', 'what is the {new|} price {now|}'], {}, 'the new price');
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

/** Problems that need what everybody knows: legs, wheels, sides, days of a week, months of a year. */
import type { Rng } from '../rng.ts';
import { actor } from '../meaning/actors.ts';
import { Tale, type Told } from '../meaning/tale.ts';
import { idle } from './changes.ts';

const HAVE = [
  ['dog', 'dogs', 'legs', 4],
  ['cat', 'cats', 'legs', 4],
  ['cow', 'cows', 'legs', 4],
  ['horse', 'horses', 'legs', 4],
  ['hen', 'hens', 'legs', 2],
  ['bird', 'birds', 'wings', 2],
  ['duck', 'ducks', 'feet', 2],
  ['spider', 'spiders', 'legs', 8],
  ['ant', 'ants', 'legs', 6],
  ['beetle', 'beetles', 'legs', 6],
  ['fly', 'flies', 'legs', 6],
  ['octopus', 'octopuses', 'arms', 8],
  ['starfish', 'starfish', 'arms', 5],
  ['bike', 'bikes', 'wheels', 2],
  ['bicycle', 'bicycles', 'wheels', 2],
  ['tricycle', 'tricycles', 'wheels', 3],
  ['car', 'cars', 'wheels', 4],
  ['triangle', 'triangles', 'corners', 3],
  ['triangle', 'triangles', 'sides', 3],
  ['square', 'squares', 'sides', 4],
  ['rectangle', 'rectangles', 'corners', 4],
  ['hand', 'hands', 'fingers', 5],
  ['person', 'people', 'fingers', 10],
  ['child', 'children', 'hands', 2],
  ['person', 'people', 'eyes', 2],
  ['insect', 'insects', 'legs', 6],
  ['goat', 'goats', 'legs', 4],
  ['sheep', 'sheep', 'legs', 4],
  ['die', 'dice', 'faces', 6],
  ['week', 'weeks', 'days', 7],
  ['year', 'years', 'months', 12],
  ['pair of shoes', 'pairs of shoes', 'shoes', 2],
  ['pair', 'pairs', 'gloves', 2],
  ['trio', 'trios', 'singers', 3],
] as const;

/** Legs, wheels, sides: of one kind or of two, or back from their number. */
export function parts(r: Rng): Told {
  const t = new Tale(r, false);
  const [one, many, part, k] = r.pick(HAVE);
  const n = r.int(2, 40);
  const slots = { n: t.f(n), one, many, p: part, t: t.f(n * k) };
  t.unit = part;
  if (r.chance(0.3)) {
    t.tell(
      [
        '$t $p are {counted|there|to be seen} {in all|altogether|}',
        '{somebody|I} {counted|counts} $t $p of $many'.replace('{counted|counts}', 'counted'),
        '{some|a group of} $many have $t $p {altogether|in all|together}',
      ],
      slots,
    );
    idle(t);
    t.given(`${n * k} ${part}; ${k} each`);
    t.asksPlainly(
      ['how many $many {are there|are these|is that|can that be}', 'how many $many {have|make} so many $p'],
      slots,
      'the number of $many',
    );
    return t.told(t.work.div(`Number of ${many}`, n * k, k));
  }
  if (r.chance(0.3)) {
    const [, others, , j] = r.pick(
      HAVE.filter((x) => x[2] === part && x[1] !== many).length > 0
        ? HAVE.filter((x) => x[2] === part && x[1] !== many)
        : [HAVE[0]],
    );
    const m = r.int(2, 20);
    t.tell(
      [
        '{there are|we see|I see} $n $many and $m $others',
        '$n $many and $m $others {are in a field|are here|come along}',
      ],
      { ...slots, m: t.f(m), others },
    );
    t.given(`${n} ${many} with ${k}; ${m} ${others} with ${j}`);
    const [a, b] = [t.work.mul(`The ${many}`, n, k), t.work.mul(`The ${others}`, m, j)];
    t.asksPlainly(
      [
        'how many $p {do they have|have they|are there} {together|altogether|in all}',
        'how many $p {is|are} that {in all|}'.replace('{is|are}', 'is'),
      ],
      slots,
      'the number of $p',
    );
    return t.told(t.work.add('Together', a, b));
  }
  if (r.chance(0.4))
    t.tell(['{there are|I see|we have} $n $many', '$n $many {are here|stand there|come along}'], slots);
  else if (r.chance(0.5))
    t.tell(['{one|every|each} $one has {$k|} $p and there are $n {of them|$many}'.replace('{$k|} ', '$k ')], {
      ...slots,
      k: t.f(k),
    });
  t.given(`${n} ${many} with ${k} ${part}`);
  t.asksPlainly(
    [
      'how many $p {do|would} $n $many have {together|in all|}',
      'how many $p {are there on|have} $n $many'.replace('are there on|', ''),
      'how many $p {are|can be found} on $n $many',
      'how many $p are {in|on} $n $many',
    ],
    slots,
    '{the number of $p|all $p} {of|on} $n $many',
  );
  return t.told(t.work.mul(part, n, k));
}

const SPANS = [
  ['a week', 7, 'day'],
  ['two weeks', 14, 'day'],
  ['a year', 12, 'month'],
  ['half a year', 6, 'month'],
  ['a quarter of a year', 3, 'month'],
  ['one year', 12, 'month'],
  ['an hour', 60, 'minute'],
  ['half an hour', 30, 'minute'],
  ['a quarter of an hour', 15, 'minute'],
  ['a day', 24, 'hour'],
  ['a minute', 60, 'second'],
  ['all weekdays of a week', 5, 'day'],
  ['a weekend', 2, 'day'],
  ['three weeks', 21, 'day'],
  ['two years', 24, 'month'],
] as const;
const DOES = [
  ['<drinks/drink/drank>', 'cups of tea'],
  ['<reads/read/read>', 'pages'],
  ['<pays/pay/paid>', 'dollars'],
  ['<walks/walk/walked>', 'km'],
  ['<saves/save/saved>', 'euros'],
  ['<eats/eat/ate>', 'apples'],
  ['<writes/write/wrote>', 'letters'],
  ['<takes/take/took>', 'pills'],
  ['<does/do/did>', 'push-ups'],
  ['<learns/learn/learned>', 'words'],
  ['<spends/spend/spent>', 'dollars'],
  ['<uses/use/used>', 'liters of water'],
  ['<makes/make/made>', 'phone calls'],
  ['<earns/earn/earned>', 'dollars'],
] as const;

/** So much a day or month, over a span that everybody knows the length of; at times taken from a stock. */
export function calendar(r: Rng): Told {
  const t = new Tale(r);
  const who = actor(r);
  const [span, n, unit] = r.pick(SPANS);
  const [verb, what] = r.pick(DOES);
  t.who = who;
  t.unit = what;
  const k = r.weighted([
    [6, r.int(2, 12)],
    [2, r.int(10, 60)],
    [1, r.int(1, 9) * 50],
  ]);
  const slots = { k: t.f(k), w: what, s: span };
  const each = unit === 'hour' ? '{an|every|each} hour' : `{a|every|each|per} ${unit}`;
  const rate = [
    `$A ${verb} $k $w ${each}`,
    `every ${unit} $A ${verb} $k $w`,
    `$A ${verb} $k $w ${each} {as a rule|without fail|}`,
  ];
  const stock = r.chance(0.35);
  if (stock) {
    const left = r.int(1, 90);
    t.tell(
      [
        '$A <has/have/had> $a $w {in store|at first|}',
        'at the start there are $a $w',
        '$a $w are {there|ready} for $z',
      ],
      { ...slots, a: t.f(k * n + left), z: who.again },
      who,
    );
    t.tell(rate, slots, who);
    t.given(`start ${k * n + left}; ${k} per ${unit}; ${span}: ${n} ${unit}s`);
    const used = t.work.mul('Used', n, k);
    t.asksPlainly(
      [
        'how many $w are {left|there} after $s',
        'what is left after $s',
        'how {much|many} {is|are} left after $s'.replace('{much|many} {is|are}', 'many are'),
      ],
      slots,
      'the rest after $s',
    );
    return t.told(t.work.sub('Left', k * n + left, used));
  }
  t.tell(rate, slots, who);
  t.given(`${k} per ${unit}; ${span}: ${n} ${unit}s`);
  let all = t.work.mul('In that time', n, k);
  if (r.chance(0.25)) {
    const m = r.int(1, 60);
    t.tell(
      ['{besides|on top of that|in addition} there are $m {more|extra}', '{and|then} $m more {at the end|as an extra}'],
      { m: t.f(m) },
    );
    t.given(`${m} more`);
    all = t.work.add('With these', all, m);
  }
  if (r.chance(0.5))
    t.asksPlainly(
      [
        'how many $w is that in $s',
        'how many $w are that {for|in} $s'.replace('are that', 'is that'),
        "{what is|what's} that {for|in} $s",
        'how {much|many} in $s',
      ],
      slots,
      'the number of $w in $s',
    );
  else t.asks(`how many ${what}`, who, verb.replace(/[<>]/g, ''), `in ${span}`);
  return t.told(all);
}

/** Fractions and percentages of a number. */
import type { Item, Rng } from '../rng.ts';
import { percentOf } from '../stories/prices.ts';
import { Tale } from '../meaning/tale.ts';
import { item } from './instructions.ts';

/** "What is a third of 60?", "20 percent of 150". */
export function portion(r: Rng): Item {
  const t = new Tale(r);
  const { f } = t;
  const kind = r.pick(['fraction', 'fraction', 'percent', 'nested'] as const);
  const ASK = [
    'What is $w of $n?',
    '{How much|what} is $w of $n',
    '$w of $n',
    '$w of $n is {what|how much}?',
    '{Find|Calculate|Work out|Give me|Tell me} $w of $n.',
    "What's $w of $n",
    'What do you get if you take $w of $n?',
    'I need $w of $n.',
    'How much does $w of $n make?',
  ];
  if (kind === 'percent') {
    const k = r.pick([10, 20, 25, 50, 75, 30, 40, 60, 5, 70, 80, 90]);
    const n =
      k === 25 || k === 75
        ? r.int(1, 50) * 4
        : k === 50
          ? r.int(1, 90) * 2
          : k === 5
            ? r.int(1, 20) * 20
            : r.int(1, 90) * 10;
    const value = percentOf(t, n, k);
    return item(
      r,
      ASK,
      { w: r.pick([`${k}%`, `${k} percent`, `${f(k)} percent`, `${k} %`]), n: f(n) },
      `Find ${k} percent of ${n}.`,
      t.work.steps,
      value,
      `p${k},${n}`,
    );
  }
  const names: Readonly<Record<number, readonly string[]>> = {
    2: ['half'],
    3: ['third', 'thirds'],
    4: ['quarter', 'quarters', 'fourth', 'fourths'],
    5: ['fifth', 'fifths'],
    6: ['sixth', 'sixths'],
    8: ['eighth', 'eighths'],
    10: ['tenth', 'tenths'],
  };
  const one = (d: number) =>
    d === 2
      ? r.pick(['half', 'one half', 'a half', '1/2'])
      : r.pick([`a ${names[d]![0]!}`, `one ${names[d]![0]!}`, `1/${d}`]).replace('a eighth', 'an eighth');
  const d = r.pick([2, 3, 4, 5, 6, 8, 10]);
  if (kind === 'nested') {
    const e = r.pick([2, 3, 4]);
    const n = d * e * r.int(1, 15);
    const first = t.work.div(`1/${e} of ${n}`, n, e);
    const value = t.work.div(`1/${d} of that`, first, d);
    return item(
      r,
      ASK,
      { w: `${one(d)} of ${one(e)}`, n: f(n) },
      `Take 1/${e}, then 1/${d} of it.`,
      t.work.steps,
      value,
      `n${n},${d},${e}`,
    );
  }
  const n =
    d *
    r.weighted([
      [4, r.int(2, 12)],
      [2, r.int(10, 60)],
    ]);
  const k = d > 2 && r.chance(0.4) ? r.int(2, d - 1) : 1;
  const part = t.work.div(`1/${d}`, n, d);
  const value = k > 1 ? t.work.mul(`${k}/${d}`, part, k) : part;
  const words =
    k > 1
      ? r.pick([
          `${k}/${d}`,
          `${['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][k]!} ${names[d]![1] ?? ''}`,
        ])
      : one(d);
  return item(r, ASK, { w: words, n: f(n) }, `Find ${k}/${d} of ${n}.`, t.work.steps, value, `f${n},${d},${k}`);
}

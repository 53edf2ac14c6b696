/** Amounts that are themselves made of others: "3 boxes of 12 eggs", "half of the 48 eggs", "two dozen eggs". */
import { say, size } from './say.ts';
import { holder, type Thing } from './actors.ts';
import type { Tale } from './tale.ts';

export interface Amount {
  /** With the things: "3 boxes of 12 eggs each". */
  readonly words: string;
  readonly value: number;
}

/** "36 eggs", or something that has to be computed first. The given and its step are noted. */
export function amount(t: Tale, what: Thing, label: string, simple = 0.72): Amount {
  const { r, f, work } = t;
  if (r.chance(simple)) {
    const value = size(r);
    t.given(`${label} ${value}`);
    return { words: `${f(value)} ${what.many}`, value };
  }
  return r.weighted<() => Amount>([
    [
      10,
      () => {
        const box = holder(r);
        const [n, each] = [
          r.int(2, 12),
          r.weighted([
            [3, r.int(2, 12)],
            [2, r.int(6, 40)],
            [1, r.int(1, 9) * 10],
          ]),
        ];
        t.given(`${label} ${n} ${box.many} of ${each}`);
        const value = work.mul(`In the ${box.many}`, n, each);
        return {
          words: say(r, BOXED, { n: f(n), m: f(each), many: what.many, boxes: box.many, box: box.one }),
          value,
        };
      },
    ],
    [
      1.5,
      () => {
        const n = r.int(2, 9);
        t.given(`${label} ${n} dozen`);
        return { words: `${f(n)} dozen ${what.many}`, value: work.mul('Dozens', n, 12) };
      },
    ],
    [
      1,
      () => {
        const n = r.int(2, 30);
        t.given(`${label} ${n} pairs`);
        return { words: `${f(n)} pairs of ${what.many}`, value: work.mul('Pairs', n, 2) };
      },
    ],
    [
      2,
      () => {
        const [a, b] = [size(r), r.int(2, 60)];
        const [x, y] = r.sample(
          ['red', 'blue', 'green', 'yellow', 'big', 'small', 'old', 'new', 'white', 'black', 'cheap', 'good'],
          2,
        );
        t.given(`${label} ${a} and ${b}`);
        return {
          words: `${f(a)} ${x} {and|and} ${f(b)} ${y} ${what.many}`.replace('{and|and}', 'and'),
          value: work.add('Both kinds', a, b),
        };
      },
    ],
  ])();
}

const BOXED =
  '$n $boxes {of $m $many|with $m $many each|with $m $many in each|of $m $many each|with $m $many in every $box|that hold $m $many each|of $many, $m in each}';

const FRACTIONS = [
  ['half', 2],
  ['a third', 3],
  ['a quarter', 4],
  ['one half', 2],
  ['one third', 3],
  ['one quarter', 4],
  ['a fifth', 5],
  ['one fifth', 5],
  ['a tenth', 10],
  ['one fourth', 4],
  ['1/2', 2],
  ['1/3', 3],
  ['1/4', 4],
  ['1/5', 5],
] as const;

export const MULTIPLES = [
  ['twice', 2],
  ['double', 2],
  ['three times', 3],
  ['3 times', 3],
  ['four times', 4],
  ['4 times', 4],
  ['five times', 5],
  ['5 times', 5],
  ['six times', 6],
  ['ten times', 10],
] as const;

/** A fraction that leaves no rest. */
export function fractionOf(t: Tale, n: number): readonly [string, number] | undefined {
  const fitting = FRACTIONS.filter(([, d]) => n % d === 0 && n > d);
  return fitting.length === 0 ? undefined : t.r.pick(fitting);
}

/** A number with many divisors. */
export function divisible(t: Tale): number {
  return t.r.pick([
    12, 16, 18, 20, 24, 28, 30, 32, 36, 40, 42, 44, 48, 50, 54, 56, 60, 64, 66, 70, 72, 80, 84, 88, 90, 96, 100, 120,
    140, 150, 160, 180, 200, 240, 300, 360, 400, 480, 500, 600,
  ]);
}

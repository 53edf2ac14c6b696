/** What figures of an evaluation are worth. */

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959964;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Wilson's 95 % interval of a share, 0 to 1: holds near 0 and 1 and for few items, where the normal one fails. */
export function wilson(right: number, items: number): Interval {
  if (items === 0) return { low: 0, high: 1 };
  const p = right / items;
  const scale = 1 + (Z * Z) / items;
  const centre = (p + (Z * Z) / (2 * items)) / scale;
  const half = (Z * Math.sqrt((p * (1 - p)) / items + (Z * Z) / (4 * items * items))) / scale;
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Two runs on the same items. */
export interface Paired {
  readonly items: number;
  /** Items that only the first run, only the second run has right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Second minus first, share of the items. */
  readonly difference: number;
  /** 95 % interval of the difference. */
  readonly interval: Interval;
  /** Exact McNemar test, two-sided. */
  readonly p: number;
  /** A true difference below this would mostly have gone unseen: 80 % power at 5 %, for as many items that differ. */
  readonly leastSeen: number;
}

/** The quantile for 80 % power. */
const POWER = 0.841621;

/** @param pairs of each item: whether the first, whether the second run has it right */
export function paired(pairs: readonly (readonly [boolean, boolean])[]): Paired {
  const items = pairs.length;
  const onlyFirst = pairs.filter(([first, second]) => first && !second).length;
  const onlySecond = pairs.filter(([first, second]) => !first && second).length;
  const differ = onlyFirst + onlySecond;
  const difference = items === 0 ? 0 : (onlySecond - onlyFirst) / items;
  const error = items === 0 ? 0 : Math.sqrt(differ - (onlySecond - onlyFirst) ** 2 / items) / items;
  return {
    ...{ items, onlyFirst, onlySecond, difference },
    interval: { low: difference - Z * error, high: difference + Z * error },
    p: Math.min(1, 2 * binomialTail(Math.min(onlyFirst, onlySecond), differ)),
    leastSeen: items === 0 ? 1 : ((Z + POWER) * Math.sqrt(Math.max(1, differ))) / items,
  };
}

/** P(X ≤ k) of n fair coins; 1 for none. In logarithms: 2^-n alone would be 0 from some 1,075 coins on. */
function binomialTail(k: number, n: number): number {
  let log = -n * Math.LN2;
  let sum = 0;
  for (let i = 0; i <= k; i++) {
    sum += Math.exp(log);
    log += Math.log(n - i) - Math.log(i + 1);
  }
  return Math.min(1, sum);
}

import { describe, expect, it } from 'vitest';
import { paired, wilson } from '../../../../src/reasoning/evaluation/statistics.ts';

const percent = ({ low, high }: { low: number; high: number }) => [low, high].map((one) => (100 * one).toFixed(1));

/** Items of which the first run has `both + onlyFirst` right and the second `both + onlySecond`. */
const pairs = (both: number, onlyFirst: number, onlySecond: number, neither: number) => [
  ...Array.from({ length: both }, () => [true, true] as const),
  ...Array.from({ length: onlyFirst }, () => [true, false] as const),
  ...Array.from({ length: onlySecond }, () => [false, true] as const),
  ...Array.from({ length: neither }, () => [false, false] as const),
];

describe("Wilson's interval", () => {
  it.each([
    [791, 1319, '57.3', '62.6'],
    [703, 1172, '57.1', '62.8'],
    [300, 500, '55.6', '64.2'],
    [60, 100, '50.2', '69.1'],
    [0, 10, '0.0', '27.8'],
    [10, 10, '72.2', '100.0'],
  ])('of %d of %d items is %s to %s', (right, items, low, high) => {
    expect(percent(wilson(right, items))).toEqual([low, high]);
  });

  it('says nothing where there is nothing', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
  });
});

describe('Two runs on the same items', () => {
  it('differ by chance as the exact McNemar test says', () => {
    // 2 · (C(10,0) + C(10,1)) / 2^10
    expect(paired(pairs(50, 1, 9, 40)).p).toBeCloseTo(22 / 1024, 10);
    // 2 · (1 + 5 + 10) / 2^5 = 1
    expect(paired(pairs(50, 2, 3, 45)).p).toBeCloseTo(1, 10);
    // 2 / 2^6
    expect(paired(pairs(0, 6, 0, 0)).p).toBeCloseTo(2 / 64, 10);
    expect(paired(pairs(9, 0, 0, 3)).p).toBe(1);
  });

  it('that differ on many items are judged without an underflow', () => {
    expect(paired(pairs(0, 1000, 1000, 0)).p).toBeCloseTo(1, 10);
    const { p } = paired(pairs(0, 900, 1100, 0));
    // The normal approximation with continuity correction: z = 199 / √2000 = 4.45.
    expect(p).toBeGreaterThan(5e-6);
    expect(p).toBeLessThan(1.2e-5);
  });

  it('tell the difference, its interval and the least that could have been seen', () => {
    const { difference, interval, leastSeen, onlyFirst, onlySecond } = paired(pairs(700, 66, 66, 487));
    expect([difference, onlyFirst, onlySecond]).toEqual([0, 66, 66]);
    // √132 / 1319 = 0.00871; 1.96 of it.
    expect(interval.high).toBeCloseTo(0.01707, 4);
    expect((100 * leastSeen).toFixed(1)).toBe('2.4');
  });
});

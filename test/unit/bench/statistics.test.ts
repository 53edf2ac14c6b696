import { describe, expect, it } from 'vitest';
import { markdown } from '../../../scripts/bench/engine/report.ts';
import { paired, spread } from '../../../scripts/bench/engine/statistics.ts';

describe('a comparison', () => {
  it('takes the ratio of each round, so that what slows both sides down does not count', async () => {
    const slowdown = [1, 1, 8, 1, 3];
    const measured = await paired(
      4,
      (round) => Promise.resolve(20 * (slowdown[round] ?? 1)),
      (round) => Promise.resolve(10 * (slowdown[round] ?? 1)),
    );
    expect(measured.ratio).toEqual({ median: 2, low: 2, high: 2 });
  });

  it('takes turns in going first, and does not count the first round', async () => {
    const order: string[] = [];
    const side = (name: string) => (round: number) => Promise.resolve(order.push(`${name}${round}`));
    await paired(2, side('a'), side('b'));
    expect(order).toEqual(['a0', 'b0', 'b1', 'a1', 'a2', 'b2']);
    const { ours } = await paired(
      2,
      (round) => Promise.resolve(round === 0 ? 1000 : 1),
      () => Promise.resolve(1),
    );
    expect(ours.high).toBe(1);
  });
});

it('a spread is the median and the quarters around it', () => {
  expect(spread([9, 1, 5, 3, 7])).toEqual({ median: 5, low: 3, high: 7 });
});

it('the table says what was measured, where, and what was to be reached', () => {
  const one = spread([1]);
  const report = markdown({
    machine: {
      ...{ processor: 'A Processor', cores: 4, memoryGiB: 16, freeGiB: 8, system: 'linux 6 x64', node: 'v24.0.0' },
      ...{ load: 0.1, date: '2026-01-01' },
    },
    ...{ engine: 'engine 1', threads: 3, rounds: 7 },
    rows: [
      {
        model: 'tiny',
        measure: 'ours ÷ theirs',
        unit: 'tok/s',
        goal: '≥ 0.97',
        ours: spread([99]),
        baseline: spread([100]),
        ratio: spread([0.99]),
      },
      { model: 'large', measure: 'other', unit: 'ms', ours: one, baseline: one, ratio: one },
    ],
  });
  expect(report).toContain('A Processor, 4 cores, 16 GiB');
  expect(report).toMatch(
    /\| ours ÷ theirs \| \*\*0\.990\*\* \(0\.990–0\.990\) \| ≥ 0\.97 \| 99\.0 tok\/s \| 100 tok\/s \|/,
  );
  expect(report.match(/^\| (tiny|large)/gm)).toHaveLength(2);
});

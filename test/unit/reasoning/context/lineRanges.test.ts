import { describe, expect, it } from 'vitest';
import { linesBehind, linesText, uncovered } from '../../../../src/reasoning/context/lineRanges.ts';

const ranges = (...lines: [number, number][]) => lines.map(([firstLine, lastLine]) => ({ firstLine, lastLine }));

describe('lines in words', () => {
  it.each([
    [ranges([3, 3]), '3'],
    [ranges([3, 12]), '3–12'],
    [ranges([5, 5], [8, 8]), '5, 8'],
    [ranges([5, 6], [7, 7], [9, 12]), '5–7, 9–12'],
    [ranges([5, 5], [5, 5]), '5'],
    [ranges([1, 9], [3, 4]), '1–9'],
    [ranges([1, 1], [3, 3], [5, 5], [7, 7], [9, 9], [11, 11]), '1, 3, 5, 7, …, 11'],
  ])('%#', (lines, text) => expect(linesText(lines)).toBe(text));

  it('behind a line', () => {
    expect(linesBehind(ranges([5, 6], [8, 12]), 9)).toEqual(ranges([10, 12]));
    expect(linesBehind(ranges([5, 6], [8, 12]), 6)).toEqual(ranges([8, 12]));
    expect(linesBehind(ranges([5, 6]), 6)).toEqual([]);
  });
});

describe('uncovered', () => {
  it('gives each line once, as few ranges, without those that are covered', () => {
    expect(uncovered(ranges([8, 14], [10, 12], [15, 15], [3, 4]), [])).toEqual(ranges([3, 4], [8, 15]));
    expect(uncovered(ranges([8, 14], [10, 12]), ranges([11, 11]))).toEqual(ranges([8, 10], [12, 14]));
    expect(uncovered(ranges([8, 9]), ranges([1, 20]))).toEqual([]);
  });
});

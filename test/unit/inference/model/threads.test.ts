import { expect, it } from 'vitest';
import { quietThreads } from '../../../../src/inference/model/threads.ts';

const [tiny, sevenB] = [6e6, 4.4e9];

it('a large model takes both of two cores, and leaves one of more', () => {
  expect([1, 2, 4, 8].map((cores) => quietThreads(cores, sevenB))).toEqual([1, 2, 3, 7]);
});

it('a tiny model runs on one: its threads would mostly wait for each other', () => {
  expect(quietThreads(8, tiny)).toBe(1);
});

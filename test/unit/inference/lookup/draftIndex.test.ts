import { describe, expect, it } from 'vitest';
import { DraftIndex } from '../../../../src/inference/lookup/draftIndex.ts';

describe('a draft', () => {
  it('is what followed the last three tokens before, in the place nearest to the end', () => {
    const index = new DraftIndex([1, 2, 3, 7, 8, 1, 2, 3, 9, 8, 1, 2, 3]);
    expect(index.guess(4)).toEqual([9, 8, 1, 2]);
    expect(index.guess(1)).toEqual([9]);
    index.push(9);
    expect(index.guess(2)).toEqual([8, 1]);
  });

  it('runs into the end of a text that repeats itself', () => {
    expect(new DraftIndex([5, 5, 5, 5]).guess(3)).toEqual([5]);
  });

  it('is empty where nothing like the end came by before, and in a short text', () => {
    expect(new DraftIndex([1, 2, 3, 4, 5]).guess(4)).toEqual([]);
    expect(new DraftIndex([1, 1]).guess(4)).toEqual([]);
    expect(new DraftIndex([1, 2, 3, 4, 1, 2, 3]).guess(0)).toEqual([]);
  });

  it('does not take tokens of other numbers for its own', () => {
    expect(new DraftIndex([12, 3, 4, 9, 1, 23, 4]).guess(1)).toEqual([]);
  });
});

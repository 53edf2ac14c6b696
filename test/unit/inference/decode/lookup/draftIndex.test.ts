import { describe, expect, it } from 'vitest';
import { DraftIndex } from '../../../../../src/inference/decode/lookup/draftIndex.ts';

describe('a draft', () => {
  it('is what followed the last three tokens before, in the place nearest to the end', () => {
    const index = new DraftIndex([1, 2, 3, 7, 8, 1, 2, 3, 9, 8, 1, 2, 3]);
    expect(index.guess(4).tokens).toEqual([9, 8, 1, 2]);
    expect(index.guess(1).tokens).toEqual([9]);
    index.push(9);
    expect(index.guess(2).tokens).toEqual([8, 1]);
  });

  it('runs into the end of a text that repeats itself', () => {
    expect(new DraftIndex([5, 5, 5, 5]).guess(3).tokens).toEqual([5]);
  });

  it('is empty where nothing like the end came by before, and in a short text', () => {
    expect(new DraftIndex([1, 2, 3, 4, 5]).guess(4).tokens).toEqual([]);
    expect(new DraftIndex([1, 1]).guess(4).tokens).toEqual([]);
    expect(new DraftIndex([1, 2, 3, 4, 1, 2, 3]).guess(0).tokens).toEqual([]);
  });

  it('does not take tokens of other numbers for its own', () => {
    expect(new DraftIndex([12, 3, 4, 9, 1, 23, 4]).guess(1).tokens).toEqual([]);
  });

  it('tells how many tokens agree in front of it', () => {
    expect(new DraftIndex([4, 1, 2, 3, 7, 5, 1, 2, 3]).guess(1)).toEqual({ tokens: [7], matched: 3 });
    expect(new DraftIndex([9, 5, 1, 2, 3, 7, 5, 1, 2, 3]).guess(1)).toEqual({ tokens: [7], matched: 4 });
    expect(new DraftIndex([1, 2, 3, 4, 7, 1, 2, 3, 4]).guess(1).matched).toBe(4);
    const long = Array.from({ length: 100 }, (_, i) => i);
    expect(new DraftIndex([...long, ...long.slice(0, 20)]).guess(1).matched).toBe(20);
    expect(new DraftIndex([...long, ...long.slice(0, 90)]).guess(1).matched).toBe(32);
  });
});

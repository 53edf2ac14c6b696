import { describe, expect, it } from 'vitest';
import { explanationText } from '../../../../src/reasoning/comments/explanationText.ts';

describe('what a comment says of an explanation', () => {
  it('is its answer, then its steps, without the marks of an answer in a chat', () => {
    const text =
      'Plan: Read it.\n1. The function `f` takes `a`.\n2. `a + 1` is returned.\nAnswer: The function adds 1 to `a`.';
    expect(explanationText(text)).toBe(
      'The function adds 1 to `a`.\n\n1. The function `f` takes `a`.\n2. `a + 1` is returned.',
    );
  });

  it('holds nothing of a thought before it', () => {
    expect(explanationText('<think>\nHm.\n</think>\n\n1. One.\n2. Two.\nAnswer: It adds.')).toBe(
      'It adds.\n\n1. One.\n2. Two.',
    );
    expect(explanationText('<think>\nHm.\n</think>\n\nIt adds.')).toBe('It adds.');
  });

  it('is all of a text of another shape', () => {
    for (const text of [
      'It adds 1 to `a`.',
      'Plan: Read it.\n1. `a + 1` is returned.',
      'Plan: Read it.\n1. One.\nAnswer: Two.\n\nBut be careful with strings, which it joins.',
    ])
      expect(explanationText(text)).toBe(text);
  });
});

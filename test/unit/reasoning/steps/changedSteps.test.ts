import { describe, expect, it } from 'vitest';
import { changedSteps } from '../../../../src/reasoning/steps/changedSteps.ts';

const answer = (steps: readonly string[], last: string) =>
  `Plan: Read it.\n${steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}\nAnswer: ${last}`;
const BEFORE = answer(['`a` is 1.', '`b` is 2.', '`c` is 3.'], '3');

describe('the steps of two answers', () => {
  it('are the same where only white space differs', () => {
    expect(changedSteps(BEFORE, BEFORE.replace('`b` is 2.', '`b`  is 2. '))).toEqual({
      ...{ steps: 3, changed: [], gone: 0, isSameAnswer: true },
    });
  });

  it('change in place, appear between others, and go', () => {
    expect(changedSteps(BEFORE, answer(['`a` is 1.', '`b` is 7.', '`c` is 3.'], '3'))).toMatchObject({
      ...{ changed: [1], gone: 1 },
    });
    expect(changedSteps(BEFORE, answer(['`a` is 1.', '`x` is 9.', '`b` is 2.', '`c` is 3.'], '4'))).toEqual({
      ...{ steps: 4, changed: [1], gone: 0, isSameAnswer: false },
    });
    expect(changedSteps(BEFORE, answer(['`a` is 1.', '`c` is 3.'], '3'))).toMatchObject({ changed: [], gone: 1 });
  });

  it('in another order are others, but for the longest row that both have', () => {
    expect(changedSteps(BEFORE, answer(['`c` is 3.', '`a` is 1.', '`b` is 2.'], '3'))).toMatchObject({
      ...{ changed: [0], gone: 1 },
    });
  });

  it('of a text without steps are none', () => {
    expect(changedSteps(BEFORE, 'I do not know.')).toEqual({ steps: 0, changed: [], gone: 3, isSameAnswer: false });
    expect(changedSteps('', '')).toEqual({ steps: 0, changed: [], gone: 0, isSameAnswer: true });
  });
});

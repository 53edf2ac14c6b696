import { describe, expect, it } from 'vitest';
import { questionAbout, stepsOf, textBeforeRedo, wordsOf } from '../../../../src/reasoning/steps/revise.ts';
import { parseAnswer } from '../../../../src/reasoning/steps/answerParser.ts';

const answer = 'Plan: Add them.\n1. Start with 3.\n2. 3 + 4 = 8.\n   - so 8\n3. Done.\nAnswer: 8';

describe('textBeforeRedo', () => {
  it('keeps what stands before the step, to the byte', () => {
    expect(textBeforeRedo(answer, 1)).toBe('Plan: Add them.\n1. Start with 3.\n');
    expect(textBeforeRedo(answer, 0)).toBe('Plan: Add them.\n');
    expect(textBeforeRedo('1. A first thing.\n2. A second thing.', 0)).toBe('');
  });

  it("puts the reader's words in the step's place, behind its own marker", () => {
    expect(textBeforeRedo(answer, 1, ' 3 + 4 = 7.\n')).toBe('Plan: Add them.\n1. Start with 3.\n2. 3 + 4 = 7.\n');
    const paragraphs = 'To find it, we need to add.\n\nFirst, take 3.\n\nNext, add 4.';
    expect(textBeforeRedo(paragraphs, 0, 'First, take 5.')).toBe('To find it, we need to add.\n\nFirst, take 5.\n\n');
  });

  it('goes on behind a last step in a new line', () => {
    expect(textBeforeRedo('Plan: Add.\n1. Start.\n2. Add', 1, 'Add 4.')).toBe('Plan: Add.\n1. Start.\n2. Add 4.\n');
  });

  it('knows no step that is not there', () => {
    expect(textBeforeRedo(answer, 3)).toBeUndefined();
    expect(textBeforeRedo('Just words.', 0)).toBeUndefined();
  });
});

describe('questionAbout', () => {
  it('quotes the step', () => {
    const step = stepsOf(parseAnswer(answer))[1];
    const words = step ? wordsOf(step) : '';
    expect(questionAbout('why', 'step 2', words)).toBe(
      'Why is this so? It is step 2 of your answer.\n\n> 3 + 4 = 8.\n>    - so 8',
    );
    expect(questionAbout('detail', 'step 2', words)).toContain('step 2 of your answer in more detail');
  });
});

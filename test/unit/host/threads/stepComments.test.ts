import { describe, expect, it } from 'vitest';
import { untranslated as t } from '../../../../src/host/platform/texts/translate.ts';
import { CheckedAnswer } from '../../../../src/host/threads/checkedAnswer.ts';
import { stepComments } from '../../../../src/host/threads/stepComments.ts';
import type { DocumentLink } from '../../../../src/reasoning/links/linkedSteps.ts';

const link = (step: number, firstLine: number, isStale = false): DocumentLink => ({
  step,
  firstLine,
  lastLine: firstLine + 1,
  isStale,
  uri: 'file:///a.ts',
});
const sections = new CheckedAnswer(undefined).read(
  'Plan: Add.\n1. First 2 + 2 = 5 is found.\n2. Then 5 * 3 = 15.\n3. It is [so](command:x).\n\nAnswer: 15',
  false,
);

describe('the steps as comments', () => {
  it('has one for each step that has lines, there, with its number among all', () => {
    const comments = stepComments(sections, [link(0, 4), link(2, 9)], t);
    expect(comments.map(({ step, label }) => [step, label])).toEqual([
      [0, 'Step 1 of 3'],
      [2, 'Step 3 of 3'],
    ]);
    expect(comments[1]).toMatchObject({ uri: 'file:///a.ts', firstLine: 9, lastLine: 10 });
  });

  it('says what the panel says of a step, and says it as text', () => {
    const [first, second, third] = stepComments(sections, [link(0, 4), link(1, 5), link(2, 6)], t);
    expect(first?.body).toBe('First 2 + 2 = 5 is found.\n\n**Wrong: “2 + 2 = 5” is wrong: it is 4.**');
    expect(second?.body).toBe('Then 5 * 3 = 15.\n\n**Rests on step 1, which is wrong**');
    expect(third?.body).toBe('It is \\[so\\](command&#58;x).');
  });

  it('says that the code has changed', () => {
    expect(stepComments(sections, [link(1, 4, true)], t)[0]?.label).toBe('Step 2 of 3 · The code has changed since');
  });
});

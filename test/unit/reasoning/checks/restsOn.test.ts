import { describe, expect, it } from 'vitest';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';
import { restsOn, type CheckedPart } from '../../../../src/reasoning/checks/restsOn.ts';

/** The part that each part rests on; a part that begins with "Answer:" is the final answer. */
function rests(parts: readonly (string | CheckedPart)[], question = '') {
  const checked = parts.map((part) =>
    typeof part === 'string' ? { text: part, checks: checkStep(part), isFinal: part.startsWith('Answer:') } : part,
  );
  return restsOn(checked, question).map((origin) => origin && `${origin.by} ${origin.part}`);
}

const part = (text: string, more: Partial<CheckedPart>): CheckedPart => ({
  text,
  checks: checkStep(text),
  isFinal: text.startsWith('Answer:'),
  ...more,
});

describe('what uses a wrong value', () => {
  it.each<[string, string[], (string | undefined)[]]>([
    [
      'is found directly and through right calculations',
      ['1. 45 * 19 = 155.', '2. 155 + 10 = 165.', '3. 165 * 2 = 330.', 'Answer: 330'],
      [undefined, 'check 0', 'check 0', 'check 0'],
    ],
    [
      'is found in words, too',
      ['1. 45 * 19 = 155.', '2. She spends the 155 dollars.', 'Answer: 155 dollars'],
      [undefined, 'check 0', 'check 0'],
    ],
    ['is not another number', ['1. 45 * 19 = 155.', '2. 2 + 3 = 5.', 'Answer: 5'], [undefined, undefined, undefined]],
    [
      'is not a right result that happens to be the same',
      ['1. 6 * 4 = 25.', '2. 20 + 5 = 25.', 'Answer: 25'],
      [undefined, undefined, undefined],
    ],
    [
      'is not another mistake with the same result',
      ['1. 6 * 4 = 25.', '2. 20 + 4 = 25.', 'Answer: 25'],
      [undefined, undefined, 'check 0'],
    ],
    [
      'is not the number of a step',
      ['1. 3 * 4 = 13.', '13. It is blue.', '13) It is red.'],
      [undefined, undefined, undefined],
    ],
    [
      'is not a name',
      ['1. 3 * 4 = 13.', '2. Look at line 13 and step 13.', 'Answer: yes'],
      [undefined, undefined, undefined],
    ],
    [
      'is not in code',
      ['1. 3 * 4 = 13.', '2. Write\n```\nx = 13\n```', 'Answer: done'],
      [undefined, undefined, undefined],
    ],
    [
      'is not what the answer takes back',
      ['1. 45 * 19 = 155.', '2. Wait, it is 855, not 155.', '3. 855 + 10 = 865.', 'Answer: 865'],
      [undefined, undefined, undefined, undefined],
    ],
    [
      'is in an answer also when it is small',
      ['1. 5 - 2 = 2.', '2. Take 2 of them.', 'Answer: 2'],
      [undefined, undefined, 'check 0'],
    ],
  ])('%s', (_, parts, expected) => {
    expect(rests(parts)).toEqual(expected);
  });

  it('is no number of the question', () => {
    expect(rests(['1. 3 * 4 = 13.', 'Answer: 13'], 'Is 13 the product of 3 and 4?')).toEqual([undefined, undefined]);
  });
});

describe('what uses a value that a run contradicts', () => {
  it('is found directly and through right calculations', () => {
    const parts = [
      part('1. `a` is 16.', { contradicted: ['16'] }),
      part('2. `b` becomes 16 + 4 = 20.', {}),
      part('3. It prints 20.', { contradicted: ['20'] }),
      part('Answer: 20', { contradicted: ['20'], repeats: 2 }),
    ];
    expect(rests(parts, 'What does it print?')).toEqual([undefined, 'run 0', 'run 0', 'run 0']);
  });

  it('is the answer that says the same as the step, also where the value is a number of the question or a word', () => {
    expect(
      rests(
        [part('8. It prints 10.', { contradicted: ['10'] }), part('Answer: 10', { contradicted: ['10'], repeats: 0 })],
        'let a = 10',
      ),
    ).toEqual([undefined, 'run 0']);
    expect(
      rests([
        part('8. It prints adult.', { contradicted: ['adult'] }),
        part('Answer: adult', { contradicted: ['adult'], repeats: 0 }),
      ]),
    ).toEqual([undefined, 'run 0']);
  });

  it('is not a value that the run bears out elsewhere', () => {
    const parts = [
      part('1. `a` is 16.', { contradicted: ['16'] }),
      part('2. `b` is 16.', { agreed: ['16'] }),
      part('3. 16 + 1 = 17', {}),
      part('Answer: 17', {}),
    ];
    expect(rests(parts)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

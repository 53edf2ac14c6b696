import { describe, expect, it } from 'vitest';
import { partingOf } from '../../../../src/reasoning/answers/parting.ts';

const RIGHT = 'Plan: Multiply, then add.\n1. Bought: 3 * 7 = 21 apples.\n2. Together: 12 + 21 = 33 apples.\nAnswer: 33';

describe('the step where a chain parts from another', () => {
  it.each([
    ['adds the bags and not what is in them', '1. 12 + 3 = 15 apples.\nAnswer: 15', RIGHT, { step: 0, value: '15' }],
    [
      'is the second when the first comes to the same',
      'Plan: Go.\n1. 3 * 7 = 21.\n2. 12 * 21 = 252.\nAnswer: 252',
      RIGHT,
      { step: 1, value: '252' },
    ],
    [
      'is none where the same values come in another order',
      '1. There are 7 * 3 = 21 in the bags.\n2. 21 + 12 = 33.\nAnswer: 33',
      RIGHT,
      undefined,
    ],
    [
      'is the first that has a value more',
      '1. 7 + 7 = 14.\n2. 14 + 7 = 21.\n3. 12 + 21 = 33.',
      RIGHT,
      { step: 0, value: '14' },
    ],
    [
      'is one with a wrong calculation, too',
      '1. 3 * 7 = 24.\n2. 12 + 24 = 36.\nAnswer: 36',
      RIGHT,
      { step: 0, value: '24' },
    ],
    [
      'is none where nothing is calculated',
      '1. There are 12 apples.\n2. And 3 bags of 7.\nAnswer: 22',
      RIGHT,
      undefined,
    ],
    ['is none without steps', 'Answer: 15', RIGHT, undefined],
    ['is none in an empty text', '', RIGHT, undefined],
    ['is none beside prose', '1. 1 + 1 = 2.', 'It is prose.', undefined],
    ['is none in a text of 8,000 characters and more', `1. ${'word '.repeat(2000)} 1 + 1 = 2.`, RIGHT, undefined],
    ['is none where the same value is written with decimals', '1. 3 * 7 = 21.0\n2. 12 + 21 = 33', RIGHT, undefined],
    [
      'is none where the same value is written with separators',
      '1. $1,000 + $500 = $1,500',
      '1. 1000 + 500 = 1500',
      undefined,
    ],
    [
      'is none where the other states the value without its calculation',
      '1. 2 + 2 = 4.\n2. 4 + 1 = 5.',
      '1. Two and two make 4.\n2. 4 + 1 = 5.',
      undefined,
    ],
  ])('%s', (_, chain, other, parting) => expect(partingOf(chain, other)).toEqual(parting));
});

import { describe, expect, it } from 'vitest';
import { comparableAnswer, isDoubtful, otherAnswer, sameAnswers } from '../../../../src/reasoning/answers/moreTries.ts';

describe('More tries of one question', () => {
  it.each<[string, string | undefined]>([
    ['1. 12 - 7 = 5.\nAnswer: 5', '5'],
    ['The answer is 5.', '5'],
    ['It is 5, I think, of 7', undefined],
    ['', undefined],
  ])('compare the answer of %j: %s', (text, answer) => {
    expect(comparableAnswer(text)).toBe(answer);
  });

  it('say the same by value', () => {
    expect(sameAnswers('1,000', ['1000', '1000.0', '1001', undefined])).toBe(2);
    expect(sameAnswers('Ben', ['ben', 'Ana'])).toBe(1);
    expect(sameAnswers('5', [])).toBe(0);
  });

  it.each<[string, (string | undefined)[], { answer: string; count: number } | undefined]>([
    ['5', ['7', '7', '7', '5'], { answer: '7', count: 3 }],
    ['5', ['6', '7.0', '7', undefined], { answer: '7.0', count: 2 }],
    ['5', ['7', '7', '5', '5'], undefined],
    ['5', ['7', '7', '8', '8'], undefined],
    ['5', ['6', '7', '8', '5'], undefined],
    ['5', ['5', '5', '5', '5'], undefined],
    ['Ben', ['Ana', 'ana', 'Cem', 'ben'], { answer: 'Ana', count: 2 }],
    ['5', ['a'.repeat(31), 'a'.repeat(31), 'a'.repeat(31)], undefined],
    ['5', [], undefined],
  ])('beside %s, %j say: %j', (answer, tries, other) => {
    expect(otherAnswer(answer, tries)).toEqual(other);
  });

  it.each([
    [4, 4, false],
    [4, 3, false],
    [4, 2, true],
    [4, 0, true],
    [8, 6, false],
    [8, 5, true],
  ])('of %i, %i that say the same leave a doubt: %s', (ended, same, doubt) => {
    expect(isDoubtful({ ended, same })).toBe(doubt);
  });
});

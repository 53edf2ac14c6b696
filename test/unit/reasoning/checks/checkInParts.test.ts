import { describe, expect, it } from 'vitest';
import { checkInParts, checkStep } from '../../../../src/reasoning/checks/checkStep.ts';

const CODE = { code: { text: 'let total = 0;\n'.repeat(300), firstLine: 1 } };

/** A part judges so many statements at most: some milliseconds on a slow machine. */
const MOST = 8;

describe('the checks of a long answer', () => {
  it.each<[string, string, number]>([
    ['wrong statements', Array.from({ length: 10_000 }, (_, i) => `${i} + 1 = ${i + 2}.`).join(' '), 10_000],
    [
      'right statements, a line each',
      Array.from({ length: 10_000 }, (_, i) => `${i} + 1 = ${i + 1}`).join('\n'),
      10_000,
    ],
    ['wrong powers', '2^9^2 = 3. '.repeat(2_000), 2_000],
    ['comparisons', '3 < 2 is false. '.repeat(2_000), 2_000],
  ])('come in many short parts: %s', (_, text, statements) => {
    const parts = [...checkInParts(text, CODE)];
    expect(parts.flat().length).toBe(statements);
    expect(Math.max(...parts.map((checks) => checks.length))).toBeLessThanOrEqual(MOST);
  });

  it.each<[string, string, number]>([
    ['currency signs', '$'.repeat(8_000), 0],
    ['spaced currency signs', `1. ${'$ '.repeat(8_000)}= 5`, 2],
    ['brackets', `${'('.repeat(4_000)}1${')'.repeat(4_000)} = 3`, 2],
    ['one long sum', `${'1+'.repeat(8_000)}1 = 3`, 16],
    ['one long chain', `${'1 = '.repeat(4_000)}1`, 16],
    ['quoted names with figures', '`a` is 3. '.repeat(2_000), 20],
    ['digits', `${'1'.repeat(16_000)} = 3`, 16],
  ])('have a part for each thousand characters with figures, and no error: %s', (_, text, least) => {
    expect([...checkInParts(text)].length).toBeGreaterThanOrEqual(least);
  });

  it('are the same as those made at one go', () => {
    const text = Array.from({ length: 300 }, (_, i) => `${i} + 1 = ${i + 2}.`).join(' ');
    const parts = [...checkInParts(text, CODE)].flat().sort((a, b) => a.start - b.start);
    expect(parts).toEqual(checkStep(text, CODE));
  });
});

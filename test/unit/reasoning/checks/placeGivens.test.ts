import { describe, expect, it } from 'vitest';
import { findGivens, placeGivens } from '../../../../src/reasoning/checks/givens.ts';

/** Each number with the step that uses it, `-` where none does. */
const placed = (question: string, answer: string): string[] =>
  placeGivens(question, answer).map(({ start, end, step }) => `${question.slice(start, end)}: ${step ?? '-'}`);

const BAKER = 'A baker has 48 rolls and sells 19 of them. Then 12 more are baked. How many rolls are there now?';
const answer = (...steps: string[]) =>
  `Plan: Compute.\n${steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}\nAnswer: 41`;

describe('the numbers of a question', () => {
  it('stand with the first step that calculates with them', () => {
    expect(placed(BAKER, answer('Left: 48 - 19 = 29.', 'Now: 29 + 12 = 41.'))).toEqual(['48: 0', '19: 0', '12: 1']);
    expect(placed(BAKER, answer('He has 48 rolls and sells 19.', '48 - 19 = 29.', '29 + 12 = 41.'))).toEqual([
      ...['48: 1', '19: 1', '12: 2'],
    ]);
  });

  it('are not used by a step that only repeats them', () => {
    const repeats = ['In the question: 48 rolls; 19; 12.', 'Given: start 48; 19 gone; 12 more.'];
    const restated = answer(...repeats, '48 - 19 = 29.').replace('41', '29');
    expect(placed(BAKER, restated)).toEqual(['48: 2', '19: 2', '12: -']);
    expect(findGivens(BAKER, restated).unused).toEqual(['12 more']);
    expect(findGivens(BAKER, answer('Given: 48 - 19 = 29 and 29 + 12 = 41.')).unused).toEqual([]);
  });

  it('have no place where they are used in another form, and none is said to be unused that may be', () => {
    const question = 'A coat costs 80 dollars and is reduced by 25 percent. What does it cost now?';
    expect(placed(question, answer('A quarter of it: 80 / 4 = 20.', 'Now: 80 - 20 = 60.'))).toEqual(['80: 0']);
  });

  it('are left alone in code, in long texts, and where nothing is calculated', () => {
    expect(placed('What does this print?\n\n```js\nlet a = 4;\n```', answer('4 + 5 = 9.'))).toEqual([]);
    expect(placed(BAKER, 'I do not know.')).toEqual([]);
    expect(placed(`${BAKER} ${'word '.repeat(700)}`, answer('48 - 19 = 29.'))).toEqual([]);
  });
});

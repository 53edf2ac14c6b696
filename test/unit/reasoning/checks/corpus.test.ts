import { describe, expect, it } from 'vitest';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';
import { FALSE_SENTENCES } from './corpus/falseSentences.ts';
import { HELD_OUT_FALSE, HELD_OUT_TRUE } from './corpus/heldOut.ts';
import { TRUE_SENTENCES } from './corpus/trueSentences.ts';

const linesOf = (corpus: Readonly<Record<string, string>>): string[] =>
  Object.values(corpus).flatMap((lines) => lines.split('\n').filter((line) => line !== ''));
const verdicts = (text: string) => checkStep(text).map(({ verdict }) => verdict);

describe.each([
  ['written while the checks were', TRUE_SENTENCES, FALSE_SENTENCES, 650, 300],
  ['held out', HELD_OUT_TRUE, HELD_OUT_FALSE, 120, 85],
])('sentences %s', (name, trueOnes, falseOnes, leastTrue, leastFalse) => {
  const [right, wrong] = [linesOf(trueOnes), linesOf(falseOnes)];

  it('are many', () => {
    expect(new Set(right).size).toBeGreaterThanOrEqual(leastTrue);
    expect(new Set(wrong).size).toBeGreaterThanOrEqual(leastFalse);
  });

  it('that are true are never called wrong', () => {
    expect(right.filter((line) => verdicts(line).includes('false'))).toEqual([]);
  });

  it('that are wrong are found, nine in ten, and never confirmed', () => {
    const missed = wrong.filter((line) => !verdicts(line).includes('false'));
    console.log(`${name}: ${wrong.length - missed.length} of ${wrong.length} found`);
    expect(missed.filter((line) => verdicts(line).length > 0)).toEqual([]);
    expect(missed.length, missed.join('\n')).toBeLessThan(wrong.length / 10);
  });
});

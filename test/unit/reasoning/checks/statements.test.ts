import { expect, it } from 'vitest';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';
import { statements } from './statements.ts';

/** What a step's badge would say. */
function badge(text: string): 'checked' | 'wrong' | 'nothing' {
  const checks = checkStep(text);
  if (checks.some(({ verdict }) => verdict === 'false')) return 'wrong';
  return checks.length > 0 ? 'checked' : 'nothing';
}

it.each([11, 12, 13])('tells true statements from false ones in many notations (seed %i)', (seed) => {
  const all = statements(14, seed);
  const right = all.filter(({ truth }) => truth);
  const wrong = all.filter(({ truth }) => !truth);
  expect(Math.min(right.length, wrong.length)).toBeGreaterThanOrEqual(400);

  const accused = right.filter(({ text }) => badge(text) === 'wrong').map(({ text }) => text);
  const praised = wrong.filter(({ text }) => badge(text) === 'checked').map(({ text }) => text);
  const missed = wrong.filter(({ text }) => badge(text) !== 'wrong');
  const found = 1 - missed.length / wrong.length;
  const confirmed = right.filter(({ text }) => badge(text) === 'checked').length / right.length;
  console.log(
    `seed ${seed}: ${accused.length} of ${right.length} true statements called wrong, ${(100 * confirmed).toFixed(1)} % confirmed; ` +
      `${(100 * found).toFixed(1)} % of ${wrong.length} false ones found`,
  );
  expect(accused).toEqual([]);
  expect(praised).toEqual([]);
  expect(found, missed.map(({ text }) => text).join('\n')).toBeGreaterThanOrEqual(0.98);
  expect(confirmed).toBeGreaterThanOrEqual(0.95);
});

it('keeps its verdict inside sentences and Markdown', () => {
  const frames = [
    (text: string) => `**Step 1:** ${text}`,
    (text: string) => `1. ${text}\n2. Then we stop.`,
    (text: string) => `First, we look at the numbers. ${text} That was it.`,
    (text: string) => `- ${text}`,
    (text: string) => `We know the price; therefore ${text}`,
    (text: string) => `The loop runs with \`i\` = 3: ${text}`,
  ];
  for (const { text, truth } of statements(3, 5).filter((statement) => !/^\d+\. |^\d+ [<>]/.test(statement.text)))
    for (const frame of frames) {
      const framed = frame(text);
      if (truth) expect(badge(framed), framed).not.toBe('wrong');
      else expect(badge(framed), framed).not.toBe('checked');
    }
});

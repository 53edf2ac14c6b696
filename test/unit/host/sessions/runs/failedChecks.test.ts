import { describe, expect, it } from 'vitest';
import { failedChecks } from '../../../../../src/host/sessions/runs/failedChecks.ts';
import { checkStep } from '../../../../../src/reasoning/checks/checkStep.ts';

const code = { text: 'const total = 1;\nreturn total;', firstLine: 1 };

describe('the failed checks of a chain', () => {
  it.each([
    ['', {}],
    ['3 + 4 = 7, and 2 + 2 = 5.', {}],
    ['12 - 3 = 8.\n\n```js\n1 + 1 = 3\n```\n\n7 * 6 = 43.', {}],
    ['On line 9 `sum` is returned; 1 + 1 = 3.', { code }],
  ])('are those that a look at the whole text finds: %j', async (text, context) => {
    const found = checkStep(text, context).filter(({ verdict }) => verdict === 'false').length;
    expect(await failedChecks(text, context)).toBe(found);
  });

  it('of a long one let everything else have its turn', async () => {
    const text = Array.from({ length: 4_000 }, (_, i) => `${i}. We get ${i} + ${i} = ${2 * i + 1}.`).join('\n');
    let [turns, isOver] = [0, false];
    const turn = () => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    expect(await failedChecks(text, {})).toBeGreaterThan(3_000);
    isOver = true;
    expect(turns).toBeGreaterThan(10);
  });
});

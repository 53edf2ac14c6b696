import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInFile } from '../../../../src/host/evaluation/builtIn.ts';
import { readItems } from '../../../../src/host/evaluation/readItems.ts';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';
import { goldOf, publishedName } from '../../../../src/reasoning/evaluation/items.ts';
import { sameMath } from '../../../../src/reasoning/evaluation/mathValues.ts';

const MEDIA = join(import.meta.dirname, '../../../../media');
const read = (task: 'gsm8k' | 'math') => readItems(builtInFile(MEDIA, task) ?? '', task);

describe('The built-in problems', () => {
  it('are known by their hash, so that nobody takes them for the published ones', () => {
    expect(publishedName(read('gsm8k').sha256)).toBe("Cerebrum's own word problems");
    expect(publishedName(read('math').sha256)).toBe("Cerebrum's own formulas");
  });

  it('hold 60 word problems whose solutions stand every check and end in their answer', () => {
    const { items } = read('gsm8k');
    expect(items.length).toBeGreaterThanOrEqual(60);
    expect(new Set(items.map(({ question }) => question)).size).toBe(items.length);
    for (const item of items) {
      if (item.kind !== 'problem') throw new Error(item.kind);
      const steps = item.solution.split('\n').slice(0, -1);
      const verdicts = steps.flatMap((step) => checkStep(step).map(({ verdict }) => verdict));
      expect({ item: item.question, verdicts: [...new Set(verdicts)] }).toEqual({
        item: item.question,
        verdicts: ['true'],
      });
      expect(/(-?[\d.]+)\D*$/.exec(steps.at(-1)?.replace(/\.$/, '') ?? '')?.[1]).toBe(goldOf(item));
    }
  });

  it('hold 40 formulas of all levels and subjects, each with one answer that is worth itself and no other', () => {
    const { items } = read('math');
    expect(items.length).toBeGreaterThanOrEqual(40);
    const problems = items.flatMap((item) => (item.kind === 'math' ? [item] : []));
    expect(new Set(problems.map(({ level }) => level)).size).toBe(5);
    expect(new Set(problems.map(({ subject }) => subject)).size).toBe(7);
    for (const { answer } of problems) {
      expect(sameMath(answer, `  ${answer}.`)).toBe(true);
      expect(
        problems.filter((other) => sameMath(answer, other.answer)).every((one) => sameMath(one.answer, answer)),
      ).toBe(true);
      expect(sameMath(answer, `${answer} + 1`)).toBe(false);
    }
  });

  it('are text of one line each', () => {
    for (const task of ['gsm8k', 'math'] as const) {
      const text = readFileSync(builtInFile(MEDIA, task) ?? '', 'utf8');
      expect(text.endsWith('}\n')).toBe(true);
    }
  });
});

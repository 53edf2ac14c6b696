import { describe, expect, it } from 'vitest';
import { anchorSteps } from '../../../../src/reasoning/anchors/anchors.ts';
import { grade, label, labelledPrograms } from './demoPrograms.ts';

describe("the demo model's programs", () => {
  it.each([
    [20261, 'eval'],
    [20262, 'eval'],
    [20263, 'train'],
  ] as const)(
    'links at least 90 percent of the steps rightly and at most 2 percent wrongly: 120 programs, seed %i, %s',
    (seed, split) => {
      const programs = labelledPrograms(120, seed, split);
      const grades = programs.flatMap(({ code, steps }) => {
        const links = anchorSteps(
          steps.map(({ text }) => text),
          { text: code, firstLine: 1 },
        );
        return steps.map((step, index) => ({
          grade: grade(step, links[index] ?? []),
          about: `${step.text} ${JSON.stringify(links[index])}\n${code}`,
        }));
      });
      const share = (kind: string): number => grades.filter((step) => step.grade === kind).length / grades.length;
      console.log(
        `seed ${seed} (${split}): ${grades.length} steps of ${programs.length} programs, ${(100 * share('right')).toFixed(1)} % right, ` +
          `${(100 * share('wrong')).toFixed(2)} % wrong, ${(100 * share('missing')).toFixed(1)} % without a link`,
      );
      const wrong = grades.filter((step) => step.grade === 'wrong').map(({ about }) => about);
      expect(share('right')).toBeGreaterThanOrEqual(0.9);
      expect(share('wrong'), wrong.join('\n\n')).toBeLessThanOrEqual(0.02);
    },
  );

  it('grades by following the program', () => {
    const code = 'let x = 5;\nif (x > 7) {\n  x += 1;\n} else {\n  x += 2;\n}\nx += 1;\nconsole.log(x);';
    const steps = [
      '`x` is set to 5.',
      'The test `x > 7` is 5 > 7, which is false, so the else branch runs.',
      '`x` becomes 5 + 2 = 7.',
      '`x` becomes 7 + 1 = 8.',
      '`console.log(x)` prints 8.',
    ];
    const labelled = label(code, steps);
    expect(labelled.map(({ core }) => [...core])).toEqual([[0], [1], [4], [6], [7]]);
    const update = labelled[2];
    if (!update) throw new Error('No third step.');
    expect(grade(update, [{ firstLine: 5, lastLine: 5 }])).toBe('right');
    expect(grade(update, [{ firstLine: 3, lastLine: 3 }])).toBe('wrong');
    expect(grade(update, [{ firstLine: 5, lastLine: 7 }])).toBe('wrong');
    expect(grade(update, [])).toBe('missing');
  });
});

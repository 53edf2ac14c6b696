import { describe, expect, it } from 'vitest';
import { anchorSteps, type Anchor } from '../../../../src/reasoning/anchors/anchors.ts';
import { ANCHOR_CASES } from './anchorCases.ts';

const spans = (anchors: readonly Anchor[] | undefined): string =>
  (anchors ?? []).map(({ firstLine, lastLine }) => `${firstLine}-${lastLine}`).join(' ');

const SUM =
  'function sum(values) {\n  let total = 0;\n  for (const value of values) {\n    total += value;\n  }\n  return total;\n}';

describe('hand-written explanations', () => {
  it('has at least 25 of them', () => {
    expect(ANCHOR_CASES.length).toBeGreaterThanOrEqual(25);
  });

  it('links at least 90 % of the steps rightly and at most 2 % wrongly', () => {
    const steps = ANCHOR_CASES.flatMap(({ name, code, steps }) =>
      anchorSteps(
        steps.map(([text]) => text),
        { text: code, firstLine: 1 },
      ).map((anchors, index) => {
        const [text, first, last] = steps[index] ?? ['', 'none'];
        const inside = anchors.every(
          ({ firstLine, lastLine }) => first !== 'none' && firstLine >= first && lastLine <= last,
        );
        const grade = !inside ? 'wrong' : anchors.length === 0 && first !== 'none' ? 'missing' : 'right';
        return { grade, text: `${name}: ${text} [${spans(anchors)}]` };
      }),
    );
    const share = (grade: string): number => steps.filter((step) => step.grade === grade).length / steps.length;
    console.log(
      `${steps.length} steps: ${(100 * share('right')).toFixed(1)} % right, ${(100 * share('wrong')).toFixed(1)} % wrong`,
    );
    const others = steps.filter(({ grade }) => grade !== 'right').map(({ grade, text }) => `${grade}: ${text}`);
    expect(share('right'), others.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(share('wrong'), others.join('\n')).toBeLessThanOrEqual(0.02);
  });

  it('links hardly any step to code of another explanation', () => {
    const linked = ANCHOR_CASES.flatMap(({ steps }, index) => {
      const other = ANCHOR_CASES[(index + 1) % ANCHOR_CASES.length];
      return anchorSteps(
        steps.map(([text]) => text),
        { text: other?.code ?? '', firstLine: 1 },
      );
    });
    expect(linked.filter((anchors) => anchors.length > 0).length / linked.length).toBeLessThan(0.08);
  });
});

describe('lines named by number', () => {
  it('takes the numbers of the file', () => {
    expect(spans(anchorSteps(['Line 43 adds it.'], { text: SUM, firstLine: 40 })[0])).toBe('43-43');
    expect(spans(anchorSteps(['Lines 2-4 do it.'], { text: SUM, firstLine: 1 })[0])).toBe('2-4');
  });

  it('takes the numbers of the code where those of the file cannot be meant', () => {
    expect(spans(anchorSteps(['Line 4 adds it.'], { text: SUM, firstLine: 40 })[0])).toBe('43-43');
  });

  it('does not choose between the two, nor go beyond the code', () => {
    expect(anchorSteps(['Line 5 it is.', 'Line 99 it is.', 'It has 3 lines.'], { text: SUM, firstLine: 3 })).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe('words', () => {
  it('counts from the first line of the code', () => {
    const links = anchorSteps(['`total` is set to 0.', '`total += value` adds each.', '`total` is returned.'], {
      text: SUM,
      firstLine: 101,
    });
    expect(links.map(spans)).toEqual(['102-102', '104-104', '106-106']);
  });

  it('uses the order of the steps where lines are alike', () => {
    const text = 'let x = 1;\nx += 2;\nx *= 3;\nx += 2;\nconsole.log(x);';
    const steps = [
      '`x` is set to 1.',
      '`x` becomes 1 + 2 = 3.',
      '`x` becomes 3 * 3 = 9.',
      '`x` becomes 9 + 2 = 11.',
      '`console.log(x)` prints 11.',
    ];
    expect(anchorSteps(steps, { text, firstLine: 1 }).map(spans)).toEqual(['1-1', '2-2', '3-3', '4-4', '5-5']);
  });

  it('follows a loop back to its body', () => {
    const steps = [
      '`total` is set to 0.',
      '`value` = 3: `total` = 0 + 3 = 3.',
      '`value` = 4: `total` = 3 + 4 = 7.',
      '`total` is returned.',
    ];
    expect(anchorSteps(steps, { text: SUM, firstLine: 1 }).map(spans)).toEqual(['2-2', '4-4', '4-4', '6-6']);
  });

  it('has a confidence between one half and one', () => {
    for (const { confidence } of ANCHOR_CASES.flatMap(({ code, steps }) =>
      anchorSteps(
        steps.map(([text]) => text),
        { text: code, firstLine: 1 },
      ).flat(),
    )) {
      expect(confidence).toBeGreaterThan(0.5);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  it('links nothing to what speaks of other names', () => {
    expect(anchorSteps(['`average` is set to 0.', 'Thus `count` is returned.'], { text: SUM, firstLine: 1 })).toEqual([
      [],
      [],
    ]);
  });

  it('reads Windows line ends, tabs and letters of other scripts', () => {
    const text = 'let größe = 3;\r\n\tlet 高さ = 4;\r\n\r\nconsole.log(größe * 高さ);';
    const steps = ['`größe` is set to 3.', '`高さ` is set to 4.', 'The product is printed with `console.log`.'];
    expect(anchorSteps(steps, { text, firstLine: 1 }).map(spans)).toEqual(['1-1', '2-2', '4-4']);
  });

  it('takes empty code, no steps, and code of brackets only', () => {
    expect(anchorSteps(['`x` is set.'], { text: '', firstLine: 1 })).toEqual([[]]);
    expect(anchorSteps([], { text: SUM, firstLine: 1 })).toEqual([]);
    expect(anchorSteps(['', '`'], { text: '{\n}\n', firstLine: 1 })).toEqual([[], []]);
  });

  it('finds its way in a long file and stands minified code of a megabyte', () => {
    const text = Array.from({ length: 2000 }, (_, line) => `const value${line} = compute(${line});`).join('\n');
    const steps = Array.from({ length: 40 }, (_, step) => `\`value${step * 50}\` is computed from ${step * 50}.`);
    expect(anchorSteps(steps, { text, firstLine: 1 }).map(spans)).toEqual(
      steps.map((_, step) => `${step * 50 + 1}-${step * 50 + 1}`),
    );
    expect(anchorSteps(['`x` is set to 1.'], { text: 'x'.repeat(1_000_000), firstLine: 1 })).toEqual([[]]);
  });
});

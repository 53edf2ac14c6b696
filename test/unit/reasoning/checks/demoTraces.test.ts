import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';

interface Item {
  readonly q?: string;
  readonly got: string;
  readonly ok: boolean;
  readonly turns?: readonly { readonly q: string }[];
}

/** Answers of the first demo model, its mistakes included: those of a better one would hold fewer. */
const results = new URL('../../../fixtures/demoAnswers.json', import.meta.url);
const { items } = JSON.parse(readFileSync(results, 'utf8')) as { items: Record<string, Item[]> };

/** The code of a question: between fences, or the paragraphs that look like code. */
function codeOf(question: string): string | undefined {
  const fenced = /```\w*\n([\s\S]*?)\n```/.exec(question)?.[1];
  const plain = question.split('\n\n').filter((part) => /[=(]/.test(part) && !part.trim().endsWith('?'));
  return fenced ?? (plain.length > 0 ? plain.join('\n\n') : undefined);
}

/** The wrong parts of an answer, step by step. */
function marks({ q, got, turns }: Item): string[] {
  const code = codeOf(q ?? turns?.map((turn) => turn.q).join('\n\n') ?? '');
  const steps = got.split('\n').filter((line) => !/^(?:Plan|Answer):/.test(line));
  return steps.flatMap((step) =>
    checkStep(step, code === undefined ? {} : { code: { text: code, firstLine: 1 } })
      .filter(({ verdict }) => verdict === 'false')
      .map(({ kind, start, end }) => `${kind}: ${step.slice(start, end)}`),
  );
}

describe("a demo model's own answers", () => {
  it('marks no step of a right answer, except for names that it misspelled on the way', () => {
    const marked = Object.values(items)
      .flat()
      .filter(({ ok }) => ok)
      .flatMap(marks);
    // Read one by one: the results are right, but the code has `units`, `agent`, `button` instead.
    expect([...new Set(marked)].sort()).toEqual([
      'identifier: ageent',
      'identifier: copon',
      'identifier: cutton',
      'identifier: unitSum',
    ]);
  });

  it('marks the wrong step of many wrong answers', () => {
    const table = Object.entries(items).map(([set, all]) => {
      const wrong = all.filter(({ ok }) => !ok);
      return {
        set,
        right: all.length - wrong.length,
        wrong: wrong.length,
        marked: wrong.filter((item) => marks(item).length > 0).length,
      };
    });
    console.table(table);
    expect(table.find(({ set }) => set === 'trace')?.marked).toBeGreaterThanOrEqual(19);
    expect(table.find(({ set }) => set === 'arithmetic')?.marked).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['arithmetic', '96 - 90 = 4'],
    ['arithmetic', '120 / 40 = 2'],
    ['trace', '49 < 46'],
    ['trace', '38 < 53'],
    ['trace', '1 - 2 = 9'],
    ['trace', '44 > 55'],
    ['multi-turn', '128 / 4 = 37'],
    ['multi-turn', '12 % 9 = 2'],
    ['handwritten', '45 * 19 = 155'],
    ['handwritten', '4 < 5'],
  ])('%s: %s', (set, part) => {
    const wrong = (items[set] ?? []).filter(({ ok }) => !ok).map(marks);
    expect(wrong.some((found) => found.some((mark) => mark.endsWith(`: ${part}`)))).toBe(true);
  });
});

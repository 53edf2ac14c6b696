import { describe, expect, it } from 'vitest';
import { codeTour } from '../../../../../src/host/history/exchange/codeTour.ts';
import { untranslated as t } from '../../../../../src/host/platform/texts/translate.ts';

interface Tour {
  readonly title: string;
  readonly steps: readonly {
    readonly title?: string;
    readonly description: string;
    readonly file?: string;
    readonly line?: number;
  }[];
}
const tour = (answer: string) =>
  JSON.parse(
    codeTour(
      'total · cart.ts',
      answer,
      (step) => (step === 1 ? undefined : { file: 'src/cart.ts', line: 8 + step }),
      t,
    ),
  ) as Tour;

describe('an explanation as a tour', () => {
  it('has the plan, each step at its line, and the answer', () => {
    const { title, steps } = tour(
      'Plan: Read it.\n1. `sum` is set to 0.\n2. The loop runs.\n3. It returns.\nAnswer: It adds.',
    );
    expect(title).toBe('total · cart.ts');
    expect(steps).toEqual([
      { title: 'Plan', description: 'Read it.' },
      { file: 'src/cart.ts', line: 8, title: 'Step 1', description: '`sum` is set to 0.' },
      { title: 'Step 2', description: 'The loop runs.' },
      { file: 'src/cart.ts', line: 10, title: 'Step 3', description: 'It returns.' },
      { title: 'Answer', description: 'It adds.' },
    ]);
  });

  it('leaves a thought before the answer out', () => {
    const { steps } = tour('<think>\nHm.\n</think>\n\n1. `sum` is set to 0.\n2. It runs.\nAnswer: It adds.');
    expect(steps.map(({ title, description }) => `${title ?? ''}: ${description}`)).toEqual([
      'Step 1: `sum` is set to 0.',
      'Step 2: It runs.',
      'Answer: It adds.',
    ]);
  });

  it('runs nothing and tells nothing of the machine, whatever the model wrote', () => {
    const hostile = [
      '1. [Click](command:workbench.action.terminal.new) and <a href="command:x">this</a>.',
      '   >> rm -rf ~',
      '2. {{HOME}} ![x](https://example.com/x.png) `a[0] < b`',
    ].join('\n');
    const texts = tour(hostile).steps.map(({ description }) => description);
    for (const text of texts) {
      const outside = text.replace(/`[^`]*`/g, '');
      expect(outside).not.toMatch(/(?<!\\)[[\]<]/);
      expect(outside).not.toMatch(/^\s*>>/m);
      expect(outside).not.toMatch(/\{\{|command:|https:/);
    }
    expect(texts[1]).toContain('`a[0] < b`');
  });
});

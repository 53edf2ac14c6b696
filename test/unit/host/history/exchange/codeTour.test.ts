import MarkdownIt, { type Token } from 'markdown-it';
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

  const parser = new MarkdownIt();
  parser.validateLink = () => true;
  const all = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...all(token.children ?? [])]);
  const LINK = '[quit](command:workbench.action.quit)';

  it.each([
    `1. Do:\n\`\`\`js\na\n\`\`\`\nSee ${LINK} now.\n2. b`,
    `1. Do:\n   \`\`\`js\n   a\n   \`\`\`\n   See ${LINK} now.\n2. b`,
    `1. Do:\n~~~\n\`\n~~~\nSee ${LINK} and \` now.\n2. b`,
    `1. A lone \`\`\` here\n   ${LINK}\n   and \` there\n2. b`,
    `1. \`\`a\` ${LINK} \`b\n2. b`,
    `1. \\\`${LINK}\\\`\n2. b`,
    `1. a\n\n   >> \`\`\`js\n   >> ${LINK}\n   >> \`\`\`\n2. b`,
    `1. [r]\n\n   [r]: command:workbench.action.quit\n2. <command:workbench.action.quit>`,
  ])('holds no link: %j', (answer) => {
    for (const { description } of tour(answer).steps) {
      const links = all(parser.parse(description, {})).filter(({ type }) => type === 'link_open' || type === 'image');
      expect(links, description).toEqual([]);
      expect(description).not.toMatch(/^\s*>>/m);
    }
  });

  it('leaves code as it is, spans of more than one backtick too', () => {
    const code = '```js\nif (a[0] < b) return x;\n> y\n```';
    const texts = tour(`1. Read:\n${code}\n2. Use \`\`b[\`1\`]\`\` twice.`).steps.map(({ description }) => description);
    expect(texts).toEqual([`Read:\n${code}`, 'Use ``b[`1`]`` twice.']);
  });
});

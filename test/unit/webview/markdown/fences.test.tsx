// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../../../src/reasoning/steps/answerParser.ts';
import { show } from './shown.tsx';

const README = '```markdown\n# Run\n\n```bash\nls\n```\n\nDone.\n```';

describe('a block of Markdown that holds a block of code', () => {
  it.each([
    ['at the top', `A README:\n\n${README}\n\nThe last sentence.`],
    ['in an item', `- A README:\n\n${README.replace(/^(?=.)/gm, '  ')}\n\nThe last sentence.`],
    ['in a quote', `${README.replace(/^/gm, '> ')}\n\nThe last sentence.`],
  ])('ends where it was meant %s', (_, text) => {
    const page = show(text);
    expect([...page.querySelectorAll('pre')].map(({ textContent }) => textContent)).toEqual([
      '# Run\n\n```bash\nls\n```\n\nDone.\n',
    ]);
    expect([...page.querySelectorAll('p')].at(-1)?.textContent).toContain('The last sentence.');
  });

  it('is one piece of an answer', () => {
    const answer = `Plan: Go.\n1. Write:\n${README}\n2. Then stop.`;
    expect(parseAnswer(answer).map(({ kind }) => kind)).toEqual(['plan', 'step', 'step']);
  });
});

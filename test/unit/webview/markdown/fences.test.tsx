// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../../../src/reasoning/steps/answerParser.ts';
import { append, NO_BLOCKS, sectionsOf } from '../../../../src/webview/markdown/blocks.ts';
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

describe('code in an item', () => {
  const page = (text: string) => {
    const root = show(text);
    return {
      code: [...root.querySelectorAll('pre')].map(({ textContent }) => textContent),
      items: root.querySelectorAll('li').length,
      text: root.textContent,
    };
  };

  it.each([
    ['1. Do:\n   ```js\nlet a;\n   ```\n2. Next\n3. More', 'let a;\n', 3],
    ['1. Do:\n   ```js\nlet a;\n\n  let b;\n```\n2. Next\n3. More', 'let a;\n\n  let b;\n', 3],
    ['1. Do:\n   ```js\n   let a;\n     b();\n```\n2. Next\n3. More', 'let a;\n  b();\n', 3],
    ['1. Do:\n   ```py\n# Add\nx = 1\n   ```\n2. Next\n3. More', '# Add\nx = 1\n', 3],
    ['- ```bash\nnpm i\n```\n- Next', 'npm i\n', 2],
    ['- a\n  - b\n    ```js\nlet a;\n    ```\n  - c\n- Next', 'let a;\n', 4],
    ['1. Do:\n   ```js\n   let a;\n   ```\n2. Next', 'let a;\n', 2],
  ])('need not be indented as its fence is: %j', (text, code, items) => {
    expect(page(text)).toMatchObject({ code: [code], items });
    expect(show(text).querySelectorAll('ol > li > ol, ul > li > ol')).toHaveLength(0);
  });

  it.each([
    ['- ```bash\n  npm i\n\nDone.', 'npm i\n\n'],
    ['1. Do:\n   ```js\n   a\n2. Next', 'a\n'],
    ['> - ```js\n>   a\nDone.', 'a\n'],
    ['> ```js\n> a\nDone.', 'a\n'],
  ])('that nothing ends ends with its item: %j', (text, code) => {
    expect(page(text).code).toEqual([code]);
  });

  it('is the same block while it grows', () => {
    const text = '1. Do:\n   ```js\nlet a;\n\nlet b;\n   ```\n2. Next';
    expect(sectionsOf(append(NO_BLOCKS, text)).flatMap(({ blocks }) => blocks)).toEqual([
      '1. Do:\n   ```js\nlet a;\n\nlet b;\n   ```\n',
      '2. Next',
    ]);
    expect(page(text.slice(0, text.indexOf('let b') + 5)).code).toEqual(['let a;\n\nlet b']);
  });
});

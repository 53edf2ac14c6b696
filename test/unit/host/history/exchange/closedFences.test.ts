import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { closedFences } from '../../../../../src/host/history/exchange/closedFences.ts';

const parser = new MarkdownIt();

describe('a text with closed fences', () => {
  it.each([
    'No code.',
    '```js\na\n```',
    '```js\na\n```\n\nDone.',
    '- ```bash\n  npm i\n  ```\n\nDone.',
    '- ```bash\n  npm i\n  ```',
    '1. ```js\n   a\n   ```',
    '1. Do:\n   ```js\n   a\n   ```\n2. Then',
    '> ```js\n> a\n> ```',
    '- ```js\n  a\n\nDone.',
    '`````md\n```\n`````',
    '    ```\n    a',
    'a ``` b',
    '',
  ])('is the text where nothing is open: %j', (text) => {
    expect(closedFences(text)).toBe(text);
  });

  it.each([
    ['```js\na', '```js\na\n```'],
    ['```js', '```js\n```'],
    ['Text\n\n~~~~ py\na\n\n', 'Text\n\n~~~~ py\na\n\n\n~~~~'],
    ['````md\n```\n```', '````md\n```\n```\n````'],
    ['1. Do:\n   ```js\n   a', '1. Do:\n   ```js\n   a\n   ```'],
    ['- ```js\n  a', '- ```js\n  a\n  ```'],
    ['> - ```js\n>   a', '> - ```js\n>   a\n>   ```'],
    ['```md\n```js\na\n```\nb\n```', '```md\n```js\na\n```\nb\n```\n```'],
    ['1. Do:\n   ```js\nlet a;\n   ```\n2. Next', '1. Do:\n   ```js\nlet a;\n   ```\n2. Next\n   ```'],
  ])('ends the code that %j is cut off in', (text, expected) => {
    expect(closedFences(text)).toBe(expected);
    expect(parser.render(`${expected}\n\n## You`)).toMatch(/<h2>You<\/h2>\n$/);
  });
});

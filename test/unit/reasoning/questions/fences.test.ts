import { describe, expect, it } from 'vitest';
import { splitFences } from '../../../../src/reasoning/questions/fences.ts';

describe('splitFences', () => {
  it('tells code from words, in order', () => {
    expect(splitFences('What does this print?\n\n```ts\nlet a = 1;\n\nb();\n```\nAnd this?\n~~~\nx\n~~~')).toEqual([
      { kind: 'text', text: 'What does this print?\n' },
      { kind: 'code', text: 'let a = 1;\n\nb();', info: 'ts' },
      { kind: 'text', text: 'And this?' },
      { kind: 'code', text: 'x', info: '' },
    ]);
  });

  it('closes a fence only by one that is as long, of the same kind and alone', () => {
    const code = '```\n~~~\n``` x\n    ````';
    expect(splitFences(`\`\`\`\`md\n${code}\n\`\`\`\`\``)).toEqual([{ kind: 'code', text: code, info: 'md' }]);
  });

  it('takes a fence that is not closed to the end, and inline code for no fence', () => {
    expect(splitFences('a\n```js\nb')).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'code', text: 'b', info: 'js', open: '```' },
    ]);
    expect(splitFences('```a``` b')).toEqual([{ kind: 'text', text: '```a``` b' }]);
    expect(splitFences('')).toEqual([]);
  });

  it.each([
    ['- ```bash\n  npm i\n  ```\n\nDone.', ['-', '```bash\nnpm i', '\nDone.']],
    ['1. ```js\n   if (a)\n     b();\n   ```', ['1.', '```js\nif (a)\n  b();']],
    ['- - ~~~\n    a\n    ~~~\n- b', ['- -', '```\na', '- b']],
    ['1. Do:\n   ```js\n   a\n     b\n   ```\n2. Then', ['1. Do:', '```js\na\n  b', '2. Then']],
    ['1. Do:\n   ```js\nlet a;\n   ```\n2. Then', ['1. Do:', '```js\nlet a;', '2. Then']],
    ['- p\n  - q:\n    ```py\n    x\n    ```\n    more', ['- p\n  - q:', '```py\nx', '    more']],
    ['10. Do:\n    ```py\n    x\n    ```', ['10. Do:', '```py\nx']],
    ['- a\n\n```py\nx\n```\nb', ['- a\n', '```py\nx', 'b']],
    ['- ```js\r\n  a\r\n  ```\r\nb', ['-', '```js\na\r', 'b']],
    ['    ```\n    a', ['    ```\n    a']],
    ['- ```a``` b', ['- ```a``` b']],
  ])('finds the code of items: %j', (text, parts) => {
    expect(splitFences(text).map((part) => (part.kind === 'code' ? `\`\`\`${part.info}\n` : '') + part.text)).toEqual(
      parts,
    );
    expect(splitFences(text).some((part) => part.kind === 'code' && part.open !== undefined)).toBe(false);
  });
});

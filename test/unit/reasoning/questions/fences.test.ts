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
});

import { describe, expect, it } from 'vitest';
import { lastCodeBlock, suggestedReplacement } from '../../../../src/reasoning/questions/fix.ts';
import { evalSet } from '../../../support/evalSet.ts';

const answer = (code: string) => `1. Something is wrong.\nFix:\n\`\`\`typescript\n${code}\n\`\`\`\nAnswer: so.`;
const fixed = (original: string, code: string): string | undefined => {
  const lines = original.split('\n');
  const replacement = suggestedReplacement(lines, answer(code));
  if (replacement === undefined) return undefined;
  lines.splice(replacement.start, replacement.end - replacement.start, ...replacement.lines);
  return lines.join('\n');
};

describe('the code block of an answer', () => {
  it('is the last one that is closed', () => {
    expect(lastCodeBlock('```ts\na\n```\nthen\n```ts\nb\n\nc\n```\nend')).toBe('b\n\nc');
    expect(lastCodeBlock('```ts\na\n```\n```ts\nb')).toBe('a');
    expect(lastCodeBlock('````md\n```\nx\n```\n````')).toBe('```\nx\n```');
    expect(lastCodeBlock('no code')).toBeUndefined();
    expect(lastCodeBlock('1. Do:\n   ```ts\n   if (a)\n     b();\n   ```\n2. Then')).toBe('if (a)\n  b();');
    expect(lastCodeBlock('- ```ts\n  a\n  ```\n\nDone.')).toBe('a');
  });
});

describe('the change an answer suggests', () => {
  it('replaces all lines when all are given anew', () => {
    expect(fixed('const a = 1;\na = 2;', 'let a = 1;\na = 2;')).toBe('let a = 1;\na = 2;');
  });

  it('may have more or fewer lines than before', () => {
    const original = 'function f(a: number): number {\n  a + 1;\n}';
    const more = 'function f(a: number): number {\n  const b = a + 1;\n  return b;\n}';
    expect(fixed(original, more)).toBe(more);
    expect(fixed(more, original)).toBe(original);
  });

  it('replaces only the line it gives', () => {
    expect(
      fixed(
        'function add(a: number, b: number) {\n  return a + b;\n}\nconsole.log(add(1));',
        'console.log(add(1, 1));',
      ),
    ).toBe('function add(a: number, b: number) {\n  return a + b;\n}\nconsole.log(add(1, 1));');
  });

  it('gets the indentation of the lines it replaces back', () => {
    expect(fixed('    if (a) {\n      b();\n    }', 'if (a) {\n  c();\n}')).toBe('    if (a) {\n      c();\n    }');
    expect(fixed('\tlet a = 1', 'let a = 2')).toBe('\tlet a = 2');
  });

  it('is none when the answer holds no code, the same code, or code of another place', () => {
    expect(suggestedReplacement(['a = 1'], 'It cannot be fixed.')).toBeUndefined();
    expect(fixed('const a = 1;', 'const a = 1;')).toBeUndefined();
    expect(fixed('const a = 1;\nreturn a;', 'SELECT name FROM people WHERE age > 3')).toBeUndefined();
    expect(fixed('const a = 1;', '')).toBeUndefined();
  });

  it('is not what a thought before the answer tries out', () => {
    const tried = '<think>\nMaybe:\n```ts\nlet a = 3;\n```\nNo.';
    expect(suggestedReplacement(['let a = 1;'], `${tried}\n</think>\n\nIt cannot be fixed.`)).toBeUndefined();
    expect(suggestedReplacement(['let a = 1;'], tried)).toBeUndefined();
    expect(suggestedReplacement(['let a = 1;'], `${tried}\n</think>\n\n\`\`\`ts\nlet a = 2;\n\`\`\``)?.lines).toEqual([
      'let a = 2;',
    ]);
  });

  it("is found in the answers to the demo model's held-out bugs", () => {
    const bugs = evalSet('bugs').filter(({ q }) => q.includes('i <= '));
    expect(bugs.length).toBeGreaterThan(3);
    for (const { q } of bugs) {
      const code = /```typescript\n([\s\S]*?)\n```/.exec(q)?.[1] ?? '';
      expect(fixed(code, code.replace('<=', '<'))).toBe(code.replace('<=', '<'));
    }
  });
});

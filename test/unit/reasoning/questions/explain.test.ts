import { describe, expect, it } from 'vitest';
import { cutToBudget } from '../../../../src/reasoning/questions/excerpt.ts';
import { dedent, explainQuestion } from '../../../../src/reasoning/questions/explain.ts';
import { fenced } from '../../../../src/reasoning/questions/fences.ts';

const snippet = { label: 'src/cart.ts', language: 'TypeScript', fence: 'typescript' };

describe('the question about a selection', () => {
  it('names language, file and lines, and holds the code', () => {
    const parts = [{ code: 'let a = 1;\nlet b = a;', firstLine: 3, lastLine: 4 }] as const;
    expect(explainQuestion({ ...snippet, parts })).toBe(
      'Explain step by step what this TypeScript code from src/cart.ts, lines 3 to 4, does.\n\n```typescript\nlet a = 1;\nlet b = a;\n```',
    );
  });

  it('names one line, and several selections', () => {
    const one = { code: 'a', firstLine: 7, lastLine: 7 };
    const two = { code: 'b', firstLine: 9, lastLine: 12 };
    expect(explainQuestion({ ...snippet, parts: [one] })).toContain(', line 7, ');
    const both = explainQuestion({ ...snippet, parts: [one, two] });
    expect(both).toContain(', lines 7, 9 to 12, ');
    expect(both).toContain('```typescript\na\n```\n\n```typescript\nb\n```');
  });

  it('says "code" where the language is unknown', () => {
    const parts = [{ code: 'a', firstLine: 1, lastLine: 1 }] as const;
    expect(explainQuestion({ label: 'notes', language: '', fence: '', parts })).toContain('this code from notes');
  });

  it('takes away the common indentation only', () => {
    expect(dedent('    if (a) {\n      b();\n\n    }')).toBe('if (a) {\n  b();\n\n}');
    expect(dedent('\tif a:\n\t\tb()')).toBe('if a:\n\tb()');
    expect(dedent('a\n  b')).toBe('a\n  b');
  });

  it('fences code that holds fences', () => {
    expect(fenced('```\ninner\n```', 'md')).toBe('````md\n```\ninner\n```\n````');
  });
});

describe('cutting a selection to the budget', () => {
  const parts = [
    { code: 'a\nb\nc', firstLine: 1, lastLine: 3 },
    { code: 'd\ne', firstLine: 10, lastLine: 11 },
  ];
  it('keeps everything that fits', () => {
    expect(cutToBudget(parts, [1, 1, 1, 1, 1], 15)).toEqual(parts);
  });
  it('cuts at a line boundary', () => {
    expect(cutToBudget(parts, [1, 1, 1, 1, 1], 12)).toEqual([parts[0], { code: 'd', firstLine: 10, lastLine: 10 }]);
    expect(cutToBudget(parts, [1, 1, 1, 1, 1], 8)).toEqual([{ code: 'a\nb', firstLine: 1, lastLine: 2 }]);
  });
  it('keeps nothing when the first line is too long', () => {
    expect(cutToBudget(parts, [100, 1, 1, 1, 1], 50)).toEqual([]);
  });
});

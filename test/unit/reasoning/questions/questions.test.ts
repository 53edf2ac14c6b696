import { describe, expect, it } from 'vitest';
import { questionHere } from '../../../../src/reasoning/questions/askHere.ts';
import { cellQuestion } from '../../../../src/reasoning/questions/cell.ts';
import { blockAround, functionAround, type OutlineSymbol } from '../../../../src/reasoning/questions/outline.ts';
import { fixQuestion, problemLines, problemQuestion } from '../../../../src/reasoning/questions/problem.ts';
import { traceQuestion } from '../../../../src/reasoning/questions/trace.ts';

const snippet = (code: string, fence = 'typescript', language = 'TypeScript') => ({
  label: 'src/cart.ts',
  language,
  fence,
  parts: [{ code, firstLine: 3, lastLine: 3 + code.split('\n').length - 1 }] as const,
});

const symbol = (
  name: string,
  kind: OutlineSymbol['kind'],
  firstLine: number,
  lastLine: number,
  ...children: OutlineSymbol[]
): OutlineSymbol => ({ name, kind, firstLine, lastLine, children });

describe('what the cursor points at', () => {
  const outline = [
    symbol('limit', 'other', 1, 1),
    symbol(
      'Cart',
      'type',
      3,
      30,
      symbol('size', 'other', 4, 4),
      symbol('total', 'function', 6, 20, symbol('prices.map() callback', 'function', 8, 12)),
    ),
    symbol('table', 'other', 40, 45),
  ];

  it('is the innermost function with a name', () => {
    expect(blockAround(outline, 7)?.name).toBe('total');
    expect(blockAround(outline, 9)?.name).toBe('total');
    expect(functionAround(outline, 20)?.name).toBe('total');
  });

  it('is the block around the cursor outside of functions', () => {
    expect(blockAround(outline, 4)?.name).toBe('Cart');
    expect(blockAround(outline, 45)?.name).toBe('table');
    expect(functionAround(outline, 4)).toBeUndefined();
  });

  it('is nothing but the line elsewhere', () => {
    expect(blockAround(outline, 1)).toBeUndefined();
    expect(blockAround(outline, 33)).toBeUndefined();
    expect(blockAround([], 1)).toBeUndefined();
  });
});

describe('the question about a problem', () => {
  const problem = {
    message: "Type 'string' is not\n  assignable to type 'number'.",
    severity: 'error',
    code: 'ts 2322',
    firstLine: 3,
    lastLine: 3,
    related: [],
  } as const;

  it('holds message, code, place and lines', () => {
    expect(problemQuestion(problem, snippet('const a: number = "1";'))).toBe(
      "Why is this an error in src/cart.ts (line 3)? Type 'string' is not assignable to type 'number'. (ts 2322)\n\n" +
        '```typescript\nconst a: number = "1";\n```',
    );
  });

  it('asks for a fix, and calls a warning one', () => {
    expect(fixQuestion(problem, snippet('a'))).toMatch(/^How do I fix this error in src\/cart\.ts \(line 3\)\?/);
    const warning = { ...problem, severity: 'warning', code: '' } as const;
    expect(fixQuestion(warning, snippet('a'))).toMatch(/^How do I fix this warning .*'number'\.\n/);
    expect(problemQuestion(warning, snippet('a'))).toMatch(/^What is wrong in src\/cart\.ts/);
  });

  it('is about the function around it, unless that is long', () => {
    const lines = Array.from({ length: 200 }, (_, i) => (i % 10 === 9 ? '' : `line ${i + 1}`));
    const at = { firstLine: 33, lastLine: 33 };
    expect(problemLines(lines, at, { firstLine: 30, lastLine: 60 })).toEqual({ firstLine: 30, lastLine: 60 });
    expect(problemLines(lines, at, { firstLine: 1, lastLine: 200 })).toEqual({ firstLine: 31, lastLine: 39 });
    expect(problemLines(lines, at, undefined)).toEqual({ firstLine: 31, lastLine: 39 });
  });

  it('reaches no further than 15 lines, and not beyond the document', () => {
    const lines = Array.from({ length: 100 }, () => 'x');
    expect(problemLines(lines, { firstLine: 50, lastLine: 50 }, undefined)).toEqual({ firstLine: 35, lastLine: 65 });
    expect(problemLines(['x'], { firstLine: 1, lastLine: 1 }, undefined)).toEqual({ firstLine: 1, lastLine: 1 });
  });
});

describe('the question that traces values', () => {
  it('asks what is printed', () => {
    expect(traceQuestion(snippet('let a = 1;\nconsole.log(a);'))).toMatch(/^What does this TypeScript code print\?\n/);
    expect(traceQuestion(snippet('a = 1\nprint(a)', 'python', 'Python'))).toMatch(
      /^What does this Python code print\?/,
    );
    expect(traceQuestion(snippet('f(1)', '', ''))).toMatch(/^What does this code print\?/);
  });

  it('asks for the last variable where nothing is printed', () => {
    expect(traceQuestion(snippet('let a = 1;\nlet b: number = a + 2;'))).toMatch(/^What is b at the end\?\n/);
    expect(traceQuestion(snippet('a = 1\nif a == 2:\n  total += a', 'python', 'Python'))).toMatch(/^What is total at/);
    expect(traceQuestion(snippet('const f = (x) => x;'))).toMatch(/^What is f at the end/);
  });
});

describe('the question about a notebook cell', () => {
  it('explains it, or its error', () => {
    expect(cellQuestion(snippet('a = 1'), undefined)).toMatch(/^Explain step by step/);
    expect(cellQuestion(snippet('b'), "NameError: name 'b' is not\ndefined")).toMatch(
      /^Why is this an error in src\/cart\.ts\? NameError: name 'b' is not defined\n\n```/,
    );
  });
});

describe('a question at the cursor', () => {
  it("has the user's words, the place and the code", () => {
    expect(questionHere('  Why so?\n', snippet('  let a = 1;\n  let b = a;'))).toBe(
      'Why so?\n\nThe code is lines 3 to 4 of src/cart.ts.\n\n```typescript\nlet a = 1;\nlet b = a;\n```',
    );
  });
});

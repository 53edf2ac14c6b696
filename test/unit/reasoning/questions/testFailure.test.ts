import { describe, expect, it } from 'vitest';
import { codeIn } from '../../../../src/reasoning/questions/askedCode.ts';
import { difference, testFailureQuestion } from '../../../../src/reasoning/questions/testFailure.ts';
import { programIn } from '../../../../src/reasoning/run/programIn.ts';

const snippet = {
  label: 'cart.test.ts',
  language: 'TypeScript',
  fence: 'typescript',
  parts: [{ code: '  expect(total([1])).toBe(2);', firstLine: 5, lastLine: 5 }] as const,
};

describe('the question about a failed test', () => {
  it('names the test and its line, and holds the message, both outputs and the code', () => {
    const failure = { test: 'adds\nup', message: 'not\nequal', expected: '2', actual: '1', line: 5 };
    const question = testFailureQuestion(failure, snippet);
    expect(question).toBe(
      [
        'Why does the test "adds up" fail at cart.test.ts, line 5?',
        '```text\nnot\nequal\nExpected: 2\nActual: 1\n```',
        '```typescript\nexpect(total([1])).toBe(2);\n```',
      ].join('\n\n'),
    );
    expect(codeIn(question)).toEqual(['expect(total([1])).toBe(2);']);
  });

  it.each([
    ['with its line', { test: 'adds "up"?', message: '3 != 4', line: 5 }],
    ['without', { test: 'adds up', message: '3 != 4' }],
  ])('has its code not run with values of another run, %s', (_, failure) => {
    const code = 'function total(prices) {\n  return prices[0];\n}';
    const question = testFailureQuestion(failure, { ...snippet, parts: [{ firstLine: 1, lastLine: 3, code }] });
    expect(codeIn(question)).toEqual([code]);
    expect(programIn(question)).toBeUndefined();
    expect(programIn(question.slice(question.indexOf('```typescript')))?.code).toBe(code);
  });

  it('holds the beginning of a long message', () => {
    const question = testFailureQuestion({ test: 't', message: 'word '.repeat(1e5) + '\nx'.repeat(1e4) }, snippet);
    expect(question.length).toBeLessThan(500);
    expect(question).toContain('…\n```');
  });
});

describe('a stack trace in the message', () => {
  it('keeps the two nearest lines of one’s own code', () => {
    const frames = [
      '/w/a.test.ts:3:5)',
      '/w/node_modules/x/y.js:1:1)',
      'node:internal/z:8:2)',
      '/w/a.ts:9:1)',
      '/w/b.ts:1:1)',
    ];
    const message = ['AssertionError: 1 != 2', ...frames.map((frame) => `    at f (${frame}`)].join('\n');
    const question = testFailureQuestion({ test: 't', message }, snippet);
    expect(question.match(/at f \(\S+/g)).toEqual(['at f (/w/a.test.ts:3:5)', 'at f (/w/a.ts:9:1)']);
    expect(question).toContain('1 != 2');
  });
});

describe('the difference of two outputs', () => {
  it('is what lies between the lines they share', () => {
    const lines = (some: readonly string[]) => `${some.join('\n')}\n`;
    expect(
      difference({ expected: lines(['{', ' a', ' b', '}']), actual: lines(['{', ' a', ' c', ' d', '}']) }),
    ).toEqual(['Expected (-) and actual (+), from line 3:', '-  b', '+  c', '+  d']);
    expect(difference({ expected: 'a\na', actual: 'a\na\na' })).toEqual([
      'Expected (-) and actual (+), from line 3:',
      '+ a',
    ]);
  });

  it('is none without both, and bounded', () => {
    expect(difference({ expected: 'a' })).toEqual([]);
    const long = (letter: string) => `${letter}\n`.repeat(1000);
    expect(difference({ expected: long('a'), actual: long('b') })).toHaveLength(27);
  });
});

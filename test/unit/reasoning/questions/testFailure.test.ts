import { describe, expect, it } from 'vitest';
import { codeIn } from '../../../../src/reasoning/questions/askedCode.ts';
import { difference } from '../../../../src/reasoning/questions/difference.ts';
import { testFailureQuestion } from '../../../../src/reasoning/questions/testFailure.ts';
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

  it.each([
    ['C#', (i: number) => `   at A.B${i}() in C:\\p\\A.cs:line ${i}`, '   at A.B1() in C:\\p\\A.cs:line 1'],
    ['Java', (i: number) => `\tat shop.Cart.total${i}(Cart.java:${i})`, '\tat shop.Cart.total1(Cart.java:1)'],
  ])('is not all that is said, in %s', (_, frame, first) => {
    const library = [
      '   at Xunit.Assert.Equal(Int32 a)',
      '\tat org.junit.Assert.fail(Assert.java:9)',
      '   at X.Y(Z z)',
    ];
    const frames = Array.from({ length: 14 }, (_none, i) => frame(i + 1));
    const message = ['Expected: 3', ...library, ...frames, 'Output: 4'].join('\n');
    const question = testFailureQuestion({ test: 't', message }, snippet);
    expect(question).toContain(`\nExpected: 3\n${first}\n`);
    expect(question).toContain('\nOutput: 4\n');
    expect(question).not.toMatch(/Xunit|junit|X\.Y/);
  });

  it('is not what only reads like one', () => {
    const message = ['Error: none', 'at least one is needed:12', 'at most 3:5', 'at the end:7', 'at the door (2)'].join(
      '\n',
    );
    expect(testFailureQuestion({ test: 't', message }, snippet)).toContain(message);
  });
});

describe('a long message that ends with the error', () => {
  const lines = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i));

  it('keeps what pytest says of the line that failed', () => {
    const source = ['def test_total():', ...lines(14, (i) => `        a${i} = ${i}`)];
    const error = ['>       assert total(a1) == 3', 'E       assert 4 == 3', 'E        +  where 4 = total(1)'];
    const message = [...source, ...error, '', 'test_a.py:15: AssertionError'].join('\n');
    const question = testFailureQuestion({ test: 't', message }, snippet);
    expect(question).toContain(`\`\`\`text\n…\n${error.join('\n')}\n\ntest_a.py:15: AssertionError\n`);
  });

  it('keeps the end of a Python trace', () => {
    const trace = lines(8, (i) => `  File "a.py", line ${i}, in f${i}\n    f${i + 1}()`);
    const message = ['Traceback (most recent call last):', ...trace, 'AssertionError: 4 != 3'].join('\n');
    const question = testFailureQuestion({ test: 't', message }, snippet);
    expect(question).toMatch(/```text\n…\n[^`]*\n {4}f8\(\)\nAssertionError: 4 != 3\n```/);
  });

  it('keeps all of a short one, and the beginning where the end is no error', () => {
    const short = 'def test():\n>       assert 1 == 2\nE       assert 1 == 2';
    expect(testFailureQuestion({ test: 't', message: short }, snippet)).toContain(`text\n${short}\n`);
    const long = ['AssertionError: no', ...lines(20, String)].join('\n');
    expect(testFailureQuestion({ test: 't', message: long }, snippet)).toContain('text\nAssertionError: no\n0\n');
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

  it.each([
    ['a ', 'a', ['Expected: "a "', 'Actual: "a"']],
    [' a', 'a', ['Expected: " a"', 'Actual: "a"']],
    ['a\n', 'a', ['Expected: "a\\n"', 'Actual: "a"']],
    ['a\tb', 'a b', ['Expected: "a\\tb"', 'Actual: "a b"']],
    ['a  b', 'a b', ['Expected: "a  b"', 'Actual: "a b"']],
    ['a\u00a0b', 'a b', ['Expected: "a\\u00a0b"', 'Actual: "a b"']],
    ['a\u200bb', 'ab', ['Expected: "a\\u200bb"', 'Actual: "ab"']],
    ['\ufeffa', 'a', ['Expected: "\\ufeffa"', 'Actual: "a"']],
    ['é', 'e\u0301', ['Expected: "é"', 'Actual: "e\\u0301"']],
    ['', '""', ['Expected: ""', 'Actual: "\\"\\""']],
    ['', ' ', ['Expected: ""', 'Actual: " "']],
  ])('can be seen: %j and %j', (expected, actual, shown) => {
    expect(difference({ expected, actual })).toEqual(shown);
  });

  it.each([
    ['a\nb \nc', 'a\nb\nc', 2, ['- "b "', '+ "b"']],
    ['a\r\nb', 'a\nb', 1, ['- "a\\r\\n"', '+ "a\\n"']],
    ['a\rb', 'a\nb', 1, ['- "a\\r"', '+ "a\\n"']],
    ['a\nb\n', 'a\nb', 2, ['- "b\\n"', '+ "b"']],
    ['a\n\n', 'a\n', 2, ['- ""']],
    ['\na', 'a', 1, ['- ""']],
    ['\tif a:\nb', '    if a:\nb', 1, ['- "\\tif a:"', '+ "    if a:"']],
    ['', 'a\nb', 1, ['- ""', '+ "a"', '+ b']],
    ['a\nb', 'a\nb\nc\n', 3, ['+ c']],
    ['a\r\nb\r\n', 'a\nc', 2, ['- b', '+ c']],
  ])('can be seen in lines: %j and %j', (expected, actual, line, shown) => {
    expect(difference({ expected, actual })).toEqual([`Expected (-) and actual (+), from line ${line}:`, ...shown]);
  });

  it('is left as it is where it can be seen', () => {
    expect(difference({ expected: '{"a":1}', actual: '{"a": 1}' })).toEqual(['Expected: {"a":1}', 'Actual: {"a": 1}']);
    expect(difference({ expected: 'C:\\a', actual: 'C:\\b\n' })).toEqual(['Expected: C:\\a', 'Actual: C:\\b']);
    expect(difference({ expected: '1', actual: '1' })).toEqual(['Expected: 1', 'Actual: 1']);
  });

  it('is said to be none where there is none', () => {
    expect(difference({ expected: 'a\nb', actual: 'a\nb' })).toEqual(['Expected and actual are the same text.']);
  });

  it('is in the part that is kept of a long line', () => {
    const long = 'x'.repeat(300);
    const [wanted = '', got = ''] = difference({ expected: `${long}A${long}`, actual: `${long}B` });
    expect(wanted).toMatch(/^Expected: … x{40}Ax+ …$/);
    expect(got).toMatch(/^Actual: … x{40}B$/);
    const lines = difference({ expected: `${long}A\nb`, actual: `${long}B\nb` });
    expect(lines.slice(1)).toEqual([expect.stringMatching(/^- … x{40}A$/), expect.stringMatching(/^\+ … x{40}B$/)]);
    const emoji = difference({ expected: `${'😀'.repeat(150)}A`, actual: `a${'😀'.repeat(150)}` });
    expect(emoji.join('')).not.toMatch(/\p{Surrogate}/u);
  });
});

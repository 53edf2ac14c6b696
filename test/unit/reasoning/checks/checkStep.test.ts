import { describe, expect, it } from 'vitest';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';
import type { CheckContext } from '../../../../src/reasoning/checks/types.ts';

/** The judged parts of a text: `34 + 43 = 78 ✗ 77`, `49 < 46 ✗ false`, `3 + 4 = 7 ✓`. */
const judged = (text: string, context: CheckContext = {}): string[] =>
  checkStep(text, context).map(({ verdict, start, end, expected }) => {
    const part = text.slice(start, end);
    return verdict === 'true' ? `${part} ✓` : `${part} ✗ ${expected ?? ''}`;
  });

const inCode = (text: string, firstLine = 1): CheckContext => ({ code: { text, firstLine } });

describe('calculations', () => {
  it.each([
    ['3. Throwing away 37: 63 - 37 = 26.', '63 - 37 = 26 ✓'],
    ['3. Throwing away 37: 63 - 37 = 36.', '63 - 37 = 36 ✗ 26'],
    ['1. In all: 45 * 19 = 155.', '45 * 19 = 155 ✗ 855'],
    ['5 - 3 = 2 apples', '5 - 3 = 2 apples ✓'],
    ['`heatReset` becomes 34 + 43 = 77.', '34 + 43 = 77 ✓'],
    ['$3 * 4 = $13', '$3 * 4 = $13 ✗ 12'],
    ['10 / 3 = 3.33', '10 / 3 = 3.33 ✓'],
    ['2 / 3 = 0.66', '2 / 3 = 0.66 ✓'],
    ['10 / 3 = 3.53', '10 / 3 = 3.53 ✗ ≈ 3.33'],
    ['1,200 + 300 = 1,600', '1,200 + 300 = 1,600 ✗ 1,500'],
    ['1/2 + 1/3 = 2/5', '1/2 + 1/3 = 2/5 ✗ 5/6'],
    ['30 / 40 = 70%', '30 / 40 = 70% ✗ 75%'],
    ['2.5 * 2 = 6.0', '2.5 * 2 = 6.0 ✗ 5'],
    ['3² + 1 = 10', '3² + 1 = 10 ✓'],
    ['1.5e3 + 1 = 1501', '1.5e3 + 1 = 1501 ✓'],
    ['`p` = 6: `sum` = 0 + 6 = 6.', '0 + 6 = 6 ✓'],
    ['A wrong link in a chain: 2 * 3 + 1 = 7 + 1 = 8.', '7 + 1 = 8 ✓'],
    ['- 5 + 3 = 8', '5 + 3 = 8 ✓'],
  ])('%s', (text, result) => {
    expect(judged(text)).toEqual([result]);
  });

  it('marks the wrong link of a chain', () => {
    expect(judged('`x` = 2 * 3 + 1 = 6 + 1 = 8.')).toEqual(['6 + 1 = 8 ✗ 7']);
  });

  it('finds every claim of a step, with offsets of the text also behind surrogate pairs', () => {
    expect(judged('🍎🍎: 1 + 1 = 2, then 2 + 2 = 5; 9 > 3 is true.')).toEqual([
      '1 + 1 = 2 ✓',
      '2 + 2 = 5 ✗ 4',
      '9 > 3 ✓',
    ]);
  });

  it('does not call what the program prints wrong', () => {
    expect(judged('It prints 2 + 2 = 5.', inCode("print('2 + 2 = 5')"))).toEqual([]);
    expect(judged('It prints 2 + 2 = 5.')).toEqual(['2 + 2 = 5 ✗ 4']);
  });

  it('reads a word that is a name in the code as a name', () => {
    expect(judged('After 5 sum + 3 = 10.', inCode('sum = 2'))).toEqual([]);
  });
});

describe('comparisons', () => {
  it.each([
    ['The test `neno < 46` is 49 < 46, which is true.', '49 < 46 ✗ false'],
    ['The test `n < 53` is 38 < 53, which is false, so the else branch runs.', '38 < 53 ✗ true'],
    ['`44 > 55` is true, so it returns 44.', '44 > 55 ✗ false'],
    ['4 < 5 is false, so the loop ends.', '4 < 5 ✗ true'],
    ['3 !== 3 is false.', '3 !== 3 ✓'],
    ['1. 70 > 138.', '70 > 138 ✗ false'],
    ['Since 7 >= 7, the loop goes on.', '7 >= 7 ✓'],
    ['9.11 > 9.9 is true.', '9.11 > 9.9 ✗ false'],
    ['3 + 4 = 8 is false.', '3 + 4 = 8 ✓'],
    ['1 < 2 < 3 is false.', '1 < 2 < 3 ✗ true'],
    ['It is true that 8 < 5.', '8 < 5 ✗ false'],
  ])('%s', (text, result) => {
    expect(judged(text)).toEqual([result]);
  });
});

describe('lines', () => {
  const code = inCode('a = 1\nb = 2\nc = a + b\nprint(c)\nprint(a)\n');

  it('finds a line that is not there', () => {
    expect(judged('On line 7 the sum is printed.', code)).toEqual(['line 7 ✗ 1–5']);
    expect(judged('Lines 4-6 print.', code)).toEqual(['Lines 4-6 ✗ 1–5']);
  });

  it.each([
    'On line 4 the sum is printed.',
    'This adds 7 lines.',
    'Add line 7 to print b.',
    'The error is on line 12 of utils.py.',
    'The output has line 9.',
    '`line 9`',
    'It reads line 9 of the file.',
  ])('leaves out: %s', (text) => {
    expect(judged(text, code)).toEqual([]);
  });

  it.each(['See lines 100 to 120 for the caller.', 'The 3rd line 300 letters long.'])(
    'leaves lines alone that are others: %s',
    (text) => {
      expect(judged(text, inCode('let a = 1;\nlet b = 2;', 10))).toEqual([]);
    },
  );

  it('counts from the file and from the first line sent', () => {
    const selection = inCode('a = 1\nb = 2\nc = 3', 40);
    expect(judged('Line 2 sets b.', selection)).toEqual([]);
    expect(judged('Line 41 sets b.', selection)).toEqual([]);
    expect(judged('Line 7 sets b.', selection)).toEqual(['Line 7 ✗ 40–42']);
  });

  it('confirms a line that is quoted', () => {
    expect(judged('Line 3 computes `c = a + b`.', code)).toEqual(['Line 3 ✓']);
    expect(judged('Line 2 computes `c = a + b`.', code)).toEqual([]);
  });
});

describe('names', () => {
  const code = inCode('let element = 15;\nconst loul = 13;\nlet energy = element + loul;');

  it('finds a name that the code does not have, and the one that was meant', () => {
    expect(judged('1. `ement` is set to 15.', code)).toEqual(['ement ✗ element']);
    expect(judged('3. `tempon` is the list [1, 2].', code)).toEqual(['tempon ✗ ']);
  });

  it.each([
    '`element` is set to 15.',
    'You could use `reduce` instead.',
    '`renamed` would be a better name.',
    'The function `helper` is defined elsewhere.',
    'It returns a `number`.',
    '`undefined` is returned.',
    'A `TypeError` is thrown.',
    'See `README` for more.',
    '`Element` is set to 15.',
    '```\n`foo` is set to 3.\n```',
    'So `laneInpu` does not exist.',
  ])('leaves out: %s', (text) => {
    expect(judged(text, code).filter((part) => part.includes('✗'))).toEqual([]);
  });

  it.each([
    'Let `n` be the number of prices. `n` is set to 3.',
    'Say `n` is 3: `n` becomes 4.',
    'Call the sum `s`. `s` becomes 6.',
    '`require` is declared nowhere.',
  ])('leaves names alone that the text itself brings in: %s', (text) => {
    expect(judged(text, inCode('const prices = [1, 2, 3];'))).toEqual([]);
  });

  it('has nothing to look names up in without code', () => {
    expect(judged('`ement` is set to 15.')).toEqual([]);
  });
});

describe('values', () => {
  const code = inCode(
    'const list = [5, 9, 11];\nlet val = 0;\nconst top = 30;\nfor (const n of list) {\n  if (n > val) {\n    val = n;\n  }\n}',
  );

  it('knows what a variable holds that nothing changes', () => {
    expect(judged('7. At the end `list` is 11.', code)).toEqual(['11 ✗ [5, 9, 11]']);
    expect(judged('At the end `top` is 13.', code)).toEqual(['13 ✗ 30']);
    expect(judged('`list` is set to [5, 9, 11].', code)).toEqual(['[5, 9, 11] ✓']);
  });

  it.each([
    ['At the end `val` is 12.', 'let val = 0;\nval += 3;'],
    ['At the end `val` is 12.', 'let val = 0;\nval++;'],
    ['At the end `xs` is [1].', 'xs = []\nxs = [1, 2]'],
    ['At the end `xs` is [1].', 'xs = [1, 2]\nxs.pop()'],
    ['At the end `xs` is [1].', 'xs = [1, 2]\ndel xs[1]'],
    ['At the end `xs` is [1].', 'xs = [1, 2]\nshrink(xs)'],
    ['At the end `xs` is [1].', 'xs = [1, 2]\nys = xs\nys.pop()'],
    ['At the end `xs` is [3, 2].', 'xs = [1, 2]\nxs[0] = 3'],
    ['At the end `n` is 4.', 'n = 1\nfor n in range(5):\n    pass'],
    ['`n` is set to 4.', 'def f(n):\n    n = 4\n    return n'],
    ['At the end `a` is 2.', 'a = 1\nb = 2\na, b = b, a'],
    ['At the end `a` is 2.', 'let a = 1, b = 2;\n[a, b] = [b, a];'],
    ['At the end `a` is 2.', 'let a = 1;\nconst set = () => { a = 2; };\nset();'],
    ['At the end `a` is 5.', 'a = 1\na: int = 5'],
  ])('leaves out: %s', (text, program) => {
    expect(judged(text, inCode(program))).toEqual([]);
  });
});

it('says nothing about empty and about odd texts', () => {
  for (const text of [
    '',
    ' ',
    '=',
    '= =',
    '1 =',
    '= 1',
    '< >',
    '1 <',
    '(',
    '`',
    '```',
    '$',
    '\\',
    '\\frac{',
    '%',
    '²',
    '\u0000',
    '\ud800 = 1',
  ])
    expect(judged(text)).toEqual([]);
});

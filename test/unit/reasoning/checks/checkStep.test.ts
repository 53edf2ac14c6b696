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
    ['3 * 4 = 13 m²', '3 * 4 = 13 m² ✗ 12'],
    ['12 * 12 = 150 square feet.', '12 * 12 = 150 square feet ✗ 144'],
    ['3 m² + 4 m² = 8 m².', '3 m² + 4 m² = 8 m² ✗ 7'],
    ['4 m * 6 m = 25 Quadratmeter.', '4 m * 6 m = 25 Quadratmeter ✗ 24'],
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
    ['12 cm^2 + 8 cm^2 = 20 cm^2', '12 cm^2 + 8 cm^2 = 20 cm^2 ✓'],
    ['12 cm^2 + 8 cm^2 = 21 cm^2', '12 cm^2 + 8 cm^2 = 21 cm^2 ✗ 20'],
    ['$3 \\times 20\\text{ cm}^2 = 60\\text{ cm}^2$', '$3 \\times 20\\text{ cm}^2 = 60\\text{ cm}^2$ ✓'],
    ['$3 \\times 20\\text{ cm}^{2} = 61\\text{ cm}^{2}$', '$3 \\times 20\\text{ cm}^{2} = 61\\text{ cm}^{2}$ ✗ 60'],
    ['100 ft^2 / 4 = 25 ft^2', '100 ft^2 / 4 = 25 ft^2 ✓'],
    ['25 cm**2 + 5 cm**2 = 30 cm**2', '25 cm**2 + 5 cm**2 = 30 cm**2 ✓'],
    ['$2\\frac{1}{2} + 1\\frac{1}{2} = 5$', '$2\\frac{1}{2} + 1\\frac{1}{2} = 5$ ✗ 4'],
    ['5!/3! = 10', '5!/3! = 10 ✗ 20'],
    ['(3 + 4) * 2\n= 7 * 2\n= 15', '7 * 2\n= 15 ✗ 14'],
    ['\\begin{align*} (3 + 4) \\cdot 2 &= 7 \\cdot 2 \\\\\n&= 15 \\end{align*}', '7 \\cdot 2 \\\\\n&= 15 ✗ 14'],
    ['3 + 4 gives us 8', '3 + 4 gives us 8 ✗ 7'],
    ['3 + 4 equals to 8', '3 + 4 equals to 8 ✗ 7'],
    ['I think 7 * 8 = 54.', '7 * 8 = 54 ✗ 56'],
    ['A student buys 3 * 4 = 13 pens.', '3 * 4 = 13 pens ✗ 12'],
    ['The base of the triangle is 3 * 4 = 13.', '3 * 4 = 13 ✗ 12'],
    ['At noon he has 3 * 4 = 13 apples.', '3 * 4 = 13 apples ✗ 12'],
    ['The total is 3 * 4 = 13.', '3 * 4 = 13 ✗ 12'],
    ['She pays for 3 tickets: 3 * 4 = 13.', '3 * 4 = 13 ✗ 12'],
    ['He walks 3 + 4 miles, for a total of 3 + 4 = 8.', '3 + 4 = 8 ✗ 7'],
    ['That is a total cost of 3 * 20 = $61.', '3 * 20 = $61 ✗ 60'],
    ['The sum of 3 + 4 is 8.', '3 + 4 is 8 ✗ 7'],
    ['They worked on 8 + 3 = 12 dogs.', '8 + 3 = 12 dogs ✗ 11'],
    ['It takes 6 times because 60 / 4 = 16.', '60 / 4 = 16 ✗ 15'],
    ['In 2 * 60 = 130 minutes it is done.', '2 * 60 = 130 minutes ✗ 120'],
  ])('%s', (text, result) => {
    expect(judged(text)).toEqual([result]);
  });

  it.each([
    ['(30 / 120) * 100 = 20%', '(30 / 120) * 100 = 20% ✗ 25%'],
    ['20 / 30 * 100 = 76.67%', '20 / 30 * 100 = 76.67% ✗ ≈ 66.67%'],
    ['50 - 20 = 40%', '50 - 20 = 40% ✗ 30%'],
    ['100 - 40 = 60%', '100 - 40 = 60% ✓'],
    ['100 * 30 / 120 = 25%', '100 * 30 / 120 = 25% ✓'],
    ['1/4 + 25% = 1/2', '1/4 + 25% = 1/2 ✓'],
    ['2 * 5% + 10% = 20%', '2 * 5% + 10% = 20% ✓'],
    ['$80 - 25% - $5 = $55', '$80 - 25% - $5 = $55 ✓'],
    ['4 ÷ 2/3 = 5', '4 ÷ 2/3 = 5 ✗ 6'],
    ['6 ÷ 2/3 = 9', '6 ÷ 2/3 = 9 ✓'],
    ['1/2 ÷ 2/3 = 1/3', '1/2 ÷ 2/3 = 1/3 ✗ 3/4'],
    ['3/5 ÷ 3/10 = 3', '3/5 ÷ 3/10 = 3 ✗ 2'],
    ['8/4/2 = 1', '8/4/2 = 1 ✓'],
    ['3/4 = 6/9', '3/4 = 6/9 ✗ 6/8'],
    ['2/5 = 8/10', '2/5 = 8/10 ✗ 4/10'],
    ['3/4 = 5/7', '3/4 = 5/7 ✗ 0.75'],
    ['2 km * 3 = 7000 m', '2 km * 3 = 7000 m ✗ 6000'],
    ['3 hours * 60 = 180 minutes', '3 hours * 60 = 180 minutes ✓'],
    ['3 hours * 60 = 190 minutes', '3 hours * 60 = 190 minutes ✗ 180'],
    ['5 days * 8 = 40 hours', '5 days * 8 = 40 hours ✓'],
    ['60 mph * 2 h = 120 miles', '60 mph * 2 h = 120 miles ✓'],
    ['300 miles / 60 mph = 6 hours', '300 miles / 60 mph = 6 hours ✗ 5'],
    ['1 hour + 45 minutes = 100 minutes', '1 hour + 45 minutes = 100 minutes ✗ 105'],
    ['2 hours + 30 minutes = 32 minutes', '2 hours + 30 minutes = 32 minutes ✗ 150'],
    ['$5 + 50 cents = $5.05', '$5 + 50 cents = $5.05 ✗ 5.5'],
    ['3 feet + 12 inches = 5 feet', '3 feet + 12 inches = 5 feet ✗ 4'],
    ['3 apples + 4 oranges = 8 fruits', '3 apples + 4 oranges = 8 fruits ✗ 7'],
    ['$45.50 - $20.25 = $26', '$45.50 - $20.25 = $26 ✗ 25.25'],
    ['1.2 + 1.1 = 3', '1.2 + 1.1 = 3 ✗ 2.3'],
    ['7/8 = 0.88', '7/8 = 0.88 ✓'],
    ['1/3 = 33%', '1/3 = 33% ✓'],
    ['3.5 million / 2 = 1.75 million', '3.5 million / 2 = 1.75 million ✓'],
    ['15 * 4 = 60 thousand', '15 * 4 = 60 thousand ✓'],
    ['15 * 4 = 65 thousand', '15 * 4 = 65 thousand ✗ 60 thousand'],
    ['2 million / 4 = 600,000', '2 million / 4 = 600,000 ✗ 500,000'],
    ['200 / 7 ≈ 28.6', '200 / 7 ≈ 28.6 ✓'],
    ['3 * 365 ≈ 1100', '3 * 365 ≈ 1100 ✓'],
    ['1000 - 500 = 244', '1000 - 500 = 244 ✗ 500'],
    ['300 - 40 = 4', '300 - 40 = 4 ✗ 260'],
    ['24/7 = 4.5', '24/7 = 4.5 ✗ ≈ 3.43'],
    ['price * 3.5 = 20 * 3.5 = 75', '20 * 3.5 = 75 ✗ 70'],
    ['2.5 * 4 = 10.0 * 3 = 31', '10.0 * 3 = 31 ✗ 30'],
  ])('judges by what units, percentages and fractions mean: %s', (text, result) => {
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

describe('a result in the unit that its calculation leads to', () => {
  it.each([
    '3 hours * 60 = 180 minutes',
    '$2 * 100 = 200 cents',
    '2 days * 24 hours * 60 = 2880 minutes',
    '7 days * 24 hours = 168 hours',
    '8 hours/day * 5 days = 40 hours',
    '$12/hour * 5 hours = $60',
    '60 miles / 20 miles/gallon = 3 gallons',
    '3 m * 4 m / 2 m = 6 m',
    '10 minutes / 5 minutes = 2',
    '3 m * 4 m = 12 m²',
    '4 * 6 = 24 square meters',
    '20 square meters / 4 m = 5 m',
  ])('%s', (text) => {
    expect(judged(`${text}.`)).toEqual([`${text} ✓`]);
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
    'The bus line 42 runs every 10 minutes.',
    'The number line 50 to 60.',
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
    'The method `__iter__` is called by the for loop.',
    'The method `then` is called.',
    'The method `toString` is called.',
    '`TypeError` is returned.',
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

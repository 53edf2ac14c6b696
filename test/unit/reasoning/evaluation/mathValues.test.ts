import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLatex } from '../../../../src/reasoning/evaluation/latex.ts';
import { sameMath } from '../../../../src/reasoning/evaluation/mathValues.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

describe('Two answers of MATH are worth the same', () => {
  it.each([
    ['0.25', '\\frac{1}{4}'],
    ['\\frac{2}{4}', '\\frac12'],
    ['3\\frac{1}{2}', '\\frac{7}{2}'],
    ['-\\frac{1}{2}', '\\frac{-1}{2}'],
    ['1{,}000', '1000'],
    ['2x+1', '1+2x'],
    ['(x+1)^2', 'x^2+2x+1'],
    ['\\frac{\\sqrt{2}}{2}', '\\frac{1}{\\sqrt{2}}'],
    ['\\sqrt{12}', '2\\sqrt3'],
    ['\\sqrt[3]{8}', '2'],
    ['2\\pi', '\\pi\\cdot 2'],
    ['\\sin^2 x + \\cos^2 x', '1'],
    ['\\sin 2x', '2\\sin x\\cos x'],
    ['\\log_2 8', '3'],
    ['\\binom{5}{2}', '10'],
    ['5!', '120'],
    ['|{-3}|', '3'],
    ['(1,2)', '(1.0, \\frac{4}{2})'],
    ['[0,\\infty)', '\\left[0, +\\infty\\right)'],
    ['(-\\infty,0)\\cup(1,2)', '(-\\infty, 0) \\cup (1, \\frac{4}{2})'],
    ['\\{1,2,3\\}', '\\{3, 2, 1\\}'],
    ['2, -3', '-3, 2'],
    ['-3 and 2', '2, -3'],
    ['1 \\pm \\sqrt{2}', '1+\\sqrt2, 1-\\sqrt2'],
    ['\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}', '\\begin{pmatrix}1&\\frac{4}{2}\\\\3&4\\end{pmatrix}'],
    ['x \\in [1,2]', '[1,2]'],
    ['f(x) = 2x', '2x'],
    ['50\\%', '50'],
    ['\\$12.50', '12.5'],
    ['12\\text{ square meters}', '12'],
    ['45^\\circ', '45'],
    ['\\text{Even}', 'even'],
    ['3 - 2i', '-2i + 3'],
    ['e^{2}', 'e \\cdot e'],
    ['\\lfloor 3.7 \\rfloor', '3'],
    ['x^{-1}', '\\frac1x'],
    ['$\\frac{3}{4}$.', '0.75'],
  ])('%j and %j', (answer, right) => {
    expect(sameMath(answer, right)).toBe(true);
    expect(sameMath(right, answer)).toBe(true);
  });
});

describe('Two answers of MATH are not worth the same', () => {
  it.each([
    ['0.33', '\\frac{1}{3}'],
    ['1.414', '\\sqrt{2}'],
    ['2x+1', '2x-1'],
    ['x', 'y'],
    ['(1,2)', '(2,1)'],
    ['(1,2)', '[1,2]'],
    ['[1,2)', '[1,2]'],
    ['1, 2', '1, 2, 3'],
    ['1, 1', '1, 2'],
    ['\\{1,2\\}', '(1,2)'],
    ['(0,1)\\cup(2,3)', '(0,1)'],
    ['\\infty', '-\\infty'],
    ['\\frac{1}{0}', '\\frac{2}{0}'],
    ['\\text{even}', '\\text{odd}'],
    ['101_2', '5'],
    ['x^2', '|x|'],
    ['\\sqrt{x^2+1}', 'x+1'],
    ['\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}', '\\begin{pmatrix}1&3\\\\2&4\\end{pmatrix}'],
    ['', '0'],
    ['I do not know', '5'],
    ['2^{100000000}', '3^{100000000}'],
    ['((((((', '1'],
    ['9'.repeat(5000), '1'],
  ])('%j and %j', (answer, right) => {
    expect(sameMath(answer, right)).toBe(false);
    expect(sameMath(right, answer)).toBe(false);
  });

  it('any text is compared without an error', () => {
    const signs = fc.constantFrom(
      ...'0123456789xyz+-*/^_!|()[]{},.= \\'.split(''),
      '\\frac',
      '\\sqrt',
      '\\sin',
      '\\pm',
      '\\text{',
      '&',
      '\\begin{pmatrix}',
    );
    const text = fc.array(signs, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (a, b) => typeof sameMath(a, b) === 'boolean'),
      { numRuns: 2000 },
    );
  });

  it('a formula that is not understood is said to be none', () => {
    expect(parseLatex('\\int_0^1 x dx')).toBeUndefined();
    expect(parseLatex('x'.repeat(500))).toBeUndefined();
  });
});

const S = String.raw;

/** By what they are about: equal ones, then unequal ones. */
const KINDS: Readonly<Record<string, readonly [equal: [string, string][], unequal: [string, string][]]>> = {
  'infinity is no large number': [
    [
      [S`+\infty`, S`\infty`],
      ['(-∞, 3]', S`(-\infty,3]`],
      [S`\mathbb{R}`, S`(-\infty,\infty)`],
    ],
    [
      ['5', S`\infty`],
      ['17', S`-\infty`],
      ['x', S`\infty`],
      ['(0,5)', S`(0,\infty)`],
      ['(1,7]', S`(-\infty,7]`],
      ['3', '9^{9^{9^9}}'],
      [S`8^{9^{9^9}}`, '9^{9^{9^9}}'],
      [S`e^{1000}`, S`\infty`],
    ],
  ],
  'of an equation only a name may be left out': [
    [
      ['x=5', '5'],
      ['5=x', 'x=5'],
      ['x = 2 + 3 = 5', '5'],
      ['x_{1}=3', '3'],
      [S`\theta=\frac\pi6`, S`\frac{\pi}{6}`],
      ['P(3)=7', '7'],
      [S`\text{Area}=12`, '12'],
      [S`\angle ABC = 30^\circ`, '30'],
      ['(x,y)=(1,2)', '(1,2)'],
      ['y=2x+3', '2x-y+3=0'],
      ['3x+2y=6', S`\frac x2+\frac y3=1`],
      ['x^2+y^2=25', 'y^2+x^2-25=0'],
      ['x=2, y=3', 'y=3, x=2'],
    ],
    [
      ['x=3', 'y=3'],
      ['y=2x', 'x=2x'],
      ['y=2x', 'x=2y'],
      ['x-2y+3=0', 'x+2y-3=0'],
      ['x+y=5', 'x-y=5'],
      ['x^2+y^2=25', 'x+y=25'],
      ['2x+3y=6', '6'],
      ['x-2y+3=0', '0'],
      ['xy=6', '6'],
      ['-x=5', '5'],
      ['|x|=5', '5'],
      [S`\sqrt(x)=3`, '3'],
      ['x(2)=7', '7'],
      ['x = 2 + 4 = 5', '5'],
      ['x=y=2', '2'],
      ['2=3', '3'],
      ['x=3, y=5', 'x=5, y=3'],
    ],
  ],
  'an inequality is no number, but may be an interval': [
    [
      [S`x \leq 3`, S`x\le3`],
      [S`x\neq 3`, S`x \ne 3`],
      ['3<x', 'x>3'],
      ['1<x<2', '2>x>1'],
      [S`x\ge 2`, S`[2,\infty)`],
      [S`0 \le x < 5`, '[0,5)'],
    ],
    [
      ['x>3', '3'],
      [S`x\neq 3`, '3'],
      ['x<3', 'x>3'],
      ['x<3', S`x\le3`],
      ['1<x<2', S`1\le x<2`],
      ['x+y<5', 'x-y<5'],
      ['2x<3', S`(-\infty,3)`],
    ],
  ],
  'a mixed number is a sum, whatever its sign': [
    [
      [S`-2\frac12`, '-2.5'],
      [S`-3\frac{3}{4}`, S`-\frac{15}{4}`],
      [S`1-2\frac12`, '-1.5'],
      [S`1\frac12x`, '1.5x'],
      ['1 1/2', '1.5'],
      ['-1½', '-1.5'],
      [S`3\frac{\pi}{4}`, S`\frac{3\pi}{4}`],
    ],
    [
      [S`-2\frac12`, '-1'],
      [S`-2\frac12`, '-1.5'],
      [S`-3\frac34`, S`-\frac94`],
      ['1 1/2', '0.5'],
      ['11/2', '1 1/2'],
    ],
  ],
  'a comma parts a list, or the thousands of one number': [
    [
      ['1,234,567', '1234567'],
      [S`1,\!000`, '1000'],
      ['$1,250.50', '1250.5'],
      ['1,000x+2', '1000x+2'],
      ['(1,000, 2,000)', '(1000,2000)'],
      ['1,000 and 2,000', '2000, 1000'],
      [S`\{1,100\}`, S`\{100,1\}`],
      ['(3,125)', S`(3,\frac{250}{2})`],
      ['1;2', '1,2'],
    ],
    [
      ['3, 4', '34'],
      ['1,2', '12'],
      ['1,2,3', '123'],
      ['(1,2)', '(12)'],
      ['(5,100)', '(5100)'],
      ['(-5,100)', '-5100'],
      ['[2,300]', '2300'],
      ['(5,100,7)', '(5100,7)'],
      ['1,0', '10'],
      [S`\frac{1,2}{3}`, '4'],
    ],
  ],
  'variables may be negative, small and large': [
    [
      ['|x-1|', '|1-x|'],
      [S`\sqrt{x^2}`, '|x|'],
      [S`\sqrt{x^2+2x+1}`, '|x+1|'],
      [S`\sqrt[3]{x^3}`, 'x'],
      [S`\ln x^2`, S`2\ln|x|`],
      ['(-8)^{2/3}', '4'],
      ['2^x 3^x', '6^x'],
      ['(-1)^{n+1}', '-(-1)^n'],
    ],
    [
      ['|x|', 'x'],
      ['|x|', '-x'],
      [S`\sqrt{x^2}`, 'x'],
      ['|x-5|', '5-x'],
      [S`\sqrt{(x-4)^2}`, '4-x'],
      ['|x-1000|', '1000-x'],
      ['|x+1000|', 'x+1000'],
      [S`\lfloor x/4\rfloor`, '0'],
      [S`\lfloor x/100\rfloor`, '0'],
      [S`\sqrt[4]{x^4}`, 'x'],
      [S`\frac{|x|}{x}`, '1'],
      [S`\ln|x|`, S`\ln x`],
      ['|x||y|', 'xy'],
    ],
  ],
  'text behind a value is a unit only if it does not change the value': [
    [
      [S`3\text{ million}`, '3000000'],
      [S`5\text{ million dollars}`, S`\$5{,}000{,}000`],
      [S`5\ \mathrm{cm}`, '5'],
      [S`5\,\text{cm}^2`, S`5\text{ square centimeters}`],
      [S`12\text{ km}/\text{h}`, '12'],
      ['12 seconds', '12'],
      ['12 miles', '12'],
      ['12 people', '12'],
      ['36 sq ft', '36'],
      ['6 units^2', '6'],
      ['5 ft', '5 feet'],
      ['50 percent', S`50\%`],
      [S`\frac34\text{ of a cup}`, '0.75'],
      [S`3\text{x}`, '3x'],
    ],
    [
      [S`2\text{ or }3`, '2'],
      [S`3\text{ million}`, '3'],
      [S`3\text{ dozen}`, '3'],
      [S`2\text{ halves}`, '2'],
      [S`5\text{ twelfths}`, '5'],
      [S`5\text{ squared}`, '5'],
      [S`5\text{ minus one}`, '5'],
      [S`5\text{ or more}`, '5'],
      [S`3\text{ red and 4 blue}`, '3'],
      [S`2\text{ to }5`, '2'],
      [S`3\text{ p.m.}`, '3'],
      [S`3\mathrm{i}`, '3'],
      ['$3$ or $5$', '3'],
      ['$x$ and $y$', 'x'],
      ['5 hours and 20 minutes', '5'],
      ['5 feet', '5 inches'],
      ['5 feet', '5 square feet'],
      [S`\$5`, '5 cents'],
      ['3 xy', '3'],
      ['12abc', '12'],
      ['2 theta', '2'],
    ],
  ],
  'spaces change the look, and part numbers': [
    [
      [S`(1,\,2)`, '(1,2)'],
      [S`[0,\,1)`, '[0,1)'],
      [S`\{1,\;2\}`, S`\{1,2\}`],
      [S`3\,x`, '3x'],
      [S`5\,\pi`, S`5\pi`],
      [S`1\,000`, '1000'],
      ['10 000', '10000'],
      [S`\int_0^1 x\,dx`, S`\int_0^1 x dx`],
    ],
    [
      ['10 000', '0'],
      ['1 2 3', '6'],
      ['2 3', '6'],
      ['2 3', '23'],
      [S`3\ 4`, '12'],
      [S`\sqrt2 3`, S`3\sqrt2`],
      ['2^3 4', '32'],
      ['1.2.3', '0.36'],
      [S`2\,x`, '2,x'],
    ],
  ],
  'matrices have rows and columns': [
    [
      [S`\begin{bmatrix}1&2\\3&4\end{bmatrix}`, S`\begin{pmatrix}1&2\\3&4\\\end{pmatrix}`],
      [S`\left(\begin{array}{c}1\\2\end{array}\right)`, S`\begin{pmatrix}1\\2\end{pmatrix}`],
    ],
    [
      [S`\begin{pmatrix}1&2\\3&4\end{pmatrix}`, S`\begin{pmatrix}1&2&3\\4\end{pmatrix}`],
      [S`\begin{pmatrix}1\\2&3\\4\end{pmatrix}`, S`\begin{pmatrix}1&2\\3\\4\end{pmatrix}`],
      [S`\begin{pmatrix}1&2\\3&4\end{pmatrix}`, S`\begin{pmatrix}1&2&3&4\end{pmatrix}`],
      [S`\begin{vmatrix}1&2\\3&4\end{vmatrix}`, S`\begin{pmatrix}1&2\\3&4\end{pmatrix}`],
    ],
  ],
  'a decimal is no root, however long': [
    [
      [S`\sqrt{2+\sqrt3}`, S`\frac{\sqrt6+\sqrt2}{2}`],
      [S`\sqrt[3]{5\sqrt2+7}-\sqrt[3]{5\sqrt2-7}`, '2'],
      [S`\sqrt{10^{30}}`, '10^{15}'],
      [S`(\sqrt2)^{20}`, '1024'],
    ],
    [
      [S`\sqrt2`, '1.4142135624'],
      [S`\sqrt2`, '1.4142135623730951'],
      [S`\pi`, '3.14159265358979'],
      [S`\pi`, S`\frac{103993}{33102}`],
      ['e', '2.718281828459045'],
      ['10^{12}x+1', '10^{12}x'],
      ['x+10^{-20}', 'x'],
      [S`\pi\cdot10^{-13}`, '0'],
    ],
  ],
  'binomials and factorials': [
    [
      [S`\binom{200}{2}`, '19900'],
      [S`\binom{1000000000}{2}`, '499999999500000000'],
      [S`\binom{10^{12}}{1}`, '10^{12}'],
      [S`\binom{5}{7}`, '0'],
      [S`{10 \choose 3}`, '120'],
      [S`\binom n2`, S`\frac{n(n-1)}2`],
      [S`\binom{n}{k}`, S`\frac{n!}{k!(n-k)!}`],
      ['(n+1)!', '(n+1)n!'],
      ['180!', S`180\cdot179!`],
    ],
    [
      [S`\binom n2`, S`\frac{n(n+1)}2`],
      [S`\binom nk`, S`\binom kn`],
      [S`\binom{5}{\frac12}`, '1'],
      ['n!', '(n-1)!'],
      ['5!!', '120'],
    ],
  ],
  'parts without an order': [
    [
      [S`[1,2]\cup[3,4]`, S`[3,4]\cup[1,2]`],
      ['1 or 2', '1,2'],
      ['1, 2, and 3', '3,2,1'],
      [S`x=1\text{ or }x=2`, '2,1'],
      [S`x=\pm 2`, '2,-2'],
      [S`\emptyset`, S`\varnothing`],
      [S`\{\}`, S`\emptyset`],
    ],
    [
      [S`[1,2]\cup[3,4]`, S`[1,3]\cup[2,4]`],
      [S`(0,1)\cup(2,3)`, S`(0,1)\cap(2,3)`],
      ['1, 2 or 3', '6'],
      [S`\pm2`, '2'],
    ],
  ],
  'complex numbers': [
    [
      ['i^2', '-1'],
      ['(1+i)^8', '16'],
      [S`\frac{1}{1+i}`, S`\frac{1-i}{2}`],
      [S`\sqrt{-4}`, '2i'],
      [S`\sqrt{-2}\sqrt{-3}`, S`-\sqrt6`],
      ['|3+4i|', '5'],
      [S`e^{i\theta}`, S`\cos\theta+i\sin\theta`],
    ],
    [
      ['i', '-i'],
      [S`\sqrt{-4}`, '-2i'],
      [S`\sqrt{-4}`, '2'],
    ],
  ],
  'angles, inverse functions and other ways to write a value': [
    [
      [S`\sin 30^\circ`, S`\frac12`],
      [S`\sin^2 30^{\circ}`, '0.25'],
      [S`\sec(60°)`, '2'],
      [S`\sin^{-1}(1)`, S`\frac\pi2`],
      [S`\tan^{-1} x`, S`\arctan x`],
      [S`0.\overline3`, S`\frac13`],
      [S`0.1\overline{6}`, S`\frac16`],
      [S`2.\overline{9}`, '3'],
      ['2016_{7}', '2016_7'],
      ['x_1+x_2', 'x_{2}+x_{1}'],
      [S`\langle1,2\rangle`, '(1,2)'],
      ['2*sqrt(3)', S`2\sqrt{3}`],
      ['2√12', S`4\sqrt3`],
      ['2**10', '1024'],
    ],
    [
      [S`\sin 30`, S`\frac12`],
      [S`\cos 60^\circ`, S`\cos 60`],
      [S`\sin^{-1}(1)`, S`\frac1{\sin1}`],
      [S`0.\overline{3}`, '0.3'],
      ['2016_7', '2016_8'],
      ['2016_7', '2016'],
      ['x_1', 'x_2'],
      ['x2', '2x'],
    ],
  ],
};

describe.each(Object.entries(KINDS))('Of two answers of MATH, %s', (_kind, [equal, unequal]) => {
  it.each(equal)('%j is %j', (answer, right) => {
    expect([sameMath(answer, right), sameMath(right, answer)]).toEqual([true, true]);
  });
  it.each(unequal)('%j is not %j', (answer, right) => {
    expect([sameMath(answer, right), sameMath(right, answer)]).toEqual([false, false]);
  });
});

describe('No answer takes long', () => {
  const nested = (open: string, times: number, inside: string, close: string) =>
    open.repeat(times) + inside + close.repeat(times);

  it.each([
    [S`\binom{1000000000}{2}`],
    [S`\binom{1000000000000}{500000000000}`],
    [S`\binom{10^{1000}}{1000}`],
    [S`\binom{n}{500}+`.repeat(24) + '1'],
    ['300!*'.repeat(70) + '1'],
    [nested('(', 100, '9', ')!')],
    [nested('9^{', 80, '9', '}')],
    ['((((x+1)^9)^9)^9)^9'],
    ['(x+y)^{60}+'.repeat(35) + '1'],
    [S`\frac{1}{7^{1000}}+`.repeat(20) + '1'],
    [S`\frac{x}{y^{1000}}+`.repeat(20) + '1'],
    [nested(S`\sqrt{`, 60, '2', '}')],
    [nested('(1,', 300, '1', ')')],
    [nested(S`\{1,`, 15, '2', S`\}`)],
    [S`\{${S`\{1,2\},`.repeat(45)}\}`],
    ['1,'.repeat(480)],
    [nested('(', 5000, '1', ')')],
    ['('.repeat(10_000)],
    ['9'.repeat(10_000)],
    ['$'.repeat(10_000)],
    ['a '.repeat(5000)],
    ['5 ' + 'abcd '.repeat(180)],
    [S`\text{`.repeat(160)],
    ['x='.repeat(490)],
  ])('%.40s', (answer) => {
    const start = cpuTime();
    for (const other of ['1', ` ${answer}`, `${answer}+0`]) sameMath(answer, other);
    expect(cpuTime() - start).toBeLessThan(1500);
  });
});

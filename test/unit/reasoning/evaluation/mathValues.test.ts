import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLatex } from '../../../../src/reasoning/evaluation/latex.ts';
import { sameMath } from '../../../../src/reasoning/evaluation/mathValues.ts';

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

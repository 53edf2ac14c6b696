import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFinalAnswer } from '../../../../src/reasoning/answers/finalAnswer.ts';
import { answerFixtures } from './answerFixtures.ts';
import { sameAnswer } from './sameAnswer.ts';
import { demoAnswers } from '../steps/demoAnswers.ts';

const read = (text: string) => {
  const answer = readFinalAnswer(text);
  return answer && [answer.value, answer.how];
};

describe('the final answer', () => {
  it.each(answerFixtures().filter(({ final }) => final !== undefined))('of $name', ({ text, final }) => {
    expect(readFinalAnswer(text)).toEqual(final === 'none' ? undefined : final);
  });

  it.each([
    // The order: a box, then the sentence, then the line, then the hash, then what stands last.
    ['The answer is 3.\n#### 4\nSo $\\boxed{5}$ and 6.', '5', 'boxed'],
    ['#### 4\nThe answer is 3. There were 6.', '3', 'answer-is'],
    ['#### 4\nAnswer: 5\nThere were 6.', '5', 'answer-line'],
    ['There were 6.\n#### 4', '4', 'hash'],
    // A thought tries answers out.
    ['<think>\nThe answer is 3. Or \\boxed{4}?\n</think>\n\nIt is 5.', '5', 'last-number'],
    ['There were 6 and then 7 of them.', '7', 'last-number'],
    // The last of its kind.
    ['The answer is 3. No, the answer is 4.', '4', 'answer-is'],
    ['\\boxed{1} \\boxed{\\frac{1}{2}}', '\\frac{1}{2}', 'boxed'],
    ['\\boxed{\\text{a \\} b}}', '\\text{a \\} b}', 'boxed'],
    ['\\boxed{7} and then \\boxed{8', '7', 'boxed'],
    ['\\boxed 9', '9', 'boxed'],
    // What a model writes behind its answer answers another question.
    ['4 + 5 = 9\n#### 9\n\nQuestion: What is 2 + 3?\n2 + 3 = 5\n#### 5', '9', 'hash'],
    ['#### 72\n#### 80', '72', 'hash'],
    ['#### 72 #### 80', '72', 'hash'],
    ['The answer is 3.\n\nQ: And 4 + 4?\nThe answer is 8.', '3', 'answer-is'],
    ['So \\boxed{3}.\n\nProblem 2: more\n\\boxed{4}', '3', 'boxed'],
    ['Question: How many? Answer: 4', '4', 'last-number'],
    ['It takes 3 hours and 20 minutes.', '3 hours and 20 minutes', 'last-number'],
    ['That is 5 ft 3 in.', '5 ft 3 in', 'last-number'],
    ['So it is minus 3.', 'minus 3', 'last-number'],
    ['So it is 11 5/6 pages.', '11 5/6', 'last-number'],
    // What belongs to it.
    ['The answer is: 3.5. That is all.', '3.5', 'answer-is'],
    ['The answer is **42**.', '42', 'answer-is'],
    ['**The answer is 42.**', '42', 'answer-is'],
    ['The final answer is $\\frac{3}{4}$.', '\\frac{3}{4}', 'answer-is'],
    ['The answer is \\(12\\).', '12', 'answer-is'],
    ['The answer is B, because plants need light.', 'B', 'answer-is'],
    ['The correct option is (C).', '(C)', 'answer-is'],
    ['The answer to the question is 12 apples', '12 apples', 'answer-is'],
    ['The answer is `a.length`.', '`a.length`', 'answer-is'],
    ['**Final Answer:** 12', '12', 'answer-line'],
    ['### Answer\n\n12\n', '12', 'answer-line'],
    ['B', 'B', 'lone-letter'],
    ['**(b)**', 'b', 'lone-letter'],
    ['Of the 4 gases it is the second.\n\nB.', 'B', 'lone-letter'],
    ['It must be option C, as plants breathe it.', 'C', 'lone-letter'],
    ['I paid $1,250.50, or 3/4 of it.', '3/4', 'last-number'],
    ['It cost $1,250.50.', '$1,250.50', 'last-number'],
    ['It is 10-3 = -7', '-7', 'last-number'],
    ['```py\nprint(1)\n# The answer is 2\n```\nIt prints 1 number.', '1', 'last-number'],
    ['```py\nx = 4\n```', '4', 'last-number'],
  ])('of %j is %j', (text, value, how) => {
    expect(read(text)).toEqual([value, how]);
  });

  it.each(['', ' \n', 'I do not know.', 'A dog barked at a cat.', 'Answer:', 'Plan v2beta'])(
    'of %j is none',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it('is what the last line of a demo answer says', () => {
    const withLine = demoAnswers().filter(({ got }) => /^Answer: .*$/m.test(got));
    expect(withLine.length).toBeGreaterThan(900);
    for (const { got } of withLine) {
      const line = /Answer: (.*)$/.exec(got.trim().split('\n').at(-1) ?? '')?.[1]?.trim();
      expect(read(got)).toEqual([line, 'answer-line']);
    }
  });

  it('is a part of the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...answerFixtures().map(({ text }) => text))), (text) => {
        const answer = readFinalAnswer(text);
        if (answer) expect(text).toContain(answer.value);
        expect(answer?.value).not.toBe('');
      }),
    );
  });

  it('is read in time that grows with the text', () => {
    for (const bomb of ['\\boxed{', 'The answer is ', '#### ', '```\n', 'Answer:\n', '1,', '(A) ', '**', '$', ' . ']) {
      expect(() => readFinalAnswer(bomb.repeat(1_000_000 / bomb.length))).not.toThrow();
    }
  });
});

describe('the same answer', () => {
  it.each([
    ['1,000', '1000'],
    ['$1,234.50', '1234.5'],
    ['18.00', '18'],
    ['$-5', '-$5.0'],
    ['.5', '0.50'],
    ['−4', '-4'],
    ['007', '7'],
    ['-0', '0'],
    ['42.', '42'],
    ['42 apples', '42'],
    ['60 km/h', '60'],
    ['12, because it is even', '12'],
    ['50\\%', '50 %'],
    ['90^\\circ', '90'],
    ['12\\text{ cm}^2', '12'],
    ['b', 'B'],
    ['(B)', 'B.'],
    ['(B) friction', 'B'],
    ['2', 'B'],
    ['D', '4'],
    ['\\dfrac{1}{2}', '\\frac12'],
    ['\\tfrac{1}{2}', '1/2'],
    ['$\\frac{a}{b}$', '\\dfrac{a}{b}'],
    ['x = 5', '5'],
    ['\\left( 1, 2 \\right)', '(1,2)'],
    ['\\text{Monday}', 'monday'],
    ['\\sqrt2', '\\sqrt{2}'],
    ['"adult"', 'Adult'],
    ['`total`', 'total'],
    ['[1, 2]', '[1,2]'],
    ['Nooche  Hana', 'nooche hana'],
    ['11 5/6', '71/6'],
    ['11\\frac{5}{6}', '71/6'],
    ['3/4', '0.75'],
    ['2/4', '1/2'],
    ['minus 3', '-3'],
    ['negative 3', '−3'],
    ['minus three', '-3'],
    ['seven', '7'],
    ['3 hours and 20 minutes', '200 minutes'],
    ['3 h 20 min', '3 hours 20 minutes'],
    ['5 ft 3 in', '63 inches'],
    ['5 dollars and 20 cents', '$5.20'],
    ['1.5 × 10^3', '1500'],
    ['1.5e3', '1,500'],
    ['2,5', '2.5'],
    ['-1/2', '-0.5'],
  ])('%s and %s', (a, b) => {
    expect(sameAnswer(a, b)).toBe(true);
    expect(sameAnswer(b, a)).toBe(true);
  });

  it.each([
    ['4', '5'],
    ['-4', '4'],
    ['1,2', '12'],
    ['1.5', '15'],
    ['10', '100'],
    ['A', 'C'],
    ['B', '3'],
    ['E', '5'],
    ['1/2', '1/3'],
    ['11 5/6', '115/6'],
    ['11 5/6', '11'],
    ['3 hours and 20 minutes', '3 hours'],
    ['3 hours and 20 minutes', '20'],
    ['1/3', '0.333'],
    ['minus 3', '3'],
    ['2,5', '25'],
    ['1.5 × 10^3', '1.5'],
    ['3x', '3'],
    ['3 cats and 4 dogs', '3'],
    ['a dog', 'a'],
    ['\\sqrt{2}', '2'],
    ['new york', 'newyork'],
    ['(1, 2)', '(2, 1)'],
    ['', '0'],
  ])('is not %s and %s', (a, b) => {
    expect(sameAnswer(a, b)).toBe(false);
  });

  it('holds for every way to write an integer', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(4), fc.constantFrom('', ' apples', '.', ' %'), (n, zeros, tail) => {
        const grouped = n.toLocaleString('en-US') + (zeros > 0 ? `.${'0'.repeat(zeros)}` : '');
        expect(sameAnswer(grouped + tail, String(n))).toBe(true);
        expect(sameAnswer(grouped + tail, String(n + 1))).toBe(false);
      }),
    );
  });
});

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
    // A remark about the answer is none.
    ['The answer is 5. I am sure the answer is right.', '5', 'answer-is'],
    ['The answer is $\\frac12$. Check: the answer should be positive.', '\\frac12', 'answer-is'],
    ['The answer is: 5\n\nThe final answer must be an integer, so it fits.', '5', 'answer-is'],
    ['Answer: 5\nMy answer is clearly reasonable.', '5', 'answer-line'],
    ['#### 5\nLet me see whether the answer is 6.', '5', 'hash'],
    ['The answer is positive.', 'positive', 'answer-is'],
    ['The answer is found as follows: 2 + 3. So we get 5.', '5', 'last-number'],
    ['The answer is obtained by adding 2 and 3, which gives 5.', '5', 'last-number'],
    ['The answer is in the units of dollars. So it is 5.', '5', 'last-number'],
    ['The answer is not 3. It is 5.', '5', 'last-number'],
    ['The answer is **not** B but (C).', 'C', 'lone-letter'],
    ['The answer is not known.', 'not known', 'answer-is'],
    ['The answer is as follows:\n\n5', '5', 'answer-is'],
    // A numbered heading.
    ['#### 1. Count apples\nThere are 3.\n#### 2. Count pears\nThere are 4.\n\nTotal: 7', '7', 'last-number'],
    ['#### 2) Add\nIt is 6.\n#### 7', '7', 'hash'],
    ['#### ½', '½', 'hash'],
    // An answer in a block of code.
    ['Answer:\n```\n5\n```', '5', 'answer-line'],
    ['The answer is\n```\n5\n```\nIt took 3 steps.', '5', 'answer-is'],
    ['**Answer:**\n\n~~~python\nx = 5\n~~~\nIt has 1 variable.', 'x = 5', 'answer-line'],
    ['Answer:\n```\nx = 5\ny = 6\n```\nThat is all.\n#### 3', '3', 'hash'],
    // The reason and the way to it do not belong to it; sentences and lists stay whole.
    ['Answer: 5 because 2+3 = 5.', '5', 'answer-line'],
    ['Answer: B because plants need light.', 'B', 'answer-line'],
    ['Answer: 2 + 3 = 5', '5', 'answer-line'],
    ['Answer: 18 (see step 2)', '18 (see step 2)', 'answer-line'],
    ['Answer: A class, which has 2 methods', 'A class, which has 2 methods', 'answer-line'],
    ['Answer:\n- x = 2\n- y = 3\n\nDone.', '- x = 2\n- y = 3', 'answer-line'],
    ['Answer:\n1. 5 apples\n2. 6 pears', '1. 5 apples\n2. 6 pears', 'answer-line'],
    ['Answer:\n- 5\n', '5', 'answer-line'],
    ['Answer:\n12. There are 3 more.', '12. There are 3 more.', 'answer-line'],
    // What stands around it.
    ['**The answer is**: 5', '5', 'answer-is'],
    ['**The answer is:** 5', '5', 'answer-is'],
    ['The answer is therefore 5.', '5', 'answer-is'],
    ['The answer is simply (B).', '(B)', 'answer-is'],
    ['The answer is letter B.', 'B', 'answer-is'],
    ['The answer is 5, not 3.', '5', 'answer-is'],
    ['The answer is 5 rather than 3.', '5', 'answer-is'],
    ['The answer is B, as well as C.', 'B, as well as C', 'answer-is'],
    ['The answer is a class which has no method.', 'a class which has no method', 'answer-is'],
    ['The answer is $2 + $3 = $5.', '$5', 'answer-is'],
    ['The answer is $2 \\times 3 = 6$.', '6', 'answer-is'],
    ['The answer is Mr. Smith.', 'Mr. Smith', 'answer-is'],
    // A question that a model makes up, as a heading.
    ['The answer is 4.\n\n### Question\nAnd then?\nThe answer is 9.', '4', 'answer-is'],
    ['#### 4\n\n## Problem 2\n5 + 5\nThe answer is 10.', '4', 'hash'],
    // Letters.
    ['(B) 12 apples', 'B', 'lone-letter'],
    ['**B)** 12 apples', 'B', 'lone-letter'],
    ['B. 12', 'B', 'lone-letter'],
    ['I choose B. There are 3 others.', 'B', 'lone-letter'],
    ['It is A.', 'A', 'lone-letter'],
    ['Choose A.', 'A', 'lone-letter'],
    ['So A.', 'A', 'lone-letter'],
    ['I think A is right.', 'A', 'lone-letter'],
    ['Correct answer: B', 'B', 'lone-letter'],
    ['#### B', 'B', 'lone-letter'],
    ['A: 5', '5', 'last-number'],
    ['With option B she pays 5 less, so she pays 20.', '20', 'last-number'],
    // Numbers, whole.
    ['It is 1.5 × 10^3 m.', '1.5 × 10^3', 'last-number'],
    ['It is 1.5e3.', '1.5e3', 'last-number'],
    ['It is 5 / 8 of it.', '5 / 8', 'last-number'],
    ['It is 3½ cups.', '3½', 'last-number'],
    ['It is 3 ½ cups.', '3 ½', 'last-number'],
    ['They meet at 3:30 PM.', '3:30 PM', 'last-number'],
    ['They meet at 9 a.m. on Friday.', '9 a.m', 'last-number'],
    ['The ratio is 3:4.', '3:4', 'last-number'],
    ['The ratio is 3 : 4.', '3 : 4', 'last-number'],
    ['There are 1 000 people.', '1 000', 'last-number'],
    ['Es kostet 1.250,50 €.', '1.250,50', 'last-number'],
    ['So x = - 7', '- 7', 'last-number'],
    ['It is 12 - 7 = 5.', '5', 'last-number'],
    ['It takes 20-25 minutes.', '20-25', 'last-number'],
    ['It was on 2024-05-03.', '2024-05-03', 'last-number'],
    ['It is 2^5.', '2^5', 'last-number'],
    ['It is $3 million.', '$3 million', 'last-number'],
    ['So the total is twelve.', 'twelve', 'last-number'],
    ['Twenty-five', 'Twenty-five', 'last-number'],
    ['Step 3: 8 apples', '8', 'last-number'],
    ['We need 3 m and 20 m more.', '20', 'last-number'],
    ['He ran 5 km, 3 m behind her.', '3', 'last-number'],
    ['It costs 3 dollars and 20 people paid.', '20', 'last-number'],
    ['It takes 3 hours, 20 minutes.', '3 hours, 20 minutes', 'last-number'],
    ['It takes 1 hour 5 minutes and 30 seconds.', '1 hour 5 minutes and 30 seconds', 'last-number'],
    ['So it is $5 and 20 cents.', '$5 and 20 cents', 'last-number'],
    // Remarks beside it.
    ['Total: 8 (see step 3)', '8', 'last-number'],
    ['Total = 8 apples [1]', '8', 'last-number'],
    ['[42]', '42', 'last-number'],
    ['So the result is 6.\n\nLet me know if you have 2 more questions!', '6', 'last-number'],
  ])('of %j is %j', (text, value, how) => {
    expect(read(text)).toEqual([value, how]);
  });

  it.each([
    ...['', ' \n', 'I do not know.', 'A dog barked at a cat.', 'Answer:', 'Plan v2beta'],
    ...['Vitamin C is good.', 'It needs vitamin C', 'Plan B failed.', 'There are two kinds.', 'One should use a loop.'],
  ])('of %j is none', (text) => {
    expect(read(text)).toBeUndefined();
  });

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
    for (const bomb of [
      '\\boxed{',
      'The answer is ',
      '#### ',
      '```\n',
      'Answer:\n',
      '1,',
      '(A) ',
      '**',
      '$',
      ' . ',
      '1 000 ',
      '- 1\n',
    ]) {
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
    ['3 million', '3,000,000'],
    ['$2.5 million', '2500000 dollars'],
    ['5 thousand people', '5000'],
    ['2\\text{ million}', '2000000'],
    ['two dozen eggs', '24'],
    ['twenty-five', '25'],
    ['twenty five apples', '25'],
    ['thirty', '30'],
    ['two hundred and six', '206'],
    ['a hundred', '100'],
    ['two million five hundred thousand', '2500000'],
    ['half', '1/2'],
    ['one half', '0.5'],
    ['three quarters of the class', '3/4'],
    ['two-thirds', '2/3'],
    ['3 and a half', '3.5'],
    ['two and a half hours', '2.5'],
    ['3½', '3.5'],
    ['−3 ½', '-3.5'],
    ['½', '0.5'],
    ['3⁄4', '0.75'],
    ['10^3', '1000'],
    ['2^{10}', '1024'],
    ['1.5 × 10³', '1500'],
    ['-2^2', '-4'],
    ['(-5)', '-5'],
    ['- 5', '-5'],
    ['1{,}000', '1000'],
    ['1\\,000', '1000'],
    ['1 000', '1000'],
    ["1'000", '1000'],
    ['1.234,50 €', '1234.5'],
    ['1.234.567', '1234567'],
    ['0,125', '1/8'],
    ['¥500', '500'],
    ['USD 18', '18'],
    ['EUR 12,50', '12.5'],
    ['about 25', '25'],
    ['~25', '25'],
    ['≈ 25', '25'],
    ['the total is 5', '5'],
    ['30km', '30'],
    ['30 °C', '30'],
    ['30 cm^2', '30'],
    ['30 m²', '30'],
    ['$5/hour', '5'],
    ['$5 a day', '5'],
    ['5 T-shirts', '5'],
    ['12~\\text{cm}', '12'],
    ['12\\mathrm{m}', '12'],
    ['$5$ dollars', '5'],
    ['\\(5\\) apples', '5'],
    ['**5 dollars**.', '5'],
    ['5 since 2+3 = 5', '5'],
    ['5 (five)', '5'],
    ['5 apples (rounded)', '5'],
    ['72 clips altogether in April and May', '72'],
    ['45 minutes to finish the third part', '45'],
    ['26 people did not get a second one', '26'],
    ['1 hour 5 minutes and 30 seconds', '3930'],
    ['$5 and 20 cents', '5.2'],
    ['3:30', '03:30'],
    ['9 a.m.', '9:00 AM'],
    ['Option B', 'B'],
    ['choice (C)', 'C'],
    ['[B]', 'B'],
    ['B - friction', 'B'],
    ['(B)\\ 12', 'B'],
    ['x^{2}', 'x^2'],
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
    ['3 million', '3'],
    ['50 million', '50 thousand'],
    ['5 thousand', '5'],
    ['5 lakh', '5'],
    ['two dozen', '2'],
    ['two hundred', '2'],
    ['twenty five', '20'],
    ['one half', '1'],
    ['three quarters', '3'],
    ['a third way', '1/3'],
    ['third', '1/3'],
    ['3 tenths', '3'],
    ['3 and a half', '3'],
    ['2 and one half', '2'],
    ['2 pi', '2'],
    ['5 x', '5'],
    ['5 and x', '5'],
    ['3 a', '3'],
    ['3 i', '3'],
    ['12, x', '12'],
    ['5 squared', '5'],
    ['3 factorial', '3'],
    ['5 plus x', '5'],
    ['5 plus tax', '5'],
    ['5 over six', '5'],
    ['5 to six', '5'],
    ['5 below zero', '5'],
    ['5 or so', '5'],
    ['3 or four', '3'],
    ['3, four', '3'],
    ['5 apples and four pears', '5'],
    ['5 (mod 7)', '5'],
    ['5 (or 6)', '5'],
    ['5 (x+1)', '5'],
    ['101 (base 2)', '101'],
    ['101 in base two', '101'],
    ['3 remainder two', '3'],
    ['2\\text{ or so}', '2'],
    ['26 is a number, but `a` is a string', '26'],
    ['5 is odd', '5 is prime'],
    ['9 a.m.', '9 p.m.'],
    ['9 a.m.', '9'],
    ['3:30 AM', '3:30 PM'],
    ['(A) and (C)', 'A'],
    ['(B) or (C)', 'B'],
    ['(A), (C)', 'A'],
    ['(A) (C)', 'A'],
    ['A. and B.', 'A'],
    ['x = a', '1'],
    ['y = d', '4'],
    ['1 2 3', '123'],
    ['2 3', '23'],
    ['(1,2)', '1.2'],
    ['3-1/2', '3'],
    ['5!', '5'],
    ['5 km, 3 m', '5003'],
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

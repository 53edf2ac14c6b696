import { describe, expect, it } from 'vitest';
import { exactMatch, flexibleExtract, strictMatch } from '../../../../src/cli/evaluation/extract.ts';

describe('The answer as lm-evaluation-harness reads it', () => {
  it.each([
    ['He has 18.\n#### 18', '18'],
    ['#### -3', '-3'],
    ['#### 1,234.50 dollars', '1,234.50'],
    ['#### 5\nQuestion: …\n#### 7', '5'],
    ['####18', '[invalid]'],
    ['#### $18', '[invalid]'],
    ['The answer is 18.', '[invalid]'],
    ['', '[invalid]'],
  ])('strict, behind ####: %j is %j', (text, answer) => {
    expect(strictMatch(text, 'hash')).toBe(answer);
  });

  it.each([
    ['The answer is 18.', '18'],
    ['The answer is 18. The answer is 19.', '18.'],
    ['The answer is 18\n', '1'],
    ['The answer is 18', '1'],
    ['The answer is 8', '[invalid]'],
    ['The answer is 18 dollars.', '18'],
    ['The answer is $18.', '[invalid]'],
    ['The answer is -5.', '-5'],
    ['The answer is 1,000.', '1,000'],
    ['the answer is 18.', '[invalid]'],
    ['The answer is: 18.', '[invalid]'],
  ])('strict, behind "The answer is": %j is %j, faults included', (text, answer) => {
    expect(strictMatch(text, 'answer-is')).toBe(answer);
  });

  it.each([
    ['it is 3/4', '4'],
    ['5-3', '-3'],
    ['5...', '5...'],
    ['18 (see step 2)', '2'],
    ['1.5e3', '3'],
    ['It costs $18', '$18'],
    ['12 and 7', '7'],
    ['1,000 apples', '1,000'],
    ['no number', '[invalid]'],
    ['well...', '...'],
    ['−5', '5'],
  ])('flexible: of %j it is %j, faults included', (text, answer) => {
    expect(flexibleExtract(text)).toBe(answer);
  });

  it.each([
    ['18', 'He has 9 * 2 = 18.\n#### 18', true],
    ['1,000', 'so\n#### 1000', true],
    ['$18', '#### 18', true],
    ['18.', '#### 18', true],
    ['18.00', '#### 18', false],
    ['[invalid]', '#### 18', false],
    ['18..', '#### 18', false],
    ['-3', '#### -3', true],
  ])('%j for a solution that ends %j: %j', (answer, solution, isRight) => {
    expect(exactMatch(answer, solution)).toBe(isRight);
  });
});

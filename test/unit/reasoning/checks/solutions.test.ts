import { expect, it } from 'vitest';
import { checkStep } from '../../../../src/reasoning/checks/checkStep.ts';

/** Right sentences in the ways that worked solutions are written. */
const SENTENCES: readonly string[] = [
  'Natalia sold 48/2 = 24 clips in May.',
  'Natalia sold 48+24 = 72 clips altogether in April and May.',
  'Weng earns 12/60 = $0.2 per minute.',
  'Working 50 minutes, she earned 0.2 x 50 = $10.',
  'In the beginning, Betty has only 100 / 2 = $50.',
  'This means, Betty needs 100 - 50 - 30 - 15 = $5 more.',
  'Maila read 12 x 2 = 24 pages today.',
  'So she was able to read a total of 12 + 24 = 36 pages since yesterday.',
  'There are 120 - 36 = 84 pages left to be read.',
  'Since she wants to read half of the remaining pages tomorrow, then she should read 84/2 = 42 pages.',
  'He writes each friend 3*2=6 pages a week',
  'So he writes 6*2=12 pages every week',
  'That means he writes 12*52=624 pages a year',
  'There are 80/100 * 10 = 8 more purple flowers than yellow flowers.',
  "So in Mark's garden, there are 10 + 8 = 18 purple flowers.",
  "That means in Mark's garden there are 25/100 * 28 = 7 green flowers.",
  'He eats 32 from the largest pizzas because 2 x 16 = 32',
  'The total weight is 2 * 4 lb + 3 lb = 11 lb.',
  "Ken's box weighed 2 x 3 = 6 pounds, then 6 + 2 = 8 pounds.",
  'The sale price is $20 x 0.75 = $15 and the tax is $15 x 8% = $1.20.',
  'She pays $15 + $1.20 = $16.20 in total.',
  'His speed is 60 miles / 2 hours = 30 miles per hour.',
  'It takes 300 miles / 60 mph = 5 hours.',
  'The area is 5 m x 4 m = 20 m².',
  'The area is 5 m × 4 m = 20 square meters.',
  'The perimeter is 2(5 + 4) = 18 m.',
  'The perimeter is 2 * (5 + 4) = 18 m.',
  'The interest is 1000 * 0.05 * 2 = $100.',
  '30% of 200 students = 60 students.',
  'Half of 80 is 80/2 = 40.',
  'One third is 90 * 1/3 = 30.',
  'Two fifths of them: 2/5 * 40 = 16 students.',
  'The average is (3 + 4 + 8) / 3 = 5.',
  '7 weeks * 7 days/week = 49 days.',
  '3 dozen eggs is 3 * 12 = 36 eggs.',
  'In 2 hours there are 2 * 60 = 120 minutes.',
  'He runs 3 sprints 3 times a week, so 3*3 = 9 sprints.',
  '10 - 3 = 7, so 7 apples remain; 7 / 2 = 3.5.',
  'This is 1.5 times as much: 1.5 * 20 = 30.',
  'He was 5 years old 20 - 15 = 5 years ago.',
  '5 years ago he was 30 - 5 = 25.',
  'From 1990 to 2000 there are 2000 - 1990 = 10 years.',
  'The remaining 3/4 of it is 3/4 * 60 = 45 minutes.',
  'With 10% off, the price is 0.9 * 50 = 45.',
  'We subtract: 100 - 40 = 60 (the rest).',
  'We get 5 + 7 = 12 - 3 = 9.',
  'Thus 15 - 6 = <<15-6=9>>9 trees.',
  'Therefore, 2x = 10 and x = 10 / 2 = 5.',
  'x = (10 - 4) / 2 = 3.',
  'Let x = 3, then 2 * 3 + 1 = 7.',
  'f(2) = 2^2 + 1 = 5.',
  'So n! for n = 4 is 4 * 3 * 2 * 1 = 24.',
  'arr[1] + arr[2] = 3 + 4 = 7.',
  'total = 0 + 1 = 1, then total = 1 + 2 = 3.',
  'Iteration 1: sum = 0 + 5 = 5. Iteration 2: sum = 5 + 7 = 12.',
  'On the second pass, i = 2 and 2 % 2 == 0 is true.',
  'i = 3: 3 % 2 = 1, which is not 0.',
  'mid = (0 + 9) // 2 = 4.',
  'mid = Math.floor((0 + 9) / 2) = 4.',
  'mid = (0 + 9) / 2 = 4 (integer division).',
  'The index is 5 % 3 = 2.',
  '-7 % 3 = 2 in Python.',
  '2 ** 3 = 8 and 8 - 1 = 7.',
  '5 > 3 is true and 2 > 3 is false.',
  'Because 5 < 10, the condition is true.',
  'The condition 5 < 10 is true, so we continue.',
  '10 < 10 is false, so the loop stops.',
  '3 == 3 is True, 3 == 4 is False.',
  'Since 0 is not greater than 5, 0 > 5 is false.',
  'The result of 7 > 3 && 2 > 1 is true.',
  'low = 5, high = 4: 5 <= 4 is false.',
  'The difference is $12.50 - $3.75 = $8.75.',
  '1,000,000 / 1,000 = 1,000.',
  'The cost is 3 pens * $2/pen = $6.',
  'Tom has 4 + 3 + 2 = 9 marbles, i.e. 9 - 1 = 8 after losing one.',
  '12 inches * 2.54 = 30.48 cm.',
  '5 feet * 12 = 60 inches.',
  '3.5 hours * 60 = 210 minutes',
  '75 / 100 = 0.75 = 75%',
  '1/3 = 0.333',
  '1/3 = 0.333...',
  '2/3 ≈ 0.67 so 3 * 0.67 = 2.01',
  '$3.50 * 4 = $14',
  'The ratio is 12 / 8 = 3/2 = 1.5.',
  '120 / 50 = 2.4, so 3 buses are needed.',
  'There are 24 hours - 8 hours = 16 hours left.',
  '7:00 + 3 hours = 10:00',
];

const wrongIn = (text: string): boolean => checkStep(text).some(({ verdict }) => verdict === 'false');

it('calls nothing wrong in right solutions', () => {
  expect(SENTENCES.filter(wrongIn)).toEqual([]);
});

it('finds most results in them that were changed', () => {
  const changed = SENTENCES.flatMap((text) => {
    const result = [...text.matchAll(/= ?\$?(\d+)(?![\d.,%/])(?= |$|\.|,| )/g)].at(-1);
    if (!result || /is (?:true|false)/i.test(text)) return [];
    const [whole, digits = ''] = result;
    const end = result.index + whole.length;
    return [text.slice(0, end - digits.length) + String(Number(digits) + 13) + text.slice(end)];
  });
  const found = changed.filter(wrongIn).length / changed.length;
  console.log(`${(100 * found).toFixed(1)} % of ${changed.length} changed results found`);
  expect(changed.length).toBeGreaterThan(40);
  expect(found).toBeGreaterThanOrEqual(0.85);
});

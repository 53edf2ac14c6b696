/** Numbers written as words. All texts are lower case with single blanks. */
import { rational } from '../checks/arithmetic/rational.ts';
import { SCALES as FACTORS } from '../checks/arithmetic/words.ts';
import { own } from '../own.ts';
import type { NumberStart } from './figureStart.ts';

const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
  'nineteen'
).split(' ');
const TENS = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
/** Behind a number in words these multiply all that was said so far of it; a hundred multiplies the last part. */
const SCALES = new Map(
  ['dozen', 'thousand', 'million', 'billion', 'trillion'].map((name) => [name, own(FACTORS, name)]),
);
/** The index is the denominator; "quarter" is another name of "fourth". */
const PARTS = '  half third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const PART = String.raw`(half|halves|(?:${PARTS.slice(3).join('|')}|quarter)s?)`;

/** The names of numbers, of their scales and of fractions, for a pattern. */
export const NUMBER_NAMES = [...ONES, ...TENS.slice(2), ...SCALES.keys(), 'hundred'].join('|');
/** Without the quarters, which are coins, too. */
export const PART_NAMES = `half|halves|(?:${PARTS.slice(3).join('|')}|hundredth|thousandth)s?`;

/** "twenty-five", "two hundred and six", "a million". */
export function cardinalAt(text: string): NumberStart | undefined {
  if (/^zero\b/.test(text)) return { value: { num: 0n, den: 1n }, length: 4 };
  const article = /^a (?=(?:hundred|dozen|thousand|million|billion|trillion)\b)/.exec(text)?.[0] ?? '';
  let [total, group, lowest] = [0n, article === '' ? 0n : 1n, 10n ** 15n];
  let length = 0;
  for (const [match, and, name = ''] of text.slice(article.length).matchAll(/(?:^|[ -])(and )?([a-z]+)/gy)) {
    const [one, ten, scale] = [BigInt(ONES.indexOf(name)), BigInt(TENS.indexOf(name)), SCALES.get(name)];
    // "and" stands behind a full hundred only.
    if (and !== undefined && (length === 0 || group % 100n !== 0n)) break;
    if (one > 0n && group % (one < 10n && group % 100n >= 20n ? 10n : 100n) === 0n) group += one;
    else if (ten > 1n && group % 100n === 0n) group += ten * 10n;
    else if (name === 'hundred' && group > 0n && group < 100n) group *= 100n;
    else if (scale !== undefined && group > 0n && scale < lowest)
      [total, group, lowest] = [total + group * scale, 0n, scale];
    else break;
    length += match.length;
  }
  return length === 0 ? undefined : { value: { num: total + group, den: 1n }, length: article.length + length };
}

/** "half", "a third", "three quarters", "two-fifths". */
export function fractionAt(text: string): NumberStart | undefined {
  const [whole, number = 'one', part = ''] = new RegExp(`^(?:a |(?=half)|([a-z]+)[ -])${PART}\\b`).exec(text) ?? [];
  const top = ONES.indexOf(number);
  if (whole === undefined || top < 1) return undefined;
  const bottom = part.startsWith('hal') ? 2 : part.startsWith('quarter') ? 4 : PARTS.indexOf(part.replace(/s$/, ''));
  const value = rational(BigInt(top), BigInt(bottom));
  return value && { value, length: whole.length };
}

/** What a word behind a number multiplies it by: "3 million", "2 hundred". */
export const scaleOf = (word: string): bigint | undefined =>
  word === 'hundred' || SCALES.has(word) ? own(FACTORS, word) : undefined;

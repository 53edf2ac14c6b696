/** The number an answer is, however it is written. */
import {
  add,
  decimalPlaces,
  divide,
  formatDecimal,
  formatFraction,
  multiply,
  negate,
  parseDecimal,
  power,
  rational,
  type Rational,
} from '../checks/arithmetic/rational.ts';

const WORDS = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
  'twenty'
).split(' ');

/** Units of measures in two parts, each with how many of the next it holds. */
const MEASURES: readonly (readonly [RegExp, RegExp, bigint])[] = [
  [/^(?:d|days?)$/, /^(?:h|hrs?|hours?)$/, 24n],
  [/^(?:h|hrs?|hours?|stunden?|std)$/, /^(?:m|mins?|minutes?|minuten?)$/, 60n],
  [/^(?:m|mins?|minutes?|minuten?)$/, /^(?:s|secs?|seconds?|sekunden?)$/, 60n],
  [/^(?:weeks?|wochen?)$/, /^(?:days?|tage?)$/, 7n],
  [/^(?:years?|yrs?|jahre?)$/, /^(?:months?|monate?)$/, 12n],
  [/^(?:ft|foot|feet)$/, /^(?:in|inch|inches)$/, 12n],
  [/^(?:lbs?|pounds?)$/, /^(?:oz|ounces?)$/, 16n],
  [/^(?:km|kilometers?|kilometres?)$/, /^(?:m|meters?|metres?)$/, 1000n],
  [/^(?:kg|kilograms?|kilos?)$/, /^(?:g|grams?)$/, 1000n],
  [/^(?:m|meters?|metres?)$/, /^(?:cm|centimeters?|centimetres?)$/, 100n],
];
const TWO_PARTS = /^(\d[\d.,]*)\s*([a-z]+)\.?,?\s*(?:and|und|,)?\s*(\d[\d.,]*)\s*([a-z]+)\.?$/;
const SIGN = String.raw`(?:[-+−]|minus\s+|negative\s+)?`;
const FIGURE = String.raw`(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+,\d{1,2}(?![\d,])|\d+(?:\.\d*)?|\.\d+)`;
/** What may stand behind a number without changing it: a unit, a reason, a remark in brackets. */
const TAIL = String.raw`(?:\s?[%°$€£]|\s[a-z][^\d]*|,\s[^\d]*|\s\([^()]*\))?`;
const NUMBER = new RegExp(
  `^[$€£]?(${SIGN})[$€£]?(${FIGURE})(?:\\s*/\\s*(\\d+)|\\s+(\\d+)\\s*/\\s*(\\d+)|e([-+]?\\d{1,2}))?${TAIL}$`,
);
const POWER = new RegExp(
  `^(${SIGN})(${FIGURE})\\s*(?:×|x|\\*|·|\\\\times|\\\\cdot)\\s*10\\^\\{?([-−]?\\d{1,2})\\}?${TAIL}$`,
);

/** Longer answers are no numbers. */
const LONGEST = 200;

/** The value of an answer in lower case, as a decimal or a fraction in lowest terms; `undefined` when it is no number. */
export function numberKey(answer: string): string | undefined {
  const value = answer.length > LONGEST ? undefined : valueOf(answer);
  if (!value) return undefined;
  return decimalPlaces(value) === undefined ? formatFraction(value) : formatDecimal(value, 0);
}

function valueOf(text: string): Rational | undefined {
  return money(text) ?? twoParts(text) ?? plain(text) ?? timesPower(text) ?? word(text);
}

function figure(text: string): Rational | undefined {
  const isCommaDecimal = /^\d+,\d{1,2}$/.test(text);
  return parseDecimal((isCommaDecimal ? text.replace(',', '.') : text.replaceAll(',', '')).replace(/\.$/, ''));
}

const signed = (sign: string, value: Rational | undefined): Rational | undefined =>
  value && /^(?:[-−]|minus|negative)/.test(sign) ? negate(value) : value;

function plain(text: string): Rational | undefined {
  const [, sign = '', whole = '', below, top, bottom, exponent] = NUMBER.exec(text) ?? [];
  const value =
    whole === '' ? undefined : exponent === undefined ? figure(whole) : parseDecimal(`${whole}e${exponent}`);
  if (!value) return undefined;
  if (below !== undefined) return signed(sign, divide(value, { num: BigInt(below), den: 1n }));
  const part = top === undefined ? undefined : rational(BigInt(top), BigInt(bottom ?? 1));
  return signed(sign, part ? add(value, part) : top === undefined ? value : undefined);
}

function timesPower(text: string): Rational | undefined {
  const [, sign = '', mantissa = '', exponent = ''] = POWER.exec(text) ?? [];
  const value = mantissa === '' ? undefined : figure(mantissa);
  const scale = power({ num: 10n, den: 1n }, { num: BigInt(exponent.replace('−', '-') || 0), den: 1n });
  return value && scale && signed(sign, multiply(value, scale));
}

/** "5 dollars and 20 cents" is 5.2. */
function money(text: string): Rational | undefined {
  const [, dollars, cents] =
    /^(\d+) (?:dollars?|euros?|pounds?) (?:and |und )?(\d{1,2}) (?:cents?|pence)$/.exec(text) ?? [];
  return dollars === undefined ? undefined : rational(BigInt(dollars) * 100n + BigInt(cents ?? 0), 100n);
}

/** "3 hours and 20 minutes" is 200, in the smaller unit. */
function twoParts(text: string): Rational | undefined {
  const [, most = '', large = '', rest = '', small = ''] = TWO_PARTS.exec(text) ?? [];
  const measure = MEASURES.find(([first, second]) => first.test(large) && second.test(small));
  const [a, b] = measure ? [figure(most), figure(rest)] : [];
  const scaled = a && measure && multiply(a, { num: measure[2], den: 1n });
  return scaled && b && add(scaled, b);
}

/** "seven", "minus three", "twelve apples". */
function word(text: string): Rational | undefined {
  const [, sign = '', name = ''] = new RegExp(`^(${SIGN})(${WORDS.join('|')})(?:\\s[a-z]+)?$`).exec(text) ?? [];
  const value = WORDS.indexOf(name);
  return value < 0 ? undefined : signed(sign, { num: BigInt(value), den: 1n });
}

/** The measure in two parts that a number stands in: "3 hours and 20 minutes". */
export const TWO_PART_MEASURE =
  /(?<![\d.,])\d[\d.,]{0,15}\s{0,2}(?:days?|h|hrs?|hours?|min|minutes?|weeks?|years?|ft|feet|foot|lbs?|pounds?|kg|km|m|meters?|dollars?|euros?)\b,?\s{0,2}(?:and\s{1,2})?\d[\d.,]{0,15}\s{0,2}(?:h|hrs?|hours?|min|mins|minutes?|s|secs?|seconds?|days?|months?|in|inch|inches|oz|ounces?|g|grams?|m|meters?|cm|cents?)\b/gi;

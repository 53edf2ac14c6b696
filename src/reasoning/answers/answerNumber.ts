/** The number an answer is, however it is written. */
import {
  add,
  decimalPlaces,
  divide,
  formatDecimal,
  formatFraction,
  multiply,
  negate,
  power,
  rational,
  type Rational,
} from '../checks/arithmetic/rational.ts';
import { figureStart, type NumberStart } from './figureStart.ts';
import { measureOf } from './compoundMeasure.ts';
import { leavesNumber } from './numberTail.ts';
import { cardinalAt, fractionAt, scaleOf } from './numberWords.ts';

/** What may stand before a number without changing it. */
const LEAD =
  /^(?:(?:the )?(?:total|result|sum) ?(?:is|=|:) |it(?: is|['’]s) )?(?:(?:about|approximately|approx\.?|roughly|around|exactly|only|just) |[~≈] ?)?/;
const CURRENCY = '(?:[$€£¥₹]|(?:usd|eur|gbp|jpy|inr|rs\\.?) )?';
const SIGN = new RegExp(String.raw`^${CURRENCY}([-+−] ?|minus |negative )?${CURRENCY}`);

/** Longer answers are no numbers. */
const LONGEST = 200;

/** The value of an answer in lower case with single blanks, as a decimal or a fraction in lowest terms; `undefined` when it is no number. */
export function numberKey(answer: string): string | undefined {
  const value = answer.length > LONGEST ? undefined : valueOf(answer.replace(LEAD, ''));
  if (!value) return undefined;
  return decimalPlaces(value) === undefined ? formatFraction(value) : formatDecimal(value, 0);
}

function valueOf(text: string): Rational | undefined {
  const measure = measureOf(text);
  if (measure) return measure;
  const inBrackets = /^\(([-+−]?[\d.]+)\)$/.exec(text)?.[1];
  if (inBrackets !== undefined) return valueOf(inBrackets);
  const sign = SIGN.exec(text);
  const rest = text.slice(sign?.[0].length);
  const number = numberStart(rest);
  if (!number || !leavesNumber(rest.slice(number.length))) return undefined;
  return /^[-−mn]/.test(sign?.[1] ?? '') ? negate(number.value) : number.value;
}

function numberStart(text: string): NumberStart | undefined {
  const fraction = fractionAt(text);
  // "A third way" is no third.
  if (fraction) return /^(?:$| of\b)/.test(text.slice(fraction.length)) ? fraction : undefined;
  const number = figureStart(text) ?? cardinalAt(text);
  return number && continued(number, text.slice(number.length));
}

/** What may follow a number and belong to it, with the value that comes of it. */
const FOLLOWERS: readonly (readonly [RegExp, (value: Rational, a: bigint, b: bigint) => Rational | undefined])[] = [
  [/^ ?\/ ?(\d+)/, (value, bottom) => divide(value, whole(bottom))],
  [/^ (\d+) ?\/ ?(\d+)/, (value, top, bottom) => plus(value, rational(top, bottom))],
  [/^\^\{?([-−]?\d{1,3})\}?/, (value, exponent) => power(value, whole(exponent))],
  [
    /^ ?(?:×|x|\*|·|\\times|\\cdot) ?10\^\{?([-−]?\d{1,2})\}?/,
    (value, exponent) => times(value, power(whole(10n), whole(exponent))),
  ],
];

const whole = (num: bigint): Rational => ({ num, den: 1n });
const plus = (a: Rational, b: Rational | undefined): Rational | undefined => b && add(a, b);
const times = (a: Rational, b: Rational | undefined): Rational | undefined => b && multiply(a, b);

/** The number with its fraction, power or scale: "11 5/6", "2^5", "1.5 × 10^3", "3 and a half", "2 million". */
function continued({ value, length }: NumberStart, rest: string): NumberStart | undefined {
  const ended = (result: Rational | undefined, more: number) => result && { value: result, length: length + more };
  for (const [pattern, valueWith] of FOLLOWERS) {
    const [match, ...figures] = pattern.exec(rest) ?? [];
    if (match === undefined) continue;
    const [a = 0n, b = 1n] = figures.map((figure) => BigInt(figure.replace('−', '-')));
    return ended(valueWith(value, a, b), match.length);
  }
  const half = rest.startsWith(' and ') ? fractionAt(rest.slice(5)) : undefined;
  if (half) return ended(add(value, half.value), 5 + half.length);
  const word = /^ ([a-z]+)/.exec(rest)?.[1] ?? '';
  const scale = scaleOf(word);
  return scale === undefined ? { value, length } : ended(multiply(value, whole(scale)), 1 + word.length);
}

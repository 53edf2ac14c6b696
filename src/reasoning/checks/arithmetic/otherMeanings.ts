/** What an equation may mean besides what school mathematics makes of it. */
import { evaluate, evaluateInFloatingPoint, isShare, type Reading } from './evaluate.ts';
import {
  anyValue,
  hasOperator,
  isPercent,
  literalOf,
  literalsIn,
  some,
  type Expression,
  type Parsed,
} from './expression.ts';
import { ONE, compare, divide, equal, isInteger, multiply, round, type Rational } from './rational.ts';

/** An equation that is wrong as it is written. */
export interface WrongEquation {
  readonly left: Parsed;
  readonly right: Parsed;
  /** The side that is said to be the result, and the other one. */
  readonly result: Expression;
  readonly calculated: Expression;
  /** What the calculation comes to. */
  readonly value: Rational;
  /** What the result is said to be. */
  readonly shown: Rational;
}

/** Whether there is a common way to mean an equation in which it may be right. */
export function meansSomethingElse(equation: WrongEquation): boolean {
  const sides = [equation.left.expression, equation.right.expression];
  return (
    isFloatingPoint(equation) ||
    wrapsAround(equation) ||
    isClock(equation) ||
    isCongruence(equation) ||
    mayBePercent(equation) ||
    mayBePartOf(equation) ||
    isPartOfMore(equation) ||
    isScore(equation) ||
    isDates(equation) ||
    isAllTheTime(equation) ||
    sides.some((side) => mayBeRange(side) || ofIsUnclear(side)) ||
    countsRange(equation)
  );
}

/** Whether the equation may hold for the value of a letter, or its figures be read in another way. */
export function isUndecided({ left, right, result, calculated }: WrongEquation, reading: Reading): boolean {
  const literals = [...literalsIn(left.expression), ...literalsIn(right.expression)];
  // "1 000" may be two figures, and "3,5" may be a list.
  if (literals.filter(({ isBlankGrouped }) => isBlankGrouped).length === 1) return true;
  const commas = literals.filter(({ value }) => !value);
  const hasUnit = left.units.length + right.units.length > 0;
  const isPlainComma =
    commas.some(({ text }) => /^0,|^\d+\.\d+[.,]/.test(text)) ||
    (hasUnit && commas.every(({ decimals }) => decimals <= 2));
  if (reading.comma && commas.length === 1 && !isPlainComma) return true;
  const [from, to] = result === left.expression ? [right, left] : [left, right];
  return isLetterUnknown(from, to, literals.length, calculated);
}

/** `9s + 13 = 130`, `36 / 2 = 3h`: the letter is no unit where figures without it are added, or where one side lacks it. */
function isLetterUnknown(from: Parsed, result: Parsed, figures: number, calculated: Expression): boolean {
  const units = [from, result].flatMap((side) => (side.hasAreaUnit ? [] : side.units));
  const letters = units.filter((unit) => /^\p{L}$/u.test(unit)).length;
  if (letters === 0) return false;
  if (hasOperator(calculated, '+ -')) return letters < figures;
  if (from.units.length === 0) return true;
  return !result.units.some((unit) => /^\p{L}/u.test(unit));
}

/** "50% of 10 + 10" does not say what the part is taken of. */
export const ofIsMixed = (expression: Expression): boolean =>
  hasOperator(expression, 'of') &&
  (hasOperator(expression, '+ - // %') ||
    some(expression, (part) => part.kind === 'binary' && part.operator === '/' && !part.tight));

/** "3/3 - 2/3 = 1/3 of $150": only the part is the result. */
const isPartOfMore = ({ result, value }: WrongEquation): boolean => {
  const part = result.kind === 'binary' && result.operator === 'of' ? evaluate(result.left) : undefined;
  return part !== undefined && equal(part, value);
};

/** "8/10 + 9/10 = 17/20": points out of points, each added by itself. */
function isScore({ left, right }: WrongEquation): boolean {
  const addends = addendsOf(left.expression).map(wholeFraction);
  const [points, most] = wholeFraction(right.expression) ?? [];
  const [first] = addends;
  if (!first || addends.length < 2 || points === undefined || most === undefined) return false;
  // "1/2 + 1/3 = 2/5" is a mistake, and no score.
  if (!addends.every((addend) => addend && (addend[1] === first[1] || addend[1] >= 10n))) return false;
  const total = (at: 0 | 1): bigint => addends.reduce((sum, addend) => sum + (addend?.[at] ?? 0n), 0n);
  return total(0) === points && total(1) === most;
}

const addendsOf = (expression: Expression): Expression[] =>
  expression.kind === 'binary' && expression.operator === '+'
    ? [...addendsOf(expression.left), ...addendsOf(expression.right)]
    : [expression];

/** The two figures of `8/10`. */
function wholeFraction(expression: Expression): readonly [bigint, bigint] | undefined {
  if (expression.kind !== 'binary' || expression.operator !== '/' || !expression.tight) return undefined;
  const [top, bottom] = [valueOf(expression.left), valueOf(expression.right)];
  return top?.den === 1n && bottom?.den === 1n ? [top.num, bottom.num] : undefined;
}

/** "12/25 - 12/20 = 5 days" */
function isDates({ left: { expression }, right }: WrongEquation): boolean {
  if (expression.kind !== 'binary' || expression.operator !== '-') return false;
  const isDate = (side: Expression): boolean => {
    const [a, b] = wholeFraction(side) ?? [0n, 0n];
    return a > 0n && b > 0n && a <= 31n && b <= 31n && (a <= 12n || b <= 12n);
  };
  const isSpan = right.units.some((unit) => /^(?:days?|nights?|weeks?|months?|Tage?|Wochen?|Monate?)$/i.test(unit));
  return isSpan && isDate(expression.left) && isDate(expression.right);
}

/** "24/7 = 24 * 7 hours": all the time. */
function isAllTheTime({ left, right }: WrongEquation): boolean {
  if (literalOf(right.expression) && right.units.length === 0) return false;
  const [hours, days] = wholeFraction(left.expression) ?? [];
  return hours === 24n && days === 7n;
}

/** "3 of 4 = 75%": of four things three. */
const ofIsUnclear = (expression: Expression): boolean =>
  some(
    expression,
    (part) =>
      part.kind === 'binary' &&
      part.operator === 'of' &&
      part.left.kind === 'literal' &&
      !part.left.isFraction &&
      isWhole(part.left),
  );

const valueOf = (expression: Expression): Rational | undefined => {
  const literal = literalOf(expression);
  return literal && anyValue(literal);
};

const isWhole = (expression: Expression): boolean => {
  const value = valueOf(expression);
  return value !== undefined && isInteger(value);
};

/** `0.1 + 0.2 = 0.30000000000000004` and `2 ** 53 + 1 = 9007199254740992` are what a program prints. */
function isFloatingPoint({ left, right, result, value }: WrongEquation): boolean {
  const decimals = literalOf(result)?.decimals ?? 0;
  const isLarge = value.num >= 2n ** 53n * value.den || -value.num >= 2n ** 53n * value.den;
  if (decimals < 12 && !isLarge) return false;
  return evaluateInFloatingPoint(left.expression) === evaluateInFloatingPoint(right.expression);
}

/** `127 + 1 = -128`: an integer of 8, 16, 32 or 64 bits that overflows. */
function wrapsAround({ calculated, value, shown }: WrongEquation): boolean {
  if (!isInteger(value) || !isInteger(shown)) return false;
  const figures = literalsIn(calculated).map(anyValue);
  return [8n, 16n, 32n, 64n].some((bits) => {
    const range = 2n ** bits;
    if (value.num - shown.num !== range && shown.num - value.num !== range) return false;
    return [0n, -range / 2n].some((least) => {
      const fits = (number: bigint): boolean => number >= least && number < least + range;
      return (
        fits(shown.num) && figures.every((figure) => figure !== undefined && (fits(figure.num) || fits(-figure.num)))
      );
    });
  });
}

/** "9 - 5 = 8 hours", "22 + 4 = 2 hours": times of the day. */
function isClock({ left, right, value, shown }: WrongEquation): boolean {
  const isHours = [...left.units, ...right.units].some((unit) => /^(?:h|hrs?|hours?)$/i.test(unit));
  if (!isHours || !isInteger(value) || !isInteger(shown)) return false;
  return (value.num - shown.num) % 12n === 0n || (value.num + shown.num) % 12n === 0n;
}

/** `17 = 5 mod 12`. */
function isCongruence({ left, right }: WrongEquation): boolean {
  const number = valueOf(left.expression);
  const { expression } = right;
  if (number === undefined || expression.kind !== 'binary' || expression.operator !== '%') return false;
  const [rest, modulus] = [valueOf(expression.left), valueOf(expression.right)];
  if (rest === undefined || modulus === undefined || modulus.num === 0n) return false;
  return [number, rest, modulus].every(isInteger) && (number.num - rest.num) % modulus.num === 0n;
}

/** `7 / 100 = 0.07%`, `3% + 4% = 7`, `100% - 60% = 20 students`, `50 - 10 = 80%`: the sign is on one side only. */
function mayBePercent({ result, calculated, value, shown }: WrongEquation): boolean {
  const hasPercent = some(calculated, (part) => part.kind === 'percent');
  if (isPercent(result) === hasPercent) return false;
  if (isShare(calculated) && compare(shown, ONE) > 0) return true;
  const [whole] = literalsIn(calculated).map(anyValue);
  const [share, said] = [whole && divide(value, whole), evaluate(result)];
  if (!hasPercent && share && said && equal(share, said)) return true;
  return hasPercent ? isHundredfold(value, shown) : isHundredfold(shown, value);
}

function isHundredfold(part: Rational, whole: Rational): boolean {
  const hundred = multiply(part, { num: 100n, den: 1n });
  return hundred !== undefined && (equal(hundred, whole) || equal(hundred, round(whole, 0)));
}

/** "1/4 = 15", "4/4 = 60" and "1/4 = 2 slices" may say how many a quarter of something is, or all of it. */
function mayBePartOf({ left: { expression, units }, right, shown }: WrongEquation): boolean {
  if (expression.kind !== 'binary' || expression.operator !== '/') return false;
  const [part, whole] = [evaluate(expression.left), evaluate(expression.right)];
  if (!part || !whole || !literalOf(expression.left) || !literalOf(expression.right)) return false;
  const order = compare(part, whole);
  if (order > 0 || (order === 0 && !expression.tight) || compare(shown, ONE) < 0) return false;
  return shown.num > whole.num || (units.length === 0 && right.units.length > 0);
}

/** `3-5` may be a range and not a difference. */
const mayBeRange = (expression: Expression): boolean =>
  some(expression, (part) => part.kind === 'binary' && part.tight && rangeOf(part) !== undefined);

/** "0 - 2 = 3 rounds": a range and how many it holds. */
function countsRange({ left, right, shown }: WrongEquation): boolean {
  const distance = rangeOf(left.expression);
  if (distance === undefined || !isInteger(shown)) return false;
  const isNamed = right.units.length > 0 && left.units.length === 0;
  return shown.num === distance + 1n || (isNamed && shown.num === distance);
}

/** From the first to the last number of what may be a range. */
function rangeOf(expression: Expression): bigint | undefined {
  if (expression.kind !== 'binary' || expression.operator !== '-') return undefined;
  const [left, right] = [valueOf(expression.left), valueOf(expression.right)];
  if (left === undefined || right === undefined || !isInteger(left) || !isInteger(right)) return undefined;
  const distance = right.num - left.num;
  return distance > 0n ? distance : undefined;
}

/** What an equation may mean besides what school mathematics makes of it. */
import { evaluate, evaluateInFloatingPoint, type Reading } from './evaluate.ts';
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
import { add, compare, equal, isInteger, multiply, round, subtract, type Rational } from './rational.ts';

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
  return isLetterUnknown(left, right, literals.length, result === left.expression ? left : right, calculated);
}

/** `9s + 13 = 130`: the letter is no unit where figures without it are added, or where the result lacks it. */
function isLetterUnknown(
  left: Parsed,
  right: Parsed,
  figures: number,
  result: Parsed,
  calculated: Expression,
): boolean {
  const letters = [...left.units, ...right.units].filter((unit) => /^\p{L}$/u.test(unit)).length;
  if (letters === 0) return false;
  if (hasOperator(calculated, '+ -')) return letters < figures;
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
  const sum = left.expression;
  if (sum.kind !== 'binary' || sum.operator !== '+') return false;
  const fractions = [sum.left, sum.right, right.expression].map((side) =>
    side.kind === 'binary' && side.operator === '/' && side.tight ? [valueOf(side.left), valueOf(side.right)] : [],
  );
  const [[a, b] = [], [c, d] = [], [top, bottom] = []] = fractions;
  if (!a || !b || !c || !d || !top || !bottom || !equal(b, d)) return false;
  const [points, most] = [add(a, c), add(b, d)];
  return points !== undefined && most !== undefined && equal(points, top) && equal(most, bottom);
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
function wrapsAround({ value, shown }: WrongEquation): boolean {
  const difference = subtract(value, shown);
  return [8n, 16n, 32n, 64n].some(
    (bits) => difference?.den === 1n && (difference.num === 2n ** bits || -difference.num === 2n ** bits),
  );
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

/** `7 / 100 = 0.07%` and `3% + 4% = 7`: the sign is on one side only. */
function mayBePercent({ result, calculated, value, shown }: WrongEquation): boolean {
  const hasPercent = some(calculated, (part) => part.kind === 'percent');
  if (isPercent(result) === hasPercent) return false;
  return hasPercent ? isHundredfold(value, shown) : isHundredfold(shown, value);
}

function isHundredfold(part: Rational, whole: Rational): boolean {
  const hundred = multiply(part, { num: 100n, den: 1n });
  return hundred !== undefined && (equal(hundred, whole) || equal(hundred, round(whole, 0)));
}

/** "1/4 = 15" may say that a quarter of something is 15. */
function mayBePartOf({ left: { expression }, shown }: WrongEquation): boolean {
  if (expression.kind !== 'binary' || expression.operator !== '/') return false;
  const [left, right] = [valueOf(expression.left), valueOf(expression.right)];
  return (
    left !== undefined &&
    right !== undefined &&
    compare(left, right) < 0 &&
    compare(shown, { num: 1n, den: 1n }) >= 0 &&
    shown.num > right.num
  );
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

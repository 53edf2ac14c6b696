import { evaluate, evaluateInFloatingPoint, type Reading } from './evaluate.ts';
import type { Expression, Parsed } from './expression.ts';
import {
  compare,
  decimalPlaces,
  equal,
  formatDecimal,
  formatFraction,
  isInteger,
  multiply,
  rational,
  round,
  subtract,
  truncate,
  type Rational,
} from './rational.ts';
import type { Relation } from './tokens.ts';
import { unitsAgree } from './units.ts';

/** The literal that a side is, without brackets and signs around it; `undefined` for calculations. */
export function literalOf(expression: Expression): Extract<Expression, { kind: 'literal' }> | undefined {
  if (expression.kind === 'literal') return expression;
  return expression.kind === 'binary' || expression.kind === 'unknown' ? undefined : literalOf(expression.inner);
}

function some(expression: Expression, test: (part: Expression) => boolean): boolean {
  if (test(expression)) return true;
  if (expression.kind === 'binary') return some(expression.left, test) || some(expression.right, test);
  return 'inner' in expression && some(expression.inner, test);
}

const hasOperator = (expression: Expression, operators: string): boolean =>
  some(expression, (part) => part.kind === 'binary' && operators.split(' ').includes(part.operator));
const isPercent = (expression: Expression): boolean =>
  expression.kind === 'percent' || (expression.kind === 'group' && isPercent(expression.inner));

/** The decimals shown in a side: the most that a figure of it has; percentages have two more. */
function shownDecimals(expression: Expression): number {
  switch (expression.kind) {
    case 'unknown':
      return 0;
    case 'literal':
      return expression.decimals;
    case 'percent':
      return shownDecimals(expression.inner) + 2;
    case 'binary':
      return Math.max(shownDecimals(expression.left), shownDecimals(expression.right));
    case 'negative':
    case 'group':
      return shownDecimals(expression.inner);
  }
}

const READINGS: readonly Reading[] = [
  { percentOfLeft: true },
  { integerDivision: true },
  { towardZero: true },
  { xor: true },
  { signFirst: true },
  { dotThousands: true },
  { unrounded: true },
  { dotThousands: true, integerDivision: true },
];

export type Judgement = { readonly verdict: 'true' } | { readonly verdict: 'false'; readonly expected: string };

/**
 * Judges `left = right`. `undefined` where a side is unknown, where neither calculates anything, where a reading that
 * cannot be excluded makes it right, or where the result may be rounded in a way that is not plain.
 */
export function judgeEquality(left: Parsed, right: Parsed): Judgement | undefined {
  const [a, b] = [left.expression, right.expression];
  if (literalOf(a) && literalOf(b)) return undefined;
  const agreement = unitsAgree([...left.units, ...right.units]);
  if (agreement === 'convertible' || ofIsMixed(a) || ofIsMixed(b)) return undefined;
  const [x, y] = [evaluate(a), evaluate(b)];
  if (!x || !y) return undefined;
  if (equal(x, y)) return { verdict: 'true' };

  // The side that is one figure is the result, else the right one.
  const [result, value, shown] = literalOf(a) && !literalOf(b) ? [a, y, x] : [b, x, y];
  const rounded = roundedTo(result, value, shown);
  if (rounded !== 'no') return rounded === 'plain' ? { verdict: 'true' } : undefined;
  if (READINGS.some((reading) => agreesIn(reading, a, b))) return undefined;
  if (isFloatingPoint(a, b) || mayBeRange(a) || mayBeRange(b) || mayBePartOf(a, shown)) return undefined;
  if (
    isPercent(result) &&
    !some(result === a ? b : a, (part) => part.kind === 'percent') &&
    isHundredfold(shown, value)
  )
    return undefined;
  if (agreement === 'different' && (hasOperator(a, '+ -') || hasOperator(b, '+ -'))) return undefined;
  return { verdict: 'false', expected: format(value, result) };
}

/** "50% of 10 + 10" does not say what the part is taken of. */
const ofIsMixed = (expression: Expression): boolean =>
  hasOperator(expression, 'of') && hasOperator(expression, '+ - / // %');

/** `plain`: `shown` is `value` rounded or cut at the decimals of the result; `unsure`: it is near, but in another way. */
function roundedTo(result: Expression, value: Rational, shown: Rational): 'plain' | 'unsure' | 'no' {
  if (!literalOf(result) && hasOperator(result, '/ // % ^')) return 'no';
  const places = shownDecimals(result);
  const needed = decimalPlaces(value);
  if (needed !== undefined && needed <= places) return 'no';
  const difference = subtract(value, shown);
  const unit = rational(1n, 10n ** BigInt(places));
  if (!difference || !unit) return 'unsure';
  if (places > 0 && (equal(round(value, places), shown) || equal(truncate(value, places), shown))) return 'plain';
  const near = compare({ num: difference.num < 0n ? -difference.num : difference.num, den: difference.den }, unit) < 0;
  return near ? 'unsure' : 'no';
}

function agreesIn(reading: Reading, a: Expression, b: Expression): boolean {
  // `1/2 + 1/3 = 6/5`: where the result is a fraction too, no remainder is dropped.
  if (reading.integerDivision && hasOperator(a, '/') && hasOperator(b, '/')) return false;
  // A result is what it is; only the figures it is calculated from may have been rounded before.
  const read = (side: Expression): Rational | undefined =>
    evaluate(side, reading.unrounded && literalOf(side) ? {} : reading);
  const [x, y] = [read(a), read(b)];
  if (!x || !y) return false;
  if (equal(x, y)) return true;
  if (!reading.unrounded || ![a, b].some((side) => some(side, (part) => part.kind === 'literal' && part.decimals >= 2)))
    return false;
  const places = shownDecimals(b);
  return equal(round(x, places), round(y, places));
}

/** `0.1 + 0.2 = 0.30000000000000004` is what a program prints. */
function isFloatingPoint(a: Expression, b: Expression): boolean {
  const result = literalOf(b);
  return result !== undefined && result.decimals >= 12 && evaluateInFloatingPoint(a) === evaluateInFloatingPoint(b);
}

/** `3-5` may be a range and not a difference. */
const mayBeRange = (expression: Expression): boolean =>
  some(expression, (part) => {
    if (part.kind !== 'binary' || part.operator !== '-' || !part.tight) return false;
    const [left, right] = [literalOf(part.left), literalOf(part.right)];
    return (
      left !== undefined &&
      right !== undefined &&
      isInteger(left.value) &&
      isInteger(right.value) &&
      compare(left.value, right.value) < 0
    );
  });

/** "1/4 = 15" may say that a quarter of something is 15. */
function mayBePartOf(a: Expression, shown: Rational): boolean {
  if (a.kind !== 'binary' || a.operator !== '/') return false;
  const [left, right] = [literalOf(a.left), literalOf(a.right)];
  return (
    left !== undefined &&
    right !== undefined &&
    compare(left.value, right.value) < 0 &&
    compare(shown, { num: 1n, den: 1n }) >= 0 &&
    shown.num > right.value.num
  );
}

function isHundredfold(shown: Rational, value: Rational): boolean {
  const hundred = multiply(shown, { num: 100n, den: 1n });
  return hundred !== undefined && (equal(hundred, value) || equal(hundred, round(value, 0)));
}

/** The right value, written as the wrong one was: as a fraction, as a percentage, with separators. */
function format(value: Rational, result: Expression): string {
  if (isPercent(result)) {
    const percent = multiply(value, { num: 100n, den: 1n });
    return `${formatDecimal(percent ?? value, Math.max(0, shownDecimals(result) - 2))}%`;
  }
  if (!literalOf(result) && hasOperator(result, '/') && shownDecimals(result) === 0) return formatFraction(value);
  const text = formatDecimal(value, shownDecimals(result));
  return literalOf(result)?.text.includes(',') ? text.replace(/\d(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, '$&,') : text;
}

const COMPARISONS: Readonly<Record<Relation, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '==': (order) => order === 0,
  '≈': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

/** Whether `left relation right` holds; `undefined` where a side is unknown or its reading is not sure. */
export function holds(left: Parsed, relation: Relation, right: Parsed): boolean | undefined {
  if (relation === '≈' || unitsAgree([...left.units, ...right.units]) !== 'same') return undefined;
  const results = [{}, ...READINGS].map((reading) => {
    const [x, y] = [evaluate(left.expression, reading), evaluate(right.expression, reading)];
    return x && y && COMPARISONS[relation](compare(x, y));
  });
  const [first] = results;
  // The exclusive or is defined for integers only: that it is not, says nothing.
  return results.every((result) => result === undefined || result === first) ? first : undefined;
}

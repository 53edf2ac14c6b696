import { evaluate, evaluateInFloatingPoint, type Reading } from './evaluate.ts';
import { hasOperator, isPercent, literalOf, some, type Expression, type Parsed } from './expression.ts';
import { meansSomethingElse, ofIsMixed } from './otherMeanings.ts';
import {
  compare,
  decimalPlaces,
  equal,
  formatDecimal,
  formatFraction,
  multiply,
  rational,
  round,
  subtract,
  truncate,
  type Rational,
} from './rational.ts';
import type { Relation } from './token.ts';
import { unitsAgree } from './units.ts';

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
  { powerFromLeft: true },
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
  const places = literalOf(result)?.decimals ?? 0;
  const readings = places === 0 ? READINGS : [...READINGS, { quotientDecimals: places }];
  if (readings.some((reading) => agreesIn(reading, a, b))) return undefined;
  const calculated = result === a ? b : a;
  if (meansSomethingElse({ left, right, result, calculated, value, shown })) return undefined;
  if (agreement === 'different' && (hasOperator(a, '+ -') || hasOperator(b, '+ -'))) return undefined;
  return { verdict: 'false', expected: format(value, result) };
}

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
  const [x, y] = [evaluateInFloatingPoint(left.expression), evaluateInFloatingPoint(right.expression)];
  // `0.1 + 0.2 == 0.3` is false for a program.
  if (x !== undefined && y !== undefined && COMPARISONS[relation](x - y) !== first) return undefined;
  // The exclusive or is defined for integers only: that it is not, says nothing.
  return results.every((result) => result === undefined || result === first) ? first : undefined;
}

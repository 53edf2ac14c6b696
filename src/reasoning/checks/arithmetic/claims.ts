import { evaluate, evaluateInFloatingPoint, type Reading } from './evaluate.ts';
import { hasOperator, literalOf, some, type Expression, type Parsed } from './expression.ts';
import { formatResult, shownDecimals } from './formatResult.ts';
import { inUnitOfResult, mayBeInAnotherUnit, provesUnit, sumOfMeasures } from './measures.ts';
import { isUndecided, meansSomethingElse, ofIsMixed } from './otherMeanings.ts';
import { compare, equal, isWithin, round, type Rational } from './rational.ts';
import {
  DOUBTS,
  WEAK,
  isSure,
  nearestOf,
  plainReadings,
  sidesOf,
  valuesIn,
  type Sides,
  type Values,
} from './readings.ts';
import { isApproximately, isNear, roundedTo } from './rounding.ts';
import type { Relation } from './token.ts';
import { unitsAgree } from './units.ts';

export type Judgement =
  | { readonly verdict: 'true' }
  | { readonly verdict: 'false'; readonly expected: string; readonly value: Rational; readonly shown: Rational };

/**
 * Judges `left = right`. `undefined` where a side is unknown, where neither calculates anything, where a reading that
 * cannot be excluded makes it right, or where the result may be rounded in a way that is not plain.
 */
export function judgeEquality(left: Parsed, right: Parsed): Judgement | undefined {
  const sides = sidesOf(left, right);
  const { a, b, result, calculated, units } = sides;
  if (literalOf(a) && literalOf(b)) return undefined;
  if (ofIsMixed(a) || ofIsMixed(b)) return undefined;
  const adds = hasOperator(a, '+ -') || hasOperator(b, '+ -');
  if (adds && unitsAgree([...left.units, ...right.units]) === 'convertible')
    return judgeSumOfMeasures(left, right, sides);
  const plain = plainReadings(sides).flatMap((reading) => valuesIn(sides, reading));
  for (const { value, shown, reading } of plain) {
    const rounded = equal(value, shown) ? 'plain' : roundedTo(sides, value, shown, reading);
    if (rounded === 'no') continue;
    const isProved = rounded === 'plain' && isSure(reading, a, b, value) && provesUnit(calculated, units);
    return isProved ? { verdict: 'true' } : undefined;
  }
  const nearest = nearestOf(plain);
  if (!nearest || isDoubtful(sides, plain)) return undefined;
  const { value, shown, reading } = nearest;
  const equation = { left, right, result, calculated, units, value, shown };
  if (isUndecided(equation, reading) || meansSomethingElse(equation) || mayBeInAnotherUnit(equation)) return undefined;
  const correct = inUnitOfResult(equation);
  if (!correct || (!equal(correct, value) && isNear(sides, correct, shown, reading))) return undefined;
  return { verdict: 'false', expected: formatResult(correct, result, reading, calculated), value, shown };
}

/** `1 hour + 45 minutes = 100 minutes`; not judged where it holds, as the conversion is not shown. */
function judgeSumOfMeasures(left: Parsed, right: Parsed, sides: Sides): Judgement | undefined {
  const { result, calculated, units } = sides;
  const [value, shown] = [sumOfMeasures(calculated, units), literalOf(result) && evaluate(result)];
  if (!value || !shown || isNear(sides, value, shown, {})) return undefined;
  const equation = { left, right, result, calculated, value, shown };
  if (isUndecided(equation, {}) || meansSomethingElse(equation)) return undefined;
  return { verdict: 'false', expected: formatResult(value, result, {}, calculated), value, shown };
}

/** Whether the equation holds in a reading that cannot be excluded. */
function isDoubtful(sides: Sides, plain: readonly Values[]): boolean {
  const weak = WEAK.flatMap((reading) => valuesIn(sides, reading));
  if (weak.some(({ value, shown, reading }) => isNear(sides, value, shown, reading))) return true;
  const places = literalOf(sides.result)?.decimals ?? 0;
  const doubts = places <= 0 ? DOUBTS : [...DOUBTS, { quotientDecimals: places }];
  return plain.some(({ reading }) => doubts.some((doubt) => agreesIn({ ...reading, ...doubt }, sides.a, sides.b)));
}

function agreesIn(reading: Reading, a: Expression, b: Expression): boolean {
  // `1/2 + 1/3 = 6/5`: where the result is a fraction too, no remainder is dropped.
  if (reading.integerDivision && hasOperator(a, '/') && hasOperator(b, '/')) return false;
  // A result is what it is; only the figures it is calculated from may have been rounded before.
  const { unrounded, ...exact } = reading;
  const read = (side: Expression): Rational | undefined =>
    evaluate(side, unrounded && literalOf(side) ? exact : reading);
  const [x, y] = [read(a), read(b)];
  if (!x || !y) return false;
  if (equal(x, y)) return true;
  if (!unrounded || ![a, b].some((side) => some(side, (part) => part.kind === 'literal' && part.decimals >= 2)))
    return false;
  const places = shownDecimals(b, reading);
  return equal(round(x, places), round(y, places));
}

/** Judges `left ≈ right`: right where it is rounded to within a hundredth, wrong by more than a quarter, else not judged. */
export function judgeApproximation(left: Parsed, right: Parsed): Judgement | undefined {
  const sides = sidesOf(left, right);
  const { a, b, result, calculated, units } = sides;
  if (!literalOf(result) || literalOf(calculated) || unitsAgree([...left.units, ...right.units]) === 'convertible')
    return undefined;
  const plain = plainReadings(sides).flatMap((reading) => valuesIn(sides, reading));
  const isRight = plain.some(
    ({ value, shown, reading }) => isSure(reading, a, b, value) && isApproximately(result, value, shown, reading),
  );
  if (isRight) return provesUnit(calculated, units) ? { verdict: 'true' } : undefined;
  const weak = WEAK.flatMap((reading) => valuesIn(sides, reading));
  const isRough = ({ value, shown, reading }: Values): boolean =>
    isWithin(value, shown, 4n) || equal(round(value, shownDecimals(result, reading)), shown);
  const nearest = nearestOf(plain);
  if (!nearest || [...plain, ...weak].some(isRough)) return undefined;
  const { value, shown, reading } = nearest;
  const equation = { left, right, result, calculated, units, value, shown };
  if (isUndecided(equation, reading) || meansSomethingElse(equation) || mayBeInAnotherUnit(equation)) return undefined;
  return { verdict: 'false', expected: formatResult(value, result, reading, calculated), value, shown };
}

/** What a relation says of the order of its sides: negative, zero or positive. */
export const COMPARISONS: Readonly<Record<Relation, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '==': (order) => order === 0,
  '≈': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

const OF_COMPARISONS: readonly Reading[] = [{ comma: true }, { scaleless: true }, { plainPercent: true }, ...DOUBTS];

/** Whether `left relation right` holds; `undefined` where a side is unknown or its reading is not sure. */
export function holds(left: Parsed, relation: Relation, right: Parsed): boolean | undefined {
  if (relation === '≈' || unitsAgree([...left.units, ...right.units]) !== 'same') return undefined;
  const under = (reading: Reading): boolean | undefined => {
    const [x, y] = [evaluate(left.expression, reading), evaluate(right.expression, reading)];
    return x && y && COMPARISONS[relation](compare(x, y));
  };
  const first = under({}) ?? under({ comma: true });
  const [x, y] = [evaluateInFloatingPoint(left.expression), evaluateInFloatingPoint(right.expression)];
  // `0.1 + 0.2 == 0.3` is false for a program.
  if (x !== undefined && y !== undefined && COMPARISONS[relation](x - y) !== first) return undefined;
  const results = OF_COMPARISONS.map(under);
  // The exclusive or is defined for integers only: that it is not, says nothing.
  return results.every((result) => result === undefined || result === first) ? first : undefined;
}

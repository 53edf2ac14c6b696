import { evaluate, evaluateInFloatingPoint, type Reading } from './evaluate.ts';
import {
  hasOperator,
  hasPercent,
  isPercent,
  literalOf,
  literalsIn,
  some,
  type Expression,
  type Parsed,
} from './expression.ts';
import { formatResult, shownDecimals } from './formatResult.ts';
import { isUndecided, meansSomethingElse, ofIsMixed } from './otherMeanings.ts';
import { compare, decimalPlaces, equal, rational, round, subtract, truncate, type Rational } from './rational.ts';
import type { Relation } from './token.ts';
import { isConversion, unitsAgree } from './units.ts';

/** Readings that are as good as the default: an equation that holds in one of them is right. */
function plainReadings(a: Expression, b: Expression, result: Expression): Reading[] {
  const literals = [...literalsIn(a), ...literalsIn(b)];
  const calculated = result === a ? b : a;
  const isFraction = [a, b].some((side) =>
    some(side, (part) => part.kind === 'binary' && part.operator === '/' && part.tight),
  );
  return [
    {},
    ...(literals.some(({ comma }) => comma) ? [{ comma: true } as const] : []),
    ...(literals.some(({ scale }) => scale) ? [{ scaleless: true } as const] : []),
    ...(isFraction ? [{ fractionBelow: true } as const] : []),
    ...(isPercent(result) && !hasPercent(calculated) ? [{ percentIsOne: true } as const] : []),
    ...(hasPercent(calculated) ? [{ plainPercent: true } as const] : []),
  ];
}

/** Readings that cannot be excluded: an equation that holds in one of them is not judged. */
const DOUBTS: readonly Reading[] = [
  { percentIsOne: true },
  { fractionBelow: true },
  { integerDivision: true },
  { towardZero: true },
  { xor: true },
  { signFirst: true },
  { powerFromLeft: true },
  { impliedFirst: true },
  { unrounded: true },
  { comma: true, integerDivision: true },
];

export type Judgement =
  | { readonly verdict: 'true' }
  | { readonly verdict: 'false'; readonly expected: string; readonly value: Rational; readonly shown: Rational };

/**
 * Judges `left = right`. `undefined` where a side is unknown, where neither calculates anything, where a reading that
 * cannot be excluded makes it right, or where the result may be rounded in a way that is not plain.
 */
export function judgeEquality(left: Parsed, right: Parsed): Judgement | undefined {
  const [a, b] = [left.expression, right.expression];
  if (literalOf(a) && literalOf(b)) return undefined;
  if (ofIsMixed(a) || ofIsMixed(b)) return undefined;
  // The side that is one figure is the result, else the right one.
  const result = literalOf(a) && !literalOf(b) ? a : b;
  const calculated = result === a ? b : a;
  const isSum = hasOperator(a, '+ -') || hasOperator(b, '+ -');
  const agreement = unitsAgree([...left.units, ...right.units]);
  if (isSum && agreement === 'convertible') return undefined;
  const readings = plainReadings(a, b, result);
  let nearest: { readonly value: Rational; readonly shown: Rational; readonly reading: Reading } | undefined;
  for (const reading of readings) {
    const [value, shown] = [evaluate(calculated, reading), evaluate(result, reading)];
    if (!value || !shown) continue;
    const rounded = equal(value, shown) ? 'plain' : roundedTo(result, value, shown, reading);
    if (rounded !== 'no') return rounded === 'plain' && isSure(reading, a, b, value) ? { verdict: 'true' } : undefined;
    nearest ??= { value, shown, reading };
  }
  if (!nearest) return undefined;
  const { value, shown, reading } = nearest;
  const places = literalOf(result)?.decimals ?? 0;
  const doubts = places <= 0 ? DOUBTS : [...DOUBTS, { quotientDecimals: places }];
  if (doubts.some((doubt) => agreesIn({ ...reading, ...doubt }, a, b))) return undefined;
  const equation = { left, right, result, calculated, value, shown };
  if (isUndecided(equation, reading) || meansSomethingElse(equation)) return undefined;
  if (agreement === 'convertible' && isConversion(value, shown)) return undefined;
  if (agreement === 'different' && isSum && !hasUnitOfSum(equation)) return undefined;
  return { verdict: 'false', expected: formatResult(value, result, reading), value, shown };
}

/** Whether a reading in which an equation holds is the one that was meant. */
function isSure({ comma, percentIsOne }: Reading, a: Expression, b: Expression, value: Rational): boolean {
  // "1.234 + 1 = 1.235" is wrong in English; "1.234,5" can be read in one way only.
  if (comma) return [...literalsIn(a), ...literalsIn(b)].some((literal) => !literal.value);
  return !percentIsOne || compare(value, { num: 1n, den: 1n }) >= 0;
}

/** "16 roses + 19 tulips = 45 flowers" counts things together; "3 boxes + 2 bags = 30" may count something else. */
function hasUnitOfSum({ left, right }: { readonly left: Parsed; readonly right: Parsed }): boolean {
  const figures = literalsIn(left.expression).length + literalsIn(right.expression).length;
  return left.units.length + right.units.length >= figures - 1;
}

/** `plain`: `shown` is `value` rounded or cut at the decimals of the result; `unsure`: it is near, but in another way. */
function roundedTo(result: Expression, value: Rational, shown: Rational, reading: Reading): 'plain' | 'unsure' | 'no' {
  const literal = literalOf(result);
  if (literal?.isFraction || (!literal && hasOperator(result, '/ // %'))) return 'no';
  if (!literal && hasOperator(result, '^')) return isWithin(value, shown, 100n) ? 'unsure' : 'no';
  const places = shownDecimals(result, reading);
  const needed = decimalPlaces(value);
  if (needed !== undefined && needed <= places) return 'no';
  const difference = subtract(value, shown);
  if (!difference) return 'unsure';
  const isRounded = equal(round(value, places), shown) || equal(truncate(value, places), shown);
  if (places !== 0 && isRounded) return 'plain';
  const size = difference.num < 0n ? -difference.num : difference.num;
  const unit = places < 0 ? rational(10n ** BigInt(-places)) : rational(1n, 10n ** BigInt(places));
  return unit && compare({ num: size, den: difference.den }, unit) < 0 ? 'unsure' : 'no';
}

/** Whether two values differ by less than one part of `parts`. */
function isWithin(a: Rational, b: Rational, parts: bigint): boolean {
  const difference = a.num * b.den - b.num * a.den;
  const size = a.num * b.den;
  return (difference < 0n ? -difference : difference) * parts < (size < 0n ? -size : size);
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

/** Judges `left ≈ right`: right within a hundredth, wrong by more than a quarter, else not judged. */
export function judgeApproximation(left: Parsed, right: Parsed): Judgement | undefined {
  const result = literalOf(left.expression) ? left.expression : right.expression;
  const calculated = result === left.expression ? right.expression : left.expression;
  if (!literalOf(result) || literalOf(calculated) || unitsAgree([...left.units, ...right.units]) === 'convertible')
    return undefined;
  const all = plainReadings(left.expression, right.expression, result).flatMap((reading) => {
    const [value, shown] = [evaluate(calculated, reading), evaluate(result, reading)];
    return value && shown ? [{ value, shown, reading }] : [];
  });
  const [first] = all;
  if (!first) return undefined;
  if (all.some(({ value, shown }) => equal(value, shown) || isWithin(value, shown, 100n))) return { verdict: 'true' };
  if (all.some(({ value, shown }) => isWithin(value, shown, 4n))) return undefined;
  const equation = { left, right, result, calculated, ...first };
  if (isUndecided(equation, first.reading) || meansSomethingElse(equation)) return undefined;
  const { value, shown, reading } = first;
  return { verdict: 'false', expected: formatResult(value, result, reading), value, shown };
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

/** The ways in which the two sides of an equation are read, and how sure each of them is. */
import { evaluate, type Reading } from './evaluate.ts';
import {
  factorsOf,
  hasOperator,
  hasPercent,
  isPercent,
  literalOf,
  literalsIn,
  type Expression,
  type Parsed,
} from './expression.ts';
import { relativeDistance, type UnitsOfSides } from './measures.ts';
import { ONE, compare, negate, type Rational } from './rational.ts';

/** The two sides of an equation in their order, and which of them is said to be the result. */
export interface Sides {
  readonly a: Expression;
  readonly b: Expression;
  readonly result: Expression;
  readonly calculated: Expression;
  readonly units: UnitsOfSides;
}

export function sidesOf(left: Parsed, right: Parsed): Sides {
  const [a, b] = [left.expression, right.expression];
  // The side that is one figure is the result, else the right one.
  const isReversed = literalOf(a) !== undefined && !literalOf(b);
  const [from, to] = isReversed ? [right, left] : [left, right];
  return {
    a,
    b,
    result: to.expression,
    calculated: from.expression,
    units: {
      ...{ calculated: from.units, result: to.units },
      hasPower: [left, right].some(({ hasUnitPower, hasAreaUnit }) => hasUnitPower === true || hasAreaUnit === true),
    },
  };
}

/** The values of both sides in a reading. */
export interface Values {
  readonly value: Rational;
  readonly shown: Rational;
  readonly reading: Reading;
}

export function valuesIn({ calculated, result }: Sides, reading: Reading): Values[] {
  const [value, shown] = [evaluate(calculated, reading), evaluate(result, reading)];
  return value && shown ? [{ value, shown, reading }] : [];
}

/** Readings that are as good as the default: an equation that holds in one of them is right. */
export function plainReadings({ a, b, result, calculated }: Sides): Reading[] {
  const hasComma = [...literalsIn(a), ...literalsIn(b)].some(({ comma }) => comma);
  return [
    {},
    ...(hasComma ? [{ comma: true } as const] : []),
    // "5 + 3 = 8 million"
    ...(literalOf(result)?.scale && !hasScale(calculated) ? [{ scaleless: true } as const] : []),
    ...(isPercent(result) && countsPercent(calculated) ? [{ percentIsOne: true } as const] : []),
    ...(addsShares(calculated) ? [{ plainPercent: true } as const] : []),
  ];
}

/** Readings in which an equation may be right, also when its result is rounded: then it is not judged. */
export const WEAK: readonly Reading[] = [{ scaleless: true }, { percentIsOne: true }, { plainPercent: true }];

const hasScale = (expression: Expression): boolean => literalsIn(expression).some(({ scale }) => scale);

/** `100 - 40 = 60%`, `20 / 30 * 100 = 66.67%`, but not `12 / 4 = 3%`. */
const countsPercent = (calculated: Expression): boolean =>
  !hasPercent(calculated) &&
  (!hasOperator(calculated, '/') ||
    factorsOf(calculated).some(
      ({ literal: { value }, isBelow }) => !isBelow && value?.num === 100n && value.den === 1n,
    ));

/** `1/4 + 25%`: parts of one whole. */
function addsShares(calculated: Expression): boolean {
  const sum = hasPercent(calculated) ? evaluate(calculated, { plainPercent: true }) : undefined;
  return sum !== undefined && compare(sum, ONE) <= 0 && compare(sum, negate(ONE)) >= 0;
}

/** Readings that cannot be excluded: an equation that holds in one of them is not judged. */
export const DOUBTS: readonly Reading[] = [
  { percentIsOne: true },
  { fractionBelow: true },
  { divisionFromLeft: true },
  { integerDivision: true },
  { towardZero: true },
  { xor: true },
  { signFirst: true },
  { powerFromLeft: true },
  { impliedFirst: true },
  { unrounded: true },
  { comma: true, integerDivision: true },
];

/** The reading in which the result is the least wrong is the one that was meant; figures are English where they can be. */
export function nearestOf(all: readonly Values[]): Values | undefined {
  const english = all.filter(({ reading }) => !reading.comma);
  const candidates = english.length > 0 ? english : all;
  const distances = candidates.map(({ value, shown }) => relativeDistance(value, shown));
  return candidates[distances.indexOf(Math.min(...distances))] ?? candidates[0];
}

/** Whether a reading in which an equation holds is the one that was meant. */
export function isSure({ comma, percentIsOne }: Reading, a: Expression, b: Expression, value: Rational): boolean {
  // "1.234 + 1 = 1.235" is wrong in English; "1.234,5" can be read in one way only.
  if (comma) return [...literalsIn(a), ...literalsIn(b)].some((literal) => !literal.value);
  return !percentIsOne || compare(value, ONE) >= 0;
}

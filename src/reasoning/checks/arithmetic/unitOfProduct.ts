/** Which unit a product is in. */
import { factorsOf, hasOperator, type Expression } from './expression.ts';
import { fractionOf, isSmallerMeasure } from './units.ts';

/** Whether a product cannot be in the unit that its result has, as far as its figures say. */
export function leavesAnotherUnit(calculated: Expression, result: readonly string[]): boolean {
  if (hasOperator(calculated, '+ - // % ^')) return false;
  const factors = factorsOf(calculated).flatMap(({ literal: { unit }, isBelow }) =>
    unit === undefined ? [] : [{ unit, isBelow }],
  );
  const isProduct = factors.every(({ isBelow }) => !isBelow);
  return isCancelled(factors, result) || (isProduct && hasSmaller(factors, result));
}

interface UnitOfFactor {
  readonly unit: string;
  readonly isBelow: boolean;
}

/** `8 hours/day * 5 days = 40 days`: the days are gone. */
function isCancelled(factors: readonly UnitOfFactor[], result: readonly string[]): boolean {
  const above: string[] = [];
  const below: string[] = [];
  for (const { unit, isBelow } of factors) {
    const fraction = fractionOf(unit);
    (isBelow ? below : above).push(fraction.above);
    (isBelow ? above : below).push(...fraction.below);
  }
  const names = result.map(fractionOf).flatMap((fraction) => [fraction.above, ...fraction.below]);
  return names.some((name) => above.includes(name) && count(above, name) === count(below, name));
}

const count = (names: readonly string[], name: string): number => names.filter((other) => other === name).length;

/** `7 days * 24 hours = 168 days`: what has days and hours in it is in hours. */
const hasSmaller = (factors: readonly UnitOfFactor[], result: readonly string[]): boolean =>
  result.some((unit) => factors.some((factor) => isSmallerMeasure(factor.unit, unit)));

/** Whether a result is a value that was rounded. */
import { isShare, type Reading } from './evaluate.ts';
import { hasOperator, hasPercent, literalOf, literalsIn, some, type Expression } from './expression.ts';
import { shownDecimals } from './formatResult.ts';
import {
  compare,
  decimalPlaces,
  equal,
  isInteger,
  isWithin,
  rational,
  round,
  subtract,
  truncate,
  type Rational,
} from './rational.ts';
import type { Sides } from './readings.ts';
import { isMeasure } from './units.ts';

/** `plain`: `shown` is `value` rounded or cut at the decimals of the result; `unsure`: it is near, but in another way. */
export function roundedTo(
  { result, calculated, units }: Sides,
  value: Rational,
  shown: Rational,
  reading: Reading,
): 'plain' | 'unsure' | 'no' {
  const literal = literalOf(result);
  if (literal?.isFraction || (!literal && hasOperator(result, '/ // %'))) return 'no';
  if (!literal && hasOperator(result, '^')) return isWithin(value, shown, 100n) ? 'unsure' : 'no';
  // `1000 * 1.05^10 = 1000 * 1.63`
  if (!literal && literalsIn(result).some(({ decimals }) => decimals >= 2) && isWithin(value, shown, 100n))
    return 'unsure';
  const places = shownDecimals(result, reading);
  const needed = decimalPlaces(value);
  if (needed !== undefined && needed <= places) return 'no';
  const isRounded = equal(round(value, places), shown);
  const isCut = equal(truncate(value, places), shown);
  const isExactSum = needed !== undefined && isSum(calculated);
  const isPrecise = places > 0 || (literal?.decimals ?? 0) > 0;
  // Digits are cut off where they never end.
  const isPlain =
    needed === undefined
      ? isRounded || (isCut && isWithin(value, shown, 50n))
      : isRounded && !isExactSum && isWithin(value, shown, 100n);
  if (isPrecise && isPlain) return 'plain';
  if (isRounded || isCut) return 'unsure';
  // Nobody rounds a sum up, unless whole things are counted.
  if (isExactSum && units.result.every(isMeasure)) return 'no';
  const difference = subtract(value, shown);
  if (!difference) return 'unsure';
  const size = difference.num < 0n ? -difference.num : difference.num;
  const unit = places < 0 ? rational(10n ** BigInt(-places)) : rational(1n, 10n ** BigInt(places));
  return unit && compare({ num: size, den: difference.den }, unit) < 0 ? 'unsure' : 'no';
}

export const isNear = (sides: Sides, value: Rational, shown: Rational, reading: Reading): boolean =>
  equal(value, shown) || roundedTo(sides, value, shown, reading) !== 'no';

/** Figures that are added and subtracted, and nothing else. */
const isSum = (expression: Expression): boolean =>
  (!hasPercent(expression) || isShare(expression)) &&
  !some(
    expression,
    (part) =>
      (part.kind === 'binary' && !/^[+-]$/.test(part.operator)) || part.kind === 'factorial' || part.kind === 'root',
  );

/** Whether a value is rounded at the last digit shown, or at the zeros before it, and no more than a hundredth away. */
export function isApproximately(result: Expression, value: Rational, shown: Rational, reading: Reading): boolean {
  if (equal(value, shown)) return true;
  if (!isWithin(value, shown, 100n)) return false;
  const places = shownDecimals(result, reading);
  const zeros = isInteger(shown) ? (/0*$/.exec(String(shown.num))?.[0].length ?? 0) : 0;
  const isCut = decimalPlaces(value) === undefined && equal(truncate(value, places), shown);
  return isCut || [places, -zeros].some((at) => equal(round(value, at), shown));
}

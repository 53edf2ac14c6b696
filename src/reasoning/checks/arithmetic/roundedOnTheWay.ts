import { judgeEquality } from './claims.ts';
import { evaluate } from './evaluate.ts';
import { isCalculation, literalOf, literalsIn, some, type Expression, type Parsed } from './expression.ts';
import { isWithin } from './rational.ts';

/**
 * `500 * 1.07^5 = 500 * 1.4026 = 701.28`: the side `index` shows a rounded figure, but the calculation went on with the
 * exact one, so that the result is that of an earlier side.
 */
export function isRoundedOnTheWay(sides: readonly Parsed[], index: number): boolean {
  const [left, right] = [sides[index], sides[index + 1]];
  if (!left || !right || !literalOf(right.expression) || !hasDecimals(left.expression)) return false;
  return sides.slice(0, index).some((earlier) => {
    if (!isCalculation(earlier.expression)) return false;
    if (evaluate(earlier.expression)) return judgeEquality(earlier, right)?.verdict !== 'false';
    return isIrrational(earlier.expression) && areNear(left.expression, right.expression);
  });
}

const hasDecimals = (expression: Expression): boolean => literalsIn(expression).some(({ decimals }) => decimals > 0);

/** Its value is not known here, but has been rounded: `sqrt(2) * 10`. */
const isIrrational = (expression: Expression): boolean =>
  some(expression, (part) => part.kind === 'root' || (part.kind === 'binary' && part.operator === '^'));

function areNear(a: Expression, b: Expression): boolean {
  const [x, y] = [evaluate(a), evaluate(b)];
  return x !== undefined && y !== undefined && isWithin(x, y, 100n);
}

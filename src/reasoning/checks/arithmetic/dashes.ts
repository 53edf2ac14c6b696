/** A dash between blanks that is no minus: behind a label, or in a range. */
import { evaluate } from './evaluate.ts';
import { isCalculation, literalOf, type Expression, type Parsed } from './expression.ts';
import { equal } from './rational.ts';

/** "Plan 2 - 30 * 12 = 360", "3 shirts - 3 * $20 = $60": what stands behind the first dash is right. */
export function isRightBehindDash(left: Parsed, right: Parsed): boolean {
  const rest = behindDash(left.expression);
  if (!rest || !isCalculation(rest)) return false;
  const [value, result] = [evaluate(rest), evaluate(right.expression)];
  return value !== undefined && result !== undefined && equal(value, result);
}

/** The expression without its first figure and the dash behind that. */
function behindDash(expression: Expression): Expression | undefined {
  if (expression.kind !== 'binary') return undefined;
  const { left, right } = expression;
  if (!literalOf(left)) {
    const rest = behindDash(left);
    return rest && { ...expression, left: rest };
  }
  return expression.operator === '-' && !expression.tight ? right : undefined;
}

/** "5 - 10 minutes * 2 = 10 - 20 minutes": both sides go from one figure to a greater one. */
export const areRanges = (left: Parsed, right: Parsed): boolean => [left, right].every(isRange);

function isRange({ expression }: Parsed): boolean {
  if (expression.kind !== 'binary' || expression.operator !== '-' || expression.tight) return false;
  const [from, to] = [literalOf(expression.left)?.value, evaluate(expression.right)];
  return from !== undefined && to !== undefined && from.num * to.den < to.num * from.den;
}

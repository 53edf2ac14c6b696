import {
  add,
  divide,
  equal,
  floor,
  isInteger,
  multiply,
  negate,
  parseDecimal,
  power,
  rational,
  round,
  subtract,
  truncate,
  type Rational,
} from './rational.ts';
import type { Expression } from './expression.ts';

/** How signs with more than one meaning are read. The default is that of school mathematics. */
export interface Reading {
  /** `100 + 10%` adds a tenth of what stands before it. */
  readonly percentOfLeft?: true;
  /** `/` drops the remainder, as between integers in C, Java or Python 2. */
  readonly integerDivision?: true;
  /** `//` and `%` round toward zero, as in C and JavaScript, and not down, as in Python. */
  readonly towardZero?: true;
  /** `^` is the exclusive or of C and JavaScript. */
  readonly xor?: true;
  /** `-2 ^ 2` squares the negative number. */
  readonly signFirst?: true;
  /** `2 ^ 3 ^ 2` is read from the left, as spreadsheets do. */
  readonly powerFromLeft?: true;
  /** Dots separate thousands: `1.500`. */
  readonly dotThousands?: true;
  /** `0.33` stands for 1/3 where it looks like it. */
  readonly unrounded?: true;
  /** Quotients are rounded to so many decimals before the calculation goes on. */
  readonly quotientDecimals?: number;
}

const HUNDRED: Rational = { num: 100n, den: 1n };
const DOTTED = /^[1-9]\d{0,2}(?:\.\d{3})+$/;

/** The exact value of an expression; `undefined` where a part of it is unknown, or it has none. */
export function evaluate(expression: Expression, reading: Reading = {}): Rational | undefined {
  switch (expression.kind) {
    case 'unknown':
      return undefined;
    case 'literal':
      return literal(expression, reading);
    case 'group':
      return evaluate(expression.inner, reading);
    case 'percent': {
      const value = evaluate(expression.inner, reading);
      return value && divide(value, HUNDRED);
    }
    case 'negative': {
      const power = expression.inner;
      if (reading.signFirst && power.kind === 'binary' && power.operator === '^')
        return evaluate({ ...power, left: { kind: 'negative', inner: power.left } }, reading);
      const value = evaluate(power, reading);
      return value && negate(value);
    }
    case 'binary': {
      const { right: above } = expression;
      if (reading.powerFromLeft && expression.operator === '^' && above.kind === 'binary' && above.operator === '^')
        return evaluate({ ...above, left: { ...expression, right: above.left } }, reading);
      const left = evaluate(expression.left, reading);
      const right = evaluate(expression.right, reading);
      if (!left || !right) return undefined;
      if (reading.percentOfLeft && expression.right.kind === 'percent' && /[+-]/.test(expression.operator)) {
        const part = multiply(left, right);
        return part && (expression.operator === '+' ? add(left, part) : subtract(left, part));
      }
      return apply(expression.operator, left, right, reading);
    }
  }
}

function apply(operator: string, left: Rational, right: Rational, reading: Reading): Rational | undefined {
  switch (operator) {
    case '+':
      return add(left, right);
    case '-':
      return subtract(left, right);
    case '*':
    case 'of':
      return multiply(left, right);
    case '/': {
      const quotient = divide(left, right);
      if (quotient && reading.quotientDecimals !== undefined) return round(quotient, reading.quotientDecimals);
      return quotient && reading.integerDivision && isInteger(left) && isInteger(right)
        ? truncate(quotient, 0)
        : quotient;
    }
    case '^':
      if (reading.xor) return isInteger(left) && isInteger(right) ? rational(left.num ^ right.num) : undefined;
      return power(left, right);
    default: {
      const quotient = divide(left, right);
      const whole = quotient && (reading.towardZero ? truncate(quotient, 0) : rational(floor(quotient)));
      if (!whole || operator === '//') return whole;
      const product = multiply(whole, right);
      return product && subtract(left, product);
    }
  }
}

function literal(expression: Extract<Expression, { kind: 'literal' }>, reading: Reading): Rational {
  const { value, decimals, text } = expression;
  if (reading.dotThousands && DOTTED.test(text)) return parseDecimal(text.replaceAll('.', '')) ?? value;
  return reading.unrounded && decimals >= 2 ? fractionNear(value, decimals) : value;
}

/** The third, sixth, seventh or ninth that a decimal of two or more places was probably rounded from; else the decimal itself. */
function fractionNear(value: Rational, decimals: number): Rational {
  for (const den of [3n, 6n, 9n, 7n]) {
    const num = (value.num * den * 2n + value.den) / (value.den * 2n);
    const fraction = rational(num, den);
    if (!fraction || isInteger(fraction)) continue;
    if (equal(fraction, value)) return value;
    if (equal(round(fraction, decimals), value) || equal(truncate(fraction, decimals), value)) return fraction;
  }
  return value;
}

/** The value that a computer's floating point arithmetic has for a sum, difference, product or quotient; `undefined` for the rest. */
export function evaluateInFloatingPoint(expression: Expression): number | undefined {
  switch (expression.kind) {
    case 'literal':
      return Number(expression.text.replace(/[,_{}]/g, ''));
    case 'group':
      return evaluateInFloatingPoint(expression.inner);
    case 'negative':
      return -(evaluateInFloatingPoint(expression.inner) ?? NaN);
    case 'binary': {
      const left = evaluateInFloatingPoint(expression.left) ?? NaN;
      const right = evaluateInFloatingPoint(expression.right) ?? NaN;
      const results: Readonly<Record<string, number>> = {
        '+': left + right,
        '-': left - right,
        '*': left * right,
        '/': left / right,
      };
      return results[expression.operator];
    }
    case 'percent':
    case 'unknown':
      return undefined;
  }
}

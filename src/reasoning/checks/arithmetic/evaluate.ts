import { hasPercent, type Binary, type Expression, type Literal } from './expression.ts';
import {
  add,
  divide,
  equal,
  factorial,
  floor,
  isInteger,
  multiply,
  negate,
  power,
  rational,
  round,
  squareRoot,
  subtract,
  truncate,
  type Rational,
} from './rational.ts';

/** How signs with more than one meaning are read. The default is that of school mathematics, written in English. */
export interface Reading {
  /** Commas are decimal, dots separate thousands: `1.500,5`. */
  readonly comma?: true;
  /** `3 dozen` counts as 3. */
  readonly scaleless?: true;
  /** `3 / 1 / 4` divides by 1/4. By default only a fraction that is set apart is divided by: `3 ÷ 1/4`. */
  readonly fractionBelow?: true;
  /** `3 ÷ 1/4` is read from the left, as programs do. */
  readonly divisionFromLeft?: true;
  /** The sign `%` is a unit only: `100 - 40 = 60%`. */
  readonly percentIsOne?: true;
  /** `0.5 + 10%` adds 0.1, not a tenth of what stands before it. */
  readonly plainPercent?: true;
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
  /** `6 / 2(1 + 2)` multiplies first. */
  readonly impliedFirst?: true;
  /** `0.33` stands for 1/3 where it looks like it. */
  readonly unrounded?: true;
  /** Quotients are rounded to so many decimals before the calculation goes on. */
  readonly quotientDecimals?: number;
}

const HUNDRED: Rational = { num: 100n, den: 1n };

/** The exact value of an expression; `undefined` where a part of it is unknown, or it has none. */
export function evaluate(expression: Expression, reading: Reading = {}): Rational | undefined {
  switch (expression.kind) {
    case 'unknown':
      return undefined;
    case 'literal':
      return literal(expression, reading);
    case 'group':
      return evaluate(expression.inner, reading);
    case 'factorial': {
      const value = evaluate(expression.inner, reading);
      return value && factorial(value);
    }
    case 'root': {
      const value = evaluate(expression.inner, reading);
      return value && squareRoot(value);
    }
    case 'percent': {
      const value = evaluate(expression.inner, reading);
      return value && (reading.percentIsOne ? value : divide(value, HUNDRED));
    }
    case 'negative': {
      const power = expression.inner;
      if (reading.signFirst && power.kind === 'binary' && power.operator === '^')
        return evaluate({ ...power, left: { kind: 'negative', inner: power.left } }, reading);
      const value = evaluate(power, reading);
      return value && negate(value);
    }
    case 'binary':
      return binary(expression, reading);
  }
}

function binary(expression: Binary, reading: Reading): Rational | undefined {
  const { operator, left, right } = expression;
  if (reading.powerFromLeft && operator === '^' && right.kind === 'binary' && right.operator === '^')
    return evaluate({ ...right, left: { ...expression, right: right.left } }, reading);
  if (left.kind === 'binary' && left.operator === '/' && bindsFirst(expression, reading)) {
    const [a, below] = [evaluate(left.left, reading), evaluate({ ...expression, left: left.right }, reading)];
    return a && below && apply('/', a, below, reading);
  }
  const [a, b] = [evaluate(left, reading), evaluate(right, reading)];
  if (!a || !b) return undefined;
  if (/[+-]/.test(operator) && !reading.plainPercent) {
    const [isPart, isOfShares] = [isShare(right), isShare(left)];
    // "100 - 20% - 10%" does not say what the 10% are of, nor "20% + 50" what the 20% are of.
    if (isPart !== isOfShares && (isOfShares || hasPercent(left))) return undefined;
    if (isPart && !isOfShares) return partOf(a, operator, b);
  }
  return apply(operator, a, b, reading);
}

/** `100 - 20%` */
function partOf(whole: Rational, operator: string, share: Rational): Rational | undefined {
  const part = multiply(whole, share);
  return part && (operator === '+' ? add(whole, part) : subtract(whole, part));
}

/** Percentages, and what is calculated from nothing else: `100% - 25%`. */
export function isShare(expression: Expression): boolean {
  if (expression.kind === 'percent') return true;
  if (expression.kind === 'binary')
    return isShare(expression.left) && (isShare(expression.right) || expression.operator === '/');
  return 'inner' in expression && isShare(expression.inner);
}

/** Whether `b` and `c` of `a / b … c` belong together in a reading. */
function bindsFirst({ operator, left, tight, isImplied }: Binary, reading: Reading): boolean {
  if (operator === '/') {
    const isSetApart = tight && left.kind === 'binary' && !left.tight && !reading.divisionFromLeft;
    return reading.fractionBelow === true || isSetApart;
  }
  return reading.impliedFirst === true && isImplied === true;
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

function literal({ value: english, comma, decimals, scale }: Literal, reading: Reading): Rational | undefined {
  const read = reading.comma ? (comma?.value ?? english) : english;
  const value = read && reading.unrounded && decimals >= 2 ? fractionNear(read, decimals) : read;
  return value && scale !== undefined && !reading.scaleless ? multiply(value, { num: scale.factor, den: 1n }) : value;
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

/** The value that a computer's floating point arithmetic has for an expression of the four basic operations; else `undefined`. */
export function evaluateInFloatingPoint(expression: Expression): number | undefined {
  switch (expression.kind) {
    case 'literal':
      return expression.value && !expression.isFraction
        ? Number(expression.text.replace(/[^\d.eE+-]/g, ''))
        : undefined;
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
        '^': left ** right,
      };
      return results[expression.operator];
    }
    case 'percent':
    case 'factorial':
    case 'root':
    case 'unknown':
      return undefined;
  }
}

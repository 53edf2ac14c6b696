import type { Reading } from './evaluate.ts';
import { hasOperator, isPercent, literalOf, type Expression, type Literal } from './expression.ts';
import { divide, formatDecimal, formatFraction, isInteger, multiply, type Rational } from './rational.ts';

/** The decimals shown in a side: the most that a figure of it has; percentages have two more. */
export function shownDecimals(expression: Expression, reading: Reading = {}): number {
  switch (expression.kind) {
    case 'unknown':
      return 0;
    case 'literal':
      return decimalsOf(expression, reading);
    case 'percent':
      return shownDecimals(expression.inner, reading) + (reading.percentIsOne ? 0 : 2);
    case 'binary':
      return Math.max(shownDecimals(expression.left, reading), shownDecimals(expression.right, reading));
    case 'negative':
    case 'group':
    case 'factorial':
    case 'root':
      return shownDecimals(expression.inner, reading);
  }
}

function decimalsOf({ decimals, value, comma, scale }: Literal, reading: Reading): number {
  const shown = reading.comma || !value ? (comma?.decimals ?? decimals) : decimals;
  return scale === undefined || reading.scaleless ? shown : shown - (String(scale.factor).length - 1);
}

/** The right value, written as the wrong one was: as a fraction, as a percentage, with its separators and its word of size. */
export function formatResult(value: Rational, result: Expression, reading: Reading, calculated: Expression): string {
  const literal = literalOf(result);
  if (literal?.isFraction || (!literal && hasOperator(result, '/') && shownDecimals(result) === 0))
    return fraction(value, result, calculated);
  if (isPercent(result)) {
    const hundredths = reading.percentIsOne ? value : (multiply(value, { num: 100n, den: 1n }) ?? value);
    return `${format(hundredths, result, reading, 2)}%`;
  }
  const { scale } = literal ?? {};
  const scaled = scale && !reading.scaleless ? divide(value, { num: scale.factor, den: 1n }) : value;
  return format(scaled ?? value, result, reading, 0) + (scale?.text ?? '');
}

/** In lowest terms; where the calculation is that already, with a figure of the wrong fraction: `3/4 = 6/8`. */
function fraction(value: Rational, result: Expression, calculated: Expression): string {
  const [num, den] = figuresOf(calculated);
  if (!num || !den || num.num !== value.num || den.num !== value.den) return formatFraction(value);
  const [top, bottom] = figuresOf(result);
  const [newTop, newBottom] = [bottom && multiply(value, bottom), top && divide(top, value)];
  if (bottom && newTop && isInteger(newTop)) return `${newTop.num}/${bottom.num}`;
  if (top && newBottom && isInteger(newBottom)) return `${top.num}/${newBottom.num}`;
  return formatDecimal(value, 0);
}

/** Those of a fraction of whole numbers. */
function figuresOf(expression: Expression): Rational[] {
  if (expression.kind !== 'binary' || expression.operator !== '/') return [];
  const figures = [expression.left, expression.right].flatMap((side) => literalOf(side)?.value ?? []);
  return figures.every(isInteger) && figures.length === 2 ? figures : [];
}

function format(value: Rational, result: Expression, reading: Reading, hidden: number): string {
  const places = Math.max(0, shownDecimals(result, reading.comma ? { comma: true } : {}) - hidden);
  const text = formatDecimal(value, places);
  const literal = literalOf(result)?.text ?? '';
  if (reading.comma) return text.replace('.', ',');
  return literal.includes(',') ? text.replace(/\d(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, '$&,') : text;
}

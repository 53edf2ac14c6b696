import type { Rational } from './rational.ts';
import type { Figure, Operator } from './token.ts';

export type BinaryOperator = Operator | 'of';

export interface Literal extends Figure {
  readonly kind: 'literal';
  readonly text: string;
  /** A mixed number or a fraction in one character. */
  readonly isFraction?: true;
  /** `3 dozen`, `5 thousand`: the word's factor, which some authors leave out of the calculation. */
  readonly scale?: { readonly factor: bigint; readonly text: string };
  /** The unit or currency that stands with it, as written. */
  readonly unit?: string;
}

export type Expression =
  | Literal
  /** Something without a known value: a name, a call, quoted code. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'negative' | 'percent' | 'group' | 'factorial' | 'root'; readonly inner: Expression }
  | Binary;

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  /** Written without white space, as in `3-5`, which may be a range. */
  readonly tight: boolean;
  /** `2(3 + 4)`: no sign stands there. */
  readonly isImplied?: true;
}

export interface Parsed {
  readonly expression: Expression;
  /** Units and currencies in it, as written. */
  readonly units: readonly string[];
  /** A unit has an exponent: `cm^2`. */
  readonly hasUnitPower?: true;
  /** A unit is an area or a volume, written in one: `cm²`, "square feet". */
  readonly hasAreaUnit?: true;
  /** Indices of its tokens: the first, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** As `to`, without the words behind the last figure that only say more of it. */
  readonly shownTo: number;
}

export const UNKNOWN: Expression = { kind: 'unknown' };

/** The literal that an expression is, without brackets and signs around it; `undefined` for calculations. */
export function literalOf(expression: Expression): Literal | undefined {
  if (expression.kind === 'literal') return expression;
  if (/^(?:binary|unknown|factorial|root)$/.test(expression.kind) || !('inner' in expression)) return undefined;
  return literalOf(expression.inner);
}

/** Whether a part of an expression, or all of it, passes a test. */
export function some(expression: Expression, test: (part: Expression) => boolean): boolean {
  if (test(expression)) return true;
  if (expression.kind === 'binary') return some(expression.left, test) || some(expression.right, test);
  return 'inner' in expression && some(expression.inner, test);
}

/** The literals of an expression, in the order of the text. */
export function literalsIn(expression: Expression): Literal[] {
  const found: Literal[] = [];
  some(expression, (part) => {
    if (part.kind === 'literal') found.push(part);
    return false;
  });
  return found;
}

export interface Factor {
  readonly literal: Literal;
  /** It is divided by. */
  readonly isBelow: boolean;
}

/** The figures that a product consists of. */
export function factorsOf(expression: Expression, isBelow = false): Factor[] {
  if (expression.kind === 'literal') return [{ literal: expression, isBelow }];
  if (expression.kind === 'group') return factorsOf(expression.inner, isBelow);
  if (expression.kind !== 'binary' || !/^(?:[*/]|of)$/.test(expression.operator)) return [];
  const isRightBelow = (expression.operator === '/') !== isBelow;
  return [...factorsOf(expression.left, isBelow), ...factorsOf(expression.right, isRightBelow)];
}

/** @param operators with blanks between them */
export const hasOperator = (expression: Expression, operators: string): boolean =>
  some(expression, (part) => part.kind === 'binary' && operators.split(' ').includes(part.operator));

export const isPercent = (expression: Expression): boolean =>
  expression.kind === 'percent' || (expression.kind === 'group' && isPercent(expression.inner));

export const hasPercent = (expression: Expression): boolean => some(expression, ({ kind }) => kind === 'percent');

/** Whether something is worked out in it: a sign between two values, a factorial, a root. */
export const isCalculation = (expression: Expression): boolean =>
  some(expression, ({ kind }) => kind === 'binary' || kind === 'factorial' || kind === 'root');

/** The value of a literal that is read in the one way in which it can be. */
export const anyValue = ({ value, comma }: Literal): Rational | undefined => value ?? comma?.value;

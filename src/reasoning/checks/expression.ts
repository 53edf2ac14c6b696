import type { Rational } from './rational.ts';
import type { Operator, Token } from './token.ts';
import { BINDING_WORDS, EQUAL_WORDS, FUNCTION_WORDS, SCALING_WORDS } from './words.ts';

export type BinaryOperator = Operator | 'of';

export type Expression =
  | { readonly kind: 'literal'; readonly value: Rational; readonly decimals: number; readonly text: string }
  /** Something without a known value: a name, a call, quoted code. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'negative' | 'percent' | 'group'; readonly inner: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      /** Written without white space, as in `3-5`, which may be a range. */
      readonly tight: boolean;
    };

export interface Parsed {
  readonly expression: Expression;
  /** Units and currencies in it, as written. */
  readonly units: readonly string[];
  /** Indices of its tokens: the first, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** The literal that an expression is, without brackets and signs around it; `undefined` for calculations. */
export function literalOf(expression: Expression): Extract<Expression, { kind: 'literal' }> | undefined {
  if (expression.kind === 'literal') return expression;
  return expression.kind === 'binary' || expression.kind === 'unknown' ? undefined : literalOf(expression.inner);
}

/** Whether a part of an expression, or all of it, passes a test. */
export function some(expression: Expression, test: (part: Expression) => boolean): boolean {
  if (test(expression)) return true;
  if (expression.kind === 'binary') return some(expression.left, test) || some(expression.right, test);
  return 'inner' in expression && some(expression.inner, test);
}

/** @param operators with blanks between them */
export const hasOperator = (expression: Expression, operators: string): boolean =>
  some(expression, (part) => part.kind === 'binary' && operators.split(' ').includes(part.operator));

export const isPercent = (expression: Expression): boolean =>
  expression.kind === 'percent' || (expression.kind === 'group' && isPercent(expression.inner));

const UNKNOWN: Expression = { kind: 'unknown' };

const OPERATOR_WORDS: Readonly<Record<string, BinaryOperator>> = {
  plus: '+',
  minus: '-',
  times: '*',
  x: '*',
  X: '*',
  mod: '%',
  of: 'of',
};
const TWO_WORD_OPERATORS: Readonly<Record<string, BinaryOperator>> = { multiplied: '*', divided: '/' };

const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '+': 1,
  '-': 1,
  '*': 2,
  '/': 2,
  '//': 2,
  '%': 2,
  of: 2,
  '^': 4,
};
const DEPTH_LIMIT = 40;
/** Longer sides are no calculations that a step makes. */
const TOKEN_LIMIT = 120;

/** The text of a unit: `\text{ kg}` is `kg`. */
const unitText = (token: Token): string => /\{\s*(.*?)\s*\}/.exec(token.text)?.[1] ?? token.text;

/** Whether a token can be the start of a number: a figure, an opening bracket, a currency, a sign that is tied to a figure. */
export function startsNumber(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (token.kind === 'number' || token.kind === 'open' || token.text.startsWith('\\')) return true;
  if (token.kind === 'currency') return startsNumber(tokens, at + 1);
  const next = tokens[at + 1];
  return token.kind === 'operator' && token.operator === '-' && next?.spaced === false && startsNumber(tokens, at + 1);
}

/** Reads the longest expression that starts at the token `start`; `undefined` where none does. `names` are those of the code. */
export function parseExpression(
  tokens: readonly Token[],
  start: number,
  names: ReadonlySet<string>,
): Parsed | undefined {
  let at = start;
  const units: string[] = [];
  const expression = binary(1, 0);
  return expression && { expression, units, from: start, to: at };

  function binary(minimum: number, depth: number): Expression | undefined {
    let left = signed(depth);
    while (left && at - start < TOKEN_LIMIT) {
      const found = operatorAt(at);
      if (!found || PRECEDENCE[found.operator] < minimum) return left;
      const before = at;
      at += found.length;
      const tight = tokens[before]?.spaced === false && tokens[at]?.spaced === false;
      const precedence = PRECEDENCE[found.operator];
      // `a ^ b ^ c` is read from the right.
      const right = binary(found.operator === '^' ? precedence : precedence + 1, depth + 1);
      if (!right) {
        at = before;
        return { kind: 'binary', operator: found.operator, left, right: UNKNOWN, tight };
      }
      left = { kind: 'binary', operator: found.operator, left, right, tight };
    }
    return undefined;
  }

  function operatorAt(index: number): { readonly operator: BinaryOperator; readonly length: number } | undefined {
    const token = tokens[index];
    if (token?.kind === 'operator') return { operator: token.operator, length: 1 };
    if (token?.kind !== 'word') return undefined;
    const two = TWO_WORD_OPERATORS[token.text];
    if (two && tokens[index + 1]?.text === 'by' && startsNumber(tokens, index + 2)) return { operator: two, length: 2 };
    const one = OPERATOR_WORDS[token.text];
    return one && token.spaced && startsNumber(tokens, index + 1) ? { operator: one, length: 1 } : undefined;
  }

  function signed(depth: number): Expression | undefined {
    const token = tokens[at];
    if (depth > DEPTH_LIMIT) return undefined;
    if (
      token?.kind === 'operator' &&
      (token.operator === '-' || token.operator === '+') &&
      tokens[at + 1]?.spaced === false
    ) {
      at++;
      const inner = binary(PRECEDENCE['^'], depth + 1);
      if (!inner) return undefined;
      return token.operator === '-' ? { kind: 'negative', inner } : inner;
    }
    return postfix(primary(depth));
  }

  function primary(depth: number): Expression | undefined {
    while (tokens[at]?.kind === 'currency') {
      units.push(tokens[at]?.text ?? '');
      at++;
    }
    const token = tokens[at];
    if (token?.kind === 'number') {
      at++;
      return { kind: 'literal', value: token.value, decimals: token.decimals, text: token.text };
    }
    if (token?.kind === 'word' && /^\\[dt]?frac$/.test(token.text)) {
      at++;
      const left = bracketed(depth);
      const right = left && bracketed(depth);
      return right && { kind: 'group', inner: { kind: 'binary', operator: '/', left, right, tight: false } };
    }
    if (token?.kind === 'open') return bracketed(depth);
    if (token?.kind === 'symbol' || token?.kind === 'word') {
      at++;
      while (isCallOrIndex()) skipBrackets();
      return UNKNOWN;
    }
    return undefined;
  }

  function bracketed(depth: number): Expression | undefined {
    if (tokens[at]?.kind !== 'open') return undefined;
    const open = at++;
    const inner = binary(1, depth + 1);
    if (inner && tokens[at]?.kind === 'close') {
      at++;
      return { kind: 'group', inner };
    }
    // A list, a tuple, words in brackets: a thing without a value here.
    at = open;
    return skipBrackets() ? UNKNOWN : undefined;
  }

  function isCallOrIndex(): boolean {
    const token = tokens[at];
    return token?.spaced === false && (token.kind === 'open' || token.text === '[');
  }

  function skipBrackets(): boolean {
    let level = 0;
    for (let index = at; index < tokens.length && index < at + 200; index++) {
      const token = tokens[index];
      if (token?.kind === 'open' || token?.text === '[') level++;
      else if (token?.kind === 'close' || token?.text === ']') level--;
      if (level === 0) {
        at = index + 1;
        return true;
      }
    }
    at++;
    return false;
  }

  function postfix(value: Expression | undefined): Expression | undefined {
    let result = value;
    while (result) {
      const token = tokens[at];
      if (token?.kind === 'superscript') {
        const right: Expression = { kind: 'literal', value: token.value, decimals: 0, text: token.text };
        result =
          units.length > 0 && tokens[at - 1]?.kind === 'word'
            ? UNKNOWN
            : { kind: 'binary', operator: '^', left: result, right, tight: false };
      } else if (token?.kind === 'percent' || (token?.kind === 'word' && token.text === 'percent'))
        result = { kind: 'percent', inner: result };
      else if (token?.kind === 'currency') units.push(token.text);
      else if (token?.kind === 'open' && !token.spaced && token.text === '(') {
        // `2(3 + 4)` has several readings.
        skipBrackets();
        result = UNKNOWN;
        continue;
      } else if (token?.kind === 'word' && isUnit(at)) units.push(unitText(token));
      else return result;
      at++;
    }
    return undefined;
  }

  /** A word behind a figure is its unit when the calculation goes on behind it, or ends there. */
  function isUnit(index: number): boolean {
    const token = tokens[index];
    if (
      token?.kind !== 'word' ||
      !/^(?:number|close|percent|currency|superscript)$/.test(tokens[index - 1]?.kind ?? '')
    )
      return false;
    const word = unitText(token);
    const lower = word.toLowerCase();
    if (FUNCTION_WORDS.has(lower) || SCALING_WORDS.has(lower) || BINDING_WORDS.has(lower) || EQUAL_WORDS.has(lower))
      return false;
    if (operatorAt(index) || (names.has(word) && tokens[index + 1]?.kind === 'operator')) return false;
    return word.length > 1 || /^[mgsh]$/.test(word);
  }
}

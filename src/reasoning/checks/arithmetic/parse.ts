import { own } from '../../own.ts';
import { UNKNOWN, type BinaryOperator, type Expression, type Literal, type Parsed } from './expression.ts';
import { add, rational } from './rational.ts';
import type { Token } from './token.ts';
import { phraseAt, unitText } from './unitPhrase.ts';
import { SCALES } from './words.ts';

const OPERATOR_WORDS: Readonly<Record<string, BinaryOperator>> = {
  plus: '+',
  minus: '-',
  times: '*',
  mal: '*',
  x: '*',
  X: '*',
  mod: '%',
  of: 'of',
};
const TWO_WORD_OPERATORS: Readonly<Record<string, readonly [string, BinaryOperator]>> = {
  multiplied: ['by', '*'],
  divided: ['by', '/'],
  geteilt: ['durch', '/'],
};

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
const IMPLIED = 2;
const DEPTH_LIMIT = 24;
/** Longer sides are no calculations that a step makes. */
const TOKEN_LIMIT = 160;

/** Whether a token can be the start of a number: a figure, an opening bracket, a currency, a sign that is tied to a figure. */
export function startsNumber(tokens: readonly Token[], start: number): boolean {
  for (let at = start, signs = 0; at < start + 6; at++) {
    const token = tokens[at];
    if (!token) return false;
    if (/^(?:number|vulgar|open|root)$/.test(token.kind) || token.text.startsWith('\\')) return true;
    if (token.kind === 'currency') continue;
    const isSign = token.kind === 'operator' && token.operator === '-' && tokens[at + 1]?.spaced === false;
    if (!isSign || signs++ > 1) return false;
  }
  return false;
}

/** Reads the longest expression that starts at the token `start`; `undefined` where none does. `names` are those of the code. */
export function parseExpression(
  tokens: readonly Token[],
  start: number,
  names: ReadonlySet<string>,
): Parsed | undefined {
  return new Parser(tokens, start, names).run();
}

class Parser {
  private readonly tokens: readonly Token[];
  private readonly start: number;
  private readonly names: ReadonlySet<string>;
  private readonly units: string[] = [];
  private at: number;
  /** Where the last name of what is counted ends, and where it ends for a reader. */
  private phraseEnd = -1;
  private shown = -1;
  private hasUnitPower = false;
  private hasAreaUnit = false;
  private isTooDeep = false;

  constructor(tokens: readonly Token[], start: number, names: ReadonlySet<string>) {
    this.tokens = tokens;
    this.start = start;
    this.names = names;
    this.at = start;
  }

  run(): Parsed | undefined {
    const expression = this.binary(1, 0);
    const shownTo = this.at === this.phraseEnd ? this.shown : this.at;
    if (this.isTooDeep) return { expression: UNKNOWN, units: [], from: this.start, to: this.at, shownTo: this.at };
    const { units, start: from, at: to, hasUnitPower, hasAreaUnit } = this;
    return (
      expression && {
        ...{ expression, units, from, to, shownTo },
        ...(hasUnitPower && { hasUnitPower: true as const }),
        ...(hasAreaUnit && { hasAreaUnit: true as const }),
      }
    );
  }

  private current(): Token | undefined {
    return this.tokens[this.at];
  }

  private binary(minimum: number, depth: number): Expression | undefined {
    let left = this.signed(depth);
    while (left && this.at - this.start < TOKEN_LIMIT) {
      if (minimum <= IMPLIED && this.isImplied()) {
        const right = this.binary(IMPLIED + 1, depth + 1);
        left = { kind: 'binary', operator: '*', left, right: right ?? UNKNOWN, tight: true, isImplied: true };
        if (!right) return UNKNOWN;
        continue;
      }
      const found = this.operatorAt(this.at);
      if (!found || PRECEDENCE[found.operator] < minimum) return left;
      const { operator, length } = found;
      const before = this.at;
      this.at += length;
      const tight = this.tokens[before]?.spaced === false && this.current()?.spaced === false;
      // `a ^ b ^ c` is read from the right.
      const right = this.binary(PRECEDENCE[operator] + (operator === '^' ? 0 : 1), depth + 1);
      if (!right) {
        this.at = before;
        return { kind: 'binary', operator, left, right: UNKNOWN, tight };
      }
      left = { kind: 'binary', operator, left, right, tight };
    }
    return undefined;
  }

  /** `2(3 + 4)` and `(1 + 2)(3 + 4)`. */
  private isImplied(): boolean {
    const token = this.current();
    const before = this.tokens[this.at - 1];
    return (
      token?.kind === 'open' &&
      token.text === '(' &&
      !token.spaced &&
      /^(?:number|close)$/.test(before?.kind ?? '') &&
      before?.text !== '`'
    );
  }

  private operatorAt(index: number): { readonly operator: BinaryOperator; readonly length: number } | undefined {
    const { tokens } = this;
    const token = tokens[index];
    if (token?.kind === 'operator') return { operator: token.operator, length: 1 };
    if (token?.text === ':') return this.isDivision(index) ? { operator: '/', length: 1 } : undefined;
    if (token?.kind !== 'word') return undefined;
    const two = own(TWO_WORD_OPERATORS, token.text);
    if (two?.[0] === tokens[index + 1]?.text && two && startsNumber(tokens, index + 2))
      return { operator: two[1], length: 2 };
    const one = own(OPERATOR_WORDS, token.text);
    const isWord = token.spaced || /^x$/i.test(token.text);
    // "4 sets of 5" is no product.
    if (
      one === 'of' &&
      tokens[index - 1]?.kind === 'word' &&
      !/^(?:percent|Prozent)$/.test(tokens[index - 1]?.text ?? '')
    )
      return undefined;
    return one && isWord && startsNumber(tokens, index + 1) ? { operator: one, length: 1 } : undefined;
  }

  /** `24 : 4 = 6`, as in German. */
  private isDivision(index: number): boolean {
    const [left, colon, right, relation] = this.tokens.slice(index - 1, index + 3);
    const isSpaced = colon?.spaced === true && right?.spaced === true;
    return isSpaced && left?.kind === 'number' && right.kind === 'number' && relation?.kind === 'relation';
  }

  private signed(depth: number): Expression | undefined {
    const token = this.current();
    if (depth > DEPTH_LIMIT) this.isTooDeep = true;
    if (this.isTooDeep) return undefined;
    const isSign = token?.kind === 'operator' && (token.operator === '-' || token.operator === '+');
    if (isSign && this.tokens[this.at + 1]?.spaced === false) {
      this.at++;
      const inner = this.binary(PRECEDENCE['^'], depth + 1);
      if (!inner) return undefined;
      return token.operator === '-' ? { kind: 'negative', inner } : inner;
    }
    return this.postfix(this.primary(depth));
  }

  private primary(depth: number): Expression | undefined {
    let currency: string | undefined;
    for (let sign = this.current(); sign?.kind === 'currency'; sign = this.current()) {
      this.units.push((currency = sign.text));
      this.at++;
    }
    // `$-5`
    if (this.current()?.text === '-' && this.tokens[this.at - 1]?.kind === 'currency') return this.signed(depth + 1);
    const token = this.current();
    if (token?.kind === 'number' || token?.kind === 'vulgar') return withUnit(this.literal(), currency);
    if (token?.kind === 'root') return this.root(depth);
    if (token?.kind === 'word' && /^\\[dt]?frac$/.test(token.text)) {
      this.at++;
      const left = this.bracketed(depth);
      const right = left && this.bracketed(depth);
      return right && { kind: 'group', inner: { kind: 'binary', operator: '/', left, right, tight: false } };
    }
    if (token?.kind === 'open') return this.bracketed(depth);
    if (token?.kind === 'symbol' || token?.kind === 'word') return this.name();
    return undefined;
  }

  /** A figure, with the fraction of a mixed number behind it: `2 1/3`, `2½`. */
  private literal(): Expression {
    const token = this.tokens[this.at++];
    if (token?.kind === 'vulgar')
      return { kind: 'literal', value: token.value, decimals: 0, text: token.text, isFraction: true };
    if (token?.kind !== 'number') return UNKNOWN;
    const literal: Literal = { kind: 'literal', ...token.figure, text: token.text };
    const fraction = this.fractionBehind();
    if (!fraction || literal.value?.den !== 1n) return literal;
    const value = add(literal.value, fraction.value);
    if (!value) return literal;
    this.at += fraction.length;
    return { kind: 'literal', value, decimals: 0, text: `${token.text} ${fraction.text}`, isFraction: true };
  }

  private fractionBehind() {
    return this.latexFractionBehind() ?? this.plainFractionBehind();
  }

  /** `2\frac{1}{2}` */
  private latexFractionBehind() {
    const [name, open, top, close, second, bottom, last] = this.tokens.slice(this.at, this.at + 7);
    const isFraction = /^\\[dt]?frac$/.test(name?.text ?? '') && name?.spaced === false;
    const isOfFigures = [open?.text, close?.text, second?.text, last?.text].join('') === '{}{}';
    if (!isFraction || !isOfFigures || top?.kind !== 'number' || bottom?.kind !== 'number') return undefined;
    return properFraction(top, bottom, 7);
  }

  private plainFractionBehind() {
    const [top, slash, bottom] = this.tokens.slice(this.at, this.at + 3);
    if (top?.kind === 'vulgar') return { value: top.value, length: 1, text: top.text };
    const isTight = top?.kind === 'number' && top.spaced && slash?.spaced === false && bottom?.spaced === false;
    if (!isTight || bottom.kind !== 'number' || slash.text !== '/') return undefined;
    return /[-/]/.test(this.tokens[this.at + 3]?.text ?? '') ? undefined : properFraction(top, bottom, 3);
  }

  private root(depth: number): Expression {
    this.at++;
    const inner =
      this.current()?.kind === 'open'
        ? this.bracketed(depth)
        : this.current()?.kind === 'number'
          ? this.literal()
          : UNKNOWN;
    return inner && inner.kind !== 'unknown' ? { kind: 'root', inner } : UNKNOWN;
  }

  /** A name, a call, an element of a list; of the calls only `sqrt(…)` has a value. */
  private name(): Expression {
    const word = this.tokens[this.at++];
    const bracket = this.current();
    if (word?.text === 'sqrt' && bracket?.text === '(' && !bracket.spaced) {
      const inner = this.bracketed(DEPTH_LIMIT - 5);
      return inner && inner.kind !== 'unknown' ? { kind: 'root', inner } : UNKNOWN;
    }
    while (this.isCallOrIndex()) this.skipBrackets();
    return UNKNOWN;
  }

  private bracketed(depth: number): Expression | undefined {
    if (this.current()?.kind !== 'open') return undefined;
    const open = this.at++;
    const inner = this.binary(1, depth + 1);
    if (inner && this.current()?.kind === 'close') {
      this.at++;
      // "(1,5)": a point, or one and a half.
      const isPoint = this.tokens[open]?.text === '(' && inner.kind === 'literal' && !inner.value;
      return isPoint ? UNKNOWN : { kind: 'group', inner };
    }
    if (this.isTooDeep) return undefined;
    // A list, a tuple, words in brackets: a thing without a value here.
    this.at = open;
    return this.skipBrackets() ? UNKNOWN : undefined;
  }

  private isCallOrIndex(): boolean {
    const token = this.current();
    return token?.spaced === false && (token.kind === 'open' || token.text === '[');
  }

  private skipBrackets(): boolean {
    let level = 0;
    for (let index = this.at; index < this.tokens.length && index < this.at + 60; index++) {
      const token = this.tokens[index];
      if (token?.kind === 'open' || token?.text === '[') level++;
      else if (token?.kind === 'close' || token?.text === ']') level--;
      if (level === 0) {
        this.at = index + 1;
        return true;
      }
    }
    this.at++;
    return false;
  }

  private postfix(value: Expression | undefined): Expression | undefined {
    let result = value;
    let steps = 0;
    while (result && steps++ < 30) {
      const next = this.postfixOnce(result);
      if (!next) return result;
      result = next;
    }
    return undefined;
  }

  private postfixOnce(value: Expression): Expression | undefined {
    const token = this.current();
    if (token?.kind === 'superscript') {
      const right: Expression = { kind: 'literal', value: token.value, decimals: 0, text: token.text };
      const isUnit = this.units.length > 0 && this.tokens[this.at - 1]?.kind === 'word';
      this.at++;
      this.hasAreaUnit ||= isUnit;
      // `20 m²` is no square.
      return isUnit ? value : { kind: 'binary', operator: '^', left: value, right, tight: false };
    }
    const power = this.unitPower();
    if (power > 0) {
      this.at += power;
      this.hasUnitPower = true;
      return value;
    }
    if (token?.kind === 'factorial') {
      this.at++;
      return { kind: 'factorial', inner: value };
    }
    if (token?.kind === 'percent' || (token?.kind === 'word' && /^(?:percent|Prozent)$/.test(token.text))) {
      this.at++;
      return { kind: 'percent', inner: value };
    }
    if (token?.kind === 'currency') {
      this.units.push(token.text);
      this.at++;
      return withUnit(value, token.text);
    }
    return this.unit(value);
  }

  /** The length of the exponent of a unit: `cm^2`, `\text{cm}^{2}`. */
  private unitPower(): number {
    const [unit, sign, ...exponent] = this.tokens.slice(this.at - 1, this.at + 4);
    if (unit?.kind !== 'word' || this.units.length === 0 || sign?.kind !== 'operator' || sign.operator !== '^')
      return 0;
    const [first, figure, close] = exponent;
    if (first?.kind === 'number' && !first.spaced) return 2;
    return first?.text === '{' && figure?.kind === 'number' && close?.text === '}' ? 4 : 0;
  }

  /** A unit or a longer name of what is counted, and words such as `dozen` that change how much it is. */
  private unit(value: Expression): Expression | undefined {
    const { tokens } = this;
    const token = this.current();
    const scale = token?.kind === 'word' ? own(SCALES, unitText(token).toLowerCase()) : undefined;
    if (scale !== undefined && value.kind === 'literal' && value.scale === undefined) {
      if (token?.text.length === 1) this.units.push('k');
      this.at++;
      return { ...value, scale: { factor: scale, text: `${token?.spaced ? ' ' : ''}${token?.text ?? ''}` } };
    }
    if (value.kind === 'unknown' || this.at === this.phraseEnd || (token?.kind === 'word' && this.operatorAt(this.at)))
      return undefined;
    const phrase = phraseAt(tokens, this.at, this.names);
    if (!phrase) return undefined;
    this.units.push(phrase.unit);
    this.hasAreaUnit ||= phrase.isArea;
    this.shown = this.at + phrase.shown;
    this.at += phrase.length;
    this.phraseEnd = this.at;
    return withUnit(value, phrase.unit);
  }
}

const withUnit = (value: Expression, unit: string | undefined): Expression =>
  value.kind === 'literal' && unit !== undefined ? { ...value, unit: `${value.unit ?? ''}${unit}` } : value;

type NumberToken = Token & { readonly kind: 'number' };

function properFraction(top: NumberToken, bottom: NumberToken, length: number) {
  const [num, den] = [top.figure.value, bottom.figure.value];
  if (num?.den !== 1n || den?.den !== 1n || num.num >= den.num) return undefined;
  const value = rational(num.num, den.num);
  return value && { value, length, text: `${top.text}/${bottom.text}` };
}

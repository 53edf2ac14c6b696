import type { Rational } from './rational.ts';

export type Operator = '+' | '-' | '*' | '/' | '//' | '%' | '^';
export type Relation = '=' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '≈';

/** A figure as it may be read: `1.500` is 1.5, and 1500 where dots group thousands. */
export interface Figure {
  /** Read as in English; absent for `3,5`. */
  readonly value?: Rational;
  /** Digits behind the point; negative for `3e8`. */
  readonly decimals: number;
  /** Read with a decimal comma, where that is possible and makes a difference. */
  readonly comma?: { readonly value: Rational; readonly decimals: number };
  /** Its thousands are grouped with blanks, so that it may be two figures. */
  readonly isBlankGrouped?: true;
}

/** `start` and `end` are UTF-16 offsets in the text of the step. */
export type Token = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** White space (or the start of the text) stands directly before. */
  readonly spaced: boolean;
} & (
  | { readonly kind: 'number'; readonly figure: Figure }
  /** `½`, also as a part of `2½`. */
  | { readonly kind: 'vulgar'; readonly value: Rational }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'relation'; readonly relation: Relation }
  | { readonly kind: 'open' | 'close' | 'percent' | 'currency' | 'word' | 'factorial' | 'root' }
  /** Raised digits, as in `3²` and `10⁻³`. */
  | { readonly kind: 'superscript'; readonly value: Rational }
  /** Something that has a value which is not known here: a name, quoted code, a date. */
  | { readonly kind: 'symbol' }
  /** An end: punctuation, a line break, a block of code. */
  | { readonly kind: 'stop' }
  /** Something that makes what stands beside it unsure. */
  | { readonly kind: 'other' }
);

/** What a token is, without its place. */
export type Shape = Token extends infer T
  ? T extends Token
    ? Omit<T, 'start' | 'end' | 'text' | 'spaced'>
    : never
  : never;

import type { Rational } from './rational.ts';

export type Operator = '+' | '-' | '*' | '/' | '//' | '%' | '^';
export type Relation = '=' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '≈';

/** `start` and `end` are UTF-16 offsets in the text of the step. */
export type Token = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** White space (or the start of the text) stands directly before. */
  readonly spaced: boolean;
} & (
  | { readonly kind: 'number'; readonly value: Rational; readonly decimals: number }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'relation'; readonly relation: Relation }
  | { readonly kind: 'open' | 'close' | 'percent' | 'currency' | 'word' }
  /** A raised digit, as in `3²`. */
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

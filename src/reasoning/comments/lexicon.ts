/** What a scanner must know of a language to tell code from strings and comments. All patterns are sticky. */
export interface Lexicon {
  /** A comment up to the end of its line. */
  readonly line?: RegExp;
  readonly block?: {
    readonly open: RegExp;
    readonly close: RegExp;
    readonly nests?: boolean;
    /** Strings in it are read as strings. */ readonly strings?: boolean;
  };
  readonly quoted: readonly Quoted[];
  /** What is passed as a whole, so that its quotes open nothing: names, numbers, characters, regular expressions. */
  readonly whole?: RegExp;
  /** A text that begins in the next line and goes on to a line with its tag. */
  readonly heredoc?: { readonly open: RegExp; readonly close: (open: RegExpExecArray) => RegExp };
  /** Code within code, where comments are not relied on: `$(…)` of a shell. */
  readonly nested?: readonly Nested[];
  /** From a line that begins so to the line that `until` matches, or to the end: POD, data. */
  readonly apart?: readonly { readonly from: RegExp; readonly until?: RegExp }[];
  /** The end of a line that goes on in the next. */
  readonly continued?: RegExp;
  /** A line that goes on from the one before it. */
  readonly continues?: RegExp;
}

export interface Quoted {
  readonly open: RegExp;
  /** From what opened it, perhaps with groups. */
  readonly close: RegExp | ((open: RegExpExecArray) => RegExp);
  /** The character that takes the meaning of the next one. */
  readonly escape?: string;
  /** What looks like its end and is not. */
  readonly passed?: RegExp;
  /** Holds line breaks; else it ends with its line. */
  readonly lines?: boolean;
  readonly nested?: readonly Nested[];
}

export interface Nested {
  readonly open: RegExp;
  readonly close: RegExp;
  /** Opens that are counted up to their `close`. */
  readonly counts?: RegExp;
}

export const escaped = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}-]/g, '\\$&');

export const literal = (text: string): RegExp => new RegExp(escaped(text), 'y');

/** `"…"`, `'…'`: a string between equal marks. */
export function between(mark: string, more: Partial<Quoted> = {}): Quoted {
  return { open: literal(mark), close: literal(mark), escape: '\\', ...more };
}

export const SLASHES = /\/\/[^\n]*/y;
export const HASH = /#[^\n]*/y;
export const STARS = { open: /\/\*/y, close: /\*\//y };
export const NESTED_STARS = { ...STARS, nests: true };
export const DOUBLE = between('"');
export const SINGLE = between("'");
/** Strings that may go on over several lines. */
export const LONG = { lines: true };
export const NAME = /[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*/uy;
/** A character, beside marks that look like the beginning of one: lifetimes, type variables, primes of names. */
export const CHARACTER = /'(?:\\[^\n']+|\\'|\\\\|[^\\'\n])'|[\p{L}_][\p{L}\p{N}_']*|\d[\w.]*/uy;
export const dollarBraces: Nested = { open: /\$\{/y, close: /\}/y, counts: /\{/y };
export const BACKSLASH = /\\[ \t]*$/;

export const triple = (mark: string, more: Partial<Quoted> = {}): Quoted =>
  between(mark.repeat(3), { ...LONG, ...more });

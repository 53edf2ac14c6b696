/** The figures of a text and what is counted by them. */
import { anyValue, type Literal } from './arithmetic/expression.ts';
import type { Rational } from './arithmetic/rational.ts';
import type { Token } from './arithmetic/token.ts';
import { tokenize } from './arithmetic/tokenize.ts';
import { FUNCTION_WORDS, NUMBERED } from './arithmetic/words.ts';

export interface TextFigure {
  readonly value: Rational;
  /** The value as a key: `3/4`. */
  readonly key: string;
  /** UTF-16 offsets of the figure. */
  readonly start: number;
  readonly end: number;
  /** The token it is. */
  readonly index: number;
}

export const keyOf = ({ num, den }: Rational): string => (den === 1n ? String(num) : `${num}/${den}`);

/** The plain figures among the tokens of a text: not those of dates, names and compound words. */
export function figuresAmong(tokens: readonly Token[]): TextFigure[] {
  return tokens.flatMap((token, index): TextFigure[] => {
    const value =
      token.kind === 'vulgar'
        ? token.value
        : token.kind === 'number'
          ? anyValue({ kind: 'literal', text: token.text, ...token.figure } satisfies Literal)
          : undefined;
    return value ? [{ value, key: keyOf(value), start: token.start, end: token.end, index }] : [];
  });
}

/** The key of a text that is one figure, without a sign. */
export function keyOfText(text: string): string | undefined {
  const [only, ...more] = tokenize(text.trim());
  return only && more.length === 0 ? figuresAmong([only])[0]?.key : undefined;
}

/** Markdown with blanks in place of the numbers of its lists and of its blocks of code: those are no figures. */
export const withoutMarkers = (markdown: string): string =>
  markdown
    .replace(/^[ \t]*(`{3,}|~{3,})[^]*?(?:^[ \t]*\1|$(?![^]))/gm, blanks)
    .replace(/^(?:[ \t]*)(?:#+ )?(?:\*\*)?(?:Step )?\d{1,2}[.):]\s/gim, blanks);

const blanks = (text: string): string => text.replace(/[^\n]/g, ' ');

/** "day 3", "iPhone 12", "2019": a figure that is a name. */
export function isName(tokens: readonly Token[], { index, value }: TextFigure): boolean {
  const [before, earlier] = [tokens[index - 1], tokens[index - 2]];
  const isYear = value.den === 1n && value.num >= 1900n && value.num <= 2100n;
  if (isYear || before?.kind === 'other' || before?.text === '#') return true;
  if (before?.kind !== 'word' || !before.spaced) return false;
  const isCapital = /^\p{Lu}/u.test(before.text) && earlier !== undefined && earlier.kind !== 'stop';
  return NUMBERED.has(before.text.toLowerCase()) || isCapital;
}

/** Up to `most` words behind a figure, as they stand: "7 apples each". */
export function phraseOf(text: string, tokens: readonly Token[], { index, start, end }: TextFigure, most = 2): string {
  let last = end;
  let first = start;
  if (tokens[index - 1]?.kind === 'currency') first = tokens[index - 1]?.start ?? start;
  let words = 0;
  for (let at = index + 1; at < tokens.length && words < most; at++) {
    const token = tokens[at];
    const isSign = token?.kind === 'percent' || token?.kind === 'currency';
    if (!isSign && (token?.kind !== 'word' || isStopWord(token.text))) break;
    last = token.end;
    if (!isSign) words++;
  }
  return text.slice(first, last).replace(/\s+/g, ' ');
}

const isStopWord = (word: string): boolean => FUNCTION_WORDS.has(word.toLowerCase()) && word.toLowerCase() !== 'each';

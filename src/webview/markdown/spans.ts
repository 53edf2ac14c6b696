/** Spans of a text that are followed through Markdown: signs of the private use area stand for their ends. */

const START = '\uE0F0';
const END = '\uE0F1';
/** Behind each sign the number of its span. */
const FIRST_NUMBER = 0xe100;
const MOST = 2_000;
const SIGNS = /[\uE0F0\uE0F1][\uE100-\uE8CF]/g;

/** UTF-16 offsets in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `text` with signs around its spans, which are numbered as they are given. A text that has such signs of its own stays as it is. */
export function withSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0 || spans.length > MOST || hasSpans(text)) return text;
  const signs = spans.flatMap(({ start, end }, index) => {
    const number = String.fromCharCode(FIRST_NUMBER + index);
    return [
      { at: start, sign: START + number },
      { at: end, sign: END + number },
    ];
  });
  let result = '';
  let from = 0;
  for (const { at, sign } of signs.sort((a, b) => a.at - b.at)) {
    result += text.slice(from, at) + sign;
    from = at;
  }
  return result + text.slice(from);
}

export const hasSpans = (text: string): boolean => /[\uE0F0\uE0F1]/.test(text);

export const withoutSpans = (text: string): string => text.replace(SIGNS, '');

/** A part of a text between signs. `ends`: the spans that end behind it; `span`: the one that it is all of. */
export interface SpannedText {
  readonly text: string;
  readonly span?: number;
  readonly ends: readonly number[];
}

/** A piece of a text in parts. A span that begins in another piece has no part of its own: only its end is known. */
export function spannedText(text: string): readonly SpannedText[] {
  const parts: SpannedText[] = [];
  let from = 0;
  let open: number | undefined;
  const push = (to: number, span: number | undefined, ends: readonly number[]) => {
    if (to > from || ends.length > 0)
      parts.push({ text: text.slice(from, to), ...(span !== undefined && { span }), ends });
  };
  for (const { 0: sign, index } of text.matchAll(SIGNS)) {
    const number = sign.charCodeAt(1) - FIRST_NUMBER;
    if (sign.startsWith(START)) {
      push(index, undefined, []);
      open = number;
    } else {
      push(index, open === number ? number : undefined, [number]);
      open = undefined;
    }
    from = index + sign.length;
  }
  push(text.length, undefined, []);
  return parts;
}

/** The numbers of the spans that end in a text. */
export const endsIn = (text: string): number[] => spannedText(text).flatMap(({ ends }) => ends);

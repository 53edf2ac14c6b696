/** A part of a text, short enough to be checked at one go. `start` is its UTF-16 offset. */
export interface TextPiece {
  readonly text: string;
  readonly start: number;
}

/** UTF-16 units of a piece at most: its check takes a few milliseconds. */
const LONGEST = 1_000;
/** What comes behind so much text is not checked. */
const MOST = 200_000;
/** Where a piece may end, best first. */
const ENDS = [/\n(?=[ \t]*\n)/g, /\n/g, /[.!?;](?=\s)/g, /\s/g];

/** A text in pieces that end at paragraphs, lines, sentences or words. Blocks of code are left out. */
export function* piecesOf(text: string): Generator<TextPiece> {
  const end = Math.min(text.length, MOST);
  let start = 0;
  for (const fence of text
    .slice(0, end)
    .matchAll(/^[ \t]*(`{3,}|~{3,})[^\n]*(?:\n(?![ \t]*\1)[^\n]*)*(?:\n[ \t]*\1[^\n]*)?/gm)) {
    yield* cut(text, start, fence.index);
    start = fence.index + fence[0].length;
  }
  yield* cut(text, start, end);
}

function* cut(text: string, from: number, to: number): Generator<TextPiece> {
  for (let start = from; start < to;) {
    const end = to - start <= LONGEST ? to : start + lastEnd(text.slice(start, start + LONGEST));
    const piece = text.slice(start, end);
    if (/\d/.test(piece)) yield { text: piece, start };
    start = end;
  }
}

function lastEnd(window: string): number {
  for (const pattern of ENDS) {
    const last = [...window.matchAll(pattern)].at(-1);
    if (last && last.index > LONGEST / 4) return last.index + 1;
  }
  return window.length;
}

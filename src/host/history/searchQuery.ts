/** Where the words that were searched for stand. */
export interface Hit {
  /** Id of the turn. */
  readonly turn: string;
  /** Some words around them; each found word stands between `MARKS`. */
  readonly snippet: string;
}

/** Control characters, which no one types. */
export const MARKS = { begin: '\u0002', end: '\u0003' } as const;

/**
 * What someone typed as an FTS5 expression: all words must be there, in any order, and each may be unfinished. Quotes, stars
 * and the like are no operators. Nothing to search for gives no expression.
 */
export function matchExpression(query: string): { readonly expression?: string; readonly words: readonly string[] } {
  // A NUL would end the expression early.
  const words = query
    .replaceAll('\0', ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return { words };
  return { words, expression: words.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' ') };
}

/** A snippet on one line and without marks. */
export const plainSnippet = (snippet: string): string =>
  snippet.replaceAll(MARKS.begin, '').replaceAll(MARKS.end, '').replaceAll(/\s+/g, ' ').trim();

/** A snippet on one line, cut at its marks: every second piece is what was found. */
export const snippetPieces = (snippet: string): string[] =>
  snippet
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(new RegExp(`[${MARKS.begin}${MARKS.end}]`));

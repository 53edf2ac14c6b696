/** Text that still grows: what is shown of it stays when more comes. */
import type { MarkdownIt, StateCore, StateInline } from 'markdown-it';

export function withGrowingEnd(parser: MarkdownIt): void {
  parser.core.ruler.at('inline', inlineParts);
  parser.inline.ruler2.after('balance_pairs', 'open_marks', closeOpenMarks);
}

/** More may come at the end of the text that `state` reads. */
export const isAtGrowingEnd = (state: StateInline): boolean =>
  state.env['isGrowing'] === true && state.posMax === state.src.length;

/** As markdown-it's own rule, but of all pieces only one at the very end grows. */
function inlineParts(state: StateCore): void {
  // A row of a table that is being written ends in empty cells.
  const last = state.tokens.findLast(
    ({ type, nesting, content }) => nesting === 0 && (type !== 'inline' || content !== ''),
  );
  for (const token of state.tokens) {
    if (token.type !== 'inline') continue;
    const isGrowing = state.env['isGrowing'] === true && token === last;
    state.md.inline.parse(token.content, state.md, { isGrowing }, (token.children ??= []));
  }
}

/** UTF-16 units behind a single mark that wait for its like: `*args` may never get one. */
const MAX_WAIT = 40;

/**
 * Bold text that is open at the end is shown as if it ended there; slanted text waits, for single signs mean
 * much else. A sentence does not wait longer.
 */
function closeOpenMarks(state: StateInline): void {
  if (!isAtGrowingEnd(state)) return;
  const { delimiters, tokens } = state;
  const openers = new Map(delimiters.flatMap(({ end }, index) => (end >= 0 ? [[end, index]] : [])));
  for (let index = delimiters.length - 1; index >= 0; index--) {
    const delimiter = delimiters[index];
    const opener = openers.get(index);
    if (opener !== undefined) {
      // What is open inside of a pair stays text.
      index = opener;
    } else if (delimiter?.open && delimiter.end < 0) {
      const text = tokens
        .slice(delimiter.token + 1)
        .map(({ content }) => content)
        .join('');
      const isSingle = delimiter.length === 1;
      if (isSingle && text.length <= MAX_WAIT) {
        tokens.length = delimiter.token;
        state.tokens_meta.length = delimiter.token;
        delimiters.length = index;
      } else if (!isSingle || /^\p{Lu}/u.test(text)) {
        state.push('text', '', 0).content = tokens[delimiter.token]?.content ?? '';
        delimiter.end = delimiters.length;
        delimiters.push({ ...delimiter, token: tokens.length - 1, end: -1, open: false, close: true });
      }
    }
  }
}

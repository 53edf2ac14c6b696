/** A link without an address is none: `handlers[i]()`, `[key: string](): void`. */
import type { MarkdownIt, StateInline } from 'markdown-it';

export function withoutEmptyLinks(parser: MarkdownIt): void {
  parser.inline.ruler.before('link', 'empty_link', emptyLink);
}

/** The bracket is text; what stands behind it is read on. */
function emptyLink(state: StateInline, isSilent: boolean): boolean {
  if (state.src[state.pos] !== '[') return false;
  const end = state.md.helpers.parseLinkLabel(state, state.pos, true);
  if (end < 0 || !/^\(\s*(?:<>\s*)?(?:"[^"]*"|'[^']*')?\s*\)/.test(state.src.slice(end + 1, end + 200))) return false;
  if (!isSilent) state.pending += '[';
  state.pos += 1;
  return true;
}

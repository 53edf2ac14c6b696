import type { MarkdownIt, StateBlock } from 'markdown-it';
import { fenceAfter, fenceOpenedBy, type OpenFence } from '../../../reasoning/questions/openFence.ts';
import { lineStart } from '../lines.ts';

/** Replaces the fences of `parser`: a block of Markdown may hold blocks of code. */
export function withFences(parser: MarkdownIt): void {
  parser.block.ruler.at('fence', fence, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

function fence(state: StateBlock, startLine: number, endLine: number, isSilent: boolean): boolean {
  let open: OpenFence | undefined = fenceOpenedBy(textOf(state, startLine));
  if (open === undefined) return false;
  if (isSilent) return true;
  const { info, mark } = open;
  let line = startLine + 1;
  let indent = state.sCount[startLine] ?? 0;
  let isLoose = false;
  for (; line < endLine; line++) {
    if (isOutside(state, line)) {
      isLoose ||= isLooseFrom(state, line);
      if (!isLoose) break;
    }
    open = fenceAfter(open, textOf(state, line));
    if (open === undefined) break;
    if (!state.isEmpty(line)) indent = Math.min(indent, state.sCount[line] ?? 0);
  }
  const token = state.push('fence', 'code', 0);
  token.info = info;
  token.content = state.getLines(startLine + 1, line, indent, true);
  token.markup = mark;
  state.line = open === undefined ? line + 1 : line;
  token.map = [startLine, state.line];
  return true;
}

/** A line that is not blank, left of where the fence's container begins. */
const isOutside = (state: StateBlock, line: number): boolean =>
  (state.sCount[line] ?? 0) < state.blkIndent && !state.isEmpty(line);

/** Whether a line outside of its item still is code, as are all from there: many a writer indents the fence alone. */
const isLooseFrom = (state: StateBlock, line: number): boolean =>
  // Lines outside of a quotation have a negative count.
  (state.sCount[line] ?? 0) >= 0 && !state.isEmpty(line - 1) && lineStart(textOf(state, line)).kind !== 'item';

/** A line as its container sees it: with the spaces that it is indented by, in columns. */
const textOf = (state: StateBlock, line: number): string =>
  ' '.repeat(Math.max(0, (state.sCount[line] ?? 0) - state.blkIndent)) +
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

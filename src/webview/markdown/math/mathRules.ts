import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { isAtGrowingEnd } from '../inline/growingEnd.ts';
import { lineStart } from '../lines.ts';
import { formulaAt, formulaBeginningAt } from './delimiters.ts';
import { looksLikeTex } from './looksLikeTex.ts';

/** Teaches `parser` formulas: tokens `math_inline` and `math_display`, with their TeX as content. */
export function withMath(parser: MarkdownIt): void {
  parser.inline.ruler.before('escape', 'math', inlineFormula);
  parser.block.ruler.before('fence', 'math', formulaBlock, { alt: ['paragraph', 'blockquote', 'list'] });
}

function inlineFormula(state: StateInline, isSilent: boolean): boolean {
  const char = state.src.charAt(state.pos);
  if (char !== '$' && char !== '\\') return false;
  const formula = formulaAt(state.src, state.pos) ?? beginning(state);
  if (formula === undefined) return char === '$' && skipDollars(state, isSilent);
  if (!isSilent && formula.tex !== '')
    state.push(formula.isDisplay ? 'math_display' : 'math_inline', 'math', 0).content = formula.tex;
  state.pos = formula.end;
  return true;
}

function beginning(state: StateInline) {
  const found = isAtGrowingEnd(state) ? formulaBeginningAt(state.src, state.pos) : undefined;
  return found && { ...found, end: state.posMax };
}

/** Dollars that begin nothing are text, all of a run at once. */
function skipDollars(state: StateInline, isSilent: boolean): boolean {
  const run = /\$+/y;
  run.lastIndex = state.pos;
  const dollars = run.exec(state.src)?.[0] ?? '';
  if (!isSilent) state.pending += dollars;
  state.pos += dollars.length;
  return true;
}

/** Lines from one that begins with `$$` or `\[` to one that ends with its like, without a blank line between. */
function formulaBlock(state: StateBlock, startLine: number, endLine: number, isSilent: boolean): boolean {
  const textOf = (line: number): string =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const first = textOf(startLine);
  const close = first.startsWith('$$') ? '$$' : first.startsWith('\\[') ? '\\]' : undefined;
  if (close === undefined) return false;

  const lines = [first.slice(2)];
  let line = startLine;
  let isOpen = false;
  while (!lines.at(-1)?.endsWith(close)) {
    if (lines.at(-1)?.includes(close)) return false;
    line += 1;
    isOpen = line >= endLine && state.env['isGrowing'] === true && first.length === 2;
    if (isOpen) break;
    const text = textOf(line);
    const isOut = line >= endLine || text === '' || (state.sCount[line] ?? 0) < state.blkIndent;
    if (isOut || lineStart(text).kind === 'fence') return false;
    lines.push(text);
  }
  const written = lines.join('\n');
  // While it grows, the end may be half a delimiter.
  const tex = isOpen ? written.replace(/[\\$]$/, '') : written.slice(0, -close.length);
  if ((tex.trim() === '' && !isOpen) || tex.includes(close)) return false;
  // Delimiters on lines of their own leave no doubt.
  if (first.length > 2 && !looksLikeTex(tex)) return false;
  if (isSilent) return true;
  state.line = isOpen ? line : line + 1;
  if (tex.trim() === '') return true;
  const token = state.push('math_display', 'math', 0);
  token.content = tex;
  token.block = true;
  token.map = [startLine, state.line];
  return true;
}

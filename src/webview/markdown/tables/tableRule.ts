import type { MarkdownIt, StateBlock } from 'markdown-it';
import { columnsOf, fittedCells } from './rows.ts';

/** Replaces the tables of `parser`: its own cut a cell at a bar in code or a formula, and leave surplus cells out. */
export function withTables(parser: MarkdownIt): void {
  parser.block.ruler.at('table', table, { alt: ['paragraph', 'reference'] });
}

function table(state: StateBlock, startLine: number, endLine: number, isSilent: boolean): boolean {
  if (startLine + 2 > endLine || isOutside(state, startLine) || isOutside(state, startLine + 1)) return false;
  const columns = columnsOf(textOf(state, startLine), textOf(state, startLine + 1));
  if (columns === undefined) return false;
  if (isSilent) return true;

  const parent = state.parentType;
  state.parentType = 'table';
  const pushRow = (line: number, tag: 'th' | 'td') => {
    state.push('tr_open', 'tr', 1).map = [line, line + 1];
    fittedCells(textOf(state, line), columns.length).forEach((content, index) => {
      const align = columns[index];
      const open = state.push(`${tag}_open`, tag, 1);
      if (align) open.attrSet('style', `text-align:${align}`);
      const inline = state.push('inline', '', 0);
      inline.content = withBreaks(content);
      inline.children = [];
      state.push(`${tag}_close`, tag, -1);
    });
    state.push('tr_close', 'tr', -1);
  };

  const open = state.push('table_open', 'table', 1);
  state.push('thead_open', 'thead', 1);
  pushRow(startLine, 'th');
  state.push('thead_close', 'thead', -1);
  let line = startLine + 2;
  if (line < endLine && !endsTable(state, line, endLine)) {
    state.push('tbody_open', 'tbody', 1);
    for (; line < endLine && !endsTable(state, line, endLine); line++) pushRow(line, 'td');
    state.push('tbody_close', 'tbody', -1);
  }
  state.push('table_close', 'table', -1);
  open.map = [startLine, line];
  state.parentType = parent;
  state.line = line;
  return true;
}

/** A cell is one line of Markdown: what breaks its lines is HTML, the only HTML that is not shown as it is written. */
const withBreaks = (cell: string): string =>
  cell.replace(/(`+)(?!`)[^]*?(?<!`)\1(?!`)|<br\s*\/?>/gi, (found) => (found.startsWith('`') ? found : '\n'));

const textOf = (state: StateBlock, line: number): string =>
  state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);

function isOutside(state: StateBlock, line: number): boolean {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  return indent < 0 || indent >= 4;
}

const endsTable = (state: StateBlock, line: number, endLine: number): boolean =>
  isOutside(state, line) ||
  textOf(state, line).trim() === '' ||
  state.md.block.ruler.getRules('blockquote').some((rule) => rule(state, line, endLine, true));

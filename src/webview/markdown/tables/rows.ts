/** Lines of a table: its columns, and a row's cells. */
import { formulaAt } from '../math/delimiters.ts';

type Alignment = '' | 'left' | 'center' | 'right';

/** A delimiter row, or the beginning of one. */
export const isDelimiterSoFar = (line: string): boolean => /^ {0,3}(?:[|:][-:| \t]*|-(?:[-:|][-:| \t]*)?)$/.test(line);

/** The columns of a table that begins with these two lines, given without line breaks; `undefined` when none does. */
export function columnsOf(head: string, delimiters: string): readonly Alignment[] | undefined {
  if (!/^ {0,3}[^\s]/.test(head) || !head.includes('|') || !isDelimiterSoFar(delimiters)) return undefined;
  const columns = withoutOuter(delimiters.trim().split('|')).map((column) => column.trim());
  if (!columns.every((column) => /^:?-+:?$/.test(column))) return undefined;
  if (cellsOf(head, columns.length).length !== columns.length) return undefined;
  return columns.map((column) => {
    if (column.endsWith(':')) return column.startsWith(':') ? 'center' : 'right';
    return column.startsWith(':') ? 'left' : '';
  });
}

/** The cells of a row in a table of `count` columns, each as it stands between its bars; there may be more or fewer. */
function cellsOf(row: string, count: number): readonly string[] {
  const line = row.trim();
  const plain = withoutOuter(split(line, () => undefined));
  if (plain.length === count) return plain.map(cell);
  // A bar in code or in a formula parts no cells, although GitHub's rules say so.
  return withoutOuter(split(line, wholeAt)).map(cell);
}

/** Exactly `count` cells; what there is too much of is in the last. */
export function fittedCells(row: string, count: number): readonly string[] {
  const cells = cellsOf(row, count);
  if (cells.length > count) return [...cells.slice(0, count - 1), cells.slice(count - 1).join(' | ')];
  return [...cells, ...Array<string>(count - cells.length).fill('')];
}

const cell = (text: string): string => text.trim().replaceAll('\\|', '|');

/** The first and the last bar of a row are its frame. */
function withoutOuter(parts: readonly string[]): readonly string[] {
  const from = parts[0] === '' ? 1 : 0;
  const to = parts.length > from && parts.at(-1) === '' ? -1 : undefined;
  return parts.slice(from, to);
}

function split(line: string, endOf: (line: string, at: number) => number | undefined): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < line.length; at++) {
    const end = endOf(line, at);
    if (end !== undefined) at = end - 1;
    else if (line[at] === '|' && line[at - 1] !== '\\') {
      parts.push(line.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, line.slice(from)];
}

/** Where the code span or the formula that begins at `at` ends. */
function wholeAt(line: string, at: number): number | undefined {
  if (line[at] === '`' && line[at - 1] !== '`' && line[at - 1] !== '\\') {
    const mark = /^`+/.exec(line.slice(at))?.[0] ?? '';
    const code = new RegExp(`(?<!\`)${mark}(?!\`)`).exec(line.slice(at + mark.length));
    return code ? at + mark.length + code.index + mark.length : undefined;
  }
  return line[at] === '$' || line[at] === '\\' ? formulaAt(line, at)?.end : undefined;
}

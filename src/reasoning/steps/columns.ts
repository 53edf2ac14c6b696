/** Indentation in columns. */

/** Columns from one tab stop to the next. */
export const TAB = 4;

/** White space at the start of a line. */
export const spaceOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';

/** Columns that a text takes at the start of a line. */
export function columnsOf(text: string): number {
  let column = 0;
  for (const char of text) column += char === '\t' ? TAB - (column % TAB) : 1;
  return column;
}

/** Without up to so many columns of white space; of a tab that goes beyond them spaces are left. */
export function withoutColumns(line: string, columns: number): string {
  let column = 0;
  let at = 0;
  while (column < columns && (line[at] === ' ' || line[at] === '\t')) {
    column += line[at] === '\t' ? TAB - (column % TAB) : 1;
    at++;
  }
  return ' '.repeat(Math.max(0, column - columns)) + line.slice(at);
}

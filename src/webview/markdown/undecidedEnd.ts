import { columnsOf, isDelimiterSoFar } from './tables/rows.ts';

/** UTF-16 units of a line that may be the head of a table and waits for the next line. */
const MAX_HEAD = 300;

/** A growing text up to marks at its end that may become anything: a list item, a heading, a fence. */
export function withoutUndecided(text: string): string {
  return text.replace(/(^|\n)[ \t]*(?:[-*+_][-*+_ \t]*|#{1,6}|=+|~{1,2}|`{1,3}|>[ \t]*|\d{1,9}(?:[.)][ \t]*)?)$/, '$1');
}

/** A growing text without a line at its end that may become the head of a table. */
export function withoutTableHead(text: string): string {
  const lines = text.split('\n');
  const last = lines.at(-1)?.trim() ?? '';
  const before = lines.at(-2)?.trim() ?? '';
  const isHead = (line: string) => line.startsWith('|') && line.length <= MAX_HEAD;
  if (isHead(before) && !isHead(lines.at(-3)?.trim() ?? '') && (last === '' || isDelimiterSoFar(last)))
    return columnsOf(before, last) ? text : lines.slice(0, -2).join('\n');
  return isHead(last) && !isHead(before) ? lines.slice(0, -1).join('\n') : text;
}

/** What one line of Markdown begins, as far as cutting a text into top-level blocks needs to know (CommonMark 0.31). */

import { fenceOpenedBy, type OpenFence } from '../../reasoning/questions/openFence.ts';

/** `-`, `*`, `+` for bullets, `.`, `)` for numbers: items with the same marker make one list. */
export type ListMarker = '-' | '*' | '+' | '.' | ')';

export type LineStart =
  | { readonly kind: 'fence'; readonly fence: OpenFence }
  /** A heading or a thematic break: done at the line's end. */
  | { readonly kind: 'single'; readonly isBreak: boolean }
  /**
   * `content`: column at which lines of this item begin.
   * `interrupts`: may follow a paragraph's line with no blank line between.
   * `isPlain`: it begins with a paragraph.
   */
  | {
      readonly kind: 'item';
      readonly marker: ListMarker;
      readonly content: number;
      readonly interrupts: boolean;
      readonly isPlain: boolean;
      /** Of code that it begins with. */
      readonly fence: OpenFence | undefined;
      /** Nothing but the marker so far: a blank line would end it. */
      readonly isEmpty: boolean;
    }
  | { readonly kind: 'quote' }
  /** A formula that goes on after this line, until one ends with `close`. */
  | { readonly kind: 'math'; readonly close: string }
  /** Four columns or more: indented code, where a block may begin. */
  | { readonly kind: 'indented' }
  | { readonly kind: 'text' };

const HEADING = /^#{1,6}(?:[ \t]|$)/;
const BREAK = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const ITEM = /^(?:([-*+])|(\d{1,9})([.)]))([ \t]+|$)/;
const FORMULA = /^(?:\$\$|\\\[)/;
/** Makes the line above it a heading, or the head of a table (a thematic break apart). */
const UNDERLINE = /^(?:=+[ \t]*|[-: \t]*\|[-:| \t]*)$/;
/** Items that begin on one line, each in the one before (`- - - a`), are looked into so far; no one means more. */
const MAX_ITEMS = 20;
/** Beginnings of the above which the next character may make or break. */
const UNDECIDED =
  /^(?:`{1,2}|`{3,}[^`]*|~{1,2}|~{3,}.*|#{1,6}|[-*+_][-*+_ \t]*|\d{1,9}(?:[.)][ \t]*)?|\$|\\|(?:\$\$|\\\[).*|=+[ \t]*|[-:| \t]*)$/;

/** Classifies a whole line, given without its line break, that is not blank; `depth`: in so many items that begin on it. */
export function lineStart(line: string, depth = 0): LineStart {
  const { columns, rest } = indentation(line);
  if (columns >= 4) return { kind: 'indented' };
  const fence = fenceOpenedBy(rest);
  if (fence) return { kind: 'fence', fence };
  if (HEADING.test(rest)) return { kind: 'single', isBreak: false };
  if (BREAK.test(rest)) return { kind: 'single', isBreak: true };
  if (rest.startsWith('>')) return { kind: 'quote' };
  if (FORMULA.test(rest)) return formulaStart(rest);
  const item = ITEM.exec(rest);
  return item ? itemStart(columns, rest, item, depth) : { kind: 'text' };
}

function formulaStart(rest: string): LineStart {
  const close = rest.startsWith('$$') ? '$$' : '\\]';
  return rest.includes(close, 2) ? { kind: 'text' } : { kind: 'math', close };
}

function itemStart(columns: number, rest: string, item: RegExpExecArray, depth: number): LineStart {
  const [whole, bullet, number, delimiter, gap = ''] = item;
  const afterMarker = columns + whole.length - gap.length;
  const isEmpty = whole.length === rest.length;
  const gapWidth = indentation(gap, afterMarker).columns;
  return {
    kind: 'item',
    marker: (bullet ?? delimiter) as ListMarker,
    content: afterMarker + (isEmpty || gapWidth > 4 ? 1 : gapWidth),
    interrupts: !isEmpty && (bullet !== undefined || Number(number) === 1),
    isEmpty,
    fence: gapWidth <= 4 ? fenceIn(rest.slice(whole.length)) : undefined,
    isPlain: gapWidth <= 4 && depth < MAX_ITEMS && isPlain(rest.slice(whole.length), depth + 1),
  };
}

/** Whether a line of an item is a paragraph's, so that a line without indentation goes on with it. */
export function isPlain(line: string, depth = 0): boolean {
  const text = line.trim();
  if (text === '' || UNDERLINE.test(text)) return false;
  const start = lineStart(text, depth);
  return start.kind === 'item' ? start.isPlain : start.kind === 'text';
}

/** The fence that a line of an item opens, behind the markers of items that begin on it. */
export const fenceIn = (line: string): OpenFence | undefined => fenceOpenedBy(withoutItems(line));

/** Whether the beginning of a line is too short to tell what it begins, be it in items that begin on it or indented below a text. */
export const isUndecided = (partialLine: string): boolean =>
  UNDECIDED.test(indentation(partialLine).rest) || UNDECIDED.test(withoutItems(partialLine));

function withoutItems(line: string): string {
  let { rest } = indentation(line);
  for (let depth = 0; depth <= MAX_ITEMS; depth++) {
    const item = ITEM.exec(rest);
    if (!item) break;
    rest = rest.slice(item[0].length);
  }
  return rest;
}

/** Columns of white space at the start of `line`, which stands at column `from` (tab stops every four), and what follows. */
export function indentation(line: string, from = 0): { readonly columns: number; readonly rest: string } {
  let column = from;
  let index = 0;
  for (; index < line.length; index++) {
    const char = line[index];
    if (char === ' ') column += 1;
    else if (char === '\t') column += 4 - (column % 4);
    else break;
  }
  return { columns: column - from, rest: line.slice(index) };
}

/**
 * Cuts a growing Markdown text into top-level blocks, each of which can be rendered alone. Only the open block at the
 * end ever changes: what is closed stays as it is, so the cost of more text does not grow with the text before it.
 * A list is cut into its items and a table into groups of rows, for a model's whole answer may be one of them.
 * The cuts are conservative: where a cut is not certain, the block goes on. A table whose second line is a list item as
 * well (`- | -`) is taken for a list.
 */
import { fenceAfter } from '../../reasoning/questions/openFence.ts';
import { fenceIn, indentation, isPlain, isUndecided, lineStart, type LineStart, type ListMarker } from './lines.ts';
import { columnsOf } from './tables/rows.ts';

/** Neighbouring blocks that are drawn together: the items of one list, one table, or up to `SECTION_SIZE` other blocks. */
export interface Section {
  readonly list?: ListMarker;
  /** The two lines that the table of these blocks begins with; the first block holds them. */
  readonly table?: string;
  readonly blocks: readonly string[];
}

export interface Blocks {
  readonly closed: readonly Section[];
  readonly open: OpenBlock;
}

interface OpenBlock {
  readonly text: string;
  readonly kind: Kind;
  /** Where the line being written begins in `text`. */
  readonly lineAt: number;
  /** That line has been looked at and belongs to this block. */
  readonly lineKnown: boolean;
  readonly afterBlank: boolean;
}

/** What has been seen of a block: nothing, a heading or another block that is over, or what may still go on. */
type Kind =
  | { readonly kind: 'nothing' | 'over' | 'indented' | 'quote' }
  /** `isPlain`: surely a paragraph, not a table nor a heading by what stands below it. */
  | { readonly kind: 'text'; readonly isPlain: boolean }
  | Extract<LineStart, { kind: 'fence' | 'math' }>
  /** `rows`: in this block; `isContinued`: blocks of the same table went before. */
  | { readonly kind: 'table'; readonly head: string; readonly rows: number; readonly isContinued: boolean }
  /**
   * `hasStray`: the item may have ended already, at a line without indentation.
   * `fence`: of code in it that is open; `isLoose`: lines of that are not indented.
   */
  | (Extract<LineStart, { kind: 'item' }> & { readonly hasStray?: boolean; readonly isLoose?: boolean });
type Text = Extract<Kind, { kind: 'text' }>;
type Item = Extract<Kind, { kind: 'item' }>;

/** So many blocks share a section: enough to keep the sections few, few enough to compare one by one. */
const SECTION_SIZE = 32;
/** So many rows of a table are a block. */
const ROWS = 32;

export const NO_BLOCKS: Blocks = {
  closed: [],
  open: { text: '', kind: { kind: 'nothing' }, lineAt: 0, lineKnown: false, afterBlank: false },
};

/** `blocks` with `more` text at the end. */
export function append(blocks: Blocks, more: string): Blocks {
  let { closed } = blocks;
  let { kind, lineAt, lineKnown, afterBlank } = blocks.open;
  let text = blocks.open.text + more;
  let searchFrom = blocks.open.text.length;
  for (;;) {
    const lineBreak = text.indexOf('\n', searchFrom);
    const isWhole = lineBreak >= 0;
    if (!lineKnown && (isWhole || !isReadWhole(kind, afterBlank))) {
      const line = withoutReturn(text.slice(lineAt, isWhole ? lineBreak : undefined));
      if (line.trim() === '') {
        afterBlank ||= isWhole;
      } else if (isWhole || !isUndecided(line)) {
        const table = kind.kind === 'text' && !afterBlank ? tableBegunBy(text, lineAt, line) : undefined;
        const next = table ? { isNew: table.at > 0, kind: table.kind } : read(line, kind, afterBlank);
        if (next.isNew) {
          const end = table?.at ?? lineAt;
          closed = withBlock(closed, kind, text.slice(0, end));
          text = text.slice(end);
          lineAt -= end;
        }
        kind = next.kind;
        lineKnown = true;
        afterBlank = false;
      }
    }
    if (!isWhole) return { closed, open: { text, kind, lineAt, lineKnown, afterBlank } };
    lineAt = text.indexOf('\n', lineAt) + 1;
    searchFrom = lineAt;
    lineKnown = false;
  }
}

/** All sections, the open block in the last one. Sections that did not change are the same objects as before. */
export function sectionsOf({ closed, open }: Blocks): readonly Section[] {
  return open.text === '' ? closed : withBlock(closed, open.kind, open.text);
}

/** Whether the end of a line counts, too. */
const isReadWhole = (kind: Kind, afterBlank: boolean): boolean =>
  kind.kind === 'fence' || (kind.kind === 'math' && !afterBlank) || (kind.kind === 'item' && kind.fence !== undefined);

/** What `line` (not blank) does to a block of this kind: goes on with it, or begins a new one. */
function read(line: string, kind: Kind, afterBlank: boolean): { readonly isNew: boolean; readonly kind: Kind } {
  const start = lineStart(line);
  switch (kind.kind) {
    case 'fence': {
      const fence = fenceAfter(kind.fence, line);
      return goesOn(fence ? { kind: 'fence', fence } : { kind: 'over' });
    }
    case 'math':
      if (afterBlank || start.kind === 'fence') return begins(start);
      return goesOn(line.trimEnd().endsWith(kind.close) ? { kind: 'over' } : kind);
    case 'nothing':
      return goesOn(opened(start));
    case 'over':
      return begins(start);
    case 'indented':
      return start.kind === 'indented' ? goesOn(kind) : begins(start);
    case 'quote':
      return !afterBlank && ['quote', 'text', 'indented'].includes(start.kind) ? goesOn(kind) : begins(start);
    case 'text':
      if (endsText(start, afterBlank, kind.isPlain)) return begins(start);
      return goesOn(textWith(kind, line, start));
    case 'table':
      if (start.kind === 'single' || endsText(start, afterBlank, false)) return begins(start);
      if (kind.rows < ROWS) return goesOn({ ...kind, rows: kind.rows + 1 });
      return { isNew: true, kind: { ...kind, rows: 1, isContinued: true } };
    case 'item': {
      if (kind.fence && goesOnInItem(start, line, kind, afterBlank)) return goesOn(withCode(kind, line));
      const ends = endsItem(start, line, kind, afterBlank) && (!kind.hasStray || endsText(start, afterBlank, true));
      return ends ? begins(start) : goesOn(withLine(kind, line));
    }
  }
}

const begins = (start: LineStart) => ({ isNew: true, kind: opened(start) });
const goesOn = (kind: Kind) => ({ isNew: false, kind });

function opened(start: LineStart): Kind {
  if (start.kind === 'single') return { kind: 'over' };
  return start.kind === 'text' ? { kind: 'text', isPlain: true } : start;
}

function textWith(text: Text, line: string, start: LineStart): Kind {
  // Dashes: the paragraph was a heading, or this is a break. It is over either way.
  if (start.kind === 'single' || (text.isPlain && /^=+$/.test(line.trim()))) return { kind: 'over' };
  return { kind: 'text', isPlain: text.isPlain && isPlain(line) };
}

function endsText(start: LineStart, afterBlank: boolean, isParagraph: boolean): boolean {
  if (afterBlank || start.kind === 'fence' || start.kind === 'quote' || start.kind === 'math') return true;
  if (start.kind === 'single') return !start.isBreak;
  if (start.kind === 'indented') return !isParagraph;
  return start.kind === 'item' && (start.interrupts || !isParagraph);
}

function endsItem(start: LineStart, line: string, item: Item, afterBlank: boolean): boolean {
  if (item.isEmpty && afterBlank) return true;
  if (indentation(line).columns >= item.content) return false;
  return afterBlank || (start.kind !== 'text' && start.kind !== 'indented');
}

/** Whether a line belongs to code that is open in an item: many a writer indents the fence alone. */
const goesOnInItem = (start: LineStart, line: string, item: Item, afterBlank: boolean): boolean =>
  item.isLoose === true || indentation(line).columns >= item.content || (!afterBlank && start.kind !== 'item');

function withCode(item: Item, line: string): Item {
  const fence = item.fence && fenceAfter(item.fence, line.trimStart());
  const isLoose = item.isLoose === true || indentation(line).columns < item.content;
  return { ...item, fence, isLoose: fence !== undefined && isLoose, isPlain: false };
}

function withLine(item: Item, line: string): Item {
  const isInside = indentation(line).columns >= item.content;
  const hasStray = item.hasStray === true || (!isInside && !item.isPlain);
  const staysPlain = (item.isPlain || item.isEmpty) && (!isInside || isPlain(line));
  return { ...item, isEmpty: false, isPlain: staysPlain, hasStray, fence: isInside ? fenceIn(line) : undefined };
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);

/** The table whose delimiter row is the line at `lineAt`, and where its head begins. */
function tableBegunBy(
  text: string,
  lineAt: number,
  line: string,
): { readonly at: number; readonly kind: Kind } | undefined {
  const at = text.lastIndexOf('\n', lineAt - 2) + 1;
  const head = withoutReturn(text.slice(at, lineAt - 1));
  if (!columnsOf(head, line)) return undefined;
  return { at, kind: { kind: 'table', head: `${head}\n${line}\n`, rows: 0, isContinued: false } };
}

function withBlock(sections: readonly Section[], kind: Kind, block: string): readonly Section[] {
  const last = sections.at(-1);
  if (last && fits(last, kind)) return [...sections.slice(0, -1), { ...last, blocks: [...last.blocks, block] }];
  const blocks = [block];
  if (kind.kind === 'item') return [...sections, { list: kind.marker, blocks }];
  return [...sections, kind.kind === 'table' ? { table: kind.head, blocks } : { blocks }];
}

function fits({ list, table, blocks }: Section, kind: Kind): boolean {
  if (kind.kind === 'item') return list === kind.marker;
  if (kind.kind === 'table') return kind.isContinued;
  return list === undefined && table === undefined && blocks.length < SECTION_SIZE;
}

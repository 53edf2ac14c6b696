import type { Section } from './answerParser.ts';
import { columnsOf, spaceOf, TAB, withoutColumns } from './columns.ts';
import { fenceAfter, fenceOpenedBy, type OpenFence } from '../questions/openFence.ts';

/** A section as Markdown of its own: without its marker, and without the indentation that made lines part of a list's item. */
export function markdownOf({ kind, text, start, body }: Section): string {
  const marker = text.slice(0, body - start);
  const words = text.slice(marker.length);
  if (kind !== 'step' || marker === '') return words;
  const [first = '', ...others] = words.split('\n');
  const markerLine = marker.slice(marker.lastIndexOf('\n') + 1);
  const item = ITEM.exec(markerLine);
  const lines = outdented(others, fenceOpenedBy(first), item ? contentOf(item) : undefined);
  // A heading is no part of the paragraph below it.
  const gap = /^\s*#/.test(markerLine) && first.trim() !== '' && lines[0]?.trim() ? [''] : [];
  return [first, ...gap, ...lines].join('\n');
}

const ITEM = /^([ \t]*(?:[-*+]|\d{1,9}[.)]))(?:([ \t]+)|$)/;
/** What a writer indents only to put it below the step, where the step is no item. */
const BLOCK = /^[ \t]+(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|`{3}|~{3})/;

/** The column at which the text of an item begins. */
function contentOf([, marker = '', gap = '']: RegExpExecArray): number {
  const at = columnsOf(marker);
  const content = columnsOf(marker + gap);
  return content - at > TAB || content === at ? at + 1 : content;
}

/**
 * Lines of a step without the indentation of the first of them that has any, so that what is deeper stays so; code loses no more than the
 * fence before it.
 *
 * @param fence that is open before them
 * @param content the column at which the text of the item begins that they are in; `undefined`: they are in none
 */
function outdented(lines: readonly string[], fence: OpenFence | undefined, content: number | undefined): string[] {
  let width: number | undefined;
  let ofCode = content ?? 0;
  return lines.map((line) => {
    if (fence) {
      const code = withoutColumns(line, ofCode);
      fence = fenceAfter(fence, code);
      return code;
    }
    width ??= widthBy(line, content);
    const rest = withoutColumns(line, width ?? Infinity);
    fence = fenceOpenedBy(rest);
    if (fence) ofCode = columnsOf(spaceOf(line)) - columnsOf(spaceOf(rest));
    return rest;
  });
}

/** How much of its indentation a line makes all lose from there; `undefined`: it does not tell. */
function widthBy(line: string, content: number | undefined): number | undefined {
  if (line.trim() === '') return undefined;
  const space = spaceOf(line);
  const indent = columnsOf(space);
  if (content === undefined) return BLOCK.test(line) ? indent : 0;
  // Items that are not indented end the one they are meant for: what is deeper belongs to them.
  if (indent === 0) return ITEM.test(line) ? 0 : undefined;
  return space.startsWith('\t') ? TAB : Math.min(indent, content);
}

/** The first line of a step, for where there is no room for more. */
export function firstLineOf(markdown: string): string {
  const line = markdown.trim().split('\n', 1)[0] ?? '';
  return line.replace(/[*_`]/g, '');
}

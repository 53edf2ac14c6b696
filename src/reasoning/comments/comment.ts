import { fenceAfter, fenceOpenedBy, type OpenFence } from '../questions/openFence.ts';
import { harmless, harmlessLine, plainLines } from './harmless.ts';

/** How a language marks a comment: by the beginning of each line, or by a beginning and an end. */
export type CommentStyle = { readonly line: string } | { readonly block: readonly [start: string, end: string] };

/** Where a comment stands, besides its style. */
export interface CommentPlace {
  readonly indentation: string;
  /** VS Code's id: what may not stand in a comment depends on it. */
  readonly language: string;
  /** In a `<script>` or a `<style>`. */
  readonly embedded?: boolean;
}

/** Characters of a line, as most style guides allow; words longer than that and lines of code stay whole. */
const WIDTH = 100;

/**
 * A text (Markdown) as a comment; it ends with a line break. Nothing in it can end the comment, take code into it or give
 * orders to a tool: what could is parted by a space, and characters that are not seen are left out.
 */
export function commentBlock(text: string, style: CommentStyle, place: CommentPlace): string {
  const { indentation, language, embedded = false } = place;
  const mark = 'line' in style ? `${style.line} ` : '  ';
  const width = Math.max(40, WIDTH - indentation.length - mark.length);
  const plain = plainLines(text.trim());
  const isCode = insideFences(plain);
  const lines = plain
    .map((line) => harmless(line.trimEnd(), language, embedded))
    .flatMap((line, i) => (isCode[i] === true ? [line] : wrapped(line, width)))
    .map((line, i) => `${indentation}${mark}${harmlessLine(line, language, i)}`.trimEnd());
  const all = 'line' in style ? lines : [indentation + style.block[0], ...lines, indentation + style.block[1]];
  return `${all.join('\n')}\n`;
}

/** For each line whether it stands in a block of code, where line breaks count. */
function insideFences(lines: readonly string[]): boolean[] {
  let fence: OpenFence | undefined;
  return lines.map((line) => {
    const isInside = fence !== undefined;
    fence = fence === undefined ? fenceOpenedBy(line) : fenceAfter(fence, line);
    return isInside;
  });
}

/** A line in pieces of at most `width`, those after the first as deep as the text of a list item. */
function wrapped(line: string, width: number): string[] {
  const deep = ' '.repeat(/^\s*(?:\d+[.)]\s+|[-*+]\s+)?/.exec(line)?.[0].length ?? 0);
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const before = rest.lastIndexOf(' ', width);
    const at = before > deep.length ? before : rest.indexOf(' ', Math.max(width, deep.length));
    if (at < 0) break;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = deep + rest.slice(at + 1).trimStart();
  }
  return [...pieces, rest];
}

import { fenceAfter, fenceOpenedBy, type OpenFence } from './openFence.ts';

/** A text in its order: what stands inside code fences, and what does not. */
export type FencedPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'code';
      readonly text: string;
      /** What stands behind the opening fence. */
      readonly info: string;
      /** Of a fence that nothing closes, which goes on to the end: what would close it. */
      readonly open?: string;
    };

/** Markers of items, one in the other, and the white space behind the last. */
const ITEMS = /^(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)+/;

/**
 * Cuts a text at its Markdown code fences, in items, too; the fences themselves are left out, and so are parts of nothing but white
 * space and the indentation that code has for its fence.
 */
export function splitFences(text: string): FencedPart[] {
  const parts: FencedPart[] = [];
  let lines: string[] = [];
  let fence: OpenFence | undefined;
  /** Columns before the fence, and before the text of the last item. */
  let indent = 0;
  let content = 0;
  const close = (isEnd = false) => {
    const part = lines.join('\n');
    lines = [];
    if (fence !== undefined)
      parts.push({ kind: 'code', text: part, info: fence.info, ...(isEnd && { open: fence.mark }) });
    else if (part.trim() !== '') parts.push({ kind: 'text', text: part });
  };
  for (const line of text.split('\n')) {
    const bare = line.replace(/\r$/, '');
    if (fence === undefined) {
      const markers = ITEMS.exec(bare)?.[0] ?? '';
      if (markers !== '') content = markers.length;
      const behind = markers === '' ? outdented(bare, content) : bare.slice(markers.length);
      const opened = fenceOpenedBy(behind) ?? fenceOpenedBy(bare);
      if (opened) {
        if (markers !== '') lines.push(markers.trimEnd());
        close();
        fence = opened;
        indent = markers === '' ? indentOf(bare) : content;
      } else {
        lines.push(line);
      }
    } else {
      const inside = outdented(line, indent);
      const after = fenceAfter(fence, inside.replace(/\r$/, ''));
      if (after) lines.push(inside);
      else close();
      fence = after;
    }
  }
  if (fence !== undefined || lines.length > 0) close(true);
  return parts;
}

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** Without up to `width` spaces before it. */
const outdented = (line: string, width: number): string => line.slice(Math.min(width, indentOf(line)));

/** A Markdown code fence that no run of backticks inside can close. */
export function fenced(code: string, tag: string): string {
  const runs = code.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
  return `${fence}${tag}\n${code}\n${fence}`;
}

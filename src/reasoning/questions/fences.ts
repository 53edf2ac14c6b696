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

/** Cuts a text at its Markdown code fences; the fences themselves are left out, and so are parts of nothing but white space. */
export function splitFences(text: string): FencedPart[] {
  const parts: FencedPart[] = [];
  let lines: string[] = [];
  let fence: OpenFence | undefined;
  const close = (isEnd = false) => {
    const part = lines.join('\n');
    lines = [];
    if (fence !== undefined)
      parts.push({ kind: 'code', text: part, info: fence.info, ...(isEnd && { open: fence.mark }) });
    else if (part.trim() !== '') parts.push({ kind: 'text', text: part });
  };
  for (const line of text.split('\n')) {
    const bare = line.replace(/\r$/, '');
    const opened = fence === undefined ? fenceOpenedBy(bare) : undefined;
    const after = fence && fenceAfter(fence, bare);
    if (opened || (fence && !after)) {
      close();
      fence = opened;
    } else {
      fence = after;
      lines.push(line);
    }
  }
  if (fence !== undefined || lines.length > 0) close(true);
  return parts;
}

/** A Markdown code fence that no run of backticks inside can close. */
export function fenced(code: string, tag: string): string {
  const runs = code.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
  return `${fence}${tag}\n${code}\n${fence}`;
}

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

const OPENING = /^ {0,3}(?:(`{3,})([^`]*)|(~{3,})(.*))$/;

/** Cuts a text at its Markdown code fences; the fences themselves are left out, and so are parts of nothing but white space. */
export function splitFences(text: string): FencedPart[] {
  const parts: FencedPart[] = [];
  let lines: string[] = [];
  let fence: { readonly mark: string; readonly info: string } | undefined;
  const close = (isEnd = false) => {
    const part = lines.join('\n');
    lines = [];
    if (fence !== undefined)
      parts.push({ kind: 'code', text: part, info: fence.info, ...(isEnd && { open: fence.mark }) });
    else if (part.trim() !== '') parts.push({ kind: 'text', text: part });
  };
  for (const line of text.split('\n')) {
    const bare = line.replace(/\r$/, '');
    const opening = fence === undefined ? OPENING.exec(bare) : null;
    if (opening) {
      close();
      fence = { mark: opening[1] ?? opening[3] ?? '', info: (opening[2] ?? opening[4] ?? '').trim() };
    } else if (fence !== undefined && closes(bare, fence.mark)) {
      close();
      fence = undefined;
    } else {
      lines.push(line);
    }
  }
  if (fence !== undefined || lines.length > 0) close(true);
  return parts;
}

function closes(line: string, mark: string): boolean {
  const run = line.trim();
  return run.length >= mark.length && run === mark.charAt(0).repeat(run.length) && /^ {0,3}\S/.test(line);
}

/** A Markdown code fence that no run of backticks inside can close. */
export function fenced(code: string, tag: string): string {
  const runs = code.match(/`{3,}/g) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
  return `${fence}${tag}\n${code}\n${fence}`;
}

/** A text in its order: what stands inside code fences, and what does not. */
export type FencedPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `info`: what stands behind the opening fence. A fence that is not closed goes on to the end. */
  | { readonly kind: 'code'; readonly text: string; readonly info: string };

const OPENING = /^ {0,3}(?:(`{3,})([^`]*)|(~{3,})(.*))$/;

/** Cuts a text at its Markdown code fences; the fences themselves are left out, and so are parts of nothing but white space. */
export function splitFences(text: string): FencedPart[] {
  const parts: FencedPart[] = [];
  let lines: string[] = [];
  let fence: { readonly mark: string; readonly info: string } | undefined;
  const close = () => {
    const part = lines.join('\n');
    lines = [];
    if (fence !== undefined) parts.push({ kind: 'code', text: part, info: fence.info });
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
  if (fence !== undefined || lines.length > 0) close();
  return parts;
}

function closes(line: string, mark: string): boolean {
  const run = line.trim();
  return run.length >= mark.length && run === mark.charAt(0).repeat(run.length) && /^ {0,3}\S/.test(line);
}

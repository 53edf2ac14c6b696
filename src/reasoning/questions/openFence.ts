/**
 * A Markdown code fence that is open, line by line. A block of Markdown often holds blocks of code with fences as long
 * as its own; by CommonMark the first end of an inner one would end the outer one.
 */
export interface OpenFence {
  /** The run that opened it: three or more backticks or tildes. */
  readonly mark: string;
  /** What stands behind the run. */
  readonly info: string;
  /** The run of the block inside, while one is open. */
  readonly inner?: string;
}

const FENCE = /^ {0,3}(?:(`{3,})([^`]*)|(~{3,})(.*))$/;
const MARKDOWN = /^(?:markdown|md|mdx|mdown|rmd|qmd)\b/i;

/** The fence that `line` opens, where none is open. */
export function fenceOpenedBy(line: string): OpenFence | undefined {
  const found = FENCE.exec(line.trimEnd());
  return found ? { mark: found[1] ?? found[3] ?? '', info: (found[2] ?? found[4] ?? '').trim() } : undefined;
}

/** `fence` after a line behind its opening; `undefined` when the line closes it. */
export function fenceAfter(fence: OpenFence, line: string): OpenFence | undefined {
  const found = fenceOpenedBy(line);
  if (found === undefined) return fence;
  if (found.info !== '') {
    const nests = fence.inner === undefined && MARKDOWN.test(fence.info) && found.mark.startsWith(fence.mark);
    return nests ? { ...fence, inner: found.mark } : fence;
  }
  if (!found.mark.startsWith(fence.inner ?? fence.mark)) return fence;
  return fence.inner === undefined ? undefined : { mark: fence.mark, info: fence.info };
}

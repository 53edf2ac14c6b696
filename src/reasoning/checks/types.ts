/** What a step is looked up in. */
export interface CheckContext {
  /** The code that was sent with the question; `firstLine` is the 1-based number of its first line in the file. */
  readonly code?: { readonly text: string; readonly firstLine: number };
}

/**
 * A statement that was judged. `start` and `end` are UTF-16 offsets in the text of the step.
 * `arithmetic`: an equation · `comparison`: `49 < 46`, with or without "is true" · `line`: a line number · `identifier`: a name in backticks ·
 * `value`: what a variable is set to, or is at the end.
 */
export interface Check {
  readonly kind: 'arithmetic' | 'comparison' | 'line' | 'identifier' | 'value';
  readonly verdict: 'true' | 'false';
  readonly start: number;
  readonly end: number;
  /** With `false`: the right value (`≈ 3.33` when it has no end), `true` or `false`, the lines there are, the name that was probably meant, or the value in the code. */
  readonly expected?: string;
}

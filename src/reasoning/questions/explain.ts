import { fenced } from './fences.ts';

/** A piece of a file, as plain data. */
export interface SnippetPart {
  readonly code: string;
  /** 1-based, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** What is explained: one or more pieces of one file, in the file's order. */
export interface Snippet {
  /** File name or path as the user knows it. */
  readonly label: string;
  /** Display name, e.g. `TypeScript`; empty when the language is unknown. */
  readonly language: string;
  /** Tag of the code fence, e.g. `typescript`. */
  readonly fence: string;
  readonly parts: SnippetParts;
}

/** At least one part. */
export type SnippetParts = readonly [SnippetPart, ...SnippetPart[]];

/** The question about a snippet: names the language, the file and the lines, and holds the code. The demo model is trained on these words. */
export function explainQuestion({ label, language, fence, parts }: Snippet): string {
  const code = language === '' ? 'code' : `${language} code`;
  const blocks = parts.map((part) => fenced(dedent(part.code), fence));
  return `Explain step by step what this ${code} from ${label}, ${lineNames(parts)}, does.\n\n${blocks.join('\n\n')}`;
}

/** `line 3`, `lines 3 to 12` */
export function lineNames(parts: SnippetParts): string {
  const names = parts.map((p) => (p.firstLine === p.lastLine ? `${p.firstLine}` : `${p.firstLine} to ${p.lastLine}`));
  const single = parts.length === 1 && parts[0].firstLine === parts[0].lastLine;
  return `${single ? 'line' : 'lines'} ${names.join(', ')}`;
}

/** Takes away the white space that all lines that hold something begin with. */
export function dedent(code: string): string {
  const lines = code.split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  const common = indents.reduce(sharedStart, indents[0] ?? '');
  return lines.map((line) => (line.startsWith(common) ? line.slice(common.length) : line.trimStart())).join('\n');
}

function sharedStart(a: string, b: string): string {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  return a.slice(0, n);
}

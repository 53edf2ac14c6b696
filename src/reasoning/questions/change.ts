/** Changes of a file under version control, and the question about them. */
import type { Snippet, SnippetPart } from './explain.ts';
import { fenced } from './fences.ts';

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The hunks of one file's unified diff. Their code keeps the signs in front; their lines are those of the new file. */
export function hunksOf(diff: string): SnippetPart[] {
  const hunks: { firstLine: number; lines: string[] }[] = [];
  for (const line of diff.split('\n')) {
    const start = HUNK.exec(line)?.[1];
    if (start !== undefined) hunks.push({ firstLine: Number(start), lines: [] });
    else if (/^[-+ ]/.test(line)) hunks.at(-1)?.lines.push(line.replace(/\r$/, ''));
  }
  return hunks.map(({ firstLine, lines }) => hunk(firstLine, lines));
}

/** A hunk by its lines with their signs; `firstLine` in the new file, 1-based (0 when that is empty). */
function hunk(firstLine: number, lines: readonly string[]): SnippetPart {
  const first = Math.max(1, firstLine);
  const code = lines.join('\n');
  return { code, firstLine: first, lastLine: Math.max(first, first + newLines(code).length - 1) };
}

/** All lines of a file as they were taken away with it. */
export const deletionOf = (lines: readonly string[]): SnippetPart =>
  hunk(
    1,
    (lines.at(-1) === '' ? lines.slice(0, -1) : lines).map((line) => `-${line}`),
  );

/** The lines of the new file that a hunk's code holds. */
export function newLines(code: string): string[] {
  return code.split('\n').flatMap((line) => (line.startsWith('-') ? [] : [line.slice(1)]));
}

/** The hunk that holds a line of the new file. */
export function hunkAt(hunks: readonly SnippetPart[], line: number): SnippetPart | undefined {
  return hunks.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
}

/** What a change does; the parts of `snippet` are hunks. */
export function changeQuestion({ label, parts }: Snippet): string {
  const [first] = parts;
  const last = parts.at(-1) ?? first;
  const lines =
    first.firstLine === last.lastLine ? `line ${first.firstLine}` : `lines ${first.firstLine} to ${last.lastLine}`;
  const blocks = parts.map(({ code }) => fenced(code, 'diff'));
  return `Explain step by step what this change in ${label} (${lines}) does.\n\n${blocks.join('\n\n')}`;
}

/** Lines beside a change that are sent with it, as git shows them. */
const AROUND = 3;

/** A change as an editor tells it: 1-based lines, inclusive; an end of 0 means that there are none, below the start. */
export interface LineChange {
  readonly originalStartLineNumber: number;
  readonly originalEndLineNumber: number;
  readonly modifiedStartLineNumber: number;
  readonly modifiedEndLineNumber: number;
}

/** The hunk of one change, from the lines of both files. */
export function hunkOf(original: readonly string[], modified: readonly string[], change: LineChange): SnippetPart {
  const removed = original.slice(...span(change.originalStartLineNumber, change.originalEndLineNumber));
  const [from, to] = span(change.modifiedStartLineNumber, change.modifiedEndLineNumber);
  const first = Math.max(0, from - AROUND);
  return hunk(first + 1, [
    ...modified.slice(first, from).map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...modified.slice(from, to).map((line) => `+${line}`),
    ...modified.slice(to, to + AROUND).map((line) => ` ${line}`),
  ]);
}

/** As `slice` takes it. */
function span(start: number, end: number): [number, number] {
  return end === 0 ? [start, start] : [start - 1, end];
}

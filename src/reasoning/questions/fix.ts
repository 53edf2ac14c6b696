/**
 * Where the corrected code of an answer belongs: a model may give all the lines it was asked about, or only those that
 * change.
 */
import { withoutThought } from '../steps/thought.ts';
import { splitFences } from './fences.ts';

/** Lines `start` to `end` (0-based, end exclusive) of the code asked about, and what stands there instead. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** A line must be at least so like another to be taken for its new form; 0 to 1. */
const ALIKE = 0.5;

/** The code of the last closed code fence of an answer, without its last line break; none of its thought. @internal */
export function lastCodeBlock(answer: string): string | undefined {
  return splitFences(withoutThought(answer)).findLast((part) => part.kind === 'code' && part.open === undefined)?.text;
}

/**
 * The replacement an answer suggests, or `undefined` when it holds no code, no change, or code that belongs to none of
 * the lines.
 *
 * @param original lines of the code asked about, as they stand in the document
 */
export function suggestedReplacement(original: readonly string[], answer: string): Replacement | undefined {
  const code = lastCodeBlock(answer);
  if (code === undefined || code.trim() === '') return undefined;
  const given = code.replaceAll('\r', '').replace(/\n+$/, '').split('\n');
  const [start, end] = place(original, given) ?? [-1, -1];
  if (start < 0) return undefined;
  const lines = indented(given, original.slice(start, end));
  const unchanged = lines.length === end - start && lines.every((line, i) => line === original[start + i]);
  return unchanged ? undefined : { start, end, lines };
}

function place(original: readonly string[], given: readonly string[]): readonly [number, number] | undefined {
  if (isWhole(original, given)) return [0, original.length];
  let best: readonly [number, number] | undefined;
  let bestScore = ALIKE;
  for (let start = 0; start + given.length <= original.length; start++) {
    const score = given.reduce((sum, line, i) => sum + alike(line, original[start + i] ?? ''), 0) / given.length;
    if (score > bestScore) [best, bestScore] = [[start, start + given.length], score];
  }
  return best;
}

/** The block gives all the lines anew: it begins and ends as they do, and most lines are still there. */
function isWhole(original: readonly string[], given: readonly string[]): boolean {
  const ends = (lines: readonly string[]) => [lines[0] ?? '', lines.at(-1) ?? ''] as const;
  const [a, b] = [ends(original), ends(given)];
  if (alike(a[0], b[0]) <= ALIKE || alike(a[1], b[1]) <= ALIKE) return false;
  const kept = original.filter((line) => given.some((other) => alike(line, other) > ALIKE)).length;
  return kept >= original.length / 2;
}

/** Share of the letter pairs two lines have in common (Dice's coefficient), white space left out; 0 to 1. */
function alike(a: string, b: string): number {
  const [x, y] = [pairs(a), pairs(b)];
  if (x.length + y.length === 0) return a.trim() === b.trim() ? 1 : 0;
  const left = [...y];
  let shared = 0;
  for (const pair of x) {
    const at = left.indexOf(pair);
    if (at < 0) continue;
    left.splice(at, 1);
    shared++;
  }
  return (2 * shared) / (x.length + y.length);
}

/** Longer lines are compared by their beginnings: the work grows with the square. */
const COMPARED = 200;

function pairs(line: string): string[] {
  const text = line.replace(/\s+/g, '').slice(0, COMPARED);
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
}

/** The lines moved to where the code they replace stands: the model was given it without its common indentation. */
function indented(lines: readonly string[], replaced: readonly string[]): string[] {
  const indent = (line: string | undefined) => /^[ \t]*/.exec(line ?? '')?.[0] ?? '';
  const [old, now] = [indent(replaced[0]), indent(lines[0])];
  if (!old.startsWith(now)) return [...lines];
  const missing = old.slice(now.length);
  return lines.map((line) => (line.trim() === '' ? line : missing + line));
}

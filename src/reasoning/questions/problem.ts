import { dedent, type Snippet } from './explain.ts';
import { fenced } from './fences.ts';

/** A diagnostic of a language service, as plain data. */
export interface Problem {
  readonly message: string;
  readonly severity: 'error' | 'warning';
  /** Tool and its code for the problem, e.g. `ts 2322`; empty when it has none. */
  readonly code: string;
  /** 1-based, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Places the tool names beside it, e.g. where a name is declared; lines 1-based, inclusive. */
  readonly related: readonly {
    readonly message: string;
    readonly uri: string;
    readonly firstLine: number;
    readonly lastLine: number;
  }[];
}

/** Why a problem is one. `snippet` is the code around it. */
export function problemQuestion(problem: Problem, snippet: Snippet): string {
  const what = problem.severity === 'error' ? 'Why is this an error' : 'What is wrong';
  return question(what, problem, snippet);
}

/** How to fix a problem; the answer is to hold the corrected code. */
export function fixQuestion(problem: Problem, snippet: Snippet): string {
  return question(`How do I fix this ${problem.severity}`, problem, snippet);
}

function question(what: string, problem: Problem, { label, fence, parts }: Snippet): string {
  const message = problem.message.replace(/\s*\n\s*/g, ' ').trim();
  const code = problem.code === '' ? '' : ` (${problem.code})`;
  const blocks = parts.map((part) => fenced(dedent(part.code), fence));
  return `${what} in ${label} (line ${problem.firstLine})? ${message}${code}\n\n${blocks.join('\n\n')}`;
}

/** Lines around a problem that are sent at most, when no function holds it. */
const REACH = 15;
/** A longer function is cut to the lines around the problem. */
const LONGEST_FUNCTION = 60;

/**
 * The lines a problem is asked about with: the function that holds it if that is not too long, else the lines without a
 * blank one between them and the problem. 1-based, inclusive.
 *
 * @param lines of the document
 * @param around the function around the problem
 */
export function problemLines(
  lines: readonly string[],
  problem: { readonly firstLine: number; readonly lastLine: number },
  around: { readonly firstLine: number; readonly lastLine: number } | undefined,
): { readonly firstLine: number; readonly lastLine: number } {
  if (around !== undefined && around.lastLine - around.firstLine < LONGEST_FUNCTION) {
    return { firstLine: around.firstLine, lastLine: Math.max(around.lastLine, problem.lastLine) };
  }
  const isCode = (line: number) => (lines[line - 1] ?? '').trim() !== '';
  let { firstLine, lastLine } = problem;
  while (problem.firstLine - firstLine < REACH && isCode(firstLine - 1)) firstLine--;
  while (lastLine - problem.lastLine < REACH && isCode(lastLine + 1)) lastLine++;
  return { firstLine, lastLine };
}

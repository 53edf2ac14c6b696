/** The question about a test that failed. */
import { isForeign } from '../context/privacy.ts';
import { difference } from './difference.ts';
import { dedent, type Snippet } from './explain.ts';
import { fenced } from './fences.ts';
import { oneLine } from './oneLine.ts';

const MOST_LINES = 12;
const LONGEST_LINE = 200;
/** A line of a stack trace as JavaScript, Java and C# write it; C# may name no file. */
const FRAME = /^\s*at\s.*[/\\.<].*:(?:line )?\d+\)?$|^\s+at (?:async |new )?[^\s(]+ ?\(.*\)$/;
const PLACED = /:(?:line )?\d+\)?$/;
/** Frames of the languages' own libraries and of test runners. */
const LIBRARY = /node:|^\s*at (?:java|javax|jdk|org\.junit|junit|System|Microsoft|Xunit|NUnit)\./;
/** What these name goes along as code, see `namedPlaces`; a whole trace would fill a small context window. */
const MOST_FRAMES = 2;

/** What a test said when it failed, as plain data. */
export interface TestFailure {
  /** The test's name. */
  readonly test: string;
  readonly message: string;
  /** Both are there, or none. */
  readonly expected?: string;
  readonly actual?: string;
  /** 1-based line of the assertion, where it is known. */
  readonly line?: number;
}

/** Why a test fails; `snippet` is its code. */
export function testFailureQuestion(failure: TestFailure, { label, fence, parts }: Snippet): string {
  const { test, message, line } = failure;
  const place = line === undefined ? label : `${label}, line ${line}`;
  const blocks = parts.map((part) => fenced(dedent(part.code), fence));
  return [
    `Why does the test "${oneLine(test, LONGEST_LINE)}" fail at ${place}?`,
    fenced([...tellingLines(message), ...difference(failure)].join('\n'), 'text'),
    ...blocks,
  ].join('\n\n');
}

/** Whether a question is one of these: a run with values of its own says nothing about those the test failed with. */
export const isTestFailureQuestion = (question: string): boolean =>
  /^Why does the test "[^\n]*" fail at [^\n]*\?(?:\n|$)/.test(question);

/** The beginning of a message; of a long one that begins with other things than the error, the lines from the error on. */
function tellingLines(text: string): string[] {
  let frames = 0;
  const lines = text
    .trim()
    .split(/\r\n|\r|\n/)
    .filter((line) => !FRAME.test(line) || (isOwnFrame(line) && ++frames <= MOST_FRAMES));
  const start = lines.length > MOST_LINES ? errorStart(lines) : 0;
  const kept = lines.slice(start, start + MOST_LINES).map((line) => oneLine(line, LONGEST_LINE));
  return [...(start > 0 ? ['…'] : []), ...kept, ...(lines.length > start + MOST_LINES ? ['…'] : [])];
}

function errorStart(lines: readonly string[]): number {
  // pytest writes the test's source first, then the line that failed (`>`) and why (`E`).
  const error = lines.findIndex((line) => /^E {3}/.test(line));
  if (error >= 0) return Math.max(0, error - 1);
  // Python's trace ends with the error.
  return lines[0]?.startsWith('Traceback (most recent call last)') === true ? lines.length - MOST_LINES : 0;
}

const isOwnFrame = (line: string): boolean =>
  PLACED.test(line) && !LIBRARY.test(line) && !isForeign(line.replaceAll('\\', '/'));

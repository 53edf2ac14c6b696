/** The question about a test that failed. */
import { isForeign } from '../context/privacy.ts';
import { dedent, type Snippet } from './explain.ts';
import { fenced } from './fences.ts';
import { oneLine } from './oneLine.ts';

const MOST_LINES = 12;
const LONGEST_LINE = 200;
/** A line of a JavaScript stack trace. */
const FRAME = /^\s*at\s.+:\d+\)?$/;
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
    fenced([...firstLines(message), ...difference(failure)].join('\n'), 'text'),
    ...blocks,
  ].join('\n\n');
}

/** Whether a question is one of these: a run with values of its own says nothing about those the test failed with. */
export const isTestFailureQuestion = (question: string): boolean =>
  /^Why does the test "[^\n]*" fail at [^\n]*\?(?:\n|$)/.test(question);

function firstLines(text: string): string[] {
  let frames = 0;
  const lines = text
    .trim()
    .split(/\r\n|\r|\n/)
    .filter((line) => !FRAME.test(line) || (isOwnFrame(line) && ++frames <= MOST_FRAMES));
  const kept = lines.slice(0, MOST_LINES).map((line) => oneLine(line, LONGEST_LINE));
  return lines.length > kept.length ? [...kept, '…'] : kept;
}

const isOwnFrame = (line: string): boolean => !line.includes('node:') && !isForeign(line.replaceAll('\\', '/'));

/** Expected and actual output: whole when they are short, else the lines in which they differ. @internal */
export function difference({ expected, actual }: Pick<TestFailure, 'expected' | 'actual'>): string[] {
  if (expected === undefined || actual === undefined) return [];
  const [wanted, got] = [linesOf(expected), linesOf(actual)];
  if (wanted.length === 1 && got.length === 1) {
    return [`Expected: ${oneLine(expected, LONGEST_LINE)}`, `Actual: ${oneLine(actual, LONGEST_LINE)}`];
  }
  let same = 0;
  while (same < wanted.length && same < got.length && wanted[same] === got[same]) same++;
  let end = 0;
  while (end < wanted.length - same && end < got.length - same && wanted.at(-1 - end) === got.at(-1 - end)) end++;
  const changed = (lines: readonly string[], sign: string) =>
    cut(lines.slice(same, lines.length - end)).map((line) => `${sign} ${oneLine(line, LONGEST_LINE)}`);
  return [`Expected (-) and actual (+), from line ${same + 1}:`, ...changed(wanted, '-'), ...changed(got, '+')];
}

const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r\n|\r|\n/);

const cut = (lines: readonly string[]): string[] =>
  lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : [...lines];

/**
 * Judges the statements of a text from a terminal: npm run --silent check -- FILE
 * What was judged goes to stdout. Exit code 0 whatever was found, or 1 with one line when the text cannot be read.
 */
import { readFileSync } from 'node:fs';
import { checkStep } from '../reasoning/checks/checkStep.ts';
import type { Check } from '../reasoning/checks/types.ts';
import { readArguments, reasonOf, run, UsageError, userPath } from './usage.ts';

const USAGE = `Usage: npm run --silent check -- [options] FILE

  FILE     a text or Markdown file; - reads from stdin
  --json   one JSON array: start and end (UTF-16 offsets), kind, verdict, expected
  --lines  each line is a text of its own; with --json one array per line`;

const flag = { type: 'boolean', default: false } as const;

function main(): void {
  const { values, positionals } = readArguments({ json: flag, lines: flag, help: flag });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const text = readText(positionals);
  const texts = values.lines ? text.replace(/\n$/, '').split('\n') : [text];
  texts.forEach((part, index) => {
    const checks = checkStep(part);
    if (values.json) console.log(JSON.stringify(checks.map(fields)));
    else for (const check of checks) console.log(sentence(part, check, values.lines ? index : 0));
  });
}

function readText([file, ...more]: readonly string[]): string {
  if (file === undefined || more.length > 0)
    throw new UsageError('Give one file, or - for stdin. --help lists the options.');
  try {
    return readFileSync(file === '-' ? 0 : userPath(file), 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${reasonOf(error)}`);
  }
}

const fields = ({ start, end, kind, verdict, expected }: Check) => ({
  ...{ start, end, kind, verdict },
  ...(expected !== undefined && { expected }),
});

/** `3:5 wrong  3 + 4 = 8 (7)`, by line and column from 1. */
function sentence(text: string, { start, end, verdict, expected }: Check, linesBefore: number): string {
  const before = text.slice(0, start).split('\n');
  const place = `${linesBefore + before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  const right = expected === undefined ? '' : ` (${expected})`;
  return `${place} ${verdict === 'true' ? 'right' : 'wrong'}  ${text.slice(start, end).replaceAll('\n', ' ')}${right}`;
}

await run(main, reasonOf);

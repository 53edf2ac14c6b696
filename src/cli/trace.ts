/**
 * Runs a small program in the sandbox and prints what happened: npm run --silent trace -- FILE.js|ts|py
 * Exit code 0, or 1 with one line for what cannot be run.
 */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { runProgram } from '../host/sandbox/sandboxProcess.ts';
import { languageOf } from '../reasoning/run/language.ts';
import { describeEvent } from '../reasoning/run/describe.ts';
import { RUN_LIMITS, type RunResult } from '../protocol/sandbox.ts';
import { obstacleText } from '../host/sandbox/obstacleText.ts';
import { readArguments, reasonOf, run, UsageError, userPath } from './usage.ts';

const ENTRY = join(import.meta.dirname, '../../out/sandbox/sandbox.mjs');
const USAGE = `Usage: npm run --silent trace -- [options] FILE.js|FILE.ts|FILE.py

  --with TEXT   what a function is called with: "addFee(20)" or "price = 60" (left out: small values by type)
  --json        the whole result as one JSON object`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments({
    with: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(USAGE);
  const path = userPath(file);
  const language = languageOf(extname(path).slice(1));
  if (language === undefined) throw new UsageError(`Only JavaScript, TypeScript and Python can be run, not "${file}".`);
  const code = await readFile(path, 'utf8').catch((error: unknown) => {
    const { code: reason, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`Could not read ${file}: ${reason ?? message}.`);
  });
  const result = await runProgram(ENTRY, { language, code, words: values.with ?? '', limits: RUN_LIMITS });
  if (values.json) console.log(JSON.stringify(result, undefined, 2));
  else print(result);
  if (result.type === 'stopped') {
    if (!values.json) console.error(`${file}${result.line ? `:${result.line}` : ''}: ${obstacleText(result)}`);
    process.exitCode = 1;
  }
}

function print(result: RunResult): void {
  if (result.type === 'stopped') return;
  if (result.added) console.log(`ran ${result.added.text}`);
  for (const event of result.events) console.log(describeEvent(event));
  if (result.unsure) console.log(`Another interpreter may do something else (${result.unsure}).`);
}

await run(main, reasonOf);

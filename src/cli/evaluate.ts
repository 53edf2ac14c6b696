/**
 * Evaluates a GGUF on questions with known answers, without VS Code: npm run --silent evaluate -- --task gsm8k --data test.jsonl --model FILE
 * The table goes to stdout, progress to stderr. Exit code 0, or 1 with one line; 130 after Ctrl+C, with a file to go on with.
 */
import { join } from 'node:path';
import { createEngine, sourceProcesses } from '../host/engine/createEngine.ts';
import type { Engine } from '../host/engine/engine.ts';
import { questionsAtATime, sequencesFor } from '../host/evaluation/concurrency.ts';
import { runConfigOf } from '../host/evaluation/runConfig.ts';
import { readRun, RunFile } from '../host/evaluation/runFile.ts';
import { runItems } from '../host/evaluation/runItems.ts';
import { inspectGguf } from '../host/models/gguf/ggufFile.ts';
import { failureText } from '../host/platform/texts/failureText.ts';
import { toFailure } from '../protocol/failures.ts';
import { EvaluationError } from '../reasoning/evaluation/evaluationError.ts';
import { publishedName, type Item } from '../reasoning/evaluation/items.ts';
import type { RunContent } from '../reasoning/evaluation/runRecords.ts';
import { scoresOf } from '../reasoning/evaluation/scores.ts';
import { summaryOf } from '../reasoning/evaluation/summary.ts';
import { runTitle, summaryTable } from '../reasoning/evaluation/tell.ts';
import { downloadData } from './evaluation/downloadData.ts';
import { expectShotsFit } from './evaluation/expectShotsFit.ts';
import { OPTIONS, USAGE, type Values } from './evaluation/options.ts';
import { compared, pastRun, tableOf } from './evaluation/pastRuns.ts';
import { planOf, type Plan } from './evaluation/plan.ts';
import { Progress } from './evaluation/progress.ts';
import { reportFormat, writeReport } from './evaluation/writeReport.ts';
import { fileIdentity } from './fileIdentity.ts';
import { serverEngine } from './serverOptions.ts';
import { readArguments, reasonOf, run, userPath } from './usage.ts';

const ROOT = join(import.meta.dirname, '../..');

async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unlessClosed);
  const { values, positionals } = readArguments(OPTIONS);
  if (values.help) {
    console.log(USAGE);
  } else if (values.rescore !== undefined) {
    if (values.report !== undefined) reportFormat(values.report);
    const past = await pastRun(values.rescore, values);
    tell(past.run, past.items, values);
  } else if (values.compare) {
    console.log(await compared(positionals, values));
  } else if (values.table) {
    console.log(await tableOf(positionals, values));
  } else if (values.download === undefined) {
    await evaluate(values);
  } else {
    await fetchData(values);
  }
}

/** A reader that went away (`| head`) does not end the run. */
function unlessClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

async function fetchData(values: Values): Promise<void> {
  const told = await downloadData(values, stopSignal());
  if (told === undefined) {
    console.error('Stopped. The same command goes on with it.');
    process.exitCode = 130;
  } else {
    console.log(told);
  }
}

/** Aborted by the first Ctrl+C; the second one ends the program. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  return stop.signal;
}

/** The one place where the engine of a run is made. */
async function engineOf(plan: Plan): Promise<Engine> {
  const { modelPath, gpu, contextSize, concurrency, chains, sequences, server } = plan;
  if (server !== undefined) return serverEngine(server);
  return createEngine({
    processes: sourceProcesses(ROOT),
    params: {
      ...{ modelPath, gpu, contextSize },
      ...(concurrency !== 'auto' && { sequences: concurrency * chains }),
      ...(sequences !== undefined && { sequences }),
    },
    inspect: inspectGguf,
    ...(concurrency === 'auto' && sequences === undefined && { sequences: sequencesFor(chains) }),
  });
}

async function evaluate(values: Values): Promise<void> {
  const plan = await planOf(values);
  const { items, examples, chains, path } = plan;
  const engine = await engineOf(plan);
  const stopped = stopSignal();
  try {
    const info = await engine.start();
    await expectShotsFit(engine, info, plan);
    const model = info.server === undefined ? await fileIdentity(plan.modelPath) : undefined;
    const config = runConfigOf(engine, info, {
      ...plan,
      data: plan.data.sha256,
      ...(model && { sha256: model.sha256 }),
    });
    const file = RunFile.open(path, config, values.resume);
    const progress = new Progress(items, config, file.records, values.quiet ? undefined : process.stderr);
    if (!values.quiet)
      console.error(`${runTitle(config)} · ${publishedName(config.data) ?? 'a file that is not known here'}`);
    const concurrency = plan.concurrency === 'auto' ? questionsAtATime(engine, chains) : plan.concurrency;
    try {
      await runItems(
        items,
        { engine, config, examples, file, concurrency, onItem: (one) => progress.done(one) },
        stopped,
      );
    } finally {
      progress.end();
      file.close();
    }
    if (stopped.aborted) {
      console.error(`Stopped. --resume goes on with ${path}.`);
      process.exitCode = 130;
    }
    tell(readRun(path), items, values);
  } finally {
    await engine.stop();
  }
}

/** The figures on stdout, and the report where one is wanted. */
function tell(content: RunContent, items: readonly Item[], { json, report }: Values): void {
  const { config } = content;
  const summary = summaryOf(scoresOf(content, items), config.chains);
  console.log(json ? JSON.stringify({ config, ...summary }) : summaryTable(config, summary));
  if (report !== undefined) writeReport(userPath(report), content, items);
}

await run(main, (error) => {
  if (error instanceof EvaluationError) return error.message;
  const { title, why, next } = failureText(toFailure(error));
  return reasonOf(`${title}. ${why} ${next}`);
});

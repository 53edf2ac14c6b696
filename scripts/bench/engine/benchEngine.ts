import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../../workbench/folders.ts';
import { benchBatches } from './batchedBench.ts';
import { benchBusy } from './busy.ts';
import { benchLlamaBench } from './llamaBench.ts';
import { benchLoad } from './load.ts';
import { benchLookup } from './lookup.ts';
import { describeMachine } from './machine.ts';
import { benchMemory } from './memory.ts';
import { buildProcesses } from './ours.ts';
import { benchPath } from './path.ts';
import { markdown, type Report } from './report.ts';
import type { Row, Run } from './row.ts';
import { benchStop } from './stopping.ts';
import { demo, sevenB, type Subject } from './subjects.ts';
import { benchPrefetch } from './prefetch.ts';

const MEASURES: Record<string, (subject: Subject, run: Run) => Promise<Row[]>> = {
  path: benchPath,
  lookup: benchLookup,
  stop: benchStop,
  prefetch: benchPrefetch,
  busy: benchBusy,
  memory: benchMemory,
  load: benchLoad,
  'llama-bench': benchLlamaBench,
  'batched-bench': benchBatches,
};
export const MEASURE_NAMES = Object.keys(MEASURES);
export const MODEL_NAMES = ['demo', '7b'];

export interface BenchOptions {
  /** Few rounds, and four of the 7b shape's layers. */
  readonly quick: boolean;
  /** `page` puts the table into docs/performance.md. */
  readonly format: 'json' | 'markdown' | 'page';
  /** Of both sides; left out: all cores but one, so that the bench itself and the system have one. */
  readonly threads?: number;
  /** Names of measures; left out: all. */
  readonly only?: readonly string[];
  /** Left out: all. */
  readonly models?: readonly string[];
}

/** Measures the engine here and now, every number beside its baseline, and prints the report; progress goes to stderr. */
export async function benchEngine({
  quick,
  format,
  threads,
  only = MEASURE_NAMES,
  models = MODEL_NAMES,
}: BenchOptions): Promise<void> {
  const machine = describeMachine();
  await buildProcesses();
  const run = { threads: threads ?? Math.max(1, availableParallelism() - 1) };
  const rows: Row[] = [];
  for (const model of models) {
    const subject = model === 'demo' ? demo : await sevenB(quick ? 4 : 32);
    const rounds = quick ? 3 : subject.rounds;
    for (const name of only) {
      const found = (await MEASURES[name]?.(subject, { ...run, rounds })) ?? [];
      for (const { measure, ratio } of found) console.error(`${subject.name}: ${measure}: ${ratio.median.toFixed(3)}`);
      rows.push(...found);
    }
  }
  const report: Report = { machine, engine: await engineRelease(), ...run, rows };
  if (format === 'page') await writeIntoPage(markdown(report));
  else console.log(format === 'json' ? JSON.stringify(report, null, 2) : markdown(report));
}

/** Between the two marks that stand there. */
async function writeIntoPage(table: string): Promise<void> {
  const path = join(root, 'docs/performance.md');
  const page = await readFile(path, 'utf8');
  await writeFile(
    path,
    page.replace(
      /(<!-- bench -->\n)[^]*(\n<!-- end of bench -->)/,
      (_, start: string, end: string) => `${start}\n${table}\n${end}`,
    ),
  );
}

async function engineRelease(): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return `node-llama-cpp ${dependencies['node-llama-cpp'] ?? ''}`;
}

/** Runs that were written before: scored again, compared, in the model card's table. */
import { builtInFile } from '../../host/evaluation/builtIn.ts';
import { comparisonOf } from '../../host/evaluation/report/comparisonData.ts';
import { readRun } from '../../host/evaluation/runFile.ts';
import { EvaluationError } from '../../reasoning/evaluation/evaluationError.ts';
import type { Item } from '../../reasoning/evaluation/items.ts';
import type { RunConfig, RunContent } from '../../reasoning/evaluation/runRecords.ts';
import { scoresOf, type ItemScore } from '../../reasoning/evaluation/scores.ts';
import { summaryOf, type Summary } from '../../reasoning/evaluation/summary.ts';
import { cardTable, comparisonTable, runTitle } from '../../reasoning/evaluation/tell.ts';
import { UsageError, userPath } from '../usage.ts';
import type { Values } from './options.ts';
import { MEDIA } from './plan.ts';
import { readData } from './readData.ts';
import { writeComparison } from './writeReport.ts';

export interface PastRun {
  readonly run: RunContent;
  readonly items: readonly Item[];
  readonly scores: readonly ItemScore[];
  readonly summary: Summary;
}

/** @throws UsageError its questions are neither among `--data` nor built in */
export async function pastRun(file: string, { data = [] }: Values): Promise<PastRun> {
  const run = readRun(userPath(file));
  const builtIn = builtInFile(MEDIA, run.config.task);
  for (const candidate of [...data.map(userPath), ...(builtIn === undefined ? [] : [builtIn])]) {
    const items = await itemsOf(candidate, run.config);
    if (items === undefined) continue;
    const scores = scoresOf(run, items);
    return { run, items, scores, summary: summaryOf(scores, run.config.chains) };
  }
  throw new UsageError(`Give the questions of ${file} with --data: another file, or none, was given.`);
}

/** The file's items, if it is the one the run was on. */
async function itemsOf(file: string, { task, data }: RunConfig): Promise<readonly Item[] | undefined> {
  try {
    const { items, sha256 } = await readData(file, task);
    return sha256 === data ? items : undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** Two runs on the same questions, as Markdown or JSON. @throws UsageError there are not two, or they have no question in common */
export async function compared(files: readonly string[], values: Values): Promise<string> {
  const [first, second, ...more] = await Promise.all(files.map((file) => pastRun(file, values)));
  if (first === undefined || second === undefined || more.length > 0) throw new UsageError('--compare takes two runs.');
  const comparison = comparisonOf(first.run, second.run, first.items);
  const { columns } = comparison;
  if (columns.length === 0) throw new UsageError('The two runs have no question in common.');
  if (values.report !== undefined) writeComparison(userPath(values.report), comparison);
  const [a, b] = [first.run.config, second.run.config];
  if (values.json) return JSON.stringify({ first: a, second: b, columns });
  return [`first: ${runTitle(a)}`, `second: ${runTitle(b)}`, '', comparisonTable(columns)].join('\n');
}

/** The model card's table with these runs below it, as Markdown. */
export async function tableOf(files: readonly string[], values: Values): Promise<string> {
  const runs = await Promise.all(files.map((file) => pastRun(file, values)));
  return cardTable(runs.map(({ run: { config }, summary }) => ({ config, summary })));
}

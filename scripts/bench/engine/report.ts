import type { Machine } from './machine.ts';
import type { Row } from './row.ts';
import type { Spread } from './statistics.ts';

export interface Report {
  readonly machine: Machine;
  /** node-llama-cpp's release and llama.cpp's inside of it. */
  readonly engine: string;
  readonly threads: number;
  readonly rows: readonly Row[];
}

/** A Markdown table per model, with the machine in front. */
export function markdown({ machine, engine, threads, rows }: Report): string {
  const { processor, cores, memoryGiB, system, node, load, date } = machine;
  const head =
    `${date} · ${processor}, ${cores} cores, ${memoryGiB} GiB · ${system} · Node ${node} · ${engine} · ` +
    `${threads} ${threads === 1 ? 'thread' : 'threads'} · load ${load} before · medians (quartiles)`;
  const models = [...new Set(rows.map(({ model }) => model))];
  return [head, ...models.map((model) => table(model, rows))].join('\n\n');
}

function table(model: string, rows: readonly Row[]): string {
  const lines = rows
    .filter((row) => row.model === model)
    .map((row) => [
      row.measure,
      `**${round(row.ratio.median)}** (${round(row.ratio.low)}–${round(row.ratio.high)})`,
      round(best(row)),
      row.goal ?? '',
      absolute(row.ours, row.unit),
      absolute(row.baseline, row.unit),
    ]);
  const cells = [[model, 'ratio', 'best ÷ best', 'goal', 'ours', 'baseline'], ...lines];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  const [head = '', ...body] = cells.map((line) =>
    line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | '),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join(' | ');
  return [head, rule, ...body].map((line) => `| ${line} |`).join('\n');
}

/** Of the rounds that were disturbed least. */
const best = ({ ours, baseline, unit }: Row) =>
  unit === 'tok/s' ? ours.most / baseline.most : ours.least / baseline.least;

const absolute = ({ median }: Spread, unit: string) => `${round(median)} ${unit}`;

function round(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

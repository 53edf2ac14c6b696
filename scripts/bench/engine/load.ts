import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cpuFlashAttention } from '../../../src/inference/model/smallModel.ts';
import type { LoadCost, LoadOnce } from './loadOnce.ts';
import type { Row, Run } from './row.ts';
import { paired } from './statistics.ts';
import type { Subject } from './subjects.ts';

const OTHERS: Record<string, Partial<LoadOnce>> = {
  'file mapped': { useMmap: true },
  'flash attention': { flashAttention: true },
  'no flash attention': { flashAttention: false },
  'KV cache Q8_0': { flashAttention: true, kv: 'Q8_0' },
};
const COSTS = {
  loadMs: ['load', 'ms'],
  residentMiB: ['memory', 'MiB'],
  prefill: ['prefill', 'ms/token'],
  decode: ['decode', 'ms/token'],
} as const satisfies Record<keyof LoadCost, readonly [string, string]>;

/** Other ways to load against the product's, each in a process of its own. Below 1 the other one is better. */
export async function benchLoad(subject: Subject, { rounds, threads }: Run): Promise<Row[]> {
  const { name: model, path, contextSize, prompt, answer } = subject;
  const flashAttention = cpuFlashAttention((await stat(path)).size);
  // What the product does on a processor.
  const common: LoadOnce = {
    model: path,
    contextSize,
    threads,
    prompt,
    answer,
    useMmap: false,
    flashAttention,
    kv: 'F16',
  };
  const rows: Row[] = [];
  for (const [name, other] of Object.entries(OTHERS)) {
    const seen: { other: LoadCost[]; default: LoadCost[] } = { other: [], default: [] };
    const once = async (side: keyof typeof seen, options: LoadOnce) => {
      seen[side].push(await loadOnce(options));
      return 0;
    };
    // That is the product's own way.
    if (other.flashAttention === flashAttention && other.kv === undefined) continue;
    await paired(
      rounds,
      () => once('other', { ...common, ...other }),
      () => once('default', common),
    );
    for (const [cost, [what, unit]] of entries(COSTS)) {
      const value = (side: keyof typeof seen) => (round: number) =>
        Promise.resolve(seen[side][round]?.[cost] ?? Number.NaN);
      const result = await paired(rounds, value('other'), value('default'));
      rows.push({ model, measure: `${name} ÷ default: ${what}`, unit, ...result });
    }
  }
  return rows;
}

const entries = <K extends string, V>(record: Readonly<Record<K, V>>) => Object.entries(record) as [K, V][];

async function loadOnce(options: LoadOnce): Promise<LoadCost> {
  const script = join(import.meta.dirname, 'loadOnce.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(options)]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as LoadCost;
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { samplingParams } from '../../../src/protocol/sampling.ts';
import { Ours } from './ours.ts';
import type { Row, Run } from './row.ts';
import { paired } from './statistics.ts';
import type { Subject } from './subjects.ts';

const call = promisify(execFile);

/** Chains of a vote. */
const CHAINS = [4, 8, 16];

const QUESTION = [{ role: 'user', content: 'What does this print?\n\nfor i in range(9):\n    print(i)' }] as const;

/**
 * Chains of one prompt through the whole path against llama.cpp's `llama-batched-bench`, if that is on the PATH: tokens a second of all
 * chains together, from the first token on. The tool samples nothing.
 */
export async function benchBatches(subject: Subject, { rounds, threads }: Run): Promise<Row[]> {
  const isThere = await call('llama-batched-bench', ['--help']).then(
    () => true,
    () => false,
  );
  if (!isThere) return [];
  const { name: model, path, answer } = subject;
  const written = Math.min(64, answer);
  const rows: Row[] = [];
  for (const chains of CHAINS) {
    const contextSize = 512;
    const ours = new Ours({
      modelPath: path,
      gpu: 'cpu',
      contextSize,
      threads,
      sequences: chains,
      lookupDecoding: false,
    });
    try {
      const { length: depth } = await ours.promptTokens(QUESTION);
      const speed = await paired(
        rounds,
        (round) => chainsPerSecond(ours, chains, written, round),
        () => theirs(path, { threads, depth, written, chains, contextSize }),
      );
      const measure = `${chains} chains ÷ llama-batched-bench`;
      rows.push({ model, measure, unit: 'tok/s', goal: '≥ 0.95', ...speed });
    } finally {
      await ours.engine.stop();
    }
  }
  return rows;
}

/** Tokens a second while chains are written side by side; one that ends early counts with what it has. */
async function chainsPerSecond(ours: Ours, chains: number, written: number, seed: number): Promise<number> {
  const request = {
    turns: QUESTION,
    maxTokens: written,
    sampling: samplingParams({ temperature: 0.7, seed: seed * chains }),
  };
  let first: number | undefined;
  for await (const event of ours.engine.sample(request, chains, new AbortController().signal)) {
    if (event.type === 'text') first ??= performance.now();
    if (event.type !== 'finished') continue;
    const tokens = event.result.chains.reduce((sum, { stats }) => sum + stats.generatedTokens, 0);
    // The first token of each is drawn behind the prompt.
    return (1000 * (tokens - chains)) / (performance.now() - (first ?? Number.NaN));
  }
  throw new Error('The stream ended without a result.');
}

interface Batch {
  readonly threads: number;
  readonly depth: number;
  readonly written: number;
  readonly chains: number;
  /** Of each sequence. */
  readonly contextSize: number;
}

async function theirs(path: string, { threads, depth, written, chains, contextSize }: Batch): Promise<number> {
  const { stdout } = await call('llama-batched-bench', [
    ...['-m', path, '-t', String(threads), '-ngl', '0', '-c', String(contextSize * chains), '-pps'],
    ...['-npp', String(depth), '-ntg', String(written), '-npl', String(chains), '--output-format', 'jsonl'],
  ]);
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  return (JSON.parse(line ?? '{}') as { readonly speed_tg?: number }).speed_tg ?? Number.NaN;
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LocalEngine } from '../../../src/host/engine/engine.ts';
import { builtProcesses, createEngine } from '../../../src/host/engine/createEngine.ts';
import { inspectGguf } from '../../../src/host/models/gguf/ggufFile.ts';
import type { GenerateParams, GenerationEvent, GenerationResult, LoadParams } from '../../../src/protocol/inference.ts';
import { samplingParams } from '../../../src/protocol/sampling.ts';
import type { Turn } from '../../../src/protocol/turns.ts';
import { root } from '../../workbench/folders.ts';

/** Where the processes are built: what is measured is what users run, and a thread of TypeScript holds some 40 MiB more. */
const BUILT = join(root, 'out/bench');

export async function buildProcesses(): Promise<void> {
  const args = ['esbuild.js', '--production', '--only', 'inference', '--outdir', BUILT];
  await promisify(execFile)(process.execPath, args, { cwd: root });
}

export interface Timed extends GenerationResult {
  /** Milliseconds from the question to the first words, or to the end where none came. */
  readonly firstMs: number;
  /** Milliseconds from the question to the end. */
  readonly totalMs: number;
}

/** The product's way to an answer: the extension host's engine, its client, the process border and the inference process. */
export class Ours {
  readonly engine: LocalEngine;

  constructor(params: LoadParams) {
    this.engine = createEngine({ processes: builtProcesses(BUILT), params, inspect: inspectGguf });
  }

  async ask(
    turns: readonly Turn[],
    params: Partial<GenerateParams> = {},
    onEvent: (event: GenerationEvent) => void = () => undefined,
    signal = new AbortController().signal,
  ): Promise<Timed> {
    const started = performance.now();
    let firstMs: number | undefined;
    const request = { turns, maxTokens: 1, sampling: samplingParams(), ...params };
    for await (const event of this.engine.generate(request, signal)) {
      if (event.type === 'text') firstMs ??= performance.now() - started;
      if (event.type !== 'finished') {
        onEvent(event);
        continue;
      }
      const totalMs = performance.now() - started;
      return { ...event.result, firstMs: firstMs ?? totalMs, totalMs };
    }
    throw new Error('The stream ended without a result.');
  }

  /** The tokens of the prompt that `turns` make; reads it and writes one token. */
  async promptTokens(turns: readonly Turn[]): Promise<readonly number[]> {
    return (await this.ask(turns, { returnPrompt: true })).prompt?.tokens ?? [];
  }

  /** A text of about so many tokens; for any seed of the same length. */
  async filler(tokens: number, seed = 0): Promise<string> {
    const words = Array.from({ length: tokens }, (_, i) => `word${10 + ((i * 7 + seed) % 90)}`);
    const [count = tokens] = await this.engine.countTokens([words.join(' ')]);
    return words.slice(0, Math.ceil((tokens * tokens) / count)).join(' ');
  }
}

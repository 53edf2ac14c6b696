import type { Engine } from '../../src/host/engine/engine.ts';
import type { EngineSetup } from '../../src/host/engine/createEngine.ts';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import { sourceProcesses } from '../../src/host/engine/createEngine.ts';
import { createEngine } from '../../src/host/engine/createEngine.ts';
import { join } from 'node:path';
import { inspectGguf } from '../../src/host/models/gguf/ggufFile.ts';
import type { GenerateParams, GenerationEvent, GenerationResult, LoadParams } from '../../src/protocol/inference.ts';
import { samplingParams, type SamplingParams } from '../../src/protocol/sampling.ts';
import type { Turn } from '../../src/protocol/turns.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const DEMO_MODEL = join(ROOT, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf');

/** Of `createEngine`, and the inference process's module in place of the sources. */
export type DemoEngineOptions = Partial<Omit<EngineSetup, 'params' | 'log'>> & { readonly entry?: string };

/** The real engine: a forked process that runs the sources. Remember to `stop()` it. */
export function demoEngine(
  params: Partial<LoadParams> = {},
  log: (line: string) => void = () => undefined,
  { entry, ...options }: DemoEngineOptions = {},
): LocalEngine {
  const processes = sourceProcesses(ROOT);
  return createEngine({
    processes: { ...processes, ...(entry === undefined ? {} : { inference: entry }) },
    params: { modelPath: DEMO_MODEL, gpu: 'cpu', contextSize: 4096, ...params },
    inspect: inspectGguf,
    log,
    ...options,
  });
}

/** The same with a process that writes as slowly as one with a larger model: what is done in the middle of its answers comes in time. */
export const pacedEngine = (...[params, log, options]: Parameters<typeof demoEngine>): LocalEngine =>
  demoEngine(params, log, { entry: join(ROOT, 'test/process/pacedEntry.ts'), ...options });

export interface Asked extends GenerationResult {
  readonly events: readonly GenerationEvent[];
  /** The streamed pieces, joined. */
  readonly streamed: string;
}

export type AskOptions = Partial<GenerateParams> &
  Partial<Pick<SamplingParams, 'temperature' | 'seed'>> & {
    readonly signal?: AbortSignal;
    readonly onEvent?: (event: GenerationEvent) => void;
  };

/** Asks and reads the answer to its end. A string is one question; turns are taken as they are. */
export async function ask(engine: Engine, turns: string | readonly Turn[], options: AskOptions = {}): Promise<Asked> {
  const { signal = new AbortController().signal, onEvent, temperature, seed, ...params } = options;
  const all = typeof turns === 'string' ? [{ role: 'user', content: turns } as const] : turns;
  const events: GenerationEvent[] = [];
  const sampling = samplingParams({
    ...(temperature !== undefined && { temperature }),
    ...(seed !== undefined && { seed }),
  });
  const request = { turns: all, maxTokens: 400, sampling, returnPrompt: true, ...params };
  for await (const event of engine.generate(request, signal)) {
    if (event.type === 'finished') {
      const streamed = events.map((e) => (e.type === 'text' ? e.text : '')).join('');
      return { ...event.result, events, streamed };
    }
    events.push(event);
    onEvent?.(event);
  }
  throw new Error('The stream ended without a result.');
}

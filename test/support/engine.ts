import { join } from 'node:path';
import { Engine, type EngineOptions } from '../../src/host/engine/local/localEngine.ts';
import { inspectGguf } from '../../src/host/models/gguf/ggufFile.ts';
import type { GenerateParams, GenerationEvent, GenerationResult, LoadParams } from '../../src/protocol/inference.ts';
import type { Turn } from '../../src/protocol/turns.ts';
import { realBackends } from './backends.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const DEMO_MODEL = join(ROOT, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf');

/** The real engine: a forked process that runs the sources. Remember to `stop()` it. */
export function demoEngine(
  params: Partial<LoadParams> = {},
  log: (line: string) => void = () => undefined,
  options: Partial<EngineOptions> = {},
): Engine {
  const entry = join(ROOT, 'src/inference/main.ts');
  return new Engine(
    { entry, inspect: inspectGguf, backends: realBackends(), log, ...options },
    { modelPath: DEMO_MODEL, gpu: 'cpu', contextSize: 4096, ...params },
  );
}

export interface Asked extends GenerationResult {
  readonly events: readonly GenerationEvent[];
  /** The streamed pieces, joined. */
  readonly streamed: string;
}

export type AskOptions = Partial<GenerateParams> & {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: GenerationEvent) => void;
};

/** Asks and reads the answer to its end. A string is one question; turns are taken as they are. */
export async function ask(engine: Engine, turns: string | readonly Turn[], options: AskOptions = {}): Promise<Asked> {
  const { signal = new AbortController().signal, onEvent, ...params } = options;
  const all = typeof turns === 'string' ? [{ role: 'user', content: turns } as const] : turns;
  const events: GenerationEvent[] = [];
  const request = { turns: all, maxTokens: 400, temperature: 0, returnPrompt: true, ...params };
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

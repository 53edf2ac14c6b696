/** An evaluation to be killed: its engine is the parent's, so that a start takes a moment only. Arguments: run's file, questions. */
import type { Engine, Generation } from '../../../src/host/engine/engine.ts';
import { readItems } from '../../../src/host/evaluation/readItems.ts';
import { RunFile } from '../../../src/host/evaluation/runFile.ts';
import { runItems } from '../../../src/host/evaluation/runItems.ts';
import type { GenerateParams, GenerationResult } from '../../../src/protocol/inference.ts';
import type { RunConfig } from '../../../src/reasoning/evaluation/runRecords.ts';

const [path = '', data = '', config = ''] = process.argv.slice(2);
const waiting = new Map<number, (result: GenerationResult) => void>();
process.on('message', ({ id, result }: { id: number; result: GenerationResult }) => waiting.get(id)?.(result));

async function* generate(request: GenerateParams): AsyncGenerator<Generation> {
  const id = waiting.size;
  const result = await new Promise<GenerationResult>((done) => {
    waiting.set(id, done);
    process.send?.({ id, request });
  });
  yield { type: 'finished', result };
}

const file = RunFile.open(path, JSON.parse(config) as RunConfig, true);
const engine = { generate } as unknown as Engine;
const parts = {
  engine,
  config: JSON.parse(config) as RunConfig,
  examples: [],
  file,
  concurrency: 1,
  onItem: () => undefined,
};
await runItems(readItems(data, 'gsm8k').items, parts, new AbortController().signal);
file.close();
process.disconnect();

import { afterEach, expect, it } from 'vitest';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import { samplingParams } from '../../src/protocol/sampling.ts';
import type { GenerationResult } from '../../src/protocol/inference.ts';
import { demoEngine } from '../support/engine.ts';

const engines: LocalEngine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.stop())));

/** Fifty questions, greedy and drawn, one after the other in a process of its own. */
async function fiftyAnswers(): Promise<GenerationResult[]> {
  const engine = demoEngine({});
  engines.push(engine);
  const results: GenerationResult[] = [];
  for (let i = 0; i < 50; i++) {
    const content = `Tom has ${12 + i} apples. He eats ${3 + (i % 5)} and gives 4 to Ana. How many apples are left?`;
    const sampling = samplingParams({ temperature: i % 2 === 0 ? 0 : 1.1, seed: i });
    const asked = { turns: [{ role: 'user', content }] as const, maxTokens: 80, sampling };
    for await (const event of engine.generate(asked, new AbortController().signal)) {
      if (event.type === 'finished') results.push(event.result);
    }
  }
  return results;
}

it('on the same machine and build, fifty answers made again with their stored values are the same to the byte', async () => {
  const [first, again] = [await fiftyAnswers(), await fiftyAnswers()];
  expect(again.map(({ answer }) => answer)).toEqual(first.map(({ answer }) => answer));
  expect(again.map(({ made }) => made)).toEqual(first.map(({ made }) => made));
  // They are not all alike: drawn ones follow their seeds.
  expect(new Set(first.map(({ answer }) => answer)).size).toBeGreaterThan(45);
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateMemory } from '../../src/host/models/fit.ts';
import { inspectGguf } from '../../src/host/models/gguf/ggufFile.ts';
import { assertItFits } from '../../src/host/models/memoryCheck.ts';
import { FailureError } from '../../src/protocol/failures.ts';
import { writeRandomModel } from '../../scripts/random-model/writeRandomModel.ts';
import { ask, demoEngine } from '../support/engine.ts';

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cerebrum-'));
  path = join(folder, 'random.gguf');
  await writeRandomModel(path, { layers: Number(process.env['CEREBRUM_RANDOM_LAYERS'] ?? 4) });
});
afterAll(() => rm(folder, { recursive: true }));

describe.runIf(process.platform === 'linux')('a model of 7b shape with random weights', () => {
  it.each([
    { contextSize: 2048, kvCacheType: 'f16' },
    { contextSize: 4096, kvCacheType: 'f16' },
    { contextSize: 4096, kvCacheType: 'q8_0' },
  ] as const)(
    'takes the memory that was estimated, within 10 %%: $contextSize tokens, $kvCacheType',
    async ({ contextSize, kvCacheType }) => {
      const engine = demoEngine({ modelPath: path, gpu: 'cpu', contextSize, kvCacheType });
      try {
        await engine.start();
        // A prompt touches every weight.
        await ask(engine, 'w1 '.repeat(8), { maxTokens: 1 });
        const measured = await residentBytes(engine.local.pid ?? 0);
        const file = await inspectGguf(path);
        const { total } = estimateMemory(file.bytes, file, { contextSize, kvType: kvCacheType });
        const MiB = 2 ** 20;
        console.log(
          `${contextSize} tokens, ${kvCacheType}: estimated ${Math.round(total / MiB)} MiB, measured ${Math.round(measured / MiB)} MiB`,
        );
        expect(Math.abs(total - measured) / measured).toBeLessThan(0.1);
      } finally {
        await engine.stop();
      }
    },
  );

  it('is refused with numbers and a smaller context where it does not fit', async () => {
    const file = await inspectGguf(path);
    const { total } = estimateMemory(file.bytes, file, { contextSize: 2048, kvType: 'f16' });
    const machine = { freeRam: total, totalRam: 2 * total };
    const params = { modelPath: path, gpu: 'cpu', contextSize: 8192 } as const;
    expect(failureOf(() => assertItFits(file, params, machine))).toMatchObject({
      name: 'memory-short',
      available: total,
      place: 'cpu',
      contextSize: 2048,
    });
    expect(() => assertItFits(file, { ...params, contextSize: 2048 }, machine)).not.toThrow();
    expect(failureOf(() => assertItFits(file, params, { ...machine, freeRam: file.bytes / 2 }))).not.toHaveProperty(
      'contextSize',
    );
  });
});

function failureOf(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  return undefined;
}

/** The most that lay in RAM, the mapped file with it; Linux. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

import { describe, expect, it } from 'vitest';
import { cerebrumModels } from '../../../../src/host/models/catalog.ts';
import { estimateMemory, fitMachine, recommend, type MachineMemory } from '../../../../src/host/models/fit.ts';

const MiB = 2 ** 20;
const GiB = 2 ** 30;
const byQuantization = (quantization: string) => {
  const model = cerebrumModels.find((each) => each.quantization === quantization);
  if (!model) throw new Error(`no ${quantization}`);
  return model;
};
const q4 = byQuantization('Q4_K_M');
const usual = { contextSize: 4096, kvType: 'f16' } as const;
const machine = (freeRam: number, freeVram?: number, unified?: boolean): MachineMemory => ({
  ...{ freeRam: freeRam * GiB, totalRam: 64 * GiB, unified },
  freeVram: freeVram === undefined ? undefined : freeVram * GiB,
});

describe('the estimate', () => {
  it('of the KV cache is 128 KiB for a token of Cerebrum, and follows its type and the sequences', () => {
    expect(estimateMemory(q4.bytes, q4.shape, usual).kv).toBe(512 * MiB);
    expect(estimateMemory(q4.bytes, q4.shape, { ...usual, kvType: 'q8_0' }).kv).toBe(272 * MiB);
    expect(estimateMemory(q4.bytes, q4.shape, { ...usual, sequences: 5 }).kv).toBe(5 * 512 * MiB);
  });

  it.each([
    [2048, 374],
    [4096, 632],
    [8192, 1148],
    [32_768, 4244],
  ])("for a context of %i comes within 5 %% of the engine's own figure", (contextSize, engineMiB) => {
    const { kv, overhead } = estimateMemory(q4.bytes, q4.shape, { ...usual, contextSize });
    const ours = (kv + overhead) / MiB - 120;
    expect(Math.abs(ours - engineMiB) / engineMiB).toBeLessThan(0.05);
  });

  it('is the sum of its parts', () => {
    const { weights, kv, overhead, total } = estimateMemory(q4.bytes, q4.shape, usual);
    expect(total).toBe(weights + kv + overhead);
    expect(weights).toBe(q4.bytes);
  });
});

describe('Cerebrum in Q4_K_M with 4096 tokens', () => {
  it.each<[string, MachineMemory, string, string]>([
    ['16 GB of RAM, 10 free', machine(10), 'fits', 'cpu'],
    ['8 GB of RAM, 5.2 free', machine(5.2), 'tight', 'cpu'],
    ['8 GB of RAM, 4 free', machine(4), 'does not fit', 'cpu'],
    ['a GPU of 8 GB', machine(10, 7.5), 'fits', 'gpu'],
    ['a GPU of 4 GB beside enough RAM', machine(10, 3.5), 'tight', 'gpu and cpu'],
    ['a GPU of 2 GB beside too little RAM', machine(2, 1.8), 'does not fit', 'gpu and cpu'],
    ['a GPU too small to help', machine(10, 0.9), 'fits', 'cpu'],
    ['a Mac of 16 GB', machine(9, 10, true), 'fits', 'gpu'],
    ['a Mac of 8 GB, 5.4 free', machine(5.4, 5.6, true), 'tight', 'gpu'],
    ['a Mac of 8 GB, 3 free', machine(3, 5.3, true), 'does not fit', 'cpu'],
  ])('on %s', (_, memory, verdict, place) => {
    expect(fitMachine(estimateMemory(q4.bytes, q4.shape, usual), memory)).toMatchObject({ verdict, place });
  });

  it('never counts the one memory of a Mac twice', () => {
    const { total } = estimateMemory(q4.bytes, q4.shape, usual);
    const half = (total * 0.6) / GiB;
    expect(fitMachine(estimateMemory(q4.bytes, q4.shape, usual), machine(half, half, true)).verdict).toBe(
      'does not fit',
    );
  });
});

describe('the recommendation', () => {
  it.each<[string, MachineMemory, string, string]>([
    ['a large GPU takes the finest that was measured', machine(32, 24), 'Q6_K', 'best-quality'],
    ['one of 8 GB a finer one too', machine(32, 6.2), 'Q5_K_M', 'best-quality'],
    ['one of 6 GB the usual one', machine(32, 5.4), 'Q4_K_M', 'default'],
    ['a CPU the usual one, however much RAM', machine(64), 'Q4_K_M', 'default'],
    ['a small machine the smallest', machine(3), 'Q4_K_S', 'smallest'],
  ])('%s', (_, memory, quantization, reason) => {
    const { model, reason: why } = recommend(cerebrumModels, usual, memory);
    expect([model.quantization, why]).toEqual([quantization, reason]);
  });

  it('looks at the context too', () => {
    const long = { ...usual, contextSize: 8192 };
    expect(recommend(cerebrumModels, long, machine(32, 6.2)).model.quantization).toBe('Q4_K_M');
  });
});

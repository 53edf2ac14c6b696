import { expect, it } from 'vitest';
import { catalog } from '../../../../src/host/models/catalog.ts';
import type { MachineMemory } from '../../../../src/host/models/fit.ts';
import { chatsThatFit } from '../../../../src/host/models/sequencesThatFit.ts';

const GiB = 2 ** 30;
const q4 = catalog.find(({ quantization }) => quantization === 'Q4_K_M');
if (q4 === undefined) throw new Error('no Q4_K_M');
const file = { ...q4.shape, bytes: q4.bytes, contextLength: 32_768 };
const params = { modelPath: 'cerebrum.gguf', gpu: 'auto', contextSize: 4096 } as const;
const machine = (freeRam: number, freeVram?: number): MachineMemory => ({
  ...{ freeRam: freeRam * GiB, totalRam: 64 * GiB },
  freeVram: freeVram === undefined ? undefined : freeVram * GiB,
});

// A 7b takes 4.9 GiB with one chat, and half a GiB for each further one.
it.each([
  ['as many as are gone back to where there is plenty', machine(32), 4],
  ['two where a quarter of what is left is little more than one', machine(7.5), 2],
  ['one where memory is short', machine(6), 1],
  ['one where nothing fits', machine(3), 1],
  ['on the GPU by its own memory', machine(32, 6.5), 1],
  ['many on a large GPU', machine(32, 24), 4],
])('%s', (_what, memory, chats) => {
  expect(chatsThatFit(file, params, memory)).toBe(chats);
});

it('three where two of them would fit with a KV cache of twice the size', () => {
  expect(chatsThatFit(file, { ...params, kvCacheType: 'q8_0' }, machine(7.5))).toBe(3);
});

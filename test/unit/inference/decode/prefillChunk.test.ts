import { expect, it } from 'vitest';
import { PrefillChunk } from '../../../../src/inference/decode/prefillChunk.ts';

const read = (msPerToken: number) => {
  const chunk = new PrefillChunk({ least: 16, most: 512 });
  for (let i = 0; i < 12; i++) chunk.took(chunk.size, chunk.size * msPerToken);
  return chunk;
};

it('a chunk takes about a tenth of a second where the device can', () => {
  expect(read(1).size).toBe(96);
  expect(read(0.25).size).toBe(400);
});

it('a chunk is never so small that it costs, nor larger than the context takes', () => {
  expect(read(70).size).toBe(16);
  expect(read(0.01).size).toBe(512);
});

it('the first chunk is small, and the rest of a prompt teaches nothing', () => {
  const chunk = new PrefillChunk({ least: 16, most: 512 });
  expect(chunk.size).toBe(16);
  chunk.took(3, 300);
  chunk.took(16, 16);
  expect(chunk.size).toBe(96);
});

it('a device that becomes slower gets smaller chunks', () => {
  const chunk = read(0.25);
  for (let i = 0; i < 12; i++) chunk.took(chunk.size, chunk.size * 2);
  expect(chunk.size).toBe(48);
});

it('a short rest goes with the last chunk, and nothing is ever larger than the context takes', () => {
  const chunk = read(70);
  expect([40, 24, 16, 3].map((left) => chunk.next(left))).toEqual([16, 24, 16, 3]);
  expect([600, 512, 1].map((left) => read(0.01).next(left))).toEqual([512, 512, 1]);
});

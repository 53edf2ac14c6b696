import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blocksOf, TYPES, weightsOf } from '../../scripts/quantize/blocks.ts';
import { readGguf, writeGguf } from '../../scripts/quantize/gguf.ts';
import { DEMO_MODEL } from '../support/engine.ts';

const file = readFileSync(DEMO_MODEL);
/** Of q8_0: a scale of two bytes and 32 levels. */
const BLOCK_BYTES = 34;
const countOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

describe('requantizing', () => {
  it('leaves a file as it is where nothing changes', () => {
    const gguf = readGguf(file);
    expect(writeGguf(gguf).equals(file)).toBe(true);
    for (const { shape, type, data, name } of gguf.tensors) {
      if (type !== TYPES.q8_0) continue;
      const again = blocksOf('q8_0', weightsOf(type, data, countOf(shape)));
      const [before, after] = [data, again].map((blocks) => weightsOf(type, blocks, countOf(shape)));
      for (let at = 0; at < again.length; at += BLOCK_BYTES) {
        const block = data.subarray(at, at + BLOCK_BYTES);
        const place = `${name}, byte ${at}`;
        const levels = new Int8Array(block.buffer, block.byteOffset + 2, 32);
        if (levels.some((level) => Math.abs(level) === 127)) {
          expect(Buffer.compare(again.subarray(at, at + BLOCK_BYTES), block), place).toBe(0);
          continue;
        }
        // Half precision rounds a scale this small so far that the largest level is not 127: another scale fits as well. It is rounded, too,
        // by half of the smallest step there is, and so is the largest weight, 127 times.
        const [scale = NaN] = weightsOf(TYPES.f16, block, 1);
        expect(scale, place).toBeLessThan(2 ** -14);
        const first = (at / BLOCK_BYTES) * 32;
        for (let i = first; i < first + 32; i++)
          expect(Math.abs((before?.[i] ?? NaN) - (after?.[i] ?? NaN)), place).toBeLessThanOrEqual(
            scale / 2 + 127 * 2 ** -25,
          );
      }
    }
  });

  it('writes the blocks of ggml', () => {
    // The scale is 8 / -8; levels are steps of it above -8; two levels share a byte, the first half in its lower bits.
    const weights = Float32Array.from({ length: 32 }, (_, i) => (i === 0 ? 8 : i === 16 ? -7 : i === 1 ? 3 : 0));
    const q4 = blocksOf('q4_0', weights);
    expect([...q4.subarray(0, 4)]).toEqual([0x00, 0xbc, 0xf0, 0x85]);
    expect([...weightsOf(TYPES.f16, blocksOf('f16', weights), 32)]).toEqual([...weights]);
    const q8 = blocksOf(
      'q8_0',
      weights.map((weight) => weight * 127),
    );
    expect([...q8.subarray(0, 4)]).toEqual([0x00, 0x48, 127, 48]);
    expect(q8[2 + 16]).toBe(256 - 111);
  });

  it('is off by half a step at most', () => {
    const weights = Float32Array.from({ length: 320 }, (_, i) => Math.sin(i * 1.7) * (1 + (i >> 5)));
    const back = weightsOf(TYPES.q8_0, blocksOf('q8_0', weights), 320);
    // Half a step, and what the scale as f16 is off.
    weights.forEach((weight, i) =>
      expect(Math.abs(weight - (back[i] ?? 0))).toBeLessThan(((1 + (i >> 5)) / 127) * 0.56),
    );
  });
});

import { expect, it } from 'vitest';
import { cpuFlashAttention, cpuLookup } from '../../../../src/inference/model/smallModel.ts';

const [tiny, sevenB] = [6e6, 4.4e9];

it('a tiny model, whose tokens cost mostly attention, goes without flash attention; a large one leaves it to the engine', () => {
  expect(cpuFlashAttention(tiny)).toBe(false);
  expect(cpuFlashAttention(sevenB)).toBe('auto');
});

it('a tiny model drafts nothing; a large one may', () => {
  expect(cpuLookup(tiny)).toBe(false);
  expect(cpuLookup(sevenB)).toBe(true);
});

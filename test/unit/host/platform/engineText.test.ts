import { describe, expect, it } from 'vitest';
import { runText, useText } from '../../../../src/host/platform/engineText.ts';
import { untranslated } from '../../../../src/host/platform/translate.ts';
import type { LoadedModel } from '../../../../src/protocol/inference.ts';

const onCpu: LoadedModel = {
  name: 'Cerebrum 7b',
  path: '/models/c.gguf',
  bytes: 4_368_440_128,
  contextSize: 4096,
  gpu: 'cpu',
  devices: [],
  gpuLayers: 0,
  layers: 33,
  kvCacheType: 'f16',
  threads: 7,
  loadMs: 900,
  chatTemplate: 'cerebrum',
  llamaCpp: 'b1',
};
const stats = {
  promptTokens: 200,
  reusedTokens: 0,
  generatedTokens: 112,
  prefillMs: 20,
  generateMs: 8000,
  gpu: 'cpu',
  model: 'Cerebrum 7b',
};

describe('how a model runs, in words', () => {
  it('on the processor: window and cache as they are', () => {
    expect(runText(onCpu, untranslated)).toBe('CPU · context window of 4096 tokens · KV cache f16');
  });

  it('on a graphics card: which, and how much of the model', () => {
    const onGpu = { ...onCpu, gpu: 'vulkan', devices: ['Card 1'], gpuLayers: 20, kvCacheType: 'q8_0' } as const;
    expect(runText(onGpu, untranslated)).toBe(
      'Vulkan, Card 1 · 20 of 33 layers on the GPU · context window of 4096 tokens · KV cache q8_0',
    );
  });

  it('what the last answer took, and how fast it was', () => {
    expect(useText(stats, 4096, untranslated)).toBe('312 of 4096 tokens of context used · 13.9 tokens/s');
    expect(useText({ ...stats, generatedTokens: 0, generateMs: 0 }, 4096, untranslated)).toBe(
      '200 of 4096 tokens of context used',
    );
    expect(useText(undefined, 4096, untranslated)).toBe('context window empty');
  });
});

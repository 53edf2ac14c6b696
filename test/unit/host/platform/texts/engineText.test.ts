import { describe, expect, it } from 'vitest';
import { runFacts, useText } from '../../../../../src/host/platform/texts/engineText.ts';
import { untranslated } from '../../../../../src/host/platform/texts/translate.ts';
import type { EngineInfo, LocalModel } from '../../../../../src/protocol/inference.ts';

const local: LocalModel = {
  path: '/models/c.gguf',
  bytes: 4_368_440_128,
  gpuLayers: 0,
  layers: 33,
  kvCacheType: 'f16',
  threads: 7,
  loadMs: 900,
  llamaCpp: 'b1',
  sequences: 1,
  batchSize: 512,
  flashAttention: 'auto',
};
const onCpu: EngineInfo = {
  name: 'Cerebrum 7b',
  contextSize: 4096,
  chatTemplate: 'cerebrum',
  runsOn: { backend: 'cpu', devices: [] },
  local,
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

const facts = (info: EngineInfo) => runFacts(info, untranslated);

describe('how a model runs, in words', () => {
  it('on the processor: window and cache as they are', () => {
    expect(facts(onCpu)).toEqual(['CPU', 'context window of 4,096 tokens', 'KV cache f16']);
  });

  it('on a graphics card: which, and how much of the model', () => {
    const onGpu: EngineInfo = {
      ...onCpu,
      runsOn: { backend: 'vulkan', devices: ['Card 1'] },
      local: { ...local, gpuLayers: 20, kvCacheType: 'q8_0' },
    };
    expect(facts(onGpu)).toEqual([
      'Vulkan, Card 1',
      '20 of 33 layers on the GPU',
      'context window of 4,096 tokens',
      'KV cache q8_0',
    ]);
  });

  it('elsewhere: what the engine tells', () => {
    const { name, chatTemplate } = onCpu;
    expect(facts({ name, chatTemplate, contextSize: 8192 })).toEqual(['context window of 8,192 tokens']);
  });

  it('what the last answer took, and how fast it was', () => {
    expect(useText(stats, 4096, untranslated)).toBe('312 of 4,096 tokens of context used · 13.9 tokens/s');
    expect(useText({ ...stats, generatedTokens: 0, generateMs: 0 }, 4096, untranslated)).toBe(
      '200 of 4,096 tokens of context used',
    );
    expect(useText(undefined, 4096, untranslated)).toBe('context window empty');
  });
});

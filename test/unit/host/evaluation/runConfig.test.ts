import { describe, expect, it } from 'vitest';
import type { EngineCapabilities } from '../../../../src/host/engine/engine.ts';
import { runConfigOf, type RunChoice } from '../../../../src/host/evaluation/runConfig.ts';
import type { EngineInfo } from '../../../../src/protocol/inference.ts';

const engine = { capabilities: { parallel: 4 } as EngineCapabilities };
const choice: RunChoice = {
  ...{ task: 'gsm8k', protocol: 'cerebrum', method: 'generate', shots: 0, chains: 1, seed: 0, maxTokens: 100 },
  ...{ data: 'd'.repeat(64), modelPath: '/models/tiny.gguf' },
};
const info: EngineInfo = { name: 'tiny', contextSize: 1024, chatTemplate: 'cerebrum', identity: 'a'.repeat(64) };

describe('what a run was made with', () => {
  it('has the hash of a file', () => {
    const { model } = runConfigOf(engine, info, { ...choice, sha256: 'a'.repeat(64) });
    expect(model).toEqual({ file: 'tiny.gguf', sha256: 'a'.repeat(64), template: 'cerebrum' });
  });

  it("does not take a server's name for its model for a hash", () => {
    const server = { kind: 'vllm', host: 'models:8000', sendsTokens: true, isContextKnown: true } as const;
    const there = { ...info, identity: 'org/tiny', server: { ...server, parallel: 16, roundTripMs: 9 } };
    const { model, engine: made } = runConfigOf(engine, there, { ...choice, sha256: 'org/tiny' });
    expect(model).toEqual({ file: 'tiny', sha256: 'not known', template: 'cerebrum' });
    expect(made).toEqual({
      llamaCpp: 'vllm of unknown version',
      backend: 'server models:8000',
      batchSize: 0,
      parallel: 4,
    });
  });
});

import type { EngineView } from '../../src/protocol/panel.ts';

/** The engine as the panel sees it once a model runs on the CPU. */
export const readyOnCpu = {
  state: 'ready',
  facts: ['CPU', 'context window of 4,096 tokens', 'KV cache f16'],
} as const satisfies EngineView;

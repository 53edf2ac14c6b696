import type { EngineView } from '../../src/protocol/panel.ts';

/** The engine as the panel sees it once a model runs on the CPU. */
export const readyOnCpu = {
  state: 'ready',
  gpu: 'cpu',
  contextSize: 4096,
  run: { devices: [], gpuLayers: 0, layers: 33, kvCacheType: 'f16' },
} as const satisfies EngineView;

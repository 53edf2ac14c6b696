import { tokensPerSecond, type LoadedModel } from '../../protocol/inference.ts';
import type { AnswerStats } from '../../protocol/panel.ts';
import { backendName } from './backendText.ts';
import type { Translate } from './translate.ts';

/** How a loaded model really runs, whatever the settings ask for: device, layers, context window, KV cache. */
export function runText(model: LoadedModel, t: Translate): string {
  const { gpu, devices, gpuLayers, layers, contextSize, kvCacheType } = model;
  const device = gpu === 'cpu' ? 'CPU' : [backendName(gpu, t), ...devices].join(', ');
  return [
    device,
    ...(gpu === 'cpu' ? [] : [t('{0} of {1} layers on the GPU', gpuLayers, layers)]),
    t('context window of {0} tokens', contextSize),
    t('KV cache {0}', kvCacheType),
  ].join(' · ');
}

/** What the last answer took: of the context window, and in tokens per second. */
export function useText(stats: AnswerStats | undefined, contextSize: number, t: Translate): string {
  if (stats === undefined) return t('context window empty');
  const { promptTokens, generatedTokens } = stats;
  const used = t('{0} of {1} tokens of context used', promptTokens + generatedTokens, contextSize);
  const speed = tokensPerSecond(stats);
  return speed === undefined ? used : `${used} · ${t('{0} tokens/s', speed.toFixed(1))}`;
}

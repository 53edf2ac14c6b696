import { tokensPerSecond, type EngineInfo } from '../../../protocol/inference.ts';
import type { AnswerStats } from '../../../protocol/conversation.ts';
import { backendName } from './backendText.ts';
import { decimal } from './numbers.ts';
import type { Translate } from './translate.ts';

/**
 * How a model really runs, whatever the settings ask for, piece by piece: device, layers, context window, KV cache, as far as the
 * engine tells.
 */
export function runFacts({ runsOn, contextSize, local, server }: EngineInfo, t: Translate): string[] {
  const isOnCpu = runsOn?.backend === 'cpu';
  const device = runsOn && (isOnCpu ? 'CPU' : [backendName(runsOn.backend, t), ...runsOn.devices].join(', '));
  return [
    ...(server === undefined ? [] : [t('on {0}', server.host)]),
    ...(device === undefined ? [] : [device]),
    ...(isOnCpu || local === undefined ? [] : [t('{0} of {1} layers on the GPU', local.gpuLayers, local.layers)]),
    t('context window of {0} tokens', decimal(contextSize, 0)),
    ...(local === undefined ? [] : [t('KV cache {0}', local.kvCacheType)]),
  ];
}

/** What the last answer took: of the context window, and in tokens per second. */
export function useText(stats: AnswerStats | undefined, contextSize: number, t: Translate): string {
  if (stats === undefined) return t('context window empty');
  const { promptTokens, generatedTokens } = stats;
  const taken = decimal(promptTokens + generatedTokens, 0);
  const used = t('{0} of {1} tokens of context used', taken, decimal(contextSize, 0));
  const speed = tokensPerSecond(stats);
  return speed === undefined ? used : `${used} · ${t('{0} tokens/s', decimal(speed, 1))}`;
}

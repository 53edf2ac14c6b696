import { basename } from 'node:path';
import type { EngineInfo } from '../../protocol/inference.ts';
import type { ModelRun } from '../../protocol/conversation.ts';

/** What is stored with an answer about the model's file and how it ran; nothing for a model on another machine. */
export function modelRun({ contextSize, chatTemplate, identity, local }: EngineInfo): ModelRun | undefined {
  if (local === undefined) return undefined;
  const { path, bytes, kvCacheType, gpuLayers, threads, llamaCpp } = local;
  return {
    ...{ file: basename(path), bytes, sha256: identity ?? 'unknown' },
    ...{ contextSize, kvCacheType, gpuLayers, threads, chatTemplate, llamaCpp },
  };
}

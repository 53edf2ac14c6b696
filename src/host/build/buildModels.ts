import type { ModelParts } from '../commands/models/modelParts.ts';
import { createDownloads, rememberUse } from '../models/download/createDownloads.ts';
import { DOWNLOADS_FILE } from '../models/download/unfinished.ts';
import { DownloadTokens } from '../platform/downloadTokens.ts';
import type { Base } from './base.ts';
import type { EngineParts } from './buildEngine.ts';

/** Model files: on disk, on their way, and what is known about the one that is loaded. */
export function buildModels(
  { context, storage, demoModelPath }: Base,
  { engine, backends, store }: EngineParts,
): ModelParts {
  const tokens = new DownloadTokens(context.secrets);
  const downloads = createDownloads(storage(DOWNLOADS_FILE), tokens, store);
  engine.on('state', (state) => void rememberUse(state, store(), demoModelPath));
  return { engine, backends, store, tokens, downloads };
}

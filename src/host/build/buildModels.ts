import type { ModelParts } from '../commands/models/modelParts.ts';
import { createDownloads, rememberUse } from '../models/download/createDownloads.ts';
import { DOWNLOADS_FILE } from '../models/download/unfinished.ts';
import { ModelRuns } from '../models/modelRuns.ts';
import { ModelStore } from '../models/store.ts';
import { DownloadTokens } from '../platform/downloadTokens.ts';
import { readSettings } from '../platform/settings.ts';
import type { Base } from './base.ts';
import type { EngineParts } from './buildEngine.ts';

/** Model files: on disk, on their way, and what is known about the one that is loaded. */
export function buildModels(
  { context, storage, demoModelPath }: Base,
  { engine, backends }: EngineParts,
): { readonly models: ModelParts; readonly modelRuns: ModelRuns } {
  const store = () => new ModelStore(readSettings().modelsFolder || storage('models'));
  const tokens = new DownloadTokens(context.secrets);
  const downloads = createDownloads(storage(DOWNLOADS_FILE), tokens, store);
  const modelRuns = new ModelRuns(store);
  engine.on('state', (state) => {
    if (state.state === 'ready') void modelRuns.follow(state.model.path);
    void rememberUse(state, store(), demoModelPath);
  });
  return { models: { engine, backends, store, tokens, downloads }, modelRuns };
}

import type { LocalEngine } from '../../engine/engine.ts';
import type { Backends } from '../../engine/local/backends.ts';
import type { ModelDownloads } from '../../models/download/modelDownloads.ts';
import type { ModelStore } from '../../models/store.ts';
import type { DownloadTokens } from '../../platform/downloadTokens.ts';

/** What the commands about models work with. */
export interface ModelParts {
  readonly engine: LocalEngine;
  readonly backends: Backends;
  readonly downloads: ModelDownloads;
  readonly tokens: DownloadTokens;
  /** Of the folder that is set at this moment. */
  readonly store: () => ModelStore;
}

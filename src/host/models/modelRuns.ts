import { basename } from 'node:path';
import type { LoadedModel } from '../../protocol/inference.ts';
import type { ModelRun } from '../../protocol/panel.ts';
import type { ModelStore } from './store.ts';

/** What is written down with an answer about the model's file and how it ran. */
export class ModelRuns {
  readonly #store: () => Pick<ModelStore, 'knownHash'>;
  /** By path, found while the model was loaded last. */
  readonly #hashes = new Map<string, string | undefined>();

  constructor(store: () => Pick<ModelStore, 'knownHash'>) {
    this.#store = store;
  }

  /** A model is being or was loaded: looks up what is known of its file. */
  async follow(path: string): Promise<void> {
    this.#hashes.delete(path);
    this.#hashes.set(path, await this.#store().knownHash(path));
  }

  of({ path, bytes, contextSize, kvCacheType, gpuLayers, threads, chatTemplate, llamaCpp }: LoadedModel): ModelRun {
    const sha256 = this.#hashes.get(path) ?? 'unknown';
    return {
      file: basename(path),
      bytes,
      sha256,
      contextSize,
      kvCacheType,
      gpuLayers,
      threads,
      chatTemplate,
      llamaCpp,
    };
  }
}

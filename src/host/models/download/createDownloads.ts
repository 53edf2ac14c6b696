import * as vscode from 'vscode';
import type { EngineState } from '../../engine/engine.ts';
import type { DownloadTokens } from '../../platform/downloadTokens.ts';
import { CONTEXT } from '../../platform/names.ts';
import { DownloadJobs } from './downloadJobs.ts';
import { ModelDownloads } from './modelDownloads.ts';
import type { ModelStore } from '../store.ts';

/** The downloads, with their list in `file`, their hashes in the store and their context keys set. */
export function createDownloads(file: string, tokens: DownloadTokens, store: () => ModelStore): ModelDownloads {
  const downloads = new ModelDownloads({
    jobs: new DownloadJobs(file),
    token: (url) => tokens.of(url),
    onFile: (path, sha256, published) => store().recordHash(path, sha256, published),
  });
  downloads.on('changed', () => {
    const paused = downloads.all.filter(({ phase }) => phase === 'paused').length;
    void vscode.commands.executeCommand('setContext', CONTEXT.downloading, downloads.all.length > paused);
    void vscode.commands.executeCommand('setContext', CONTEXT.downloadPaused, paused > 0);
  });
  return downloads;
}

/** Lists a model that was loaded, with the time; the demo model is always there. */
export async function rememberUse(state: EngineState, store: ModelStore, demoModelPath: string): Promise<void> {
  const path = state.state === 'ready' ? state.info.local?.path : undefined;
  if (path !== undefined && path !== demoModelPath) await store.markUsed(path).catch(() => undefined);
}

import * as vscode from 'vscode';
import type { EngineState } from '../engine/engine.ts';
import type { DownloadTokens } from '../platform/downloadTokens.ts';
import { CONTEXT } from '../platform/names.ts';
import { ModelDownload } from './modelDownload.ts';
import type { ModelStore } from './store.ts';

/** Key of the unfinished download in the global state. */
const JOB = 'download';

/** The download of this window, with its job kept over restarts, its hashes in the store and its context keys set. */
export function createDownload(state: vscode.Memento, tokens: DownloadTokens, store: () => ModelStore): ModelDownload {
  const download = new ModelDownload({
    memory: { load: () => state.get<unknown>(JOB), save: (job) => state.update(JOB, job) },
    token: (url) => tokens.of(url),
    onFile: (path, sha256, published) => store().recordHash(path, sha256, published),
  });
  download.on('changed', () => {
    const isPaused = download.state?.phase === 'paused';
    const isRunning = download.state !== undefined && !isPaused;
    void vscode.commands.executeCommand('setContext', CONTEXT.downloading, isRunning);
    void vscode.commands.executeCommand('setContext', CONTEXT.downloadPaused, isPaused);
  });
  return download;
}

/** Lists a model that was loaded, with the time; the demo model is always there. */
export async function rememberUse(state: EngineState, store: ModelStore, demoModelPath: string): Promise<void> {
  if (state.state === 'ready' && state.model.path !== demoModelPath)
    await store.markUsed(state.model.path).catch(() => undefined);
}

import * as vscode from 'vscode';
import { FailureError } from '../../../../protocol/failures.ts';
import type { EngineState, LocalEngine } from '../../../engine/engine.ts';
import { readSettings, writeModelPath } from '../../../platform/settings.ts';

/**
 * Switches to a model as the user would, and waits until it answers, with progress and Cancel.
 *
 * @param setting what `cerebrum.modelPath` becomes; empty is the demo model
 * @param path of the file that is loaded then
 * @returns whether it is there; `false` when it was canceled
 * @throws FailureError it could not be loaded
 */
export async function loadModel(engine: LocalEngine, setting: string, path: string): Promise<boolean> {
  const isThere = (state: EngineState) => state.state === 'ready' && state.info.local?.path === path;
  const isSet = readSettings().modelPath === setting && readSettings().serverAddress === '';
  if (isSet && isThere(engine.state)) return true;
  const { Notification: location } = vscode.ProgressLocation;
  const options = { location, title: vscode.l10n.t('Loading the model'), cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const loaded = new Promise<boolean>((resolve, reject) => {
      const end = () => engine.off('state', listen);
      const listen = (state: EngineState) => {
        if (state.state !== 'failed' && !isThere(state)) return;
        end();
        if (state.state === 'failed') reject(new FailureError(state.failure));
        else resolve(true);
      };
      engine.on('state', listen);
      token.onCancellationRequested(() => {
        end();
        resolve(false);
      });
    });
    if (isSet) void engine.start().catch(() => undefined);
    else await writeModelPath(setting);
    return loaded;
  });
}

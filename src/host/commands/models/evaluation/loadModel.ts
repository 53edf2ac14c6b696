import { FailureError } from '../../../../protocol/failures.ts';
import type { EngineState, LocalEngine } from '../../../engine/engine.ts';
import { readSettings, writeModelPath } from '../../../platform/settings.ts';

/**
 * Switches to a model as the user would, and waits until it answers.
 *
 * @param setting what `cerebrum.modelPath` becomes; empty is the demo model
 * @param path of the file that is loaded then
 * @throws FailureError it could not be loaded
 */
export async function loadModel(engine: LocalEngine, setting: string, path: string): Promise<void> {
  const isThere = (state: EngineState) => state.state === 'ready' && state.info.local?.path === path;
  const isSet = readSettings().modelPath === setting && readSettings().serverAddress === '';
  if (isSet && isThere(engine.state)) return;
  const loaded = new Promise<void>((resolve, reject) => {
    const listen = (state: EngineState) => {
      if (state.state !== 'failed' && !isThere(state)) return;
      engine.off('state', listen);
      if (state.state === 'failed') reject(new FailureError(state.failure));
      else resolve();
    };
    engine.on('state', listen);
  });
  if (isSet) void engine.start().catch(() => undefined);
  else await writeModelPath(setting);
  await loaded;
}

import type { EngineState } from '../../engine/engine.ts';
import { writeSetting } from '../../platform/settings.ts';
import type { CommandParts } from '../commandParts.ts';

/** Load Anyway: the user knows better than the estimate, for this model and these settings. */
export async function loadAnyway({ engine, openChats, view }: CommandParts): Promise<void> {
  engine.local.insist();
  await view.reveal();
  const refused = refusedAnswer(openChats);
  if (refused !== undefined) openChats.current.retry(refused);
  // A failure shows in the panel by the engine's state.
  else await engine.start().catch(() => undefined);
}

/** Use a Smaller Context: the one that the failure proposed. The change of the setting loads the model. */
export async function useSmallerContext({ engine, openChats }: CommandParts): Promise<void> {
  const { state } = engine;
  if (state.state !== 'failed' || state.failure.name !== 'memory-short') return;
  if (state.failure.contextSize === undefined) return;
  const refused = refusedAnswer(openChats);
  const retry = (next: EngineState) => {
    if (next.state !== 'ready' && next.state !== 'failed') return;
    engine.off('state', retry);
    if (next.state === 'ready' && refused !== undefined) openChats.current.retry(refused);
  };
  engine.on('state', retry);
  await writeSetting('contextSize', state.failure.contextSize);
}

/** The last answer, if it was not written for want of memory. */
function refusedAnswer({ current: { transcript } }: CommandParts['openChats']): string | undefined {
  const last = transcript.turns.at(-1);
  return last?.role === 'assistant' && last.failure?.name === 'memory-short' ? last.id : undefined;
}

import { writeSetting } from '../platform/settings.ts';
import type { CommandParts } from './commandParts.ts';

/** Load Anyway: the user knows better than the estimate, for this model and these settings. */
export async function loadAnyway({ engine, session, view }: CommandParts): Promise<void> {
  engine.insist();
  await view.reveal();
  const last = session.transcript.turns.at(-1);
  if (last?.role === 'assistant' && last.failure?.name === 'memory-short') session.retry(last.id);
  // A failure shows in the panel by the engine's state.
  else await engine.start().catch(() => undefined);
}

/** Use a Smaller Context: the one that the failure proposed; the change of the setting loads the model. */
export async function useSmallerContext({ engine }: CommandParts): Promise<void> {
  const { state } = engine;
  if (state.state !== 'failed' || state.failure.name !== 'memory-short') return;
  if (state.failure.contextSize !== undefined) await writeSetting('contextSize', state.failure.contextSize);
}

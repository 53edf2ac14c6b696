import type { Changes } from './conversationStore.ts';
import type { History } from './history.ts';

/** Turns written at once: some milliseconds. */
const PIECE = 50;

/**
 * Writes a whole conversation without holding up the extension host; what was written goes again when a piece fails.
 *
 * @throws FailureError `history-unwritable`
 */
export async function writeInPieces(history: History, { heads, turns, prompts = [] }: Changes): Promise<void> {
  try {
    for (let at = 0; at < turns.length; at += PIECE) {
      const piece = turns.slice(at, at + PIECE);
      const ids = new Set(piece.map(({ turn }) => turn.id));
      const read = prompts.filter(({ turn }) => ids.has(turn));
      history.use('write', (store) => store.write({ heads, turns: piece, prompts: read }));
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    try {
      for (const { id } of heads) history.use('write', (store) => store.delete(id));
    } catch {
      // The first error says why nothing can be written.
    }
    throw error;
  }
}

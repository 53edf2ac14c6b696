import type { ActiveSession } from '../chat/activeSession.ts';
import { inTime } from '../editor/inTime.ts';

/** A process that reacts ends its answers long before; milliseconds. */
const REACTS_MS = 500;

/**
 * Stops all answers, whose text stays, then ends their process.
 *
 * @param end the engine's; it does not wait for answers of a process that does not react, which end with the process
 */
export async function stopAnswers(session: ActiveSession, end: () => Promise<void>): Promise<void> {
  const stopped = session.stopAll();
  await inTime(stopped, REACTS_MS);
  await end();
  await stopped;
}

import type { OpenChats } from '../sessions/openChats.ts';
import { withTimeout } from '../platform/withTimeout.ts';

/** A process that reacts ends its answers long before; milliseconds. */
const REACTS_MS = 500;

/**
 * Stops all answers, whose text stays, then ends their process.
 *
 * @param end the engine's; it does not wait for answers of a process that does not react, which end with the process
 */
export async function stopAnswers(openChats: OpenChats, end: () => Promise<void>): Promise<void> {
  const stopped = openChats.stopAll();
  await withTimeout(stopped, REACTS_MS);
  await end();
  await stopped;
}

import { writeServerAddress } from '../../platform/settings.ts';
import type { CommandParts } from '../commandParts.ts';

/** Answer on This Machine: the model of this machine answers from now on, and goes on with an answer that the server did not end. */
export async function answerHere({ openChats, servers }: Pick<CommandParts, 'openChats' | 'servers'>): Promise<void> {
  const session = openChats.current;
  const last = session.transcript.turns.at(-1);
  await writeServerAddress('');
  await servers.serverSwitch.update();
  if (last?.role !== 'assistant' || last.status !== 'failed' || !last.failure?.name.startsWith('server-')) return;
  if (last.vote === undefined) session.continueAnswer(last.id);
  else session.retry(last.id);
}

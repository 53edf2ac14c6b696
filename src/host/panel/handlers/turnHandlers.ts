import * as vscode from 'vscode';
import { offerUndo } from '../../platform/offerUndo.ts';
import { revealLines } from '../../editor/reveal.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { Handlers } from './handlers.ts';

/** Asking again, going on, other versions, deletion: what is done to the turns of the page's chat. */
export function turnHandlers(
  openChats: OpenChats,
): Handlers<
  | 'followUp'
  | 'stop'
  | 'newChat'
  | 'retry'
  | 'continue'
  | 'redoStep'
  | 'edit'
  | 'switchBranch'
  | 'deleteTurn'
  | 'cancelQueued'
  | 'removeContext'
  | 'revealSource'
  | 'revealContext'
> {
  return {
    followUp: ({ id, text }, { place }) => place.session.followUp(id, text),
    stop: () => openChats.stop(),
    newChat: () => openChats.newChat(),
    retry: ({ id }, { place }) => place.session.retry(id),
    continue: ({ id }, { place }) => place.session.continueAnswer(id),
    redoStep: ({ id, step, text }, { place }) => place.session.redoStep(id, step, text),
    edit: ({ id, text }, { place }) => place.session.edit(id, text),
    switchBranch: ({ id, step }, { place }) => place.session.switchBranch(id, step),
    deleteTurn: ({ id }) => deleteTurn(openChats, id),
    cancelQueued: (_, { place }) => place.session.cancelQueued(),
    removeContext: ({ id, entry }, { place }) => place.session.removeContext(id, entry),
    revealSource: async ({ id }, { place }) => {
      const source = place.session.transcript.question(id)?.source;
      if (source !== undefined) await revealLines(source);
    },
    revealContext: async ({ id, entry }, { place }) => {
      const context = place.session.transcript.question(id)?.context ?? [];
      const piece = context.find((candidate) => candidate.id === entry);
      if (piece !== undefined) await revealLines(piece);
    },
  };
}

async function deleteTurn(openChats: OpenChats, id: string): Promise<void> {
  const deletion = await openChats.deleteTurn(id);
  if (deletion === undefined) return;
  const { turns } = deletion;
  const done =
    turns === 1 ? vscode.l10n.t('1 message was deleted.') : vscode.l10n.t('{0} messages were deleted.', turns);
  await offerUndo(done, () => deletion.undo());
}

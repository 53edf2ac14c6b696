import * as vscode from 'vscode';
import type { ContextEntry } from '../../../protocol/conversation.ts';
import { bodyOf, isOfLines } from '../../../reasoning/context/attached.ts';
import { codeIn } from '../../../reasoning/questions/askedCode.ts';
import { questionWithCode } from '../../sessions/askedFor.ts';
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
  | 'answerNow'
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
    answerNow: ({ id }, { place }) => place.session.answerNow(id),
    redoStep: ({ id, step, text }, { place }) => place.session.redoStep(id, step, text),
    edit: ({ id, text }, { place }) => place.session.edit(id, text),
    switchBranch: ({ id, step }, { place }) => place.session.switchBranch(id, step),
    deleteTurn: ({ id }) => deleteTurn(openChats, id),
    cancelQueued: (_, { place }) => place.session.cancelQueued(),
    removeContext: ({ id, entry }, { place }) => place.session.removeContext(id, entry),
    revealSource: async ({ id }, { place }) => {
      const { transcript } = place.session;
      const question = transcript.question(id);
      if (question?.source === undefined) return;
      await revealLines(question.source, codeIn(questionWithCode(transcript.turns, question).text));
    },
    revealContext: async ({ id, entry }, { place }) => {
      const context = place.session.transcript.question(id)?.context ?? [];
      const piece = context.find((candidate) => candidate.id === entry);
      if (piece?.attached === 'terminal') vscode.window.activeTerminal?.show();
      else if (piece !== undefined) await revealLines(piece, piecesOf(piece));
    },
  };
}

/** The code of something that was sent beside a question; problems, changes, outputs and files that did not fit have none. */
function piecesOf(entry: ContextEntry): string[] {
  if (entry.attached === undefined) return codeIn(entry.text);
  return isOfLines(entry) && entry.text !== '' ? [bodyOf(entry).join('\n')] : [];
}

async function deleteTurn(openChats: OpenChats, id: string): Promise<void> {
  const deletion = await openChats.deleteTurn(id);
  if (deletion === undefined) return;
  const { turns } = deletion;
  const done =
    turns === 1 ? vscode.l10n.t('1 message was deleted.') : vscode.l10n.t('{0} messages were deleted.', turns);
  await offerUndo(done, () => deletion.undo());
}

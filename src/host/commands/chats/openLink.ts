import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { ChatView } from '../../panel/chatView.ts';
import { addressIn, type StepAddress } from '../../explanations/stepAddress.ts';
import { showFailure } from '../../platform/failureView.ts';

/**
 * Opens a link to a step: the conversation where it is on screen already, else where the user was last.
 *
 * @param path of the link's address
 */
export async function openLink(openChats: OpenChats, view: ChatView, path: string): Promise<void> {
  const address = addressIn(path);
  if (address === undefined) {
    void vscode.window.showWarningMessage(vscode.l10n.t('This link does not lead to a step of a chat.'));
    return;
  }
  try {
    if (await showInChat(openChats, view, address)) return;
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The chat of this link is not in the history on this machine. It was deleted, or it is on another machine.',
      ),
    );
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

/**
 * Brings a turn of a conversation into sight, where that is on screen already, else where the user was last. Whether the conversation
 * is still there.
 *
 * @param at with a step (0-based), that step of the answer
 * @throws FailureError `history-unreadable`
 */
export async function showInChat(
  openChats: OpenChats,
  view: ChatView,
  { chat, turn, step }: Omit<StepAddress, 'step'> & { readonly step?: number },
): Promise<boolean> {
  const place = openChats.placeOf(chat);
  if (place !== undefined) openChats.activate(place);
  if (!(await openChats.open(chat, turn))) return false;
  await view.reveal();
  view.notify({ type: 'showTurn', id: turn, ...(step !== undefined && { step }) });
  return true;
}

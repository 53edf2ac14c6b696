import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { ChatView } from '../../panel/chatView.ts';
import { addressIn } from '../../explanations/stepAddress.ts';
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
  const { chat, turn, step } = address;
  try {
    const place = openChats.placeOf(chat);
    if (place !== undefined) openChats.activate(place);
    if (await openChats.open(chat, turn)) {
      await view.reveal();
      view.notify({ type: 'showTurn', id: turn, step });
    } else {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The chat of this link is not in the history on this machine. It was deleted, or it is on another machine.',
        ),
      );
    }
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

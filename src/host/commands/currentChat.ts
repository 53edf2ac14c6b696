import * as vscode from 'vscode';
import { toFailure } from '../../protocol/failures.ts';
import { showFailure } from '../platform/failureView.ts';
import type { CommandParts } from './commandParts.ts';
import { deleteChat, renameChat } from './historyPick.ts';

/** Rename Chat… and Delete Chat: the chat on screen. */
export async function currentChat(
  parts: Pick<CommandParts, 'session' | 'reader'>,
  action: 'rename' | 'delete',
): Promise<void> {
  const { session } = parts;
  const { id, title, turns } = session.transcript;
  if (turns.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This chat is empty: there is nothing in it yet.'));
    return;
  }
  try {
    await (action === 'rename' ? renameChat(session, id, title) : deleteChat(parts, id, title));
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

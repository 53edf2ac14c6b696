import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import type { CommandParts } from '../commandParts.ts';
import { showFailure } from '../../platform/failureView.ts';
import { deleteChat, renameChat } from './historyPick.ts';

/** Rename Chat… and Delete Chat: the chat on screen. */
export async function currentChat(
  parts: Pick<CommandParts, 'openChats' | 'reader'>,
  action: 'rename' | 'delete',
): Promise<void> {
  const { openChats } = parts;
  const { id, title, turns } = openChats.current.transcript;
  if (turns.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This chat is empty.'));
    return;
  }
  try {
    await (action === 'rename' ? renameChat(openChats, id, title) : deleteChat(parts, id, title));
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

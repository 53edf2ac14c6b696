import * as vscode from 'vscode';
import type { FromChatList } from '../../protocol/chatList.ts';
import { toFailure } from '../../protocol/failures.ts';
import type { ChatList } from '../chat/chatList.ts';
import { showFailure } from '../platform/failureView.ts';
import { offerUndo } from '../platform/offerUndo.ts';
import type { CommandParts } from './commandParts.ts';
import { deleteNow } from './deletedChats.ts';
import { exportStored } from './exportChat.ts';
import { deleteChat, openChat } from './historyPick.ts';

/** What the panel's list of chats asks for. */
export async function actOnChats(message: FromChatList, list: ChatList, parts: CommandParts): Promise<void> {
  const { session, history } = parts;
  try {
    switch (message.type) {
      case 'findChats':
        list.show(message);
        return;
      case 'chatsClosed':
        list.hide();
        return;
      case 'openChat':
        await openChat(parts, message.id, message.turn);
        return;
      case 'exportChat':
        await exportStored(history, session, message.id);
        return;
      case 'renameChat':
        session.rename(message.id, message.title);
        break;
      case 'pinChat':
        history.use('write', (store) => store.pin(message.id, message.isPinned));
        break;
      case 'deleteChat':
        await deleteChat(parts, message.id, message.title, () => list.refresh());
        break;
      case 'deleteAllChats':
        await deleteAllChats(parts, () => list.refresh());
        break;
    }
    list.refresh();
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

/** Show Chats: the list in the panel. */
export async function showChats({ view }: Pick<CommandParts, 'view'>, query = ''): Promise<void> {
  await view.reveal();
  view.notify({ type: 'showChats', query });
}

/** Delete All Chats…: all but the pinned ones, after a question and with an undo. */
export async function deleteAllChats(
  { session, reader }: Pick<CommandParts, 'session' | 'reader'>,
  onChange: () => void = () => undefined,
): Promise<void> {
  const confirm = vscode.l10n.t('Delete All');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete all chats that are not pinned?'),
    {
      modal: true,
      detail: vscode.l10n.t(
        'They can be restored by Undo. After a day they leave the disk; "Delete Now" in the next message does it at once.',
      ),
    },
    confirm,
  );
  if (answer !== confirm) return;
  const deleted = await session.deleteAllConversations();
  onChange();
  const { count } = deleted;
  const said = count === 1 ? vscode.l10n.t('1 chat was deleted.') : vscode.l10n.t('{0} chats were deleted.', count);
  await offerUndo(
    said,
    async () => {
      await deleted.undo();
      onChange();
    },
    () => deleteNow({ reader }),
  );
}

import * as vscode from 'vscode';
import type { FromChatList } from '../../../protocol/chatList.ts';
import { toFailure } from '../../../protocol/failures.ts';
import type { ChatList } from '../../panel/chatList.ts';
import type { ChatPage } from '../../panel/chatPage.ts';
import type { Handlers } from '../../panel/handlers/handlers.ts';
import { showFailure } from '../../platform/failureView.ts';
import { offerUndo } from '../../platform/offerUndo.ts';
import type { CommandParts } from '../commandParts.ts';
import { deleteNow } from './deletedChats.ts';
import { exportStored } from './exportChat.ts';
import { deleteChat, openChat } from './historyPick.ts';

/** The panel's list of all chats. What fails is shown as a message. */
export function chatListHandlers(parts: CommandParts): Handlers<FromChatList['type']> {
  const { openChats, history } = parts;
  /** Does it, shows what fails, and lists the chats anew. */
  const change =
    <M>(act: (message: M, list: ChatList) => unknown) =>
    async (message: M, { chats }: ChatPage): Promise<void> => {
      if (await succeeds(() => act(message, chats))) chats.refresh();
    };
  return {
    findChats: (message, { chats }) => succeeds(() => chats.show(message)),
    chatsClosed: (_, { chats }) => chats.hide(),
    openChat: ({ id, turn }) => succeeds(() => openChat(parts, id, turn)),
    exportChat: ({ id }) => succeeds(() => exportStored(history, openChats, id)),
    renameChat: change(({ id, title }) => openChats.rename(id, title)),
    pinChat: change(({ id, isPinned }) => history.use('write', (store) => store.pin(id, isPinned))),
    deleteChat: change(({ id, title }, list) => deleteChat(parts, id, title, () => list.refresh())),
    deleteAllChats: change((_, list) => deleteAllChats(parts, () => list.refresh())),
  };
}

/** Whether `act` succeeds; a failure is shown. */
async function succeeds(act: () => unknown): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    await showFailure(toFailure(error));
    return false;
  }
}

/** Show Chats: the list in the panel. */
export async function showChats({ view }: Pick<CommandParts, 'view'>, query = ''): Promise<void> {
  await view.reveal();
  view.notify({ type: 'showChats', query });
}

/** Delete All Chats…: all but the pinned ones, after a question and with an undo. */
export async function deleteAllChats(
  { openChats, reader }: Pick<CommandParts, 'openChats' | 'reader'>,
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
  const deleted = await openChats.deleteAllConversations();
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

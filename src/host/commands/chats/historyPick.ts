import { deleteNow } from './deletedChats.ts';
import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { ChatView } from '../../panel/chatView.ts';
import type { ConversationSummary } from '../../history/search/findChats.ts';
import type { History } from '../../history/history.ts';
import type { HistoryReader } from '../../history/reader/historyReader.ts';
import { plainSnippet } from '../../history/search/searchQuery.ts';
import { showFailure } from '../../platform/failureView.ts';
import { offerUndo } from '../../platform/offerUndo.ts';

export interface HistoryParts {
  readonly history: History;
  readonly reader: HistoryReader;
  readonly openChats: OpenChats;
  readonly view: ChatView;
}

const MOST_LISTED = 500;

type Item = vscode.QuickPickItem & { readonly summary?: ConversationSummary };

/** Show History…: all chats, searched in full as the user types; each can be opened, pinned, renamed and deleted. */
export function showHistory(parts: HistoryParts, query = ''): void {
  const { history, reader, openChats } = parts;
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t('Chats');
  pick.placeholder = vscode.l10n.t('Search in all chats');
  pick.matchOnDetail = true;
  pick.value = query;
  const buttons = pickButtons();

  const fill = async () => {
    const query = pick.value;
    try {
      const { chats } = await reader.find(query, MOST_LISTED);
      // Meanwhile more may have been typed.
      if (pick.value === query) pick.items = itemsFor(chats, openChats.current.transcript.id, buttons);
    } catch (error) {
      pick.hide();
      void showFailure(toFailure(error));
    }
  };
  const act = async (action: () => Promise<void> | void) => {
    try {
      await action();
    } catch (error) {
      await showFailure(toFailure(error));
    }
  };

  pick.onDidChangeValue(() => void fill());
  pick.onDidAccept(() => {
    const summary = pick.selectedItems[0]?.summary;
    if (summary === undefined) return;
    pick.hide();
    void act(() => openChat(parts, summary.id, summary.hit?.turn));
  });
  pick.onDidTriggerItemButton(({ item: { summary }, button }) => {
    if (summary === undefined) return;
    if (button === buttons.rename) {
      pick.hide();
      void act(() => renameChat(openChats, summary.id, summary.title)).then(() => showHistory(parts, pick.value));
    } else if (button === buttons.delete) {
      void act(async () => {
        await deleteChat(parts, summary.id, summary.title, () => void fill());
      });
    } else {
      void act(() => history.use('write', (store) => store.pin(summary.id, !summary.isPinned))).then(fill);
    }
  });
  pick.onDidHide(() => pick.dispose());
  void fill();
  pick.show();
}

/** Shows a chat, at the turn with the words that were searched for. @throws FailureError `history-unreadable` */
export async function openChat(
  { openChats, view }: Pick<HistoryParts, 'openChats' | 'view'>,
  id: string,
  turn: string | undefined,
): Promise<void> {
  // Opened before it is brought to the front, which can take seconds: what is called for meanwhile comes after it.
  const isThere =
    turn === undefined ? await view.focus('focusComposer', () => openChats.open(id)) : await openChats.open(id, turn);
  if (isThere && turn !== undefined) {
    await view.reveal();
    view.notify({ type: 'showTurn', id: turn });
  }
  if (!isThere) void vscode.window.showInformationMessage(vscode.l10n.t('This chat was deleted in the meantime.'));
}

/** Asks for another title. @throws FailureError `history-unwritable` */
export async function renameChat(openChats: OpenChats, id: string, title: string): Promise<void> {
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Chat'),
    value: title,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A chat needs a name.') : undefined),
  });
  if (answer !== undefined) openChats.rename(id, answer.trim());
}

/** Deletes a chat and offers to undo that. @throws FailureError `history-unwritable` */
export async function deleteChat(
  { openChats, reader }: Pick<HistoryParts, 'openChats' | 'reader'>,
  id: string,
  title: string,
  onChange: () => void = () => undefined,
): Promise<void> {
  const undo = await openChats.deleteConversation(id);
  onChange();
  void offerUndo(
    vscode.l10n.t('The chat "{0}" was deleted.', title),
    async () => {
      await undo();
      onChange();
    },
    () => deleteNow({ reader }),
  );
}

function pickButtons() {
  return {
    pin: { iconPath: new vscode.ThemeIcon('pin'), tooltip: vscode.l10n.t('Pin') },
    unpin: { iconPath: new vscode.ThemeIcon('pinned'), tooltip: vscode.l10n.t('Unpin') },
    rename: { iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Rename') },
    delete: { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Delete') },
  } as const;
}

function itemsFor(
  found: readonly ConversationSummary[],
  current: string,
  buttons: ReturnType<typeof pickButtons>,
): Item[] {
  if (found.length === 0) return [{ label: vscode.l10n.t('No chat contains these words.'), alwaysShow: true }];
  return found.map((summary) => ({
    label: summary.title,
    description: [
      ...(summary.id === current ? [vscode.l10n.t('on screen')] : []),
      new Date(summary.updated).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' }),
    ].join(' · '),
    // The database has searched already: what it found stays, even where the words are not next to one another.
    alwaysShow: true,
    ...(summary.hit !== undefined && { detail: plainSnippet(summary.hit.snippet) }),
    ...(summary.isPinned && { iconPath: new vscode.ThemeIcon('pinned') }),
    buttons: [summary.isPinned ? buttons.unpin : buttons.pin, buttons.rename, buttons.delete],
    summary,
  }));
}

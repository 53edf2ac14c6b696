import type { ChatRow } from '../../protocol/chatList.ts';
import { stops } from '../composer/keys.ts';
import type { ChatAction } from './chatItem.tsx';
import { focusRow, rove, ROW } from './rove.ts';

interface Parts {
  readonly chats: readonly ChatRow[];
  /** What is typed in the box; the first Escape takes it back. */
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly search: () => HTMLInputElement | null;
  readonly list: () => HTMLElement | null;
  readonly onAction: (action: ChatAction, chat: ChatRow) => void;
  readonly onClose: () => void;
}

/** What the keys do in the list of chats and in the box above it. */
export const chatKeys =
  ({ chats, query, setQuery, search, list, onAction, onClose }: Parts) =>
  (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const rows = list();
    const row = document.activeElement?.closest<HTMLElement>(ROW);
    const chat = row && chats.find(({ id }) => id === row.dataset['chatId']);
    const isInSearch = document.activeElement === search();
    if (stops(event)) {
      if (isInSearch && query !== '') setQuery('');
      else onClose();
    } else if (chat && event.key === 'F2') onAction('rename', chat);
    else if (chat && event.key === 'Delete') onAction('delete', chat);
    else if (row && event.key === 'ArrowUp' && row === rows?.querySelector(ROW)) search()?.focus();
    else if (isInSearch && event.key === 'ArrowDown') focusRow(rows, chats[0]?.id);
    else if (!rows || !rove(event, rows)) return;
    event.preventDefault();
    event.stopPropagation();
  };

import type { ChatRow, Chats, ToChatList } from '../../protocol/chatList.ts';
import type { FailureView } from '../../protocol/failureView.ts';
import type { ChatsFailed } from '../../protocol/panel.ts';

/** The list of chats while it is on screen. */
export interface ChatsState {
  /** What was to be searched for when it was opened; a new `serial` for each time. */
  readonly opened: { readonly serial: number; readonly query: string };
  /** What was found last; absent until the first. */
  readonly found?: Chats;
  /** Why nothing new could be read. */
  readonly failure?: FailureView;
}

export function reduceChats(state: ChatsState | undefined, event: ToChatList | ChatsFailed): ChatsState | undefined {
  switch (event.type) {
    case 'showChats': {
      const opened = { serial: (state?.opened.serial ?? 0) + 1, query: event.query };
      return state === undefined ? { opened } : { ...state, opened };
    }
    case 'chats':
      return state && { opened: state.opened, found: { ...event, chats: kept(event.chats, state.found?.chats) } };
    case 'chatsFailed':
      return state && { ...state, failure: event.failure };
  }
}

/** The chats with those of before in the place of equal ones: these are not drawn again. */
function kept(chats: readonly ChatRow[], before: readonly ChatRow[] = []): ChatRow[] {
  const known = new Map(before.map((chat) => [chat.id, chat]));
  return chats.map((chat) => {
    const old = known.get(chat.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(chat) ? old : chat;
  });
}

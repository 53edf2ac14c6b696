import { useCallback, useState } from 'preact/hooks';
import type { ChatRow } from '../../protocol/chatList.ts';
import { usePost } from '../parts/post.ts';
import type { ChatAction } from './chatItem.tsx';

/** What can be done with a chat of the list. `renaming`: the one whose title is being typed. */
export function useChatActions(focusAfterRename: (id: string) => void) {
  const post = usePost();
  const [renaming, setRenaming] = useState<string>();
  const onAction = useCallback((action: ChatAction, chat: ChatRow) => {
    const { id, title, hit } = chat;
    if (action === 'open') post({ type: 'openChat', id, ...(hit && { turn: hit.turn }) });
    else if (action === 'rename') setRenaming(id);
    else if (action === 'pin') post({ type: 'pinChat', id, isPinned: !chat.isPinned });
    else if (action === 'export') post({ type: 'exportChat', id });
    else post({ type: 'deleteChat', id, title });
  }, []);
  const onRenamed = useCallback((chat: ChatRow, title: string | undefined) => {
    setRenaming(undefined);
    const changed = title?.trim() ?? '';
    if (changed !== '' && changed !== chat.title) post({ type: 'renameChat', id: chat.id, title: changed });
    focusAfterRename(chat.id);
  }, []);
  return { renaming, onAction, onRenamed };
}

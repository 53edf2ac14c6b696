import './chats.css';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ChatRow } from '../../protocol/chatList.ts';
import { stops } from '../composer/keys.ts';
import { t } from '../l10n.ts';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import { Problem } from '../parts/problem.tsx';
import { chatsFound } from '../words.ts';
import { ChatGroup } from './chatGroup.tsx';
import type { ChatAction } from './chatItem.tsx';
import type { ChatsState } from './chatsState.ts';
import { groupByDay, type Group } from './days.ts';
import { focusRow, rove, ROW } from './rove.ts';
import { useChatSearch } from './useChatSearch.ts';
import { useRowFocus } from './useRowFocus.ts';

const NONE: readonly ChatRow[] = [];

interface Props {
  readonly state: ChatsState;
  readonly onClose: () => void;
}

/** All chats, over the one on screen: searched as one types, by day without words. */
export function Chats({ state, onClose }: Props) {
  const { opened, found, failure } = state;
  const post = usePost();
  const search = useRef<HTMLInputElement>(null);
  const [hovered, setHovered] = useState<string>();
  const [renaming, setRenaming] = useState<string>();
  const chats = found?.chats ?? NONE;
  const isSearch = found !== undefined && found.query !== '';
  const { query, setQuery, onScroll } = useChatSearch(state);
  const { list, current, onFocus, focusAfterRename } = useRowFocus(chats, search);
  useLayoutEffect(() => search.current?.focus(), [opened.serial]);

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
  const onHover = useCallback(({ id }: ChatRow) => setHovered(id), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const row = document.activeElement?.closest<HTMLElement>(ROW);
    const chat = row && chats.find(({ id }) => id === row.dataset['chatId']);
    if (stops(event)) {
      // The first one takes back what was typed.
      if (document.activeElement === search.current && query !== '') setQuery('');
      else onClose();
    } else if (chat && event.key === 'F2') onAction('rename', chat);
    else if (chat && event.key === 'Delete') onAction('delete', chat);
    else if (row && event.key === 'ArrowUp' && row === list.current?.querySelector(ROW)) search.current?.focus();
    else if (document.activeElement === search.current && event.key === 'ArrowDown')
      focusRow(list.current, chats[0]?.id);
    else if (!list.current || !rove(event, list.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const groups = useMemo(
    (): Group[] => (isSearch ? [{ name: t('Best matches'), chats }] : groupByDay(chats, new Date())),
    [found],
  );
  return (
    <main class="chats" aria-label={t('Chats')} onKeyDown={onKeyDown} onFocusCapture={onFocus}>
      <div class="chats-head">
        <div class="chats-bar">
          <IconButton class="chats-back" icon="arrow-left" label={t('Back to the Chat')} onClick={onClose} />
          <h1>{t('Chats')}</h1>
          <span class="spacer" />
          <IconButton
            icon="clear-all"
            label={t('Delete All Chats…')}
            disabled={chats.length === 0}
            onClick={() => post({ type: 'deleteAllChats' })}
          />
        </div>
        <input
          ref={search}
          class="chats-search"
          type="text"
          role="searchbox"
          dir="auto"
          aria-label={t('Search in all chats')}
          placeholder={t('Search in all chats')}
          spellcheck={false}
          maxLength={1000}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        {failure && <Problem failure={failure} />}
      </div>
      <div class="chats-list" ref={list} onScroll={onScroll}>
        {found && chats.length === 0 && (
          <p class="chats-none">
            {isSearch ? t('No chat contains these words.') : t('Your chats will be listed here.')}
          </p>
        )}
        {groups.map(({ name, chats: members }) => {
          const here = (id: string | undefined) => (members.some((chat) => chat.id === id) ? id : undefined);
          return (
            <ChatGroup
              key={name}
              name={name}
              chats={members}
              isDay={!isSearch}
              current={here(current)}
              hovered={here(hovered)}
              renaming={here(renaming)}
              onAction={onAction}
              onRenamed={onRenamed}
              onHover={onHover}
            />
          );
        })}
      </div>
      <div class="visually-hidden" role="status">
        {found && isSearch && chatsFound(chats.length, found.hasMore)}
      </div>
    </main>
  );
}

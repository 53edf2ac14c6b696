import './chats.css';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ChatRow } from '../../protocol/chatList.ts';
import { t } from '../l10n.ts';
import { chatsFound } from '../words.ts';
import { ChatGroup } from './chatGroup.tsx';
import { chatKeys } from './chatKeys.ts';
import { ChatsHead } from './chatsHead.tsx';
import type { ChatsState } from './chatsState.ts';
import { groupByDay, type Group } from './days.ts';
import { useChatActions } from './useChatActions.ts';
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
  const search = useRef<HTMLInputElement>(null);
  const [hovered, setHovered] = useState<string>();
  const chats = found?.chats ?? NONE;
  const isSearch = found !== undefined && found.query !== '';
  const { query, setQuery, onScroll } = useChatSearch(state);
  const { list, current, onFocus, focusAfterRename } = useRowFocus(chats, search);
  useLayoutEffect(() => search.current?.focus(), [opened.serial]);

  const { renaming, onAction, onRenamed } = useChatActions(focusAfterRename);
  const onHover = useCallback(({ id }: ChatRow) => setHovered(id), []);
  const onKeyDown = chatKeys({
    ...{ chats, query, setQuery, onAction, onClose },
    search: () => search.current,
    list: () => list.current,
  });
  const groups = useMemo(
    (): Group[] => (isSearch ? [{ name: t('Best matches'), chats }] : groupByDay(chats, new Date())),
    [found],
  );
  return (
    <main class="chats" aria-label={t('Chats')} onKeyDown={onKeyDown} onFocusCapture={onFocus}>
      <ChatsHead
        search={search}
        query={query}
        setQuery={setQuery}
        isEmpty={chats.length === 0}
        failure={failure}
        onClose={onClose}
      />
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

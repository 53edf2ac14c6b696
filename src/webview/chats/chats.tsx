import './chats.css';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
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
import { focusRow, placeInRow, rove, ROW } from './rove.ts';

/** Chats asked for at a time. */
const PAGE = 200;
/** Pixels before the end at which more are asked for. */
const NEAR_END = 800;
/** Between the last key and the search. */
const PAUSE_MS = 150;

interface Props {
  readonly state: ChatsState;
  readonly onClose: () => void;
}

/** All chats, over the one on screen: searched as one types, by day without words. */
export function Chats({ state: { opened, found, failure }, onClose }: Props) {
  const post = usePost();
  const [query, setQuery] = useState(opened.query);
  const [most, setMost] = useState(PAGE);
  const [current, setCurrent] = useState<string>();
  const [hovered, setHovered] = useState<string>();
  const [renaming, setRenaming] = useState<string>();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  /** Where the focus is, in case its row goes to another place or away. */
  const focused = useRef<{ readonly id: string; readonly place: number; readonly index: number } | undefined>(
    undefined,
  );

  useLayoutEffect(() => {
    setQuery(opened.query);
    search.current?.focus();
  }, [opened.serial]);
  useEffect(() => {
    const find = () => post({ type: 'findChats', query: query.trim(), most });
    if (found === undefined) {
      find();
      return;
    }
    const pause = setTimeout(find, PAUSE_MS);
    return () => clearTimeout(pause);
  }, [query, most, opened.serial]);
  useEffect(() => () => post({ type: 'chatsClosed' }), []);

  const chats = found?.chats ?? [];
  const isSearch = found !== undefined && found.query !== '';
  const currentId = chats.some(({ id }) => id === current) ? current : chats[0]?.id;
  useLayoutEffect(() => {
    if (focused.current === undefined || (document.activeElement ?? document.body) !== document.body) return;
    const { id, place, index } = focused.current;
    const neighbour = chats[Math.min(index, chats.length - 1)]?.id;
    if (chats.some((chat) => chat.id === id)) focusRow(list.current, id, place);
    else if (neighbour === undefined) search.current?.focus();
    else focusRow(list.current, neighbour);
  }, [found]);

  const onFocus = () => {
    const at = placeInRow();
    focused.current = at && { ...at, index: chats.findIndex(({ id }) => id === at.id) };
    if (at) setCurrent(at.id);
  };
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
    // Once the button is there again in place of the box.
    requestAnimationFrame(() => {
      if ((document.activeElement ?? document.body) === document.body) focusRow(list.current, chat.id);
    });
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
  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: { currentTarget: HTMLElement }) => {
    const isNearEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    // One page at a time: the next when this one is there.
    if (isNearEnd && found?.hasMore && chats.length >= most) setMost(most + PAGE);
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
              current={here(currentId)}
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

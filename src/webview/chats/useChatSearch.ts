import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { usePost } from '../parts/post.ts';
import type { ChatsState } from './chatsState.ts';

/** Chats asked for at a time. */
const PAGE = 200;
/** Pixels before the end of the list at which more are asked for. */
const NEAR_END = 800;
/** Between the last key and the search. */
const PAUSE_MS = 150;

/** What is searched for and how many chats are listed; asks the host whenever that changes. */
export function useChatSearch({ opened, found }: ChatsState) {
  const post = usePost();
  const [query, setQuery] = useState(opened.query);
  const [most, setMost] = useState(PAGE);
  useLayoutEffect(() => setQuery(opened.query), [opened.serial]);
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

  const onScroll = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: { currentTarget: HTMLElement }) => {
    const isNearEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    // One page at a time: the next when this one is there.
    if (isNearEnd && found?.hasMore && found.chats.length >= most) setMost(most + PAGE);
  };
  return { query, setQuery, onScroll };
}

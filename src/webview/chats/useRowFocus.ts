import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatRow } from '../../protocol/chatList.ts';
import { focusRow, placeInRow } from './rove.ts';

const nothingHasFocus = () => (document.activeElement ?? document.body) === document.body;

/** Keeps the focus in the list when its row moves or goes away. */
export function useRowFocus(chats: readonly ChatRow[], searchBox: { readonly current: HTMLInputElement | null }) {
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string>();
  const focused = useRef<{ readonly id: string; readonly place: number; readonly index: number } | undefined>(
    undefined,
  );
  useLayoutEffect(() => {
    if (focused.current === undefined || !nothingHasFocus()) return;
    const { id, place, index } = focused.current;
    const neighbor = chats[Math.min(index, chats.length - 1)]?.id;
    if (chats.some((chat) => chat.id === id)) focusRow(list.current, id, place);
    else if (neighbor === undefined) searchBox.current?.focus();
    else focusRow(list.current, neighbor);
  }, [chats]);

  const onFocus = () => {
    const at = placeInRow();
    focused.current = at && { ...at, index: chats.findIndex(({ id }) => id === at.id) };
    if (at) setCurrent(at.id);
  };
  /** Once the button is there again in place of the box for a new title. */
  const focusAfterRename = (id: string) =>
    requestAnimationFrame(() => {
      if (nothingHasFocus()) focusRow(list.current, id);
    });
  return {
    list,
    onFocus,
    focusAfterRename,
    /** The row that Tab leads to. */
    current: chats.some(({ id }) => id === current) ? current : chats[0]?.id,
  };
}

import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Pixels from the end that still count as the end. */
const END = 24;

/**
 * Keeps `scroller` at its end while `content` grows, until the reader scrolls up; at the end again, it goes on.
 * `follow` goes there now, `leave` stays where the reader is sent.
 */
export function useFollow(scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) {
  const [isFollowing, setFollowing] = useState(true);
  const following = useRef(true);

  const follow = useCallback(() => {
    following.current = true;
    setFollowing(true);
    toEnd(scroller.current);
  }, [scroller]);

  const leave = useCallback(() => {
    following.current = false;
    // Where all is in sight there is no end to go to.
    setFollowing(scroller.current !== null && isAtEnd(scroller.current));
  }, [scroller]);

  useLayoutEffect(() => {
    const view = scroller.current;
    const inner = content.current;
    if (!view || !inner) return undefined;
    const listening = new AbortController();
    let lastTop = view.scrollTop;
    const onScroll = () => {
      // New text moves the end away, but only the reader moves the page up.
      const isUp = view.scrollTop < lastTop;
      lastTop = view.scrollTop;
      following.current = isAtEnd(view) || (following.current && !isUp);
      setFollowing(following.current);
    };
    view.addEventListener('scroll', onScroll, { passive: true, signal: listening.signal });
    // Runs after layout and before paint, so going to the end costs no layout of its own.
    const sizes = new ResizeObserver(() => {
      if (following.current) toEnd(view);
      else setFollowing(isAtEnd(view));
    });
    sizes.observe(inner);
    sizes.observe(view);
    return () => {
      listening.abort();
      sizes.disconnect();
    };
  }, [scroller, content]);

  return { isFollowing, follow, leave };
}

const isAtEnd = (view: HTMLElement): boolean => view.scrollHeight - view.scrollTop - view.clientHeight <= END;
const toEnd = (view: HTMLElement | null): void => view?.scrollTo({ top: view.scrollHeight, behavior: 'instant' });

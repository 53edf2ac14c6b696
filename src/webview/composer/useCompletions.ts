import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { usePost } from '../parts/post.ts';
import type { ViewState } from '../state.ts';
import { hashChoices, hashToken, type HashChoice, type HashToken } from './hash.ts';
import { slashCompletions, type SlashCommand } from './slash.ts';

export interface Completions {
  readonly all: readonly (SlashCommand | HashChoice)[];
  /** The one that Enter takes; absent when there is none. */
  readonly active: SlashCommand | HashChoice | undefined;
  /** The word with `#` that is being typed. */
  readonly token: HashToken | undefined;
  /** The host is still searching, and nothing else is to be chosen. */
  readonly isPending: boolean;
  move(by: 1 | -1): void;
  close(): void;
}

/** What the draft may be completed to: a command at its beginning, or context behind a `#`. */
export function useCompletions(draft: string, caret: number, suggestions: ViewState['suggestions']): Completions {
  const post = usePost();
  const [index, setIndex] = useState(0);
  const [isClosed, setClosed] = useState(false);
  // With another draft the list opens again, at its beginning.
  useLayoutEffect(() => {
    setIndex(0);
    setClosed(false);
  }, [draft]);
  const token = useMemo(() => hashToken(draft, caret), [draft, caret]);
  const query = token?.query;
  useEffect(() => {
    if (query !== undefined) post({ type: 'suggestContext', query: query.slice(0, 200) });
  }, [query, post]);

  const isAnswered = query !== undefined && suggestions?.query === query;
  const found = isAnswered ? suggestions.items : [];
  const possible = token === undefined ? slashCompletions(draft) : hashChoices(token.query, found);
  const all = isClosed ? [] : possible;
  const at = Math.min(index, all.length - 1);
  return {
    all,
    active: all[at],
    token,
    isPending: token !== undefined && token.query !== '' && !isClosed && !isAnswered && all.length === 0,
    move: (by) => setIndex((at + by + all.length) % all.length),
    close: () => setClosed(true),
  };
}

import type { HashChoice } from './hash.ts';
import { sends, stops } from './keys.ts';
import type { SlashCommand } from './slash.ts';
import type { Completions } from './useCompletions.ts';
import type { Draft } from './useDraft.ts';

interface Parts {
  readonly draft: Draft;
  readonly completions: Completions;
  readonly choose: (completion: SlashCommand | HashChoice) => void;
  readonly send: () => void;
  /** The question asked `back` questions ago in this chat, 1 being the last. */
  readonly earlier: (back: number) => string | undefined;
}

/** What the keys do in the composer: first in the list of completions, then among earlier questions, then Send. */
export function composerKeys({ draft: { draft, recalled, recall }, completions, choose, send, earlier }: Parts) {
  /** Whether the key belonged to the list. */
  const movesInList = (event: KeyboardEvent): boolean => {
    const { active } = completions;
    if (completions.isPending && sends(event)) return true;
    if (active === undefined) return false;
    if (stops(event)) completions.close();
    else if (event.key === 'ArrowDown') completions.move(1);
    else if (event.key === 'ArrowUp') completions.move(-1);
    else if (sends(event) || (event.key === 'Tab' && !event.shiftKey)) choose(active);
    else return false;
    return true;
  };
  return (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
    if (movesInList(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (isPlain && event.key === 'ArrowUp' && (draft === '' || recalled > 0)) {
      if (recall(recalled + 1, earlier(recalled + 1))) event.preventDefault();
    } else if (isPlain && event.key === 'ArrowDown' && recalled > 0) {
      if (recall(recalled - 1, recalled === 1 ? '' : earlier(recalled - 1))) event.preventDefault();
    } else if (sends(event)) {
      event.preventDefault();
      send();
    }
  };
}

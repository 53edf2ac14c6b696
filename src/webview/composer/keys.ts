/** What decides about a key; a `KeyboardEvent` is one. */
export interface Key {
  readonly key: string;
  readonly keyCode: number;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

/** Enter that ends an IME's word must not send; Safari reports it with `isComposing` false, but as key code 229. */
const isIme = (event: Key): boolean => event.isComposing || event.keyCode === 229;

/** Enter sends; with Shift or Alt it breaks the line. */
export const sends = (event: Key): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.altKey && !isIme(event);

export const stops = (event: Key): boolean => event.key === 'Escape' && !isIme(event);

/** The keys of a text that is changed in place: Enter takes it, Escape leaves all as it was. */
export const editKeys =
  (take: () => void, leave: () => void) =>
  (event: KeyboardEvent): void => {
    if (stops(event)) {
      // Only the edit ends, not an answer that is being written.
      event.stopPropagation();
      leave();
    } else if (sends(event)) {
      event.preventDefault();
      take();
    }
  };

type SearchKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Searches. On a Mac, Ctrl+F moves the caret. */
export function searches({ key, ctrlKey, metaKey, shiftKey, altKey }: SearchKey): boolean {
  const isMac = navigator.userAgent.includes('Mac');
  const onlyCommand = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  return key.toLowerCase() === 'f' && onlyCommand && !shiftKey && !altKey;
}

import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';

/** What a reader folded, unfolded or switched, by a name of its own; it outlives what is drawn. */
export const KeptContext = createContext<Map<string, unknown> | undefined>(undefined);

/** `useState` whose value is there again when its component is drawn anew, for it was out of sight. */
export function useKeptState<T>(name: string, initial: T): readonly [T, (value: T) => void] {
  const kept = useContext(KeptContext);
  const [value, setValue] = useState(() => (kept?.has(name) === true ? (kept.get(name) as T) : initial));
  const set = (next: T) => {
    kept?.set(name, next);
    setValue(next);
  };
  return [value, set];
}

import type { FoundChats } from './findChats.ts';

/** What the host asks the thread that searches the history. */
export type ToReader =
  | { readonly type: 'find'; readonly id: number; readonly query: string; readonly most: number }
  /** From now on say when the history changed, or no more. */
  | { readonly type: 'watch'; readonly isOn: boolean };

/** Every `find` gets one `found` or `failed`. */
export type FromReader =
  | { readonly type: 'found'; readonly id: number; readonly found: FoundChats }
  | { readonly type: 'failed'; readonly id: number; readonly reason: string; readonly isDamage: boolean }
  /** Some window wrote into the history, this one included. */
  | { readonly type: 'changed' };

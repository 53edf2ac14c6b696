import type { Failure } from '../../../protocol/failures.ts';
import type { FoundChats } from '../search/findChats.ts';

/** What the host asks the thread that searches the history and looks after it. */
export type ToReader =
  | { readonly type: 'find'; readonly id: number; readonly query: string; readonly most: number }
  /** From now on say when the history changed, or no more. */
  | { readonly type: 'watch'; readonly isOn: boolean }
  /** See `upkeep`: what was deleted before this moment (milliseconds since 1970) leaves the disk. */
  | { readonly type: 'upkeep'; readonly id: number; readonly before: number }
  /** Writes the chat in a file that was exported into the history. `file`: its content · `path`: for what is told. */
  | { readonly type: 'import'; readonly id: number; readonly file: Uint8Array; readonly path: string };

/** Every `find`, `upkeep` and `import` gets one answer or `failed`. */
export type FromReader =
  | { readonly type: 'found'; readonly id: number; readonly found: FoundChats }
  | { readonly type: 'upkept'; readonly id: number }
  /** The chat stands in the history under this id. */
  | { readonly type: 'imported'; readonly id: number; readonly conversation: string }
  /** `failure`: one that has a name of its own. */
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly reason: string;
      readonly isDamage: boolean;
      readonly failure?: Failure;
    }
  /** Some window wrote into the history, this one included. */
  | { readonly type: 'changed' };

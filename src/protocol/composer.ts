/** What the composer shows beside the words: what goes along, what it takes of the context window, what `#` offers. */
import type { AttachmentKind } from './conversation.ts';
import type { ContextUse } from './inference.ts';

/**
 * Why nothing of it can be sent. `missing`: the file is gone · `binary` · `tooLarge`: to be read at all · `empty`: nothing
 * is selected, there are no problems, only white space · `noRoom`: in the context window.
 */
export type AttachmentTrouble = 'missing' | 'binary' | 'tooLarge' | 'empty' | 'noRoom';

/** Something that goes along with the next question, as a chip shows it. */
export interface AttachmentView {
  readonly id: string;
  readonly kind: AttachmentKind;
  /** Of a symbol, and how a command ended; else empty. */
  readonly name: string;
  /** File name or path as the user knows it; empty where there is no file (yet). */
  readonly label: string;
  /** What is sent, 1-based, inclusive; of a file that is sent whole, all of it. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** What is sent, in order, where there are other lines between. */
  readonly pieces?: readonly { readonly firstLine: number; readonly lastLine: number }[];
  readonly tokens: number;
  /** The model is not loaded or busy: `tokens` and `leftOut` are guesses. */
  readonly isEstimate: boolean;
  /** It is whatever is selected, or ran last, when the question is sent. */
  readonly isLive: boolean;
  /** Lines (of problems: entries) at its end that do not fit. */
  readonly leftOut: number;
  readonly trouble?: AttachmentTrouble;
}

/** What the context window would hold if the draft were sent now. */
export interface ContextMeter extends ContextUse {
  readonly isEstimate: boolean;
  /** Turns at the start of the conversation on screen that the model would not see. */
  readonly unseenTurns: number;
  /** The system prompt is one that came with the workspace. */
  readonly hasWorkspacePrompt?: boolean;
}

/** A file, folder or symbol that `#` in the composer offers. */
export interface ContextSuggestion {
  readonly id: string;
  readonly kind: AttachmentKind | 'folder';
  readonly name: string;
  /** Where it is. */
  readonly detail: string;
}

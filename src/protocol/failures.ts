/**
 * Everything that can go wrong in a way a user meets, by name and with the facts that belong to it.
 * The words (what happened, why, the next step) are made in one place: `host/platform/failureText.ts`.
 * Stopping is no failure.
 */
export type Failure =
  /** There is no file at `path`. */
  | { readonly name: 'model-missing'; readonly path: string }
  /** The file is there, but the system does not let us read it. */
  | { readonly name: 'model-unreadable'; readonly path: string; readonly reason: string }
  /** The file does not begin as a GGUF does. */
  | { readonly name: 'model-not-gguf'; readonly path: string }
  /** A GGUF by its first bytes, but cut short or broken inside. */
  | { readonly name: 'model-damaged'; readonly path: string; readonly reason: string }
  /** A sound GGUF that the engine cannot chat with (no tokenizer, an unknown architecture, an embedding model …). */
  | { readonly name: 'model-unsupported'; readonly path: string; readonly reason: string }
  | { readonly name: 'out-of-memory'; readonly path: string; readonly reason: string }
  /** The native library for this platform is absent or does not start. */
  | { readonly name: 'engine-missing'; readonly reason: string }
  /** The inference process ended by itself; `log` holds the last lines it wrote. */
  | { readonly name: 'engine-died'; readonly cause: string; readonly log: string }
  | { readonly name: 'question-empty' }
  /** All counts in tokens. `available` is what a question may take beside the system sentence and the answer. */
  | {
      readonly name: 'question-too-long';
      readonly tokens: number;
      readonly available: number;
      readonly contextSize: number;
    }
  /** Turn `index` (0-based, the system turn included) breaks the order user, assistant, user … */
  | { readonly name: 'roles-not-alternating'; readonly index: number; readonly role: string }
  /** One answer is being written and another question waits already. */
  | { readonly name: 'busy' }
  /** The conversation database cannot be opened or written. */
  | { readonly name: 'history-unwritable'; readonly path: string; readonly reason: string }
  | { readonly name: 'unexpected'; readonly reason: string; readonly log: string };

export type FailureName = Failure['name'];

/** Carries a `Failure` through `throw`. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.name);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** The failure inside `error`; anything that is not ours becomes `unexpected` with its message and stack. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (error instanceof Error) return { name: 'unexpected', reason: error.message, log: error.stack ?? '' };
  return { name: 'unexpected', reason: String(error), log: '' };
}

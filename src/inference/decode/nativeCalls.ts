import { counted } from './stepAge.ts';

/** Tokens as they come, each by a native call; what is put in takes the place of the token given before. */
export type TokenSource<T> = AsyncGenerator<T, void, T | undefined>;

/**
 * The native calls on one sequence. They cannot be interrupted: one that is left goes on working on the sequence, which must not be
 * used again before `waitUntilIdle`.
 */
export class NativeCalls {
  #running: Promise<unknown> = Promise.resolve();

  /** Whether `call` ended before `signal` was aborted; it does not wait for the call then. */
  async ended(call: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
    this.#running = counted(call);
    const { promise: aborted, forget } = abortOf(signal);
    try {
      return await Promise.race([call.then(() => true), aborted]);
    } finally {
      forget();
    }
  }

  /**
   * The next token; nothing behind the last one, and as soon as `signal` is aborted.
   *
   * @param instead goes on from this one and not from the token given before
   */
  async next<T>(tokens: TokenSource<T>, signal: AbortSignal, instead?: T): Promise<T | undefined> {
    if (signal.aborted) return undefined;
    const step = tokens.next(instead);
    return (await this.ended(step, signal)) ? ((await step).value ?? undefined) : undefined;
  }

  /** Ends `tokens`, behind the step that may be under way. */
  end<T>(tokens: TokenSource<T>): void {
    this.#running = tokens.return();
    // A step that fails after it was left fails nobody.
    this.#running.catch(() => undefined);
  }

  /** Whether no call runs any more; `false` as soon as `signal` is aborted while one does. */
  async waitUntilIdle(signal: AbortSignal): Promise<boolean> {
    const { promise: aborted, forget } = abortOf(signal);
    const ended = this.#running.catch(() => undefined).then(() => true);
    try {
      return await Promise.race([ended, aborted]);
    } finally {
      forget();
    }
  }
}

/** Resolves with `false` when `signal` is aborted, until it is forgotten. */
function abortOf(signal: AbortSignal): { readonly promise: Promise<false>; readonly forget: () => void } {
  let onAbort: () => void = () => undefined;
  const promise = new Promise<false>((resolve) => {
    onAbort = () => resolve(false);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
  });
  return { promise, forget: () => signal.removeEventListener('abort', onAbort) };
}

/** Tokens as they come, each by a native call; what is put in takes the place of the token given before. */
export type TokenSource<T> = AsyncGenerator<T, void, T | undefined>;

/**
 * The native calls on one sequence. They cannot be interrupted: one that is left goes on working on the sequence, which must not be
 * used again until they are `settled`.
 */
export class NativeCalls {
  #running: Promise<unknown> = Promise.resolve();

  /** Whether `call` ended before `signal` was aborted; settles at once when it is. */
  async ended(call: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
    this.#running = call;
    let onAbort: (() => void) | undefined;
    const aborted = new Promise<boolean>((resolve) => {
      onAbort = () => resolve(false);
      signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([call.then(() => true), aborted]);
    } finally {
      if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
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

  async settled(): Promise<void> {
    await this.#running.catch(() => undefined);
  }
}

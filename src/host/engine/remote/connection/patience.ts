import { setTimeout as delay } from 'node:timers/promises';
import { toFailure, type Failure } from '../../../../protocol/failures.ts';

export interface Patience {
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
  /** Told before each wait, and without one when work goes on. */
  readonly onWait?: ((wait?: { readonly why: Wait; readonly ms: number }) => void) | undefined;
  /** Waits; rejects when aborted. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<unknown>) | undefined;
}

export type Wait = 'loading' | 'busy' | 'broken';

/** Between two looks at a server that loads; milliseconds, and how many of them: five minutes. */
const LOADING_MS = 1000;
const LOADING_LOOKS = 300;
/** Tries after a refusal or a broken connection. */
const RETRIES = 3;
/** Seconds; a server that wants a longer wait gets none. */
const LONGEST_WAIT = 30;

/** Tries again where that helps: a server that loads or is busy, and a connection that broke before a first byte. @throws FailureError */
export async function patiently<T>(
  work: () => Promise<T>,
  { log, signal, onWait, wait = waitFor }: Patience,
): Promise<T> {
  let [tries, looks] = [0, 0];
  for (;;) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      const failure = toFailure(error);
      const isLoading = failure.name === 'server-loading';
      const ms = isLoading ? LOADING_MS : pauseOf(failure, tries);
      if (ms === undefined || (isLoading ? looks++ >= LOADING_LOOKS : tries++ >= RETRIES)) throw error;
      if (looks <= 1) log(`${failure.name}: asked again in ${String(ms)} ms.`);
      const why = isLoading ? 'loading' : failure.name === 'server-busy' ? 'busy' : 'broken';
      onWait?.({ why, ms });
      await wait(ms, signal).finally(() => onWait?.());
    }
  }
}

/** Milliseconds; `undefined`: asking again would not help. */
function pauseOf(failure: Failure, tries: number): number | undefined {
  if (failure.name === 'server-busy') {
    const { retryAfter = 2 ** tries } = failure;
    return retryAfter <= LONGEST_WAIT ? 1000 * retryAfter : undefined;
  }
  return failure.name === 'server-unreachable' && failure.why === 'broken' ? 250 * 2 ** tries : undefined;
}

const waitFor = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal });

import { check, lock } from 'proper-lockfile';
import { FailureError } from '../../../protocol/failures.ts';
import { wait, type DownloadIo } from './io.ts';
import { unwritable } from './partFile.ts';

/** proper-lockfile dates a new lock up to a second ahead, to learn how finely the file system keeps time. */
const aheadMs = 1005;

/**
 * Runs `work` while no other process does so for the same `destination`. Its signal aborts with `signal`, and when the
 * lock was lost (this process stood still for longer than `staleMs`, and another took it for dead).
 * @throws FailureError `download-elsewhere` when another holds it and is alive.
 */
export async function withLock<T>(
  destination: string,
  staleMs: number,
  io: DownloadIo,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const elsewhere = new FailureError({ name: 'download-elsewhere', path: destination });
  let release: (() => Promise<void>) | undefined;
  const betweenMs = staleMs / 10;
  // Long enough for the lock of a process that died just now to become stale.
  for (let tries = Math.ceil((staleMs + aheadMs) / betweenMs) + 1; !release; tries--) {
    try {
      release = await lock(destination, {
        realpath: false,
        stale: staleMs,
        onCompromised: () => lost.abort(elsewhere),
      });
    } catch (error) {
      const held = error instanceof Error && 'code' in error && error.code === 'ELOCKED';
      if (!held) throw unwritable(destination, error);
      if (tries === 0) throw elsewhere;
      await wait(io, betweenMs, signal);
      signal.throwIfAborted();
    }
  }
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    await release().catch(() => undefined);
  }
}

/** Whether a process that is alive downloads to `destination` at this moment. */
export function isBeingWritten(destination: string): Promise<boolean> {
  return check(destination, { realpath: false }).catch(() => false);
}

import { open, statfs, type FileHandle } from 'node:fs/promises';

/** What a download touches besides its files; replaced by tests, so that none of them waits. */
export interface DownloadIo {
  /** In the extension host VS Code has put its proxy and certificates behind the global one. */
  readonly fetch: typeof globalThis.fetch;
  /** Calls back once after `ms`; the returned function takes that back. */
  readonly timer: (ms: number, callback: () => void) => () => void;
  /** Milliseconds. */
  readonly now: () => number;
  /** 0 … 1 */
  readonly random: () => number;
  /** Bytes free to us on the disk of `folder`; Infinity where the system does not say. */
  readonly freeBytes: (folder: string) => Promise<number>;
  readonly open: (path: string, flags: number) => Promise<FileHandle>;
}

export const realIo: DownloadIo = {
  fetch: (input, init) => globalThis.fetch(input, init),
  timer: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
  random: () => Math.random(),
  freeBytes: (folder) =>
    statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => Infinity,
    ),
  open,
};

/** Resolves after `ms`, or at once when `signal` aborts. */
export function wait(io: DownloadIo, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const cancel = io.timer(ms, done);
    signal.addEventListener('abort', done);
  });
}

import { constants } from 'node:fs';
import { type FileHandle } from 'node:fs/promises';
import { download, type DownloadOutcome, type DownloadRequest } from '../../../src/host/models/download/download.ts';
import { realIo, type DownloadIo } from '../../../src/host/models/download/io.ts';
import type { DownloadProgress } from '../../../src/host/models/download/progressMeter.ts';
import { FailureError, type Failure } from '../../../src/protocol/failures.ts';

/** What ends one call of the downloader from outside. */
export type Interruption =
  | { readonly kind: 'none' }
  /** The user pauses once so many bytes are there. */
  | { readonly kind: 'stop'; readonly after: number }
  /** The disk takes so many bytes more and then no others. */
  | { readonly kind: 'full'; readonly after: number }
  /** The system says beforehand that so many bytes are free. */
  | { readonly kind: 'free'; readonly bytes: number };

const stallMs = 30_000;

/** Runs time's part: back-off at once, and a stall when the server says that it has fallen silent. */
export class Clock {
  readonly #stalls = new Set<() => void>();

  readonly timer: DownloadIo['timer'] = (ms, callback) => {
    if (ms === stallMs) {
      this.#stalls.add(callback);
      return () => this.#stalls.delete(callback);
    }
    const immediate = setImmediate(callback);
    return () => clearImmediate(immediate);
  };

  stall(): void {
    for (const callback of [...this.#stalls]) callback();
  }
}

function limitWrites(file: FileHandle, budget: number): FileHandle {
  let left = budget;
  const write = async (bytes: Uint8Array, offset: number, length: number, position: number) => {
    const taken = Math.min(left, length);
    left -= taken;
    if (taken === 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    return file.write(bytes, offset, taken, position);
  };
  return new Proxy(file, {
    get(_file, name) {
      const value: unknown = name === 'write' ? write : Reflect.get(file, name);
      return typeof value === 'function' ? (value.bind(file) as unknown) : value;
    },
  });
}

/** One call of the downloader, as one session of the user makes it. */
export async function session(
  request: DownloadRequest,
  clock: Clock,
  random: () => number,
  interruption: Interruption = { kind: 'none' },
  onProgress: (progress: DownloadProgress) => void = () => undefined,
): Promise<DownloadOutcome | Failure> {
  const controller = new AbortController();
  const io: DownloadIo = {
    fetch: async (...args) => {
      const response = await realIo.fetch(...args);
      if (interruption.kind !== 'stop' || !response.body) return response;
      let left = interruption.after;
      const watched = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, stream) {
            stream.enqueue(chunk);
            left -= chunk.length;
            if (left <= 0) controller.abort();
          },
        }),
      );
      return new Response(watched, response);
    },
    timer: clock.timer,
    now: realIo.now,
    random,
    freeBytes: () => Promise.resolve(interruption.kind === 'free' ? interruption.bytes : 2 ** 40),
    open: async (path, flags) => {
      const file = await realIo.open(path, flags);
      return interruption.kind === 'full' && flags !== constants.O_RDONLY
        ? limitWrites(file, interruption.after)
        : file;
    },
  };
  try {
    return await download(request, { signal: controller.signal, stallMs, io, onProgress });
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
}

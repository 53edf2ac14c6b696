import { EventEmitter } from 'node:events';
import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { check } from 'proper-lockfile';
import * as v from 'valibot';
import { FailureError } from '../../protocol/failures.ts';
import { discardDownload, download, type DownloadOutcome } from './download/download.ts';
import { PartFile } from './download/partFile.ts';
import type { DownloadProgress } from './download/progressMeter.ts';

const jobSchema = v.object({
  /** As the user sees it. */
  name: v.string(),
  /** All files of one model, in order; `bytes` and `sha256` (hex) as published, where they are. */
  files: v.pipe(
    v.array(
      v.object({
        url: v.string(),
        destination: v.string(),
        bytes: v.optional(v.number()),
        sha256: v.optional(v.string()),
      }),
    ),
    v.minLength(1),
  ),
});
export type DownloadJob = v.InferOutput<typeof jobSchema>;
type DownloadFile = DownloadJob['files'][number];

/** Of all files together. `paused`: nothing runs, what has come is kept. */
export interface DownloadState extends Omit<DownloadProgress, 'phase'> {
  readonly name: string;
  readonly phase: DownloadProgress['phase'] | 'starting' | 'paused';
}

export interface DownloadParts {
  /** Keeps the unfinished job over a restart of the window; what it gives back is checked. */
  readonly memory: { load(): unknown; save(job: DownloadJob | undefined): Thenable<void> };
  /** The token for the server of `url`, if the user has set one. */
  readonly token: (url: string) => Thenable<string | undefined>;
  /** A file is whole; `published` is what its hash was compared with. */
  readonly onFile: (path: string, sha256: string, published: string | undefined) => Promise<void>;
}

/** After these the next attempt would begin from nothing, or end the same way. */
const notResumable = ['hash-mismatch', 'download-wrong-size', 'download-refused', 'download-exists', 'address-invalid'];

/** The one download of this window: running, paused, or none. Emits `changed`. */
export class ModelDownload extends EventEmitter<{ changed: [] }> {
  readonly #parts: DownloadParts;
  #job: DownloadJob | undefined;
  #state: DownloadState | undefined;
  #running: { readonly abort: AbortController; readonly ended: Promise<unknown> } | undefined;

  constructor(parts: DownloadParts) {
    super();
    this.#parts = parts;
  }

  get state(): DownloadState | undefined {
    return this.#state;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Whether the file at `destination` belongs to the download that runs or is paused. */
  writes(destination: string): boolean {
    return this.#job?.files.some((file) => file.destination === destination) ?? false;
  }

  /**
   * Takes up, as paused, what an earlier window has left unfinished, unless another window goes on with it.
   *
   * @param patience milliseconds that a window which is just being reloaded may take to let go of its file
   */
  async restore(patience = 15_000): Promise<void> {
    const remembered = v.safeParse(jobSchema, this.#parts.memory.load());
    if (!remembered.success) return;
    for (let left = patience; await isHeld(remembered.output); left -= 1000) {
      if (left <= 0) return;
      await setTimeout(1000);
    }
    if (this.#job !== undefined) return;
    this.#job = remembered.output;
    await this.#setPaused();
  }

  /**
   * Downloads all files of `job`. Gives the path to load, or `undefined` when it was paused or discarded.
   *
   * @throws FailureError those of `download`, after which what can go on later is paused; an Error while one runs already
   */
  run(job: DownloadJob): Promise<string | undefined> {
    if (this.#running !== undefined) return Promise.reject(new Error('Another download is running.'));
    const abort = new AbortController();
    const ended = this.#run(job, abort.signal);
    this.#running = { abort, ended: ended.catch(() => undefined) };
    return ended;
  }

  /** Goes on with the paused download; `undefined` when there is none. */
  async resume(): Promise<string | undefined> {
    return this.#job === undefined ? undefined : this.run(this.#job);
  }

  /** Stops; what has come is kept, also over a restart. */
  async pause(): Promise<void> {
    this.#running?.abort.abort();
    await this.#running?.ended;
  }

  /** Stops, and removes what has come of the file that is not whole yet. */
  async discard(): Promise<void> {
    await this.pause();
    const job = this.#job;
    await this.#forget();
    for (const { destination } of job?.files ?? []) await discardDownload(destination);
  }

  async #run(job: DownloadJob, signal: AbortSignal): Promise<string | undefined> {
    this.#job = job;
    this.#setState({ ...(await this.#arrived()), phase: 'starting' });
    try {
      await this.#parts.memory.save(job);
      for (const file of job.files) {
        const outcome = await this.#fetch(job, file, signal);
        if (outcome.outcome === 'complete') continue;
        this.#running = undefined;
        await this.#setPaused();
        return undefined;
      }
      this.#running = undefined;
      await this.#forget();
      return job.files[0]?.destination;
    } catch (error) {
      this.#running = undefined;
      const name = error instanceof FailureError ? error.failure.name : '';
      if (notResumable.includes(name)) await this.#forget();
      else await this.#setPaused();
      throw error;
    }
  }

  async #fetch(job: DownloadJob, file: DownloadFile, signal: AbortSignal): Promise<DownloadOutcome> {
    const others = job.files.filter((other) => other !== file);
    const before = await sum(others.map(({ destination }) => bytesAt(destination)));
    const published = totalOf(job);
    const onProgress = (progress: DownloadProgress) => {
      const total = published ?? (others.length === 0 ? progress.total : undefined);
      const bytes = before + progress.bytes;
      const { bytesPerSecond } = progress;
      const secondsLeft = bytesPerSecond && total !== undefined ? (total - bytes) / bytesPerSecond : undefined;
      this.#setState({ ...progress, name: job.name, bytes, total, secondsLeft });
    };
    const token = await this.#parts.token(file.url);
    const outcome = await download({ ...file, token }, { signal, onProgress });
    if (outcome.outcome === 'complete') await this.#parts.onFile(outcome.path, outcome.sha256, file.sha256);
    return outcome;
  }

  /** What lies on the disk of the job. */
  async #arrived(): Promise<Omit<DownloadState, 'phase'>> {
    const files = this.#job?.files ?? [];
    const bytes = await sum(
      files.map(async ({ destination }) => (await bytesAt(destination)) || bytesAt(PartFile.pathOf(destination))),
    );
    const total = this.#job && totalOf(this.#job);
    return { name: this.#job?.name ?? '', bytes, total, bytesPerSecond: undefined, secondsLeft: undefined };
  }

  async #setPaused(): Promise<void> {
    this.#setState({ ...(await this.#arrived()), phase: 'paused' });
  }

  async #forget(): Promise<void> {
    this.#job = undefined;
    await this.#parts.memory.save(undefined);
    this.#setState(undefined);
  }

  #setState(state: DownloadState | undefined): void {
    this.#state = state;
    this.emit('changed');
  }
}

/** Whether some window writes one of the files at this moment. */
async function isHeld({ files }: DownloadJob): Promise<boolean> {
  const held = await Promise.all(
    files.map(({ destination }) => check(destination, { realpath: false }).catch(() => false)),
  );
  return held.includes(true);
}

const bytesAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function sum(numbers: readonly Promise<number>[]): Promise<number> {
  return (await Promise.all(numbers)).reduce((total, bytes) => total + bytes, 0);
}

/** Bytes of all files, where all are published. */
function totalOf({ files }: DownloadJob): number | undefined {
  const sizes = files.flatMap(({ bytes }) => bytes ?? []);
  return sizes.length === files.length ? sizes.reduce((total, bytes) => total + bytes, 0) : undefined;
}

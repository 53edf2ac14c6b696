import { EventEmitter } from 'node:events';
import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { FailureError } from '../../../protocol/failures.ts';
import { discardDownload, download, type DownloadOutcome } from './download.ts';
import { isBeingWritten } from './lock.ts';
import { PartFile } from './partFile.ts';
import type { DownloadProgress } from './progressMeter.ts';
import { jobId, type DownloadJob, type DownloadJobs } from './downloadJobs.ts';

type DownloadFile = DownloadJob['files'][number];

/** Of all files together. `paused`: nothing runs, what has come is kept. */
export interface DownloadState extends Omit<DownloadProgress, 'phase'> {
  /** See `jobId`. */
  readonly id: string;
  readonly name: string;
  readonly phase: DownloadProgress['phase'] | 'starting' | 'paused';
}

export interface DownloadParts {
  /** Keeps what is unfinished over a restart of the window. */
  readonly jobs: DownloadJobs;
  /** The token for the server of `url`, if the user has set one. */
  readonly token: (url: string) => Thenable<string | undefined>;
  /** A file is whole; `published` is what its hash was compared with. */
  readonly onFile: (path: string, sha256: string, published: string | undefined) => Promise<void>;
}

/** After these the next attempt would begin from nothing, or end the same way. */
const notResumable = ['hash-mismatch', 'download-wrong-size', 'download-refused', 'download-exists', 'address-invalid'];

/** What is unfinished on this machine, of which one at most runs in this window. Emits `changed`. */
export class ModelDownloads extends EventEmitter<{ changed: [] }> {
  readonly #parts: DownloadParts;
  /** By id; the one that was taken up last is the last. Without those that another window runs. */
  readonly #known = new Map<string, { readonly job: DownloadJob; readonly state: DownloadState }>();
  #running: { readonly id: string; readonly abort: AbortController; readonly ended: Promise<unknown> } | undefined;

  constructor(parts: DownloadParts) {
    super();
    this.#parts = parts;
  }

  /** The one that runs comes first, then the one taken up last. */
  get all(): readonly DownloadState[] {
    const runs = ({ id }: DownloadState) => Number(id === this.#running?.id);
    return [...this.#known.values()]
      .map(({ state }) => state)
      .reverse()
      .sort((a, b) => runs(b) - runs(a));
  }

  /** The first of `all`. */
  get state(): DownloadState | undefined {
    return this.all[0];
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Whether the file at `destination` belongs to one of `all`. */
  writes(destination: string): boolean {
    return [...this.#known.values()].some(({ job }) => job.files.some((file) => file.destination === destination));
  }

  /**
   * Takes up, as paused, what this or other windows have left unfinished, unless another window goes on with it, and
   * forgets what they have brought to its end.
   *
   * @param patience milliseconds that a window which is just being reloaded may take to let go of its file
   */
  async restore(patience = 15_000): Promise<void> {
    const jobs = await this.#parts.jobs.list();
    const ids = new Set(jobs.map(jobId));
    for (const id of this.#known.keys()) if (!ids.has(id) && id !== this.#running?.id) this.#set(id, undefined);
    const held: DownloadJob[] = [];
    for (const job of jobs) {
      if (await isHeld(job)) held.push(job);
      else await this.#takeUp(job);
    }
    await Promise.all(held.map((job) => this.#takeUpWhenFree(job, patience)));
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
    this.#running = { id: jobId(job), abort, ended: ended.catch(() => undefined) };
    return ended;
  }

  /** Goes on with a paused download; `undefined` when there is none of this id. */
  async resume(id: string): Promise<string | undefined> {
    const job = this.#known.get(id)?.job;
    return job === undefined ? undefined : this.run(job);
  }

  /** Stops what runs; what has come is kept, also over a restart. */
  async pause(): Promise<void> {
    this.#running?.abort.abort();
    await this.#running?.ended;
  }

  /**
   * Stops a download, and removes what has come of the file that is not whole yet.
   *
   * @throws FailureError `download-elsewhere` while another window goes on with it
   */
  async discard(id: string): Promise<void> {
    if (id === this.#running?.id) await this.pause();
    for (const { destination } of this.#known.get(id)?.job.files ?? []) await discardDownload(destination);
    await this.#forget(id);
  }

  async #takeUp(job: DownloadJob): Promise<void> {
    if (!this.#known.has(jobId(job))) await this.#setPaused(job);
  }

  async #takeUpWhenFree(job: DownloadJob, patience: number): Promise<void> {
    for (let left = patience; left > 0 && !this.#known.has(jobId(job)); left -= 1000) {
      await setTimeout(1000);
      if (!(await isHeld(job))) await this.#takeUp(job);
    }
  }

  async #run(job: DownloadJob, signal: AbortSignal): Promise<string | undefined> {
    const state: DownloadState = { ...(await arrived(job)), phase: 'starting' };
    // It becomes the one that was taken up last.
    this.#known.delete(jobId(job));
    this.#set(jobId(job), { job, state });
    try {
      await this.#parts.jobs.put(job);
      for (const file of job.files) {
        const outcome = await this.#fetch(job, file, signal);
        if (outcome.outcome === 'complete') continue;
        this.#running = undefined;
        await this.#setPaused(job);
        return undefined;
      }
      this.#running = undefined;
      await this.#forget(jobId(job));
      return jobId(job);
    } catch (error) {
      this.#running = undefined;
      const name = error instanceof FailureError ? error.failure.name : '';
      if (notResumable.includes(name)) await this.#forget(jobId(job));
      else await this.#setPaused(job);
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
      const { name } = job;
      this.#set(jobId(job), { job, state: { ...progress, id: jobId(job), name, bytes, total, secondsLeft } });
    };
    const token = await this.#parts.token(file.url);
    const outcome = await download({ ...file, token }, { signal, onProgress });
    if (outcome.outcome === 'complete') await this.#parts.onFile(outcome.path, outcome.sha256, file.sha256);
    return outcome;
  }

  async #setPaused(job: DownloadJob): Promise<void> {
    this.#set(jobId(job), { job, state: { ...(await arrived(job)), phase: 'paused' } });
  }

  async #forget(id: string): Promise<void> {
    await this.#parts.jobs.remove(id);
    this.#set(id, undefined);
  }

  #set(id: string, known: { readonly job: DownloadJob; readonly state: DownloadState } | undefined): void {
    if (known === undefined) this.#known.delete(id);
    else this.#known.set(id, known);
    this.emit('changed');
  }
}

/** What lies on the disk of a job. */
async function arrived(job: DownloadJob): Promise<Omit<DownloadState, 'phase'>> {
  const bytes = await sum(
    job.files.map(async ({ destination }) => (await bytesAt(destination)) || bytesAt(PartFile.pathOf(destination))),
  );
  const rate = { bytesPerSecond: undefined, secondsLeft: undefined };
  return { id: jobId(job), name: job.name, bytes, total: totalOf(job), ...rate };
}

/** Whether some window writes one of the files at this moment. */
async function isHeld({ files }: DownloadJob): Promise<boolean> {
  return (await Promise.all(files.map(({ destination }) => isBeingWritten(destination)))).includes(true);
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

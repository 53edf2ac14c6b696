import { Worker } from 'node:worker_threads';
import { FailureError } from '../../protocol/failures.ts';
import type { FoundChats } from './findChats.ts';
import type { History } from './history.ts';
import type { FromReader, ToReader } from './readerProtocol.ts';

/** Searches of large histories take tenths of a second; one that takes longer than this has gone wrong. Milliseconds. */
const LIMIT_MS = 20_000;

interface Pending {
  readonly resolve: (found: FoundChats) => void;
  readonly reject: (error: Error) => void;
  readonly query: string;
  readonly most: number;
}

/** Searches the history in a thread, which is started with the first search; the extension host never waits for it. */
export class HistoryReader {
  readonly #entry: string | URL;
  readonly #path: string;
  readonly #history: History;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #next = 1;
  readonly #watchers = new Set<() => void>();
  readonly #limitMs: number;

  /** @param entry the thread's program @param path of the database @param limitMs after which a thread is given up */
  constructor(entry: string | URL, path: string, history: History, limitMs = LIMIT_MS) {
    this.#limitMs = limitMs;
    this.#entry = entry;
    this.#path = path;
    this.#history = history;
  }

  /** See `findChats`. @throws FailureError `history-unreadable` */
  async find(query: string, most: number): Promise<FoundChats> {
    // What is in memory only is written first; the first time, this brings the database up to date.
    this.#history.use('read', () => undefined);
    const id = this.#next++;
    const limit = setTimeout(() => this.#giveUp(id), this.#limitMs);
    try {
      return await new Promise<FoundChats>((resolve, reject) => {
        this.#pending.set(id, { resolve, reject, query, most });
        this.#post({ type: 'find', id, query, most });
      });
    } finally {
      clearTimeout(limit);
    }
  }

  /** Calls `onChange` soon after any window wrote into the history, until the function it gives is called. */
  watch(onChange: () => void): () => void {
    this.#watchers.add(onChange);
    this.#post({ type: 'watch', isOn: true });
    return () => {
      this.#watchers.delete(onChange);
      if (this.#watchers.size === 0 && this.#worker !== undefined) this.#post({ type: 'watch', isOn: false });
    };
  }

  dispose(): void {
    void this.#worker?.terminate();
  }

  #post(message: ToReader): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const worker = new Worker(this.#entry, { workerData: this.#path });
    // A window that closes does not wait for it.
    worker.unref();
    if (this.#watchers.size > 0) worker.postMessage({ type: 'watch', isOn: true } satisfies ToReader);
    worker.on('message', (message: FromReader) => this.#receive(message));
    worker.on('error', (error) => this.#ended(worker, String(error)));
    worker.on('exit', (code) => this.#ended(worker, `exit code ${code}`));
    return worker;
  }

  /** The thread did not answer in time; the next search starts another one. */
  #giveUp(id: number): void {
    if (this.#worker === undefined || !this.#pending.has(id)) return;
    // Not waited for: in a native call it ends only after that.
    void this.#worker.terminate();
    this.#ended(this.#worker, `no result after ${this.#limitMs / 1000} s`);
  }

  #ended(worker: Worker, reason: string): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#pending.values()) reject(this.#unreadable(reason));
    this.#pending.clear();
  }

  #receive(message: FromReader): void {
    if (message.type === 'changed') {
      for (const onChange of this.#watchers) onChange();
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    this.#pending.delete(message.id);
    if (message.type === 'found') pending.resolve(message.found);
    else if (message.isDamage) this.#mend(pending);
    else pending.reject(this.#unreadable(message.reason));
  }

  /** Asked by who may write, a damaged database is set aside and a new one begun. */
  #mend({ query, most, resolve, reject }: Pending): void {
    try {
      resolve(this.#history.use('read', (store) => store.find(query, most)));
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #unreadable(reason: string): FailureError {
    return new FailureError({ name: 'history-unreadable', path: this.#path, reason });
  }
}

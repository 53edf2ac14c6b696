import { Worker } from 'node:worker_threads';
import { FailureError } from '../../protocol/failures.ts';
import type { FoundChats } from './findChats.ts';
import type { History } from './history.ts';
import type { FromReader, ToReader } from './readerProtocol.ts';

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

  /** @param entry the thread's program @param path of the database */
  constructor(entry: string | URL, path: string, history: History) {
    this.#entry = entry;
    this.#path = path;
    this.#history = history;
  }

  /** See `findChats`. @throws FailureError `history-unreadable` */
  async find(query: string, most: number): Promise<FoundChats> {
    // What is in memory only is written first; the first time, this brings the database up to date.
    this.#history.use('read', () => undefined);
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#pending.set(id, { resolve, reject, query, most });
      this.#post({ type: 'find', id, query, most });
    });
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
    const ended = (reason: string) => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      for (const { reject } of this.#pending.values()) reject(this.#unreadable(reason));
      this.#pending.clear();
    };
    worker.on('error', (error) => ended(String(error)));
    worker.on('exit', (code) => ended(`exit code ${code}`));
    return worker;
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

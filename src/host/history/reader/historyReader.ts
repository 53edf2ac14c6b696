import { Worker } from 'node:worker_threads';
import { FailureError } from '../../../protocol/failures.ts';
import type { FoundChats } from '../search/findChats.ts';
import type { History } from '../history.ts';
import type { FromReader, ToReader } from './readerProtocol.ts';
import { KEPT_AFTER_DELETION_MS } from '../store/upkeep.ts';

/** The first look after a start, when VS Code has come up; then one every hour. */
const FIRST_UPKEEP_MS = 30_000;
const UPKEEP_MS = 60 * 60 * 1000;

/** Searches of large histories take tenths of a second; one that takes longer than this has gone wrong. Milliseconds. */
const LIMIT_MS = 20_000;

type Answer = Extract<FromReader, { readonly id: number }>;
type Request = Exclude<ToReader, { readonly type: 'watch' }>;

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Searches the history and looks after it in a thread, which is started when it is first needed; the extension host never
 * waits for it.
 */
export class HistoryReader {
  readonly #entry: string | URL;
  readonly #path: string;
  readonly #history: History;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #next = 1;
  #timer: NodeJS.Timeout | undefined;
  readonly #watchers = new Set<() => void>();
  readonly #limitMs: number;

  /** @param entry the thread's program @param path of the database @param limitMs after which a search is given up */
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
    let limit: NodeJS.Timeout | undefined;
    const answer = await this.#request((id) => {
      limit = setTimeout(() => this.#giveUp(id), this.#limitMs);
      return { type: 'find', id, query, most };
    }).finally(() => clearTimeout(limit));
    if (answer.type === 'found') return answer.found;
    // Asked by who may write, a damaged database is set aside and a new one begun.
    if (answer.type === 'failed' && answer.isDamage)
      return this.#history.use('read', (store) => store.find(query, most));
    throw this.#unreadable(answer.type === 'failed' ? answer.reason : answer.type);
  }

  /** From now on what was deleted leaves the disk when its time is over, and the index follows. */
  keepUp(): void {
    const look = () => {
      // Trouble is told when somebody reads or writes; the next look begins where this one ended.
      void this.#upkeep(Date.now() - KEPT_AFTER_DELETION_MS).catch(() => undefined);
      this.#timer = setTimeout(look, UPKEEP_MS).unref();
    };
    this.#timer = setTimeout(look, FIRST_UPKEEP_MS).unref();
  }

  /**
   * Takes all that was deleted from the disk, also what could still be restored, and the damaged databases that were set
   * aside. @throws FailureError `history-unwritable`
   */
  async deleteForGood(): Promise<void> {
    this.#history.removeSetAside();
    // Everything was deleted before a moment that lies ahead.
    await this.#upkeep(Date.now() + KEPT_AFTER_DELETION_MS);
  }

  /**
   * Writes an exported chat into the history and gives its id. @throws FailureError `import-…`, `history-unwritable`
   *
   * @param file the content, which is given away
   */
  async import(file: Uint8Array<ArrayBuffer>, path: string): Promise<string> {
    this.#history.use('write', () => undefined);
    const answer = await this.#request((id) => ({ type: 'import', id, file, path }), [file.buffer]);
    if (answer.type === 'imported') return answer.conversation;
    const reason = answer.type === 'failed' ? answer.reason : answer.type;
    if (answer.type === 'failed' && answer.failure !== undefined) {
      const { failure } = answer;
      throw new FailureError('path' in failure ? { ...failure, path } : failure);
    }
    throw new FailureError({ name: 'history-unwritable', path: this.#path, reason, isKept: true });
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
    clearTimeout(this.#timer);
    void this.#worker?.terminate();
  }

  async #upkeep(before: number): Promise<void> {
    this.#history.use('write', () => undefined);
    const answer = await this.#request((id) => ({ type: 'upkeep', id, before }));
    if (answer.type === 'upkept') return;
    const reason = answer.type === 'failed' ? answer.reason : answer.type;
    // Reading everything has a database that is damaged set aside, and what can be read copied.
    if (answer.type === 'failed' && answer.isDamage) this.#history.check();
    throw new FailureError({ name: 'history-unwritable', path: this.#path, reason, isKept: true });
  }

  #request(make: (id: number) => Request, transfer: readonly ArrayBuffer[] = []): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#pending.set(id, { resolve, reject });
      this.#post(make(id), transfer);
    });
  }

  #post(message: ToReader, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message, transfer);
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
    this.#pending.delete(message.id);
    pending?.resolve(message);
  }

  #unreadable(reason: string): FailureError {
    return new FailureError({ name: 'history-unreadable', path: this.#path, reason });
  }
}

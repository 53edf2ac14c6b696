import { toFailure, type Failure } from '../../protocol/failures.ts';
import { ConversationStore, isDamage, setAside, type Conversation, type Entry } from './conversationStore.ts';

/** Words on screen are on disk after this long at the latest, also in the middle of an answer. */
const SAVE_MS = 250;

/** Where the id of the conversation on screen is kept, one for each workspace (`vscode.Memento`). */
export interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}
/** How soon a write that failed is tried again. */
const RETRY_MS = 2000;
const CURRENT = 'currentConversation';
const QUEUED = 'queuedQuestion';

/**
 * The conversations on disk, in a database that is opened when it is first needed. What cannot be written now is kept and
 * tried again; trouble is told once, until it is over. A damaged database is set aside, never thrown away.
 */
export class History {
  readonly #path: string;
  readonly #memento: Memento;
  readonly #onTrouble: (failure: Failure) => void;
  readonly #unsaved = new Map<string, Entry>();
  #store: ConversationStore | undefined;
  #timer: NodeJS.Timeout | undefined;
  #inTrouble = false;
  #isClosed = false;

  /** @param path of the database file */
  constructor(path: string, memento: Memento, onTrouble: (failure: Failure) => void) {
    this.#path = path;
    this.#memento = memento;
    this.#onTrouble = onTrouble;
  }

  /** The conversation that was on screen last in this workspace. */
  current(): Conversation | undefined {
    const id = this.#memento.get(CURRENT);
    return typeof id === 'string' ? this.#try((store) => store.read(id)) : undefined;
  }

  setCurrent(id: string | undefined): void {
    void this.#memento.update(CURRENT, id);
  }

  /** Keeps the question that waits for an answer to end, in case the window goes away first. */
  setQueued(text: string | undefined): void {
    void this.#memento.update(QUEUED, text);
  }

  /** The question that waited when the window went away; given once. */
  takeQueued(): string | undefined {
    const text = this.#memento.get(QUEUED);
    if (typeof text !== 'string') return undefined;
    this.setQueued(undefined);
    return text;
  }

  /** Takes a new or changed turn; it is written together with others that change meanwhile. */
  record(entry: Entry): void {
    if (this.#isClosed) return;
    this.#unsaved.set(entry.turn.id, entry);
    this.#timer ??= setTimeout(() => this.flush(), this.#inTrouble ? RETRY_MS : SAVE_MS);
  }

  /** Writes what is not on disk yet. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#unsaved.size === 0) return;
    const entries = [...this.#unsaved.values()];
    const written = this.#try((store) => {
      store.write(entries);
      return true;
    });
    if (written) this.#unsaved.clear();
    else this.#timer = setTimeout(() => this.flush(), RETRY_MS);
  }

  /** Writes what is left and takes nothing any more. */
  close(): void {
    this.flush();
    clearTimeout(this.#timer);
    this.#isClosed = true;
    this.#store?.close();
    this.#store = undefined;
  }

  #try<T>(use: (store: ConversationStore) => T): T | undefined {
    try {
      this.#store ??= this.#open();
      const result = use(this.#store);
      this.#inTrouble = false;
      return result;
    } catch (error) {
      const failure = toFailure(error);
      const reason = failure.name === 'unexpected' ? failure.reason : failure.name;
      if (!this.#inTrouble) this.#onTrouble({ name: 'history-unwritable', path: this.#path, reason });
      this.#inTrouble = true;
      return undefined;
    }
  }

  #open(): ConversationStore {
    try {
      return ConversationStore.open(this.#path);
    } catch (error) {
      if (!isDamage(error)) throw error;
      const aside = setAside(this.#path);
      this.#onTrouble({ name: 'history-damaged', path: this.#path, aside });
      return ConversationStore.open(this.#path);
    }
  }
}

import * as v from 'valibot';
import { hasOwnSettings, keptChatSettings, type KeptChatSettings } from '../../protocol/chatSettings.ts';
import { FailureError, type Failure } from '../../protocol/failures.ts';
import {
  ConversationStore,
  type Changes,
  type Conversation,
  type ConversationHead,
  type Entry,
} from './store/conversationStore.ts';
import { isBusy, isDamage } from './store/damage.ts';
import { fileNumber, setAside, setAsideFiles } from './store/databaseFiles.ts';
import type { StoredPrompt } from './store/storedPrompts.ts';
import { removeQuietly } from './privateFolder.ts';
import { Recovery, reasonOf } from './store/recovery.ts';
import { SpillFile, takeSpills } from './spillFile.ts';
import { waitingShape, type WaitingQuestion } from './turnShapes.ts';

/** Words on screen are on disk after this long at the latest, also in the middle of an answer. */
const SAVE_MS = 250;

/** How soon what failed is tried again. */
const RETRY_MS = 500;
/** Another window's write, or a large database being tidied, is over after this many tries, or it is trouble. */
const BUSY_TRIES = 8;

/** Where the id of the conversation on screen is kept, one for each workspace (`vscode.Memento`). */
export interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}
const CURRENT = 'currentConversation';
const QUEUED = 'queuedQuestion';
const NEW_CHAT = 'newChatSettings';

/**
 * The conversations on disk, in a database that is opened when it is first needed. What cannot be written now is kept in a
 * private file and tried again; trouble is told once, until it is over. A damaged database is set aside, never thrown away, and
 * what can be read in it is copied into a new one.
 */
export class History {
  readonly #path: string;
  readonly #memento: Memento;
  readonly #onTrouble: (failure: Failure) => void;
  readonly #spill: SpillFile;
  readonly #heads = new Map<string, ConversationHead>();
  readonly #turns = new Map<string, Entry>();
  readonly #prompts = new Map<string, StoredPrompt>();
  #store: ConversationStore | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reading: NodeJS.Timeout | undefined;
  #failedWrites = 0;
  #isTold = false;
  #isClosed = false;
  #recovery: Recovery | undefined;
  #onScreen: () => Changes = () => ({ heads: [], turns: [] });

  /** @param path of the database file */
  constructor(path: string, memento: Memento, onTrouble: (failure: Failure) => void) {
    this.#path = path;
    this.#memento = memento;
    this.#onTrouble = onTrouble;
    this.#spill = new SpillFile(path);
  }

  /**
   * The conversation that was on screen last in this workspace. When it cannot be read now that is told, and `onLater`
   * receives it once it can, unless another one is on screen by then.
   */
  current(onLater: (conversation: Conversation) => void): Conversation | undefined {
    const id = this.#memento.get(CURRENT);
    if (typeof id !== 'string') return undefined;
    try {
      return this.#use((store) => store.read(id));
    } catch (error) {
      this.#onTrouble({ name: 'history-unreadable', path: this.#path, reason: reasonOf(error) });
      this.#readLater(id, onLater);
      return undefined;
    }
  }

  setCurrent(id: string | undefined): void {
    void this.#memento.update(CURRENT, id);
  }

  /** Keeps what an empty chat on screen has of its own: no database knows it before its first turn. */
  setNewChatSettings(settings: KeptChatSettings): void {
    const kept = hasOwnSettings(settings) ? settings : undefined;
    if (kept !== undefined || this.newChatSettings !== undefined) void this.#memento.update(NEW_CHAT, kept);
  }

  get newChatSettings(): KeptChatSettings | undefined {
    return keptChatSettings(this.#memento.get(NEW_CHAT));
  }

  /** Keeps the question that waits for an answer to end, in case the window goes away first. */
  setQueued(question: WaitingQuestion | undefined): void {
    // Which lines went along is kept, not their text: they may read otherwise by then.
    const context = question?.context?.map((entry) => ({ ...entry, text: '' }));
    const kept = question && {
      text: question.text,
      ...(question.wantsVote === true && { wantsVote: true }),
      ...(context && { context }),
    };
    void this.#memento.update(QUEUED, kept);
  }

  /** The question that waited when the window went away; given once. */
  takeQueued(): WaitingQuestion | undefined {
    const { success, output } = v.safeParse(waitingShape, this.#memento.get(QUEUED));
    if (!success) return undefined;
    this.setQueued(undefined);
    return output;
  }

  /** What the open conversation holds in memory: a new database begins with it when the old one is damaged or gone. */
  setOnScreen(changes: () => Changes): void {
    this.#onScreen = changes;
  }

  /** Takes a conversation's head and a new or changed turn; they are written together with others that change meanwhile. */
  record(head: ConversationHead, turns: readonly Entry[], prompts: readonly StoredPrompt[] = []): void {
    if (this.#isClosed) return;
    for (const prompt of prompts) this.#prompts.set(prompt.turn, prompt);
    this.#heads.set(head.id, head);
    for (const entry of turns) this.#turns.set(entry.turn.id, entry);
    this.#timer ??= setTimeout(() => this.flush(), this.#failedWrites > 0 ? RETRY_MS : SAVE_MS);
  }

  /** Writes what is not on disk yet. Never throws: what cannot be written is told and tried again. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#heads.size === 0) return;
    try {
      this.#use((store) => store.write(this.#unsaved()));
      this.#heads.clear();
      this.#turns.clear();
      this.#prompts.clear();
      this.#spill.remove();
      this.#failedWrites = 0;
      this.#isTold = false;
    } catch (error) {
      this.#failedWrites += 1;
      const isKept = this.#spill.write(this.#unsaved());
      const isTrouble = !isBusy(error) || this.#failedWrites >= BUSY_TRIES;
      if (isTrouble && !this.#isTold) {
        this.#isTold = true;
        this.#onTrouble({ name: 'history-unwritable', path: this.#path, reason: reasonOf(error), isKept });
      }
      this.#timer = setTimeout(() => this.flush(), RETRY_MS);
    }
  }

  /** Looks something up or changes something that the user waits for. @throws FailureError `history-unreadable`, `history-unwritable` */
  use<T>(action: 'read' | 'write', use: (store: ConversationStore) => T): T {
    this.flush();
    try {
      return this.#use(use);
    } catch (error) {
      const at = { path: this.#path, reason: reasonOf(error) };
      throw new FailureError(
        action === 'read'
          ? { name: 'history-unreadable', ...at }
          : { name: 'history-unwritable', ...at, isKept: this.#heads.size === 0 || this.#spill.isWritten },
      );
    }
  }

  /** Reads all of the database: one that is damaged is set aside, and what can be read in it is copied. */
  check(): void {
    this.#use((store) => store.check());
  }

  /** Damaged databases that stand beside the one in use, the newest first. */
  get setAsideFiles(): readonly string[] {
    return setAsideFiles(this.#path);
  }

  /** Removes the damaged databases for good: they hold what was deleted from the one in use. */
  removeSetAside(): void {
    for (const file of this.setAsideFiles) for (const suffix of ['', '-wal', '-shm']) removeQuietly(file + suffix);
  }

  /** Copies what can be read in a database that was set aside and is missing in the one in use; told when it is done. */
  restoreFrom(aside: string): void {
    this.#recovery?.finish();
    this.#salvage(aside);
  }

  /** Writes what is left and takes nothing any more. */
  close(): void {
    this.flush();
    this.#recovery?.finish();
    clearTimeout(this.#timer);
    clearTimeout(this.#reading);
    this.#isClosed = true;
    this.#store?.close();
    this.#store = undefined;
  }

  #unsaved(): Changes {
    return {
      heads: [...this.#heads.values()],
      turns: [...this.#turns.values()],
      prompts: [...this.#prompts.values()],
    };
  }

  #readLater(id: string, onLater: (conversation: Conversation) => void): void {
    this.#reading = setTimeout(() => {
      if (this.#memento.get(CURRENT) !== id) return;
      try {
        const conversation = this.#use((store) => store.read(id));
        if (conversation !== undefined) onLater(conversation);
      } catch {
        this.#readLater(id, onLater);
      }
    }, RETRY_MS);
  }

  #use<T>(use: (store: ConversationStore) => T): T {
    if (this.#store?.isReplaced) this.#beginAgain();
    try {
      return use((this.#store ??= this.#open()));
    } catch (error) {
      if (!isDamage(error)) throw error;
      const aside = this.#store === undefined ? undefined : this.#leaveDamaged(this.#store);
      this.#beginAgain();
      if (aside !== undefined) this.#salvage(aside);
      return use((this.#store ??= this.#open()));
    }
  }

  /** Opens what stands at the path now; what is in memory of the open conversation belongs into it. */
  #beginAgain(): void {
    this.#store?.close();
    this.#store = undefined;
    this.#store = this.#open();
    const { heads, turns } = this.#onScreen();
    for (const head of heads) this.#heads.set(head.id, head);
    // A turn comes after the one it follows.
    const unsaved = new Map(this.#turns);
    this.#turns.clear();
    for (const entry of [...turns, ...unsaved.values()]) this.#turns.set(entry.turn.id, entry);
    if (this.#heads.size > 0) this.#store.write(this.#unsaved());
  }

  #open(): ConversationStore {
    let { store, aside } = this.#openSound();
    try {
      store.endOpenAnswers();
      takeSpills(this.#path, (changes) => store.write(changes));
    } catch (error) {
      // Both can wait for the next start; damage cannot.
      if (isDamage(error)) {
        aside = this.#leaveDamaged(store);
        store = ConversationStore.open(this.#path);
      }
    }
    this.#store = store;
    if (aside !== undefined) this.#salvage(aside);
    return store;
  }

  #openSound(): { readonly store: ConversationStore; readonly aside?: string } {
    const file = fileNumber(this.#path);
    try {
      return { store: ConversationStore.open(this.#path) };
    } catch (error) {
      if (!isDamage(error)) throw error;
      const aside = fileNumber(this.#path) === file ? setAside(this.#path) : undefined;
      return { store: ConversationStore.open(this.#path), ...(aside !== undefined && { aside }) };
    }
  }

  /** Damage showed up in use. Another window may have set the file aside already: then the one at the path is a good one. */
  #leaveDamaged(store: ConversationStore): string | undefined {
    this.#recovery?.stop();
    store.close();
    this.#store = undefined;
    return store.isReplaced ? undefined : setAside(this.#path);
  }

  #salvage(aside: string): void {
    const store = this.#store;
    if (store === undefined) return;
    const current = this.#memento.get(CURRENT);
    const work = store.salvage(aside, typeof current === 'string' ? current : undefined);
    this.#recovery = new Recovery(work, (result) =>
      this.#onTrouble({ name: 'history-damaged', path: this.#path, aside, ...result }),
    );
  }
}

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { KeptChatSettings } from '../../../protocol/chatSettings.ts';
import { inTransaction } from './transaction.ts';
import { CORRUPT, isBusy } from './damage.ts';
import { fileNumber, makeForThisUser } from './databaseFiles.ts';
import { findChats, type FoundChats } from '../search/findChats.ts';
import { restored, type Prompt, type StoredPrompt } from './storedPrompts.ts';
import { salvage, type Salvaged } from './salvage.ts';
import { migrate } from './schema.ts';
import {
  fromRow,
  isOpen,
  packed,
  promptOf,
  settingsColumn,
  settingsOf,
  toRow,
  type PromptRow,
  type TurnRow,
} from './turnRows.ts';
import type { TreeTurn } from '../turnTree.ts';
import { upkeep, type Upkeep } from './upkeep.ts';
import { WalSync } from './walSync.ts';

/** How long a call waits for another window: it holds up the whole extension host, and a write is tried again later. */
const BUSY_MS = 200;
/** Bringing the schema up to date happens once and may take its time. */
const OPENING_BUSY_MS = 2000;
const RETRY_MS = 5;

export interface Conversation {
  readonly id: string;
  readonly title: string;
  /** Id of the last turn on screen. */
  readonly leaf: string | undefined;
  /** What it has of its own in place of the settings; absent: nothing. */
  readonly settings?: KeptChatSettings | undefined;
  /** Deleted ones too, in the order in which they were made. */
  readonly turns: readonly TreeTurn[];
}

/** What a conversation is without its turns; title and settings count when it is new, see `rename` and `setSettings`. */
export type ConversationHead = Omit<Conversation, 'turns'>;

/** A turn and where it belongs. */
export interface Entry extends TreeTurn {
  readonly conversation: string;
}

export interface Changes {
  readonly heads: readonly ConversationHead[];
  readonly turns: readonly Entry[];
  /** What the model read for answers that have ended. */
  readonly prompts?: readonly StoredPrompt[];
}

/** All conversations, in one SQLite database that several windows may use at once. Errors of SQLite are thrown as they are. */
export class ConversationStore {
  readonly #path: string;
  readonly #file: number | undefined;
  readonly #database: DatabaseSync;
  readonly #wal: WalSync;
  readonly #upsertConversation: StatementSync;
  readonly #touchConversation: StatementSync;
  readonly #upsertTurn: StatementSync;
  readonly #upsertPrompt: StatementSync;

  private constructor(path: string, database: DatabaseSync) {
    this.#path = path;
    this.#database = database;
    // A commit is with the operating system when it returns: a killed process loses none. See `WalSync` for power cuts.
    database.exec('PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL');
    // What is deleted is overwritten, and a temporary table is never a file.
    database.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY');
    migrate(database);
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    this.#file = fileNumber(path);
    this.#wal = new WalSync(path);
    this.#upsertConversation = database.prepare(
      `INSERT INTO conversation (id, title, created, updated, leaf, settings) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET leaf = excluded.leaf`,
    );
    // Who writes in a conversation wants it, even if another window deleted it.
    this.#touchConversation = database.prepare('UPDATE conversation SET updated = ?, deleted = NULL WHERE id = ?');
    this.#upsertTurn = database.prepare(
      `INSERT INTO turn (id, conversation, parent, role, text, facts, deleted, open) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET
         text = excluded.text, facts = excluded.facts, deleted = excluded.deleted, open = excluded.open`,
    );
    this.#upsertPrompt = database.prepare(
      `INSERT OR REPLACE INTO prompt (turn, base, characters, tokens, rest)
       SELECT id, ?, ?, ?, ? FROM turn WHERE id = ?`,
    );
  }

  /** @param path of the database file; its folder is made when it is not there */
  static open(path: string): ConversationStore {
    const isNew = makeForThisUser(path);
    // Loaded with the first database: VS Code starts without one.
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
    const database = new DatabaseSync(path);
    try {
      // Another window may be making the file at this moment.
      database.exec(`PRAGMA busy_timeout = ${OPENING_BUSY_MS}`);
      // Pages that are not used can be given back one by one.
      if (isNew) database.exec('PRAGMA auto_vacuum = INCREMENTAL');
      useWal(database);
      return new ConversationStore(path, database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Whether another file, or none, stands at the path by now: another window set a damaged one aside, or it was deleted. */
  get isReplaced(): boolean {
    return fileNumber(this.#path) !== this.#file;
  }

  /** Writes changes, all or none; what is there already is replaced. */
  write({ heads, turns, prompts = [] }: Changes): void {
    const now = Date.now();
    this.#inTransaction(() => {
      for (const { id, title, leaf, settings } of heads) {
        this.#upsertConversation.run(id, title, now, now, leaf ?? null, settingsColumn(settings));
      }
      for (const { conversation, turn, parent, deleted } of turns) {
        const { id, role, text, facts } = toRow(turn);
        this.#upsertTurn.run(
          id,
          conversation,
          parent ?? null,
          role,
          text,
          facts,
          deleted ?? null,
          Number(isOpen(turn)),
        );
      }
      for (const { turn, base, characters, tokens, rest } of prompts) {
        this.#upsertPrompt.run(base ?? null, characters, tokens, packed(rest), turn);
      }
      for (const id of new Set(turns.map(({ conversation }) => conversation))) this.#touchConversation.run(now, id);
    });
  }

  /**
   * The conversation with its turns, or `undefined`. An answer that was open when its window went away comes back as
   * `interrupted`, with the words it had.
   */
  read(id: string): Conversation | undefined {
    const row = this.#database
      .prepare('SELECT title, leaf, settings FROM conversation WHERE id = ? AND deleted IS NULL')
      .get(id) as unknown as { title: string; leaf: string | null; settings: string | null } | undefined;
    if (row === undefined) return undefined;
    const turns = this.#database
      .prepare('SELECT id, parent, role, text, facts, deleted FROM turn WHERE conversation = ? ORDER BY row')
      .all(id) as unknown as TurnRow[];
    return {
      ...{ id, title: row.title, leaf: row.leaf ?? undefined, settings: settingsOf(row.settings) },
      turns: turns.map(fromRow),
    };
  }

  /** What the model read, by the ids of the answers; those made by earlier versions have none. */
  prompts(conversation: string): ReadonlyMap<string, Prompt> {
    const rows = this.#database
      .prepare(
        `SELECT prompt.turn, base, characters, tokens, rest FROM prompt JOIN turn ON turn.id = prompt.turn
         WHERE turn.conversation = ? ORDER BY turn.row`,
      )
      .all(conversation) as unknown as PromptRow[];
    return restored(
      rows.flatMap(({ base, rest, ...row }) => {
        const read = promptOf(rest);
        return read === undefined ? [] : [{ ...row, base: base ?? undefined, rest: read }];
      }),
    );
  }

  /** See `findChats`. */
  find(query: string, most: number): FoundChats {
    return findChats(this.#database, query, most);
  }

  rename(id: string, title: string): void {
    this.#database.prepare('UPDATE conversation SET title = ? WHERE id = ?').run(title, id);
  }

  /** @param settings `undefined`: the chat has none of its own any more */
  setSettings(id: string, settings: KeptChatSettings | undefined): void {
    this.#database.prepare('UPDATE conversation SET settings = ? WHERE id = ?').run(settingsColumn(settings), id);
  }

  pin(id: string, isPinned: boolean): void {
    this.#database.prepare('UPDATE conversation SET pinned = ? WHERE id = ?').run(Number(isPinned), id);
  }

  /** Hides a conversation; `restore` brings it back for a day. */
  delete(id: string): void {
    this.#database.prepare('UPDATE conversation SET deleted = ? WHERE id = ?').run(Date.now(), id);
  }

  restore(...ids: readonly string[]): void {
    const restore = this.#database.prepare('UPDATE conversation SET deleted = NULL WHERE id = ?');
    this.#inTransaction(() => {
      for (const id of ids) restore.run(id);
    });
  }

  /** Deletes all conversations but the pinned ones and gives the ids of those it deleted. */
  deleteUnpinned(): readonly string[] {
    const rows = this.#database
      .prepare('UPDATE conversation SET deleted = ? WHERE deleted IS NULL AND pinned = 0 RETURNING id')
      .all(Date.now());
    return rows.map(({ id }) => String(id));
  }

  /** Lets answers be found whose window went away. One that another window is still writing is open again with its next save. */
  endOpenAnswers(): void {
    this.#inTransaction(() => this.#database.exec('UPDATE turn SET open = 0 WHERE open = 1'));
  }

  /** @throws the error of SQLite for a damaged database when it finds it to be one */
  check(): void {
    const found = String(this.#database.prepare('PRAGMA quick_check (1)').get()?.['quick_check']);
    if (found !== 'ok') throw Object.assign(new Error(found), { errcode: CORRUPT });
  }

  /** See `upkeep`. */
  *upkeep(what: Upkeep): Generator<void> {
    const work = upkeep(this.#database, what);
    while (!work.next().done) {
      this.#wal.soon();
      yield;
    }
  }

  /** Copies what can be read in the damaged database `aside`; see `salvage`. @param first the conversation wanted first */
  *salvage(aside: string, first?: string): Generator<void, Salvaged> {
    try {
      return yield* salvage(aside, this.#database, first);
    } finally {
      this.#wal.soon();
    }
  }

  /** How many conversations and single messages were deleted and can still be restored. */
  countDeleted(): { readonly conversations: number; readonly turns: number } {
    const row = this.#database
      .prepare(
        `SELECT (SELECT count(*) FROM conversation WHERE deleted IS NOT NULL) AS conversations,
                (SELECT count(*) FROM turn WHERE deleted IS NOT NULL) AS turns`,
      )
      .get();
    return { conversations: Number(row?.['conversations']), turns: Number(row?.['turns']) };
  }

  close(): void {
    this.#wal.close();
    this.#database.close();
  }

  #inTransaction(change: () => void): void {
    inTransaction(this.#database, change);
    this.#wal.soon();
  }
}

/**
 * Of two windows that both ask for it at this moment SQLite fails one at once, whatever its busy timeout: each would wait
 * for the other.
 */
function useWal(database: DatabaseSync): void {
  const end = Date.now() + OPENING_BUSY_MS;
  for (;;) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}

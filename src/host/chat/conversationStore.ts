import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { OPEN_STATUSES, type Answer, type PanelTurn } from '../../protocol/panel.ts';

/** Schema changes in order; a database remembers in `user_version` how many of them it has seen. */
const MIGRATIONS = [
  `CREATE TABLE conversation (
     id TEXT PRIMARY KEY,
     title TEXT NOT NULL,
     created INTEGER NOT NULL, -- milliseconds since 1970
     updated INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE turn (
     id TEXT PRIMARY KEY,
     conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
     position INTEGER NOT NULL,
     role TEXT NOT NULL,
     text TEXT NOT NULL,
     facts TEXT NOT NULL, -- JSON: what a turn holds beside its text
     UNIQUE (conversation, position)
   ) STRICT;`,
];

/** How long a write waits for another window's write. */
const BUSY_MS = 2000;

export interface Conversation {
  readonly id: string;
  readonly title: string;
  readonly turns: readonly PanelTurn[];
}

/** A turn and where it belongs. */
export interface Entry {
  readonly conversation: Omit<Conversation, 'turns'>;
  /** 0-based place of the turn in its conversation. */
  readonly position: number;
  readonly turn: PanelTurn;
}

/** All conversations, in one SQLite database that several windows may use at once. Errors of SQLite are thrown as they are. */
export class ConversationStore {
  readonly #database: DatabaseSync;
  readonly #upsertConversation: StatementSync;
  readonly #upsertTurn: StatementSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL;`);
    migrate(database);
    this.#upsertConversation = database.prepare(
      `INSERT INTO conversation (id, title, created, updated) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, updated = excluded.updated`,
    );
    this.#upsertTurn = database.prepare(
      `INSERT INTO turn (id, conversation, position, role, text, facts) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET text = excluded.text, facts = excluded.facts`,
    );
  }

  /** @param path of the database file; its folder is made when it is not there */
  static open(path: string): ConversationStore {
    mkdirSync(dirname(path), { recursive: true });
    const database = new DatabaseSync(path);
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return new ConversationStore(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** Writes turns, all or none, with the conversations they belong to; what is there already is replaced. */
  write(entries: readonly Entry[]): void {
    const now = Date.now();
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const { conversation, position, turn } of entries) {
        this.#upsertConversation.run(conversation.id, conversation.title, now, now);
        const { id, role, text, facts } = toRow(turn);
        this.#upsertTurn.run(id, conversation.id, position, role, text, facts);
      }
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * The conversation with its turns, or `undefined`. An answer that was open when its window went away comes back as
   * `interrupted`, with the words it had.
   */
  read(id: string): Conversation | undefined {
    const row = this.#database.prepare('SELECT title FROM conversation WHERE id = ?').get(id);
    if (row === undefined) return undefined;
    const turns = this.#database
      .prepare('SELECT id, role, text, facts FROM turn WHERE conversation = ? ORDER BY position')
      .all(id)
      .map((turn) => fromRow(turn as unknown as TurnRow));
    return { id, title: String(row.title), turns };
  }

  close(): void {
    this.#database.close();
  }
}

/** Sets a damaged database aside under another name and gives that name. */
export function setAside(path: string): string {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const aside = `${path}.damaged-${stamp}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}

/** SQLite's word for a file that is not a database, or one that is broken inside. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  const [corrupt, notADatabase] = [11, 26];
  return code === corrupt || code === notADatabase;
}

interface TurnRow {
  readonly id: string;
  readonly role: string;
  readonly text: string;
  readonly facts: string;
}

function toRow(turn: PanelTurn): TurnRow {
  const { id, role, text, ...facts } = turn;
  if ('reading' in facts) delete facts.reading;
  return { id, role, text, facts: JSON.stringify(facts) };
}

function fromRow(row: TurnRow): PanelTurn {
  const turn = { id: row.id, role: row.role, text: row.text, ...(JSON.parse(row.facts) as object) } as PanelTurn;
  if (turn.role === 'user' || !OPEN_STATUSES.includes(turn.status)) return turn;
  return { ...turn, status: 'interrupted' } satisfies Answer;
}

function migrate(database: DatabaseSync): void {
  const version = () => Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version() >= MIGRATIONS.length) return;
  // Another window may be doing the same: the version is read again once the lock is ours.
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const sql of MIGRATIONS.slice(version())) database.exec(sql);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

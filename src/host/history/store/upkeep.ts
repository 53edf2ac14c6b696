/**
 * What the database needs beside reading and writing: what was deleted leaves the disk, and the index follows the turns.
 * All in pieces that hold the database for some milliseconds, so that no window waits; begun work goes on after a restart.
 */
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';
import { isBusy, isDamage } from './damage.ts';
import { fold } from '../search/foldText.ts';
import { TRIGRAMS } from './schema.ts';

/** What was deleted can be restored this long; then it leaves the disk. */
export const KEPT_AFTER_DELETION_MS = 24 * 60 * 60 * 1000;

/** Rows deleted, and turns indexed, at once. */
const PER_PURGE = 50;
const PER_INDEXING = 8;
/** Characters indexed at once, unless one turn alone has more. */
const CHARACTERS = 16_000;
/** Pages of the database that one piece of tidying moves. */
const PAGES = 16;

export interface Upkeep {
  /** Milliseconds since 1970; what was deleted before leaves. */
  readonly before: number;
}

/** Each step is one transaction. @throws what SQLite says; what is done stays done */
export function* upkeep(database: DatabaseSync, { before }: Upkeep): Generator<void, void> {
  yield* purge(database, before);
  yield* index(database);
  if (isBegun(database, 'scrub')) yield* scrub(database);
}

function* purge(database: DatabaseSync, before: number): Generator<void> {
  const turns = database.prepare(
    `DELETE FROM turn WHERE row IN (
       SELECT row FROM turn WHERE deleted < ?1
       UNION ALL SELECT turn.row FROM conversation JOIN turn ON turn.conversation = conversation.id
         WHERE conversation.deleted < ?1
       LIMIT ${PER_PURGE})`,
  );
  // Looked at again in the same transaction: a window may just have written in one.
  const conversations = database.prepare(
    `DELETE FROM conversation WHERE deleted < ?
       AND NOT EXISTS (SELECT 1 FROM turn WHERE turn.conversation = conversation.id)`,
  );
  for (;;) {
    const changed = inTransaction(database, () => {
      const gone = Number(turns.run(before).changes);
      const emptied = gone === 0 ? Number(conversations.run(before).changes) : 0;
      if (gone + emptied > 0) begin(database, 'scrub');
      return gone + emptied;
    });
    if (changed === 0) return;
    yield;
  }
}

/** Brings the entries of all queued turns up to date; a damaged index is made anew. */
function* index(database: DatabaseSync): Generator<void> {
  for (;;) {
    let left: boolean;
    try {
      left = indexSome(database);
    } catch (error) {
      if (!isDamage(error)) throw error;
      renewIndex(database);
      left = true;
    }
    if (!left) return;
    yield;
  }
}

function indexSome(database: DatabaseSync): boolean {
  return inTransaction(database, () => {
    const queued = database
      .prepare(
        `SELECT search_queue.row, CASE WHEN turn.open = 0 THEN turn.text END AS text
         FROM search_queue LEFT JOIN turn ON turn.row = search_queue.row ORDER BY search_queue.row LIMIT ${PER_INDEXING}`,
      )
      .all() as { row: number; text: string | null }[];
    const drop = database.prepare('DELETE FROM trigrams WHERE rowid = ?');
    const add = database.prepare('INSERT INTO trigrams (rowid, text) VALUES (?, ?)');
    const done = database.prepare('DELETE FROM search_queue WHERE row = ?');
    let characters = 0;
    for (const { row, text } of queued) {
      characters += text?.length ?? 0;
      if (characters > CHARACTERS && characters > (text?.length ?? 0)) break;
      drop.run(row);
      if (text !== null) add.run(row, fold(text));
      done.run(row);
    }
    return queued.length > 0;
  });
}

/** Puts an empty index in the place of the one that is there, and has all turns queued for it. */
function renewIndex(database: DatabaseSync): void {
  inTransaction(database, () => {
    database.exec(`DROP TABLE IF EXISTS trigrams; ${TRIGRAMS}`);
    database.exec('INSERT OR IGNORE INTO search_queue SELECT row FROM turn');
  });
}

/** Deletes from the file what was deleted from the tables: entries of the index, free pages, the log. */
function* scrub(database: DatabaseSync): Generator<void> {
  inTransaction(database, () => database.exec('DROP TABLE IF EXISTS search'));
  yield;
  yield* mergeIndex(database);
  yield* freePages(database);
  if (emptyLog(database)) {
    inTransaction(database, () => database.prepare('DELETE FROM upkeep WHERE task = ?').run('scrub'));
    emptyLog(database);
  }
}

/** Entries that were deleted from the index stand in it until its parts are merged. */
function* mergeIndex(database: DatabaseSync): Generator<void> {
  const merge = database.prepare(`INSERT INTO trigrams (trigrams, rank) VALUES ('merge', ?)`);
  const changes = database.prepare('SELECT total_changes () AS n');
  const total = () => Number(changes.get()?.['n']);
  // The first, negative, says that all parts are meant. Fewer than two changes: there was nothing left to do.
  for (let pages = -PAGES; ; pages = PAGES) {
    const before = total();
    try {
      merge.run(pages);
    } catch (error) {
      if (!isDamage(error)) throw error;
      renewIndex(database);
      yield* index(database);
      return;
    }
    if (total() - before < 2) return;
    yield;
  }
}

function* freePages(database: DatabaseSync): Generator<void> {
  const number = (pragma: string) => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
  if (number('auto_vacuum') === 2) {
    while (number('freelist_count') > 0) {
      database.prepare(`PRAGMA incremental_vacuum (${PAGES})`).all();
      yield;
    }
    return;
  }
  // A database of an earlier version, once: pages that were freed before still hold what stood in them.
  database.exec('PRAGMA auto_vacuum = INCREMENTAL; VACUUM');
  yield;
}

/** Whether nothing is left in the log of what was written; a window that reads at this moment keeps it. */
function emptyLog(database: DatabaseSync): boolean {
  try {
    return Number(database.prepare('PRAGMA wal_checkpoint (TRUNCATE)').get()?.['busy']) === 0;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

const begin = (database: DatabaseSync, task: string) =>
  database.prepare('INSERT OR IGNORE INTO upkeep VALUES (?)').run(task);

const isBegun = (database: DatabaseSync, task: string) =>
  database.prepare('SELECT 1 FROM upkeep WHERE task = ?').get(task) !== undefined;

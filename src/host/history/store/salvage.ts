/** Copies what can be read from a damaged database into a sound one, around what cannot be read. */
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';
import { fold } from '../search/foldText.ts';
import { RawFile, type Value } from './rawRecords.ts';

export interface Salvaged {
  readonly conversations: number;
  readonly turns: number;
}

/** Rows copied at once. */
const PIECE = 50;
const TITLE_LENGTH = 80;

type Row = Record<string, Value>;

/**
 * Copies conversations, turns and prompts that `into` does not have yet; what it has stays as it is. Each step is one
 * transaction. Gives how many were copied. What cannot be read is no error.
 *
 * @param path of the damaged database @param first id of the conversation that is wanted first
 * @throws what SQLite says about `into`
 */
export function* salvage(path: string, into: DatabaseSync, first?: string): Generator<void, Salvaged> {
  const reader = new DamagedDatabase(path);
  let found: Salvaged;
  try {
    found = yield* copyRows(reader, into, first);
    // Where nothing failed, nothing is missing.
    if (!reader.hasFailed) return found;
  } finally {
    reader.close();
  }
  const byPages = yield* copyRecords(path, into);
  return { conversations: found.conversations + byPages.conversations, turns: found.turns + byPages.turns };
}

/** Asks SQLite for one row after the other, by every way that leads to it. */
function* copyRows(reader: DamagedDatabase, into: DatabaseSync, first: string | undefined): Generator<void, Salvaged> {
  const heads = reader.rows('conversation', 'rowid', ['sqlite_autoindex_conversation_1']);
  const turns = reader.rows('turn', 'row', ['turn_of_conversation', 'sqlite_autoindex_turn_1']);
  const wanted = first === undefined ? [] : reader.column('SELECT row FROM turn WHERE conversation = ?', first);
  const total = { conversations: 0, turns: 0 };
  for (const piece of pieces(heads)) {
    total.conversations += inTransaction(into, () =>
      sum(piece, (row) => copyHead(into, reader.row('conversation', row))),
    );
    yield;
  }
  for (const piece of pieces([...new Set([...wanted, ...turns])])) {
    inTransaction(into, () => {
      for (const row of piece) copyTurn(into, reader.row('turn', row), total);
    });
    yield;
  }
  for (const piece of pieces(reader.column('SELECT rowid AS row FROM prompt'))) {
    inTransaction(into, () => piece.forEach((row) => copyPrompt(into, reader.row('prompt', row))));
    yield;
  }
  return total;
}

/** A database that may fail at every question. */
class DamagedDatabase {
  readonly #database: DatabaseSync | undefined;
  hasFailed = false;

  constructor(path: string) {
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
    this.#database = this.#try(() => new DatabaseSync(path, { readOnly: true }));
  }

  close(): void {
    this.#try(() => this.#database?.close());
  }

  /** The numbers of all rows that some way through the table or one of its indexes leads to, in their order. */
  rows(table: string, row: string, indexes: readonly string[]): number[] {
    const found = new Set<number>();
    // Both ways: a damaged page ends each of them.
    const ways = [`NOT INDEXED ORDER BY ${row}`, `NOT INDEXED ORDER BY ${row} DESC`];
    for (const way of [...ways, ...indexes.map((index) => `INDEXED BY ${index}`)]) {
      for (const value of this.column(`SELECT ${row} AS row FROM ${table} ${way}`)) found.add(value);
    }
    return [...found].sort((a, b) => a - b);
  }

  /** The column `row` of what is found before the first row that cannot be read. */
  column(sql: string, ...values: string[]): number[] {
    const found: number[] = [];
    this.#try(() => {
      for (const { row } of this.#database?.prepare(sql).iterate(...values) ?? []) {
        if (Number.isSafeInteger(row)) found.push(Number(row));
      }
    });
    return found;
  }

  row(table: string, row: number): Row | undefined {
    return this.#try(
      () => this.#database?.prepare(`SELECT * FROM ${table} WHERE rowid = ?`).get(row) as Row | undefined,
    );
  }

  #try<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch {
      this.hasFailed = true;
      return undefined;
    }
  }
}

/** Copies from all pages that hold rows, also those that nothing leads to any more. */
function* copyRecords(path: string, into: DatabaseSync): Generator<void, Salvaged> {
  const total = { conversations: 0, turns: 0 };
  const file = new RawFile(path);
  try {
    // The number of a turn's row says when it was made: the pages are in another order.
    const places: { readonly row: number; readonly page: number; readonly index: number }[] = [];
    const all = Array.from({ length: file.pages }, (_, i) => i + 1);
    for (const piece of pieces(all)) {
      inTransaction(into, () => {
        for (const page of piece) {
          file.records(page).forEach(({ row, values }, index) => {
            if (turnFrom(values) !== undefined) places.push({ row, page, index });
            else total.conversations += copyHead(into, headFrom(values));
          });
        }
      });
      yield;
    }
    places.sort((a, b) => a.row - b.row);
    for (const piece of pieces(places)) {
      inTransaction(into, () => {
        for (const { page, index } of piece) copyTurn(into, turnFrom(file.records(page)[index]?.values ?? []), total);
      });
      yield;
    }
    return total;
  } finally {
    file.close();
  }
}

/** A record as a row of `turn`, if it can be one. */
function turnFrom(values: readonly Value[]): Row | undefined {
  const [row, id, conversation, parent, role, text, facts, deleted] = values;
  if ((values.length !== 8 && values.length !== 9) || row !== null || !isText(facts)) return undefined;
  const turn = { id, conversation, parent, role, text, facts, deleted } as Row;
  return isTurn(turn) && isId(id) && isId(conversation) && (parent === null || isId(parent)) ? turn : undefined;
}

/** A record as a row of `conversation`, if it can be one. */
function headFrom(values: readonly Value[]): Row | undefined {
  const [id, title, created, updated, leaf = null, pinned = 0, deleted = null, settings = null] = values;
  const isHead =
    values.length >= 4 && values.length <= 8 && isId(id) && isText(title) && isTime(created) && isTime(updated);
  return isHead ? ({ id, title, created, updated, leaf, pinned, deleted, settings } as Row) : undefined;
}

const isId = (value: unknown): value is string => isText(value) && value !== '' && value.length <= 100;
const isTime = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;

const isText = (value: unknown): value is string => typeof value === 'string';
const isTurn = ({ id, conversation, role, text }: Row): boolean =>
  isText(id) && id !== '' && isText(conversation) && isText(text) && (role === 'user' || role === 'assistant');
const integer = (value: unknown, otherwise: number | null) => (Number.isSafeInteger(value) ? Number(value) : otherwise);

function copyHead(into: DatabaseSync, row: Row | undefined): number {
  if (row === undefined || !isText(row['id']) || row['id'] === '') return 0;
  const now = Date.now();
  const { id, title, created, updated, leaf, pinned, deleted, settings } = row;
  const run = into
    .prepare(
      `INSERT OR IGNORE INTO conversation (id, title, created, updated, leaf, pinned, deleted, settings)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      isText(title) ? title : '…',
      integer(created, now),
      integer(updated, now),
      isText(leaf) ? leaf : null,
      pinned === 1 ? 1 : 0,
      integer(deleted, null),
      isText(settings) ? settings : null,
    );
  return Number(run.changes);
}

/** For a turn whose conversation is lost. */
const headFor = ({ conversation, text }: Row): Row => {
  const line = String(text).trim().split('\n', 1)[0] ?? '';
  return { id: conversation ?? '', title: fold(line) === '' ? '…' : line.slice(0, TITLE_LENGTH) };
};

/** Copies a turn, and begins its conversation where that is lost. */
function copyTurn(into: DatabaseSync, read: Row | undefined, total: { conversations: number; turns: number }): void {
  if (read === undefined || !isTurn(read)) return;
  total.conversations += copyHead(into, headFor(read));
  const { id, conversation, parent, role, text, facts, deleted } = read;
  const run = into
    .prepare(
      `INSERT OR IGNORE INTO turn (id, conversation, parent, role, text, facts, deleted, open)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
    )
    .run(
      id ?? null,
      conversation ?? null,
      isText(parent) ? parent : null,
      role ?? null,
      text ?? null,
      isText(facts) ? facts : '{}',
      integer(deleted, null),
    );
  total.turns += Number(run.changes);
}

function copyPrompt(into: DatabaseSync, row: Row | undefined): void {
  if (row === undefined || !isText(row['turn']) || !(row['rest'] instanceof Uint8Array)) return;
  into
    .prepare(
      `INSERT OR IGNORE INTO prompt (turn, base, characters, tokens, rest) SELECT id, ?, ?, ?, ? FROM turn WHERE id = ?`,
    )
    .run(
      isText(row['base']) ? row['base'] : null,
      integer(row['characters'], 0),
      integer(row['tokens'], 0),
      row['rest'],
      row['turn'],
    );
}

function* pieces<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += PIECE) yield all.slice(at, at + PIECE);
}

const sum = <T>(all: readonly T[], of: (each: T) => number) => all.reduce((total, each) => total + of(each), 0);

/** Copies what can be read from a damaged database into a sound one, around what cannot be read. */
import type { DatabaseSync } from 'node:sqlite';
import { atOnce } from './atOnce.ts';
import { fold } from './foldText.ts';

export interface Salvaged {
  readonly conversations: number;
  readonly turns: number;
}

/** Rows copied at once. */
const PIECE = 50;
const TITLE_LENGTH = 80;

type Row = Record<string, string | number | Uint8Array | null>;

/**
 * Copies conversations, turns and prompts that `into` does not have yet; what it has stays as it is. Each step is one
 * transaction. Gives how many were copied. Never throws because of what cannot be read.
 *
 * @param first id of the conversation that is wanted first
 */
export function* salvage(from: DatabaseSync, into: DatabaseSync, first?: string): Generator<void, Salvaged> {
  const columns = new Set(readable(from, 'PRAGMA table_info (turn)', 'name').map(String));
  if (columns.has('position')) return { conversations: 0, turns: 0 };
  const heads = rowsOf(from, 'conversation', 'rowid', ['sqlite_autoindex_conversation_1']);
  const turns = rowsOf(from, 'turn', 'row', ['turn_of_conversation', 'sqlite_autoindex_turn_1']);
  let [conversationsCopied, turnsCopied] = [0, 0];

  const wanted = first === undefined ? [] : readable(from, 'SELECT row FROM turn WHERE conversation = ?', 'row', first);
  const order = [...new Set([...wanted.map(Number), ...turns])];
  for (const piece of pieces(heads)) {
    conversationsCopied += atOnce(into, () => sum(piece, (row) => copyHead(into, readRow(from, 'SELECT * FROM conversation WHERE rowid = ?', row))));
    yield;
  }
  for (const piece of pieces(order)) {
    atOnce(into, () => {
      for (const row of piece) {
        const read = readRow(from, 'SELECT * FROM turn WHERE row = ?', row);
        if (read === undefined || !isTurn(read)) continue;
        conversationsCopied += copyHead(into, headFor(read));
        turnsCopied += copyTurn(into, read);
      }
    });
    yield;
  }
  for (const piece of pieces(readable(from, 'SELECT rowid AS row FROM prompt', 'row').map(Number))) {
    atOnce(into, () =>
      piece.forEach((row) => copyPrompt(into, readRow(from, 'SELECT * FROM prompt WHERE rowid = ?', row))),
    );
    yield;
  }
  return { conversations: conversationsCopied, turns: turnsCopied };
}

/** The numbers of all rows that some way through the table or one of its indexes leads to, in their order. */
function rowsOf(from: DatabaseSync, table: string, row: string, indexes: readonly string[]): number[] {
  const found = new Set<number>();
  for (const by of ['NOT INDEXED', ...indexes.map((index) => `INDEXED BY ${index}`)]) {
    // Both ways: a damaged page ends each of them.
    for (const order of by === 'NOT INDEXED' ? [`ORDER BY ${row}`, `ORDER BY ${row} DESC`] : ['']) {
      for (const value of readable(from, `SELECT ${row} AS row FROM ${table} ${by} ${order}`, 'row')) {
        if (Number.isSafeInteger(value)) found.add(Number(value));
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** One column of the rows up to the first that cannot be read. */
function readable(from: DatabaseSync, sql: string, column: string, ...values: string[]): unknown[] {
  const found: unknown[] = [];
  try {
    for (const row of from.prepare(sql).iterate(...values)) found.push(row[column]);
  } catch {
    // As far as it goes.
  }
  return found;
}

function readRow(from: DatabaseSync, sql: string, row: number): Row | undefined {
  try {
    return from.prepare(sql).get(row) as Row | undefined;
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTurn = ({ id, conversation, role, text }: Row): boolean =>
  isText(id) && id !== '' && isText(conversation) && isText(text) && (role === 'user' || role === 'assistant');
const integer = (value: unknown, otherwise: number | null) => (Number.isSafeInteger(value) ? Number(value) : otherwise);

function copyHead(into: DatabaseSync, row: Row | undefined): number {
  if (row === undefined || !isText(row['id']) || row['id'] === '') return 0;
  const now = Date.now();
  const { id, title, created, updated, leaf, pinned, deleted } = row;
  const run = into
    .prepare(
      `INSERT OR IGNORE INTO conversation (id, title, created, updated, leaf, pinned, deleted)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      isText(title) ? title : '…',
      integer(created, now),
      integer(updated, now),
      isText(leaf) ? leaf : null,
      pinned === 1 ? 1 : 0,
      integer(deleted, null),
    );
  return Number(run.changes);
}

/** For a turn whose conversation is lost. */
const headFor = ({ conversation, text }: Row): Row => {
  const line = String(text).trim().split('\n', 1)[0] ?? '';
  return { id: conversation ?? '', title: fold(line) === '' ? '…' : line.slice(0, TITLE_LENGTH) };
};

function copyTurn(into: DatabaseSync, row: Row): number {
  const { id, conversation, parent, role, text, facts, deleted } = row;
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
  return Number(run.changes);
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

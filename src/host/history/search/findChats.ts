/** What a list of conversations asks the database; read only, so that a thread of its own may ask it. */
import type { DatabaseSync } from 'node:sqlite';
import { isDamage } from '../store/damage.ts';
import { fold } from './foldText.ts';
import { matchOf, snippetOf, termsOf, trigramExpression, type Hit } from './searchQuery.ts';

/** Characters of a title in a list. */
const TITLE_LENGTH = 200;
/** How long turns are looked at, in milliseconds: what was found by then is shown, and that there may be more. */
const MOST_MS = 3000;
/** With more turns that the index does not know yet, looking at all turns in their order is as fast. */
const MOST_QUEUED = 5000;
/** Turns between two looks at the clock. */
const PER_LOOK = 64;

/** A conversation in a list. */
export interface ConversationSummary {
  readonly id: string;
  readonly title: string;
  readonly isPinned: boolean;
  /** Milliseconds since 1970. */
  readonly updated: number;
  /** Every version counts. */
  readonly turns: number;
  /** The words that were searched for and where they are; absent when the title alone has them or nothing was searched. */
  readonly hit?: Hit;
}

export interface FoundChats {
  /** The first ones. */
  readonly chats: readonly ConversationSummary[];
  /** There are more than these, or there may be. */
  readonly hasMore: boolean;
}

/**
 * The first `most` conversations that hold all terms of `query` in one turn or in the title: by title, then those in which
 * the terms begin words, then the others, each the newest first. Without a query all of them, the pinned ones first, then
 * the ones that changed last.
 */
export function findChats(database: DatabaseSync, query: string, most: number): FoundChats {
  const terms = termsOf(query);
  const isSearch = query.trim() !== '';
  // Only invisible characters were typed: nothing holds them.
  if (isSearch && terms.length === 0) return { chats: [], hasMore: false };
  const { found, isWhole } = isSearch
    ? search(database, terms, most + 1)
    : { found: list(database, most + 1), isWhole: true };
  const turn = database.prepare('SELECT id, text FROM turn WHERE row = ?');
  const chats = found.slice(0, most).map(({ row, ...chat }): ConversationSummary => {
    const hit = row === undefined ? undefined : (turn.get(row) as { id: string; text: string } | undefined);
    return {
      ...chat,
      turns: countTurns(database, chat.id),
      ...(hit !== undefined && { hit: { turn: hit.id, snippet: snippetOf(hit.text, terms) } }),
    };
  });
  return { chats, hasMore: found.length > most || !isWhole };
}

interface Found extends Omit<ConversationSummary, 'turns' | 'hit'> {
  /** Of the turn that matches best. */
  readonly row?: number;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly pinned: number;
  readonly updated: number;
}

const COLUMNS = `conversation.id, substr (title, 1, ${TITLE_LENGTH}) AS title, pinned, updated`;
const LISTED = 'FROM conversation WHERE deleted IS NULL ORDER BY pinned DESC, updated DESC, rowid DESC';

function list(database: DatabaseSync, most: number): Found[] {
  const rows = database.prepare(`SELECT ${COLUMNS} ${LISTED} LIMIT ?`).all(most);
  return (rows as unknown as Row[]).map(toFound);
}

/** The conversations with all terms in the title, also behind what a list shows of it. */
function titled(database: DatabaseSync, terms: readonly string[]): Found[] {
  const rows = database.prepare(`SELECT ${COLUMNS}, title AS whole ${LISTED}`).all();
  return (rows as unknown as (Row & { readonly whole: string })[])
    .filter(({ whole }) => matchOf(fold(whole), terms) !== undefined)
    .map(toFound);
}

function search(
  database: DatabaseSync,
  terms: readonly string[],
  most: number,
): { readonly found: Found[]; readonly isWhole: boolean } {
  const { starts, parts, isWhole } = matchingTurns(database, terms, most);
  const found = new Map(titled(database, terms).map((chat) => [chat.id, chat]));
  for (const chat of [...starts.values(), ...parts.values()]) {
    if (found.get(chat.id)?.row === undefined) found.set(chat.id, chat);
  }
  return { found: [...found.values()].slice(0, most), isWhole };
}

/** The newest turn of each conversation that holds the terms, as beginnings of words or as parts of them. */
function matchingTurns(database: DatabaseSync, terms: readonly string[], most: number) {
  const head = database.prepare(`SELECT ${COLUMNS} FROM conversation WHERE id = ? AND deleted IS NULL`);
  const [starts, parts] = [new Map<string, Found>(), new Map<string, Found>()];
  const end = performance.now() + MOST_MS;
  let looked = 0;
  for (const { row, conversation, text } of candidates(database, terms)) {
    if (++looked % PER_LOOK === 0 && performance.now() > end) return { starts, parts, isWhole: false };
    if (starts.has(conversation)) continue;
    const match = matchOf(fold(text), terms);
    if (match === undefined || (match === 'part' && parts.has(conversation))) continue;
    const chat = head.get(conversation) as unknown as Row | undefined;
    if (chat === undefined) continue;
    (match === 'start' ? starts : parts).set(conversation, { ...toFound(chat), row });
    if (starts.size >= most) break;
  }
  return { starts, parts, isWhole: true };
}

interface Candidate {
  readonly row: number;
  readonly conversation: string;
  readonly text: string;
}

const CANDIDATE = 'SELECT row, conversation, text FROM turn WHERE open = 0 AND deleted IS NULL';

/** Turns that may hold the terms, the newest first: by the index, and what it does not know yet. */
function* candidates(database: DatabaseSync, terms: readonly string[]): Generator<Candidate> {
  const rows = candidateRows(database, trigramExpression(terms));
  if (rows === undefined) {
    // The cast is the row's shape.
    yield* database.prepare(`${CANDIDATE} ORDER BY row DESC`).iterate() as unknown as Iterable<Candidate>;
    return;
  }
  const turn = database.prepare(`${CANDIDATE} AND row = ?`);
  for (const row of rows) {
    const found = turn.get(row);
    if (found !== undefined) yield found as unknown as Candidate;
  }
}

/** `undefined`: every turn has to be looked at, since the index has no say or is damaged. */
function candidateRows(database: DatabaseSync, expression: string | undefined): number[] | undefined {
  if (expression === undefined) return undefined;
  const queued = database.prepare('SELECT count(*) AS n FROM search_queue').get();
  if (Number(queued?.n) > MOST_QUEUED) return undefined;
  try {
    return rowsOf(
      database
        .prepare(
          `SELECT rowid AS row FROM trigrams WHERE trigrams MATCH ? UNION SELECT row FROM search_queue ORDER BY 1 DESC`,
        )
        .all(expression),
    );
  } catch (error) {
    // It is made anew by `upkeep`.
    if (!isDamage(error)) throw error;
    return undefined;
  }
}

const rowsOf = (rows: readonly Record<string, unknown>[]) => rows.map(({ row }) => Number(row));

function countTurns(database: DatabaseSync, conversation: string): number {
  const row = database
    .prepare('SELECT count(*) AS n FROM turn WHERE conversation = ? AND deleted IS NULL')
    .get(conversation);
  return Number(row?.n ?? 0);
}

const toFound = ({ id, title, pinned, updated }: Row): Found => ({ id, title, isPinned: pinned !== 0, updated });

/** What a list of conversations asks the database; read only, so that a thread of its own may ask it. */
import type { DatabaseSync } from 'node:sqlite';
import { matchExpression, MARKS, type Hit } from './searchQuery.ts';

/** About this many words around what was found. */
const SNIPPET_WORDS = 14;

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
  /** There are more than these. */
  readonly hasMore: boolean;
}

/**
 * The first `most` conversations that hold all words of `query` in one turn or in the title, the best match first. Without
 * a query all of them, the pinned ones first, then the ones that changed last.
 */
export function findChats(database: DatabaseSync, query: string, most: number): FoundChats {
  const { expression, words } = matchExpression(query);
  const found = expression === undefined ? list(database, most + 1) : search(database, expression, words, most + 1);
  const shown = found.slice(0, most);
  const hits = expression === undefined ? undefined : hitsIn(database, expression, shown);
  const chats = shown.map(({ row, ...chat }): ConversationSummary => {
    const hit = row === undefined ? undefined : hits?.get(row);
    return { ...chat, turns: countTurns(database, chat.id), ...(hit !== undefined && { hit }) };
  });
  return { chats, hasMore: found.length > most };
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

function list(database: DatabaseSync, most: number): Found[] {
  const rows = database
    .prepare(
      `SELECT id, title, pinned, updated FROM conversation WHERE deleted IS NULL
       ORDER BY pinned DESC, updated DESC, rowid DESC LIMIT ?`,
    )
    .all(most);
  return (rows as unknown as Row[]).map(toFound);
}

function search(database: DatabaseSync, expression: string, words: readonly string[], most: number): Found[] {
  const found = new Map<string, Found>();
  const wanted = words.map((word) => word.toLowerCase());
  for (const chat of list(database, -1)) {
    const title = chat.title.toLowerCase();
    if (wanted.every((word) => title.includes(word))) found.set(chat.id, chat);
  }
  // With one `min` SQLite takes the other columns from the row that has it.
  const best = database
    .prepare(
      `SELECT conversation.id, title, pinned, updated, turn.row, min (rank) AS best
       FROM search JOIN turn ON turn.row = search.rowid JOIN conversation ON conversation.id = turn.conversation
       WHERE search MATCH ? AND conversation.deleted IS NULL
         AND turn.row NOT IN (SELECT row FROM turn WHERE deleted IS NOT NULL)
       GROUP BY turn.conversation ORDER BY best LIMIT ?`,
    )
    .all(expression, most) as unknown as (Row & { readonly row: number })[];
  for (const match of best) found.set(match.id, { ...toFound(match), row: match.row });
  return [...found.values()];
}

/** The words around what was found, by the turn's row. */
function hitsIn(database: DatabaseSync, expression: string, found: readonly Found[]): ReadonlyMap<number, Hit> {
  // The plus has the index read once; without it, it is asked anew for every row, which costs milliseconds each.
  const hits = database
    .prepare(
      `SELECT turn.row, turn.id AS turn, snippet (search, 0, ?, ?, '…', ${SNIPPET_WORDS}) AS snippet
       FROM search JOIN turn ON turn.row = search.rowid
       WHERE search MATCH ? AND +search.rowid IN (SELECT value FROM json_each (?))`,
    )
    .all(MARKS.begin, MARKS.end, expression, JSON.stringify(found.map(({ row }) => row ?? 0)));
  return new Map(hits.map(({ row, turn, snippet }) => [Number(row), { turn: String(turn), snippet: String(snippet) }]));
}

function countTurns(database: DatabaseSync, conversation: string): number {
  const row = database
    .prepare('SELECT count(*) AS n FROM turn WHERE conversation = ? AND deleted IS NULL')
    .get(conversation);
  return Number(row?.n ?? 0);
}

const toFound = ({ id, title, pinned, updated }: Row): Found => ({ id, title, isPinned: pinned !== 0, updated });

/**
 * A thread beside the extension host for what takes longer than that may stand still: searching the history, purging it,
 * keeping its index, reading in large chats.
 */
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '../../../protocol/failures.ts';
import { fromJson } from '../exchange/chatFile.ts';
import { ConversationStore } from '../store/conversationStore.ts';
import { isBusy, isDamage } from '../store/damage.ts';
import { fileNumber } from '../store/databaseFiles.ts';
import { findChats } from '../search/findChats.ts';
import type { FromReader, ToReader } from './readerProtocol.ts';

/** How often it looks whether the history changed, while somebody wants to know. */
const LOOK_MS = 500;
/** How long a look waits for a window that writes; readers and writers rarely meet in a WAL. */
const BUSY_MS = 2000;
/** Between two pieces of work that hold the database, for windows that want to write. */
const REST_MS = 2;
/** Turns of a large chat that are written at once. */
const PER_WRITE = 50;
/** How often a piece is tried while other windows write. */
const TRIES = 20;

const path = workerData as string;
let opened: { readonly database: DatabaseSync; readonly file: number | undefined } | undefined;
let seen: number | undefined;
let looking: NodeJS.Timeout | undefined;
/** What writes, one after the other. */
let working: Promise<void> = Promise.resolve();

const tell = (message: FromReader) => parentPort?.postMessage(message);

/** The database at the path now: another window may have set a damaged one aside. */
function database(): DatabaseSync {
  const file = fileNumber(path);
  if (opened !== undefined && opened.file !== file) close();
  if (opened === undefined) {
    opened = { database: new DatabaseSync(path, { readOnly: true }), file };
    opened.database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
  }
  return opened.database;
}

function close(): void {
  opened?.database.close();
  opened = undefined;
  seen = undefined;
}

function look(): void {
  try {
    const version = Number(database().prepare('PRAGMA data_version').get()?.['data_version']);
    if (version !== seen) tell({ type: 'changed' });
    seen = version;
  } catch {
    // Who asks for the chats is told why they cannot be read.
    close();
  }
}

/** Does work that writes, piece by piece, in a connection of its own. */
async function write(work: (store: ConversationStore) => Generator<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const store = ConversationStore.open(path);
      try {
        const pieces = work(store);
        while (!pieces.next().done) await pause(REST_MS);
      } finally {
        store.close();
      }
      return;
    } catch (error) {
      // Begun again it goes on where it ended.
      if (!isBusy(error) || tries >= TRIES) throw error;
      await pause(REST_MS * 10 * tries);
    }
  }
}

function* writeChat(store: ConversationStore, { heads, turns, prompts = [] }: ReturnType<typeof fromJson>) {
  const byTurn = new Map(prompts.map((prompt) => [prompt.turn, prompt]));
  for (let at = 0; at < turns.length; at += PER_WRITE) {
    const piece = turns.slice(at, at + PER_WRITE);
    store.write({ heads, turns: piece, prompts: piece.flatMap(({ turn }) => byTurn.get(turn.id) ?? []) });
    yield;
  }
}

async function importChat(file: Uint8Array): Promise<string> {
  const changes = fromJson(new TextDecoder().decode(file));
  const conversation = changes.heads[0]?.id ?? '';
  try {
    await write((store) => writeChat(store, changes));
  } catch (error) {
    // Half a chat is worth nothing.
    await write(function* (store) {
      store.delete(conversation);
      yield;
    }).catch(() => undefined);
    throw error;
  }
  return conversation;
}

function failed(id: number, error: unknown): void {
  const failure = toFailure(error);
  const named = failure.name === 'unexpected' ? {} : { failure };
  const reason = error instanceof Error ? error.message : String(error);
  tell({ type: 'failed', id, reason, isDamage: isDamage(error), ...named });
}

/** Work that writes waits for the one before it. */
function enqueue(id: number, work: () => Promise<void>): void {
  working = working.then(work).catch((error: unknown) => failed(id, error));
}

parentPort?.on('message', (message: ToReader) => {
  switch (message.type) {
    case 'watch':
      clearInterval(looking);
      if (message.isOn) looking = setInterval(look, LOOK_MS);
      return;
    case 'upkeep': {
      const { id, before } = message;
      enqueue(id, async () => {
        // A log that a reader holds open cannot be emptied.
        close();
        await write((store) => store.upkeep({ before }));
        tell({ type: 'upkept', id });
      });
      return;
    }
    case 'import': {
      const { id, file } = message;
      enqueue(id, async () => tell({ type: 'imported', id, conversation: await importChat(file) }));
      return;
    }
    case 'find': {
      const { id, query, most } = message;
      try {
        tell({ type: 'found', id, found: findChats(database(), query, most) });
      } catch (error) {
        close();
        failed(id, error);
      }
    }
  }
});

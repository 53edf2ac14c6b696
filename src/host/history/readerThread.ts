/** A thread that searches the history: words that many turns hold take longer than the extension host may stand still. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { fileNumber, isDamage } from './conversationStore.ts';
import { findChats } from './findChats.ts';
import type { FromReader, ToReader } from './readerProtocol.ts';

/** How often it looks whether the history changed, while somebody wants to know. */
const LOOK_MS = 500;
/** How long a look waits for a window that writes; readers and writers rarely meet in a WAL. */
const BUSY_MS = 2000;

const path = workerData as string;
let opened: { readonly database: DatabaseSync; readonly file: number | undefined } | undefined;
let seen: number | undefined;
let looking: NodeJS.Timeout | undefined;

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

parentPort?.on('message', (message: ToReader) => {
  if (message.type === 'watch') {
    clearInterval(looking);
    if (message.isOn) looking = setInterval(look, LOOK_MS);
    return;
  }
  const { id, query, most } = message;
  try {
    tell({ type: 'found', id, found: findChats(database(), query, most) });
  } catch (error) {
    close();
    tell({ type: 'failed', id, reason: String(error), isDamage: isDamage(error) });
  }
});

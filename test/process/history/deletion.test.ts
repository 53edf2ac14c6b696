import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConversationStore } from '../../../src/host/history/store/conversationStore.ts';
import { History } from '../../../src/host/history/history.ts';
import { HistoryReader } from '../../../src/host/history/reader/historyReader.ts';
import { shortened } from '../../../src/host/history/store/storedPrompts.ts';
import { answer, chat, drain, question, TestMemento } from '../../unit/host/history/chats.ts';

const ENTRY = new URL('../../../src/host/history/reader/readerThread.ts', import.meta.url);
const DAY = 24 * 60 * 60 * 1000;

let folder: string;
let path: string;
let history: History;
let reader: HistoryReader;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deletion-'));
  path = join(folder, 'conversations.db');
  history = new History(path, new TestMemento(), () => undefined);
  reader = new HistoryReader(ENTRY, path, history);
});
afterEach(() => {
  reader.dispose();
  history.close();
  rmSync(folder, { recursive: true });
});

/** Where the words stand in any file of the folder, however often. */
function hits(words: string): string[] {
  return readdirSync(folder, { recursive: true }).flatMap((name) => {
    const file = join(folder, String(name));
    if (!statSync(file).isFile()) return [];
    return Array.from({ length: readFileSync(file, 'latin1').split(words).length - 1 }, () => String(name));
  });
}

const MARK = 'Zyxwvut';
const KEPT = 'Qponmlk';
/** Long and short turns, each with the mark. */
const marked = (id: string, mark: string, turns = 12) =>
  chat(
    id,
    Array.from({ length: turns }, (_, i) => {
      const text = `${mark} says ${i}. `.repeat(i % 3 === 0 ? 400 : 2);
      return i % 2 === 0 ? question(`${id}-${i}`, text) : answer(`${id}-${i}`, text);
    }),
    `${mark} title`,
  );

const fill = () => {
  for (let i = 0; i < 20; i++) {
    const changes = marked(`c${i}`, MARK);
    const prompt = { text: `${MARK} prompt`, tokens: [1] };
    for (const head of changes.heads)
      history.record(head, changes.turns, [shortened({ turn: `c${i}-1`, prompt }, undefined)]);
    // Written over four times a second while it grows.
    const growing = chat(`c${i}`, [{ ...answer(`g${i}`, `${MARK} grows`.repeat(30)), status: 'writing' as const }]);
    for (const head of growing.heads) history.record(head, growing.turns);
    history.flush();
  }
  const kept = marked('kept', KEPT);
  for (const head of kept.heads) history.record(head, kept.turns);
  history.flush();
  history.use('write', (store) => store.pin('kept', true));
};

describe('deleted chats', () => {
  it('are in no file any more after Delete Now, while the window is open and after it', async () => {
    fill();
    await reader.find(MARK, 10);
    expect(hits(MARK).length).toBeGreaterThan(100);
    expect(history.use('write', (store) => store.deleteUnpinned())).toHaveLength(20);
    await reader.deleteForGood();
    expect(hits(MARK)).toEqual([]);
    expect(hits(MARK.toLowerCase().slice(0, 3))).toEqual([]);
    expect((await reader.find(KEPT, 10)).chats.map(({ id }) => id)).toEqual(['kept']);
    history.close();
    expect(hits(MARK)).toEqual([]);
    expect(hits(KEPT).length).toBeGreaterThan(0);
    expect(new DatabaseSync(path).prepare('PRAGMA integrity_check').get()?.['integrity_check']).toBe('ok');
  });

  it('leave after a day, single messages too, and not before', () => {
    fill();
    const store = ConversationStore.open(path);
    store.deleteUnpinned();
    const keepUp = (now: number) => {
      drain(store.upkeep({ before: now - DAY }));
    };
    keepUp(Date.now());
    expect(store.countDeleted().conversations).toBe(20);
    const { heads, turns } = marked('kept', KEPT);
    store.write({ heads, turns: turns.slice(11).map((last) => ({ ...last, deleted: Date.now() })) });
    keepUp(Date.now() + DAY + 1000);
    expect(store.countDeleted()).toEqual({ conversations: 0, turns: 0 });
    expect(hits(MARK)).toEqual([]);
    expect(hits(`${KEPT} says 11`)).toEqual([]);
    expect(store.read('kept')?.turns).toHaveLength(11);
    store.close();
  });

  it('of a database of an earlier version, deleted before, leave it too', async () => {
    const old = new DatabaseSync(path);
    old.exec(
      `CREATE TABLE conversation (id TEXT PRIMARY KEY, title TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL) STRICT;
      CREATE TABLE turn (id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, facts TEXT NOT NULL, UNIQUE (conversation, position)) STRICT;
      INSERT INTO conversation VALUES ('c1', 'Kept', 1, 1), ('c2', 'Gone', 1, 1);
      INSERT INTO turn SELECT 'a' || value, 'c1', value, 'user', '${KEPT} ' || value, '{}' FROM generate_series (1, 100);
      INSERT INTO turn SELECT 'b' || value, 'c2', value, 'user', '${MARK} ' || value, '{}' FROM generate_series (1, 500);
      DELETE FROM turn WHERE conversation = 'c2'; PRAGMA user_version = 1;`.replaceAll(
        /FROM generate_series \(1, (\d+)\)/g,
        'FROM (WITH RECURSIVE n (value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < $1) SELECT value FROM n)',
      ),
    );
    old.close();
    expect(hits(MARK).length).toBeGreaterThan(0);
    await reader.find('', 1);
    await reader.deleteForGood();
    expect(hits(MARK)).toEqual([]);
    expect(history.use('read', (store) => store.read('c1'))?.turns).toHaveLength(100);
  });

  it('leave with the damaged databases that were set aside', async () => {
    fill();
    history.close();
    const database = readFileSync(path);
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${path}.damaged-2026-01-01`, database);
    history = new History(path, new TestMemento(), () => undefined);
    reader = new HistoryReader(ENTRY, path, history);
    history.use('write', (store) => store.deleteUnpinned());
    await reader.deleteForGood();
    expect(hits(MARK)).toEqual([]);
  });

  it('leave the extension host free while many of them go', async () => {
    const store = ConversationStore.open(path);
    for (let c = 0; c < 20; c++)
      store.write(
        chat(
          `c${c}`,
          Array.from({ length: 100 }, (_, i) => question(`${c}-${i}`, `${MARK} `.repeat(100))),
        ),
      );
    store.deleteUnpinned();
    store.close();
    let [turns, isBusy, longest, last] = [0, true, 0, performance.now()];
    const turn = () => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      turns++;
      if (isBusy) setImmediate(turn);
    };
    setImmediate(turn);
    await reader.deleteForGood();
    isBusy = false;
    expect(turns).toBeGreaterThan(100);
    expect(hits(MARK)).toEqual([]);
    console.log(`purge of 2,000 turns: ${turns} turns of the event loop, the longest ${Math.round(longest)} ms`);
  });
});

describe.runIf(process.platform !== 'win32')('the files of the history', () => {
  it('are for this user alone', () => {
    fill();
    const mode = (file: string) => statSync(file).mode & 0o777;
    expect(mode(folder)).toBe(0o700);
    for (const suffix of ['', '-wal', '-shm']) expect(mode(path + suffix)).toBe(0o600);
  });
});

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConversationStore } from '../../../src/host/history/store/conversationStore.ts';
import { History } from '../../../src/host/history/history.ts';
import { HistoryReader } from '../../../src/host/history/reader/historyReader.ts';
import type { Failure } from '../../../src/protocol/failures.ts';
import { answer, chat, question, TestMemento } from '../../unit/host/history/chats.ts';
import { eventually } from '../../support/eventually.ts';

const ENTRY = new URL('../../../src/host/history/reader/readerThread.ts', import.meta.url);

let folder: string;
let path: string;
let troubles: Failure[];
let history: History;
let reader: HistoryReader;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reader-'));
  path = join(folder, 'conversations.db');
  troubles = [];
  history = new History(path, new TestMemento(), (failure) => troubles.push(failure));
  reader = new HistoryReader(ENTRY, path, history);
});
afterEach(() => {
  reader.dispose();
  history.close();
  rmSync(folder, { recursive: true });
});

const record = (id: string, text: string) => {
  const { heads, turns } = chat(id, [question(`q-${id}`, text), answer(`a-${id}`)]);
  for (const head of heads) history.record(head, turns);
};
const ids = async (query: string) => (await reader.find(query, 100)).chats.map(({ id }) => id);

describe('the thread that searches the history', () => {
  it('finds what was said a moment ago, and nothing in a history that was just begun', async () => {
    expect(await reader.find('', 100)).toEqual({ chats: [], hasMore: false });
    record('c1', 'How many apples?');
    expect(await ids('app')).toEqual(['c1']);
    expect(await ids('pears')).toEqual([]);
  });

  it('says when another window writes, and no more once nobody wants to know', async () => {
    record('c1', 'One?');
    await ids('');
    const changed = vi.fn();
    const unwatch = reader.watch(changed);
    // The first look is one.
    await eventually(() => expect(changed).toHaveBeenCalledTimes(1));
    const other = ConversationStore.open(path);
    other.write(chat('c2', [question('q2')]));
    await eventually(() => expect(changed.mock.calls.length).toBeGreaterThan(1));
    expect(await ids('')).toContain('c2');
    unwatch();
    const before = changed.mock.calls.length;
    other.write(chat('c3', [question('q3')]));
    expect(await ids('q3')).toEqual(['c3']);
    expect(changed).toHaveBeenCalledTimes(before);
    other.close();
  });

  it('does not hold up who asks', async () => {
    const words = Array.from({ length: 300 }, (_, i) => `word${i % 7}`).join(' ');
    const store = ConversationStore.open(path);
    for (let c = 0; c < 40; c++) {
      store.write(
        chat(
          `c${c}`,
          Array.from({ length: 50 }, (_, i) => question(`q${c}-${i}`, words)),
        ),
      );
    }
    store.close();
    await ids('');
    // A search on this thread would end before the event loop turns; one beside it lets the loop turn on and on.
    let [turns, searching] = [0, true];
    const turn = () => {
      turns++;
      if (searching) setImmediate(turn);
    };
    setImmediate(turn);
    expect(await ids('wor')).toHaveLength(40);
    searching = false;
    expect(turns).toBeGreaterThan(20);
  });

  it('says why nothing can be read, and reads again when it can', async () => {
    record('c1', 'One?');
    history.flush();
    const held = new DatabaseSync(path);
    history.close();
    held.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE x (y)');
    history = new History(path, new TestMemento(), (failure) => troubles.push(failure));
    reader.dispose();
    reader = new HistoryReader(ENTRY, path, history);
    await expect(ids('')).rejects.toMatchObject({ failure: { name: 'history-unreadable', path } });
    held.exec('ROLLBACK');
    held.close();
    expect(await ids('')).toEqual(['c1']);
  });

  it('has a damaged database set aside and goes on with the new one', async () => {
    record('c1', 'One?');
    expect(await ids('')).toEqual(['c1']);
    const before = history;
    before.close();
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    writeFileSync(path, 'This was a database once.'.repeat(1000));
    history = new History(path, new TestMemento(), (failure) => troubles.push(failure));
    reader.dispose();
    reader = new HistoryReader(ENTRY, path, history);
    expect(await ids('')).toEqual([]);
    expect(troubles).toMatchObject([{ name: 'history-damaged' }]);
    expect(readdirSync(folder).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
    record('c2', 'Two?');
    expect(await ids('two')).toEqual(['c2']);
  });
});

describe('a chat that is read in', () => {
  const file = (turns: readonly (object | null)[], title = 't') =>
    new TextEncoder().encode(JSON.stringify({ format: 'cerebrum-chat', version: 1, title, leaf: 'q9', turns }));
  const asked = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      ...question(`q${i}`, `Number ${i} melon`),
      ...(i > 0 && { parent: `q${i - 1}` }),
    }));

  it('is written whole, with its prompts, and others have their turn meanwhile', async () => {
    let [turns, isImporting] = [0, true];
    const turn = () => {
      turns++;
      if (isImporting) setImmediate(turn);
    };
    setImmediate(turn);
    const prompt = { text: 'p', tokens: [1] };
    const many = [...asked(2000), { ...answer('a'), parent: 'q1999', prompt }];
    const id = await reader.import(file(many), '/chat.json');
    isImporting = false;
    expect(turns).toBeGreaterThan(20);
    const read = history.use('read', (store) => store.read(id));
    expect(read?.turns.map(({ turn: { text } }) => text)).toEqual(many.map(({ text }) => text));
    expect(read?.leaf).toBe(read?.turns[9]?.turn.id);
    expect([...history.use('read', (store) => store.prompts(id)).values()]).toEqual([prompt]);
    expect(await ids('melon 1999')).toEqual([id]);
  });

  it.each([
    ['too many messages', file(asked(20_001)), { name: 'import-too-large', unit: 'messages', found: 20_001 }],
    [
      'a message too long',
      file([question('q', 'x'.repeat(4_000_001))]),
      { name: 'import-too-large', unit: 'characters' },
    ],
    ['no JSON', new TextEncoder().encode('{"format'), { name: 'import-invalid' }],
    ['bytes that are no text', new Uint8Array(1000).fill(0xff), { name: 'import-invalid' }],
    ['turns that are none', file([[], null, {}]), { name: 'import-invalid' }],
  ])('with %s is refused by name, and nothing of it stays', async (_, bytes, failure) => {
    await expect(reader.import(bytes, '/chat.json')).rejects.toMatchObject({
      failure: { ...failure, path: '/chat.json' },
    });
    expect(await ids('')).toEqual([]);
  });

  it('has a title of 20 MB cut', async () => {
    const id = await reader.import(file(asked(1), 'x'.repeat(20_000_000)), '/chat.json');
    expect(history.use('read', (store) => store.read(id))?.title).toHaveLength(200);
  });
});

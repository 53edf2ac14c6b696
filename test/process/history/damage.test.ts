import {
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
  closeSync,
  chmodSync,
  mkdirSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConversationStore } from '../../../src/host/history/store/conversationStore.ts';
import { History } from '../../../src/host/history/history.ts';
import type { Failure } from '../../../src/protocol/failures.ts';
import { answer, chat, drain, question, TestMemento } from '../../unit/host/history/chats.ts';
import { eventually } from '../../support/eventually.ts';

const PAGE = 4096;
const MOST_ON_A_PAGE = 8;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'damage-'));
  path = join(folder, 'conversations.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CHATS = 30;
const PER_CHAT = 4;
function fill(): void {
  const store = ConversationStore.open(path);
  for (let c = 0; c < CHATS; c++) {
    const turns = Array.from({ length: PER_CHAT }, (_, i) =>
      i % 2 === 0
        ? question(`${c}-${i}`, `Question ${c} ${i} `.repeat(8))
        : answer(`${c}-${i}`, `Words ${c} `.repeat(60 * i)),
    );
    store.write(chat(`c${c}`, turns));
  }
  drain(store.upkeep({ before: 0 }));
  store.close();
}

/** How many turns are there; each of them can be read whole. */
function readAll(history: History): { chats: number; turns: number } {
  const { chats } = history.use('read', (store) => store.find('', 1000));
  const turns = chats.flatMap(({ id }) => history.use('read', (store) => store.read(id))?.turns ?? []);
  return { chats: chats.length, turns: turns.length };
}

/** Turns that a statement for each row can read in the damaged file. */
function readable(file: string): number {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    let found = 0;
    for (let row = 1; row <= CHATS * PER_CHAT; row++) {
      try {
        found += database.prepare('SELECT * FROM turn WHERE row = ?').get(row) === undefined ? 0 : 1;
      } catch {
        // That one is lost.
      }
    }
    database.close();
    return found;
  } catch {
    return 0;
  }
}

describe('a database with one page overwritten', () => {
  it.each(['noise', 'zeros', 'half'])(
    'by %s, whichever it is: nothing that can be read is lost, and it goes on',
    (kind) => {
      fill();
      const whole = readFileSync(path);
      const lost: string[] = [];
      for (let page = 0; page < whole.length / PAGE; page++) {
        for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
        const bytes = Buffer.from(whole);
        const noise = Buffer.alloc(PAGE, kind === 'zeros' ? 0 : 0xa5);
        noise.copy(bytes, page * PAGE, 0, kind === 'half' ? PAGE / 2 : PAGE);
        writeFileSync(path, bytes);
        const expected = readable(path);
        const told: Failure[] = [];
        const history = new History(path, new TestMemento(), (failure) => told.push(failure));
        // What is asked for while it is copied may not be there yet.
        readAll(history);
        for (const head of chat('new', [question('new')]).heads)
          history.record(head, chat('new', [question('new')]).turns);
        history.close();
        const next = new History(path, new TestMemento(), (failure) => told.push(failure));
        const { turns } = readAll(next);
        next.check();
        next.close();
        expect(turns, `page ${page + 1}`).toBeGreaterThanOrEqual(expected + 1);
        // Whatever page it is, only the turns on that page itself are gone.
        expect(turns, `page ${page + 1}`).toBeGreaterThanOrEqual(CHATS * PER_CHAT + 1 - MOST_ON_A_PAGE);
        expect(told.length, `page ${page + 1}`).toBeLessThanOrEqual(1);
        if (turns < CHATS * PER_CHAT + 1) lost.push(`${page + 1}: ${CHATS * PER_CHAT + 1 - turns}`);
      }
      console.log(`${kind}: ${whole.length / PAGE} pages; pages that cost turns (page: turns): ${lost.join(', ')}`);
    },
  );
});

describe('a damaged index', () => {
  it('costs no chat: all is found meanwhile, and the index is made anew', () => {
    fill();
    const database = new DatabaseSync(path);
    const pages = database
      .prepare(`SELECT pageno FROM dbstat WHERE name = 'trigrams_data'`)
      .all()
      .map(({ pageno }) => Number(pageno));
    database.close();
    const file = openSync(path, 'r+');
    for (const page of pages.slice(-2)) writeSync(file, Buffer.alloc(PAGE, 0x5a), 0, PAGE, (page - 1) * PAGE);
    closeSync(file);
    const told: Failure[] = [];
    const history = new History(path, new TestMemento(), (failure) => told.push(failure));
    expect(history.use('read', (store) => store.find('Question 7', 100)).chats.map(({ id }) => id)).toContain('c7');
    expect(readAll(history)).toEqual({ chats: CHATS, turns: CHATS * PER_CHAT });
    expect(told).toEqual([]);
    history.close();
  });
});

describe('what was recovered', () => {
  it('is told once, with the numbers, and comes with the chat on screen first', async () => {
    fill();
    const bytes = readFileSync(path);
    bytes.fill(0xa5, bytes.length - PAGE);
    // One page of the turns is gone.
    const database = new DatabaseSync(path);
    const [leaf] = database
      .prepare(`SELECT pageno FROM dbstat WHERE name = 'turn' AND pagetype = 'leaf' LIMIT 1 OFFSET 2`)
      .all();
    database.close();
    const whole = readFileSync(path);
    whole.fill(0xa5, (Number(leaf?.['pageno']) - 1) * PAGE, Number(leaf?.['pageno']) * PAGE);
    writeFileSync(path, whole);
    const memento = new TestMemento();
    memento.values.set('currentConversation', `c${CHATS - 1}`);
    const told: Failure[] = [];
    const history = new History(path, memento, (failure) => told.push(failure));
    history.use('read', (store) => store.find('Words', 1000));
    expect(history.current(() => undefined)?.turns).toHaveLength(PER_CHAT);
    await eventually(() => expect(told).toHaveLength(1));
    const { turns, chats } = readAll(history);
    expect(told).toMatchObject([{ name: 'history-damaged', conversations: chats, turns }]);
    expect(turns).toBeGreaterThan(CHATS * PER_CHAT * 0.9);
    // The file that was set aside can be asked again: nothing comes twice.
    const [aside = ''] = history.setAsideFiles;
    history.restoreFrom(aside);
    await eventually(() => expect(told).toHaveLength(2));
    expect(told[1]).toMatchObject({ conversations: 0, turns: 0 });
    expect(readAll(history).turns).toBe(turns);
    history.close();
  });
});

describe('a folder that cannot be used', () => {
  const record = (history: History, text: string) => {
    const { heads, turns } = chat('c1', [question('q1', text)]);
    for (const head of heads) history.record(head, turns);
  };
  const told: Failure[] = [];
  beforeEach(() => {
    told.length = 0;
    for (const name of ['tmp', 'home']) mkdirSync(join(folder, name));
    vi.stubEnv('TMPDIR', join(folder, 'tmp'));
    vi.stubEnv('HOME', join(folder, 'home'));
    vi.stubEnv('XDG_RUNTIME_DIR', '');
  });
  afterEach(() => vi.unstubAllEnvs());

  it.each(['a file in its place', 'a link to nowhere', 'a folder in place of the database'])(
    'by %s: flush does not throw, it is told once, and the words are kept in the next place',
    (kind) => {
      const storage = join(folder, 'storage');
      if (kind === 'a folder in place of the database')
        mkdirSync(join(storage, 'conversations.db'), { recursive: true });
      else if (kind === 'a file in its place') writeFileSync(storage, '');
      else writeFileSync(join(folder, 'x'), '');
      const database =
        kind === 'a link to nowhere' ? join(folder, 'x', 'y', 'conversations.db') : join(storage, 'conversations.db');
      const history = new History(database, new TestMemento(), (failure) => told.push(failure));
      for (let i = 0; i < 3; i++) {
        record(history, `Words ${i}`);
        expect(() => history.flush()).not.toThrow();
      }
      expect(told).toMatchObject([{ name: 'history-unwritable', isKept: true }]);
      const kept = readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.json'));
      expect(kept).toHaveLength(1);
      expect(readFileSync(join(folder, kept[0] ?? ''), 'utf8')).toContain('Words 2');
      expect(() => history.use('read', (store) => store.find('', 1))).toThrow(
        expect.objectContaining({
          failure: expect.objectContaining({ name: 'history-unreadable' }) as unknown,
        }) as Error,
      );
      expect(() => history.close()).not.toThrow();
    },
  );

  it('nor any other place: it is said that nothing is kept, and nothing throws', () => {
    for (const name of ['tmp', 'home']) {
      rmSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name), '');
    }
    writeFileSync(join(folder, 'storage'), '');
    const history = new History(join(folder, 'storage', 'conversations.db'), new TestMemento(), (failure) =>
      told.push(failure),
    );
    record(history, 'Words');
    expect(() => history.flush()).not.toThrow();
    expect(told).toMatchObject([{ name: 'history-unwritable', isKept: false }]);
    history.close();
  });

  it.runIf(process.getuid?.() !== 0 && process.platform !== 'win32')('closed to us', () => {
    const storage = join(folder, 'storage');
    mkdirSync(storage, { mode: 0o000 });
    const history = new History(join(storage, 'conversations.db'), new TestMemento(), (failure) => told.push(failure));
    record(history, 'Words');
    expect(() => history.flush()).not.toThrow();
    expect(told).toMatchObject([{ isKept: true }]);
    history.close();
    chmodSync(storage, 0o700);
  });
});

import { drain } from '../chats.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConversationStore } from '../../../../../src/host/history/store/conversationStore.ts';
import { TurnTree } from '../../../../../src/host/history/turnTree.ts';
import { answer, chat, question } from '../chats.ts';

const DAY = 24 * 60 * 60 * 1000;

let folder: string;
let path: string;
let store: ConversationStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  path = join(folder, 'conversations.db');
  store = ConversationStore.open(path);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** The upkeep of this moment, to its end. */
const keepUp = (now: number) => {
  drain(store.upkeep({ before: now - DAY }));
};
const titles = (query: string) => store.find(query, 100).chats.map(({ title }) => title);

describe('a database of the first version', () => {
  it('keeps every conversation in its order, open where it ended, and is searchable at once', () => {
    const old = join(folder, 'old.db');
    const database = new DatabaseSync(old);
    database.exec(`
      CREATE TABLE conversation (id TEXT PRIMARY KEY, title TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL) STRICT;
      CREATE TABLE turn (id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
        position INTEGER NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL, facts TEXT NOT NULL, UNIQUE (conversation, position)) STRICT;
      INSERT INTO conversation VALUES ('c1', 'Apples', 1000, 2000), ('c2', 'Pears', 1000, 3000), ('c3', 'Nothing yet', 1, 1);
      INSERT INTO turn VALUES
        ('b', 'c1', 1, 'assistant', 'Seven apples.', '{"status":"finished"}'), ('a', 'c1', 0, 'user', 'How many apples?', '{}'),
        ('d', 'c1', 3, 'assistant', 'Four', '{"status":"writing"}'), ('c', 'c1', 2, 'user', 'And three fewer?', '{}'),
        ('e', 'c2', 0, 'user', 'Are pears fruit?', '{"source":{"label":"a.ts","uri":"file:///a.ts","language":"TypeScript","firstLine":1,"lastLine":2,"lastSentLine":2}}');
      PRAGMA user_version = 1;`);
    database.close();

    const migrated = ConversationStore.open(old);
    const read = migrated.read('c1');
    const tree = new TurnTree(read?.turns ?? [], read?.leaf);
    expect(tree.path.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(tree.path.at(-1)).toMatchObject({ text: 'Four', status: 'interrupted' });
    expect(tree.branches()).toEqual({});
    expect(migrated.read('c2')?.turns[0]?.turn).toMatchObject({ source: { label: 'a.ts', lastLine: 2 } });
    expect(migrated.read('c3')).toMatchObject({ title: 'Nothing yet', turns: [] });
    expect(migrated.find('', 100).chats.map(({ title }) => title)).toEqual(['Pears', 'Apples', 'Nothing yet']);
    expect(migrated.find('seven', 100).chats[0]).toMatchObject({ title: 'Apples', hit: { turn: 'b' } });
    migrated.close();
  });

  it('of a newer version is left alone', () => {
    const newer = join(folder, 'newer.db');
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => ConversationStore.open(newer)).toThrow(/newer version/);
  });
});

describe('search', () => {
  beforeEach(() => {
    store.write(
      chat('c1', [question('q1', 'Why is "strict mode" 100% good?'), answer('a1', 'Because of C++ and Größe.')]),
    );
    store.write(chat('c2', [question('q2', 'Plain words AND nothing OR more')], 'Kitchen table'));
  });

  it('finds words in any order, unfinished, in any case and without accents, and shows them', () => {
    expect(titles('STRICT why')).toEqual(['c1']);
    expect(titles('GRÖ')).toEqual(['c1']);
    expect(titles('große')).toEqual(['c1']);
    expect(titles('strict words')).toEqual([]);
    expect(store.find('mod str', 100).chats[0]?.hit).toEqual({
      turn: 'q1',
      snippet: 'Why is "\u0002str\u0003ict \u0002mod\u0003e" 100% good?',
    });
  });

  it.each([
    '"',
    '""',
    '*',
    'strict"',
    '"strict',
    'str*',
    'NEAR(',
    '(',
    ')',
    'a:b',
    '-',
    '^why',
    "'",
    ';--',
    '{}',
    '\0',
    '\\',
  ])('takes %j as words, not as operators', (query) => {
    expect(() => store.find(query, 100).chats).not.toThrow();
  });

  it('knows no operators: AND and OR are words', () => {
    expect(titles('words AND nothing')).toEqual(['Kitchen table']);
    expect(titles('strict OR')).toEqual([]);
    expect(titles('strict NOT more')).toEqual([]);
  });

  it('finds titles too', () => {
    expect(titles('table kit')).toEqual(['Kitchen table']);
  });

  it('gives everything when nothing is searched, and nothing for what no chat holds', () => {
    expect(titles('  ')).toHaveLength(2);
    for (const query of ['*', '==', '👍', '\u200b']) expect(titles(query)).toEqual([]);
  });

  it('follows changes and deletions', () => {
    store.write(chat('c1', [question('q1', 'Something else')]));
    expect(titles('strict')).toEqual([]);
    expect(titles('else')).toEqual(['c1']);
    store.delete('c1');
    expect(titles('else')).toEqual([]);
    store.restore('c1');
    expect(titles('else')).toEqual(['c1']);
  });

  it('finds an answer once it has ended, or its window is gone, and keeps the index sound', () => {
    const writing = (text: string) => chat('c1', [question('q1'), { ...answer('a1', text), status: 'writing' }]);
    store.write(writing('some melon'));
    store.write(writing('some melons and kiwis'));
    expect(titles('melons')).toEqual([]);
    store.write(chat('c1', [question('q1'), answer('a1', 'some melons, kiwis, plums')]));
    expect(titles('melons plums')).toEqual(['c1']);
    // Written on, as by Continue, and then its window is killed.
    store.write(writing('some melons, kiwis, plums, figs'));
    expect(titles('melons')).toEqual([]);
    store.endOpenAnswers();
    expect(titles('plums figs')).toEqual(['c1']);
    store.write(writing('only dates'));
    store.write(chat('c1', [question('q1'), answer('a1', 'only dates.')]));
    expect([titles('figs'), titles('dates')]).toEqual([[], ['c1']]);
    keepUp(Date.now());
    expect([titles('figs'), titles('dates')]).toEqual([[], ['c1']]);
    const database = new DatabaseSync(path);
    expect(() => database.exec(`INSERT INTO trigrams (trigrams) VALUES ('integrity-check')`)).not.toThrow();
    database.close();
  });
});

describe('a conversation', () => {
  beforeEach(() => store.write(chat('c1', [question('q1'), answer('a1')], 'First title')));

  it('renamed keeps its name when its window goes on writing', () => {
    store.rename('c1', 'Better');
    store.write(chat('c1', [question('q1'), answer('a1', 'more')], 'First title'));
    expect(store.find('', 100).chats).toMatchObject([{ title: 'Better' }]);
  });

  it('pinned comes before newer ones', () => {
    store.write(chat('c2', [question('q2')]));
    store.pin('c1', true);
    expect(store.find('', 100).chats.map(({ id }) => id)).toEqual(['c1', 'c2']);
    expect(store.find('', 100).chats[0]?.isPinned).toBe(true);
  });

  it('deleted can be restored for a day and then leaves the disk with its words', () => {
    store.delete('c1');
    expect(store.read('c1')).toBeUndefined();
    expect(store.find('', 100).chats).toEqual([]);
    keepUp(Date.now());
    store.restore('c1');
    expect(store.read('c1')?.turns).toHaveLength(2);
    store.delete('c1');
    keepUp(Date.now() + DAY + 1000);
    store.restore('c1');
    expect(store.read('c1')).toBeUndefined();
    expect(store.find('q1', 100).chats).toEqual([]);
  });

  it('counts its messages, and the list says when there is more', () => {
    store.write(chat('c2', [question('q2')]));
    expect(store.find('', 1)).toMatchObject({ chats: [{ id: 'c2', turns: 1 }], hasMore: true });
    expect(store.find('', 2)).toMatchObject({ chats: [{ turns: 1 }, { id: 'c1', turns: 2 }], hasMore: false });
  });

  it('pinned stays when all others are deleted, and they come back', () => {
    store.write(chat('c2', [question('q2')]));
    store.pin('c2', true);
    expect(store.deleteUnpinned()).toEqual(['c1']);
    expect(store.find('', 9).chats).toMatchObject([{ id: 'c2' }]);
    store.restore('c1');
    expect(store.find('', 9).chats).toHaveLength(2);
  });

  it('deleted by one window while another writes in it stays', () => {
    store.delete('c1');
    store.write(chat('c1', [question('q1'), answer('a1'), question('q2')]));
    expect(store.read('c1')?.turns).toHaveLength(3);
  });
});

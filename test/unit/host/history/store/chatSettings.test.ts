import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConversationStore, type Changes } from '../../../../../src/host/history/store/conversationStore.ts';
import type { KeptChatSettings } from '../../../../../src/protocol/chatSettings.ts';
import { answer, chat, drain, question } from '../chats.ts';

const OWN: KeptChatSettings = { temperature: 0.7, maxTokens: 20, systemPrompt: 'Two\nlines, "quoted", and ü.' };
const TURNS = [question('q1'), answer('a1')];
const chatWith = (id: string, settings: KeptChatSettings): Changes => {
  const { heads, turns } = chat(
    id,
    TURNS.map((turn) => ({ ...turn, id: `${id}-${turn.id}` })),
  );
  return { heads: heads.map((head) => ({ ...head, settings })), turns };
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chat-settings-'));
  path = join(folder, 'conversations.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}
function read(id: string): KeptChatSettings | undefined {
  const store = ConversationStore.open(path);
  const settings = store.read(id)?.settings;
  store.close();
  return settings;
}

describe('the settings of a chat', () => {
  it('come with the chat, and stay when another window, which has others, goes on writing', () => {
    const store = ConversationStore.open(path);
    store.write(chatWith('c1', OWN));
    store.write(chat('c2', [question('q2')]));
    expect(store.read('c1')?.settings).toEqual(OWN);
    expect(store.read('c2')?.settings).toBeUndefined();
    store.setSettings('c1', { maxTokens: 9 });
    store.write(chatWith('c1', OWN));
    expect(store.read('c1')?.settings).toEqual({ maxTokens: 9 });
    store.setSettings('c1', undefined);
    expect(store.read('c1')?.settings).toBeUndefined();
    store.close();
  });

  it('are none in a database of the version before, which keeps all it has', () => {
    ConversationStore.open(path).close();
    change('ALTER TABLE conversation DROP COLUMN settings; PRAGMA user_version = 4');
    change(`INSERT INTO conversation (id, title, created, updated, leaf, pinned) VALUES ('c1', 'Apples', 1, 2, 'a', 1);
      INSERT INTO turn (id, conversation, role, text, facts) VALUES ('a', 'c1', 'user', 'How many?', '{}')`);
    const store = ConversationStore.open(path);
    expect(store.read('c1')).toMatchObject({ title: 'Apples', leaf: 'a', turns: [{ turn: { text: 'How many?' } }] });
    expect(store.read('c1')?.settings).toBeUndefined();
    expect(store.find('', 9).chats).toMatchObject([{ isPinned: true }]);
    store.setSettings('c1', OWN);
    expect(store.read('c1')?.settings).toEqual(OWN);
    store.close();
  });

  it.each(['', 'no JSON', '[]', '{"temperature":99}', '{"maxTokens":"many"}'])(
    'that somebody wrote as %j are none, and the chat opens',
    (column) => {
      const store = ConversationStore.open(path);
      store.write(chatWith('c1', OWN));
      store.close();
      change(`UPDATE conversation SET settings = '${column}'`);
      expect(read('c1')).toBeUndefined();
    },
  );

  it.each(['rows', 'pages'])('are copied from a damaged database, by its %s', (way) => {
    const store = ConversationStore.open(path);
    store.write(chatWith('c1', OWN));
    store.write(chat('c2', [question('q2')]));
    store.close();
    change('PRAGMA wal_checkpoint(TRUNCATE)');
    if (way === 'pages') {
      // Without its first page nothing leads to any row.
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0xa5, 100, 4096));
    }
    const sound = ConversationStore.open(join(folder, 'sound.db'));
    drain(sound.salvage(path));
    expect(sound.read('c1')).toMatchObject({ title: 'c1', settings: OWN });
    expect(sound.read('c2')).toMatchObject({ title: 'c2' });
    expect(sound.read('c2')?.settings).toBeUndefined();
    sound.close();
  });
});

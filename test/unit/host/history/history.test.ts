import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ConversationStore,
  type Changes,
  type Conversation,
} from '../../../../src/host/history/store/conversationStore.ts';
import { History } from '../../../../src/host/history/history.ts';
import type { Failure } from '../../../../src/protocol/failures.ts';
import type { ContextEntry } from '../../../../src/protocol/conversation.ts';
import { answer, chat, question, TestMemento } from './chats.ts';
import { eventually } from '../../../support/eventually.ts';

let folder: string;
let path: string;
let memento: TestMemento;
let troubles: Failure[];
let history: History;
const open = () => new History(path, memento, (failure) => troubles.push(failure));
const record = (changes: Changes) => {
  for (const head of changes.heads) history.record(head, changes.turns);
};
/** What a window that starts now would find. */
function stored(id: string): string[] | undefined {
  const store = ConversationStore.open(path);
  const turns = store.read(id)?.turns.map(({ turn }) => turn.text);
  store.close();
  return turns;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  path = join(folder, 'conversations.db');
  memento = new TestMemento();
  troubles = [];
  history = open();
});
afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true });
});

const first = chat('c1', [question('q1', 'One?'), answer('a1', 'One.')]);

describe('a question that waits', () => {
  const entry = { name: '', label: 'cart.ts', uri: 'file:///cart.ts', firstLine: 8, lastLine: 14, tokens: 60 };
  const context: ContextEntry[] = [{ id: '0', ...entry, text: 'let sum = 0;', attached: 'selection' }];

  it('is given back once, with the lines that went along', () => {
    history.setQueued({ text: 'And then?', context });
    expect(open().takeQueued()).toEqual({ text: 'And then?', context: [{ ...context[0], text: '' }] });
    expect(open().takeQueued()).toBeUndefined();
    history.setQueued({ text: 'Alone?' });
    expect(open().takeQueued()).toEqual({ text: 'Alone?' });
    history.setQueued({ text: 'Sure?', wantsVote: true });
    expect(open().takeQueued()).toEqual({ text: 'Sure?', wantsVote: true });
  });

  it('is left out where what was kept has another shape', () => {
    memento.values.set('queuedQuestion', { text: 'And then?', context: [{ uri: 1 }] });
    expect(history.takeQueued()).toBeUndefined();
  });
});

describe('a locked database', () => {
  let lock: DatabaseSync;
  const lockIt = () => {
    lock = new DatabaseSync(path);
    lock.exec('BEGIN IMMEDIATE');
  };
  const unlock = () => {
    if (lock.isTransaction) lock.exec('ROLLBACK');
  };
  beforeEach(() => {
    record(first);
    history.flush();
    lockIt();
  });
  afterEach(() => lock.close());

  it('is waited for, told once, and keeps nothing from the disk in the end', async () => {
    record(chat('c1', [question('q1', 'One?'), answer('a1', 'Two.')]));
    await eventually(() => expect(troubles).toHaveLength(1));
    expect(troubles[0]).toMatchObject({ name: 'history-unwritable', path });
    unlock();
    await eventually(() => expect(stored('c1')).toEqual(['One?', 'Two.']));
    expect(troubles).toHaveLength(1);
    await eventually(() => expect(readdirSync(join(folder, 'unsaved'))).toEqual([]));
  });

  it('does not keep the chat of before from being read', () => {
    memento.values.set('currentConversation', 'c1');
    const another = open();
    expect(another.current(() => undefined)?.turns).toHaveLength(2);
    another.close();
  });

  it('leaves the words beside it; the next window takes them up when this one is gone', () => {
    record(chat('c1', [question('q1', 'One?'), { ...answer('a1', 'Half an ans'), status: 'writing' }]));
    const { heads, turns } = chat('c2', [question('q2')]);
    record({ heads: heads.map((head) => ({ ...head, settings: { maxTokens: 20 } })), turns });
    history.flush();
    const unsaved = join(folder, 'unsaved');
    const [spill] = readdirSync(unsaved);
    const content = readFileSync(join(unsaved, spill ?? ''), 'utf8');
    expect(statSync(join(unsaved, spill ?? '')).mode & 0o077).toBe(0);
    expect(statSync(unsaved).mode & 0o077).toBe(0);
    unlock();
    // As if the process had died: no process has this number.
    const gone = join(unsaved, (spill ?? '').replace(`${process.pid}-`, '99999999-'));
    writeFileSync(gone, content);
    const next = open();
    expect(next.use('read', (store) => store.read('c1'))?.turns.map(({ turn }) => turn)).toMatchObject([
      { text: 'One?' },
      { text: 'Half an ans', status: 'interrupted' },
    ]);
    expect(next.use('read', (store) => store.read('c2'))?.settings).toEqual({ maxTokens: 20 });
    expect(existsSync(gone)).toBe(false);
    next.close();
  });
});

describe('a database that cannot be read at first', () => {
  it('is told, not shown as an empty chat, and its chat appears once it can be read', async () => {
    record(first);
    history.close();
    memento.values.set('currentConversation', 'c1');
    const held = new DatabaseSync(path);
    held.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE x (y)');
    history = open();
    const later: Conversation[] = [];
    expect(history.current((conversation) => later.push(conversation))).toBeUndefined();
    expect(troubles).toMatchObject([{ name: 'history-unreadable' }]);
    held.exec('ROLLBACK');
    held.close();
    await eventually(() => expect(later).toMatchObject([{ id: 'c1' }]));
  });
});

describe('a damaged database', () => {
  const aside = () => readdirSync(folder).filter((name) => name.includes('.damaged-'));

  it('found at the start is set aside under its name, and a new one is begun', async () => {
    writeFileSync(path, 'This was a database once.'.repeat(100));
    record(first);
    history.flush();
    await eventually(() => expect(troubles).toMatchObject([{ name: 'history-damaged', path }]));
    expect(aside()).toHaveLength(1);
    expect(readFileSync(join(folder, aside()[0] ?? ''), 'utf8')).toContain('This was a database once.');
    expect(stored('c1')).toEqual(['One?', 'One.']);
  });

  it('found while writing: all of the open conversation goes to the new one', async () => {
    const whole = chat('c1', [question('q1', 'One?'), answer('a1', 'One.'), question('q2', 'Two?')]);
    history.setOnScreen(() => whole);
    record(first);
    record(chat('other', [question('x', 'words '.repeat(20_000))]));
    history.flush();
    history.use('read', (store) => store.find('', 100).chats);
    history.close();
    history = open();
    history.setOnScreen(() => whole);
    history.use('read', (store) => store.find('', 100).chats);
    damage();
    record({ heads: whole.heads, turns: whole.turns.slice(2) });
    history.flush();
    await eventually(() => expect(troubles).toMatchObject([{ name: 'history-damaged' }]));
    expect(stored('c1')).toEqual(['One?', 'One.', 'Two?']);
  });

  it('that another window replaced is left behind, not the new one', () => {
    const whole = chat('c1', [question('q1', 'One?')]);
    history.setOnScreen(() => whole);
    record(whole);
    history.flush();
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    const other = ConversationStore.open(path);
    other.write(chat('c2', [question('q2', 'From another window')]));
    record(chat('c1', [question('q1', 'One?'), answer('a1', 'One.')]));
    history.flush();
    expect(stored('c1')).toEqual(['One?', 'One.']);
    expect(stored('c2')).toEqual(['From another window']);
    expect(troubles).toEqual([]);
    other.close();
  });

  /** Overwrites every page but the first. */
  function damage(): void {
    const { size } = statSync(path);
    const bytes = readFileSync(path);
    truncateSync(path, 0);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(size - 4096, 0xa5)]));
  }
});

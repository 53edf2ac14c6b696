import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { History } from '../../../../src/host/history/history.ts';
import { Transcript } from '../../../../src/host/sessions/transcript.ts';
import { answer, question, TestMemento } from './chats.ts';

const MARK = 'Zyxwvut';
let folder: string;
let history: History;
let keeps: boolean;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'private-'));
  history = new History(join(folder, 'conversations.db'), new TestMemento(), () => undefined);
  keeps = true;
});
afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true });
});

const transcript = (isPrivate: boolean, id?: string) => {
  const stored = id === undefined ? undefined : history.use('read', (store) => store.read(id));
  return new Transcript(
    history,
    () => undefined,
    stored,
    () => keeps && !isPrivate,
  );
};
const stored = (id: string) => history.use('read', (store) => store.read(id))?.turns.map(({ turn }) => turn.text);
const onDisk = () =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => statSync(file).isFile())
    .filter((file) => readFileSync(file, 'latin1').includes(MARK));

describe('a private chat', () => {
  it('is never on the disk, whatever happens in it', () => {
    const chat = transcript(true);
    expect(chat.isPrivate).toBe(true);
    chat.add(question('q1', `${MARK}?`));
    chat.add({ ...answer('a1', MARK), status: 'writing' });
    chat.append('a1', `${MARK} more`);
    chat.change('a1', { status: 'finished' });
    chat.keepPrompt({ turn: 'a1', prompt: { text: MARK, tokens: [1] } });
    chat.addVersion(answer('a2', MARK), 'a1');
    chat.switchBranch('a2', -1);
    chat.remove('a2');
    chat.setSettings({ systemPrompt: MARK });
    chat.add(question('q2'));
    history.flush();
    expect(chat.turns.map(({ id }) => id)).toEqual(['q1', 'a1', 'q2']);
    expect(chat.settings).toEqual({ systemPrompt: MARK });
    expect(chat.changes).toEqual({ heads: [], turns: [] });
    expect(history.use('read', (store) => store.find('', 9).chats)).toEqual([]);
    history.close();
    expect(onDisk()).toEqual([]);
  });

  it('stays private when the history is on again', () => {
    keeps = false;
    const chat = transcript(false);
    chat.add(question('q1', MARK));
    keeps = true;
    chat.add(answer('a1', MARK));
    history.close();
    expect(chat.isPrivate).toBe(true);
    expect(onDisk()).toEqual([]);
  });
});

describe('a stored chat while the history is off', () => {
  it('gets nothing more, but loses what is deleted from it', () => {
    const first = transcript(false);
    first.add(question('q1', 'One?'));
    first.add(answer('a1', 'One.'));
    history.flush();
    keeps = false;
    const chat = transcript(false, first.id);
    expect([chat.isPrivate, chat.isStored]).toEqual([true, true]);
    chat.add(question('q2', MARK));
    history.flush();
    expect(stored(first.id)).toEqual(['One?', 'One.']);
    chat.setSettings({ systemPrompt: MARK });
    chat.remove('a1');
    history.flush();
    const turns = history.use('read', (store) => store.read(first.id))?.turns ?? [];
    expect(turns.map(({ deleted }) => deleted !== undefined)).toEqual([false, true]);
    history.close();
    expect(onDisk()).toEqual([]);
  });
});

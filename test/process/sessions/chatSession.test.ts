import { samplingParams } from '../../../src/protocol/sampling.ts';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { OpenChats } from '../../../src/host/sessions/openChats.ts';
import { type ChatPlace } from '../../../src/host/sessions/openChats.ts';
import type { History } from '../../../src/host/history/history.ts';
import { fromJson, toJson } from '../../../src/host/history/exchange/chatFile.ts';
import { ModelStore } from '../../../src/host/models/store.ts';
import { isDemoRefusal } from '../../../src/reasoning/answers/demoRefusal.ts';
import type { Answer } from '../../../src/protocol/conversation.ts';
import type { PanelState, ToPanel } from '../../../src/protocol/panel.ts';
import { reduce } from '../../../src/webview/state.ts';
import { DEMO_MODEL, pacedEngine } from '../../support/engine.ts';
import { TestMemento } from '../../unit/host/history/chats.ts';
import { chatsOn, SESSION_SETTINGS } from '../../support/chats.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-'));
const engine = pacedEngine({}, undefined, { identify: (path) => new ModelStore(folder).knownHash(path) });
const settings = { ...SESSION_SETTINGS, votes: 5 };
const panelState: PanelState = {
  conversationId: '',
  turns: [],
  branches: {},
  engine: { state: 'idle' },
  model: { name: 'Demo', isDemo: true, examples: [] },
};
let number = 0;
let history: History;
let openChats: OpenChats;

function open(path: string, memento = new TestMemento()): TestMemento {
  ({ history, openChats } = chatsOn(engine, path, () => settings, memento));
  return memento;
}
beforeEach(() => void open(join(folder, `${number++}.db`)));
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const ended = () =>
  new Promise<void>((resolve) => {
    const listen = (isGenerating: boolean) => {
      if (isGenerating) return;
      openChats.off('generating', listen);
      resolve();
    };
    openChats.on('generating', listen);
  });
async function ask(text: string): Promise<Answer> {
  const end = ended();
  openChats.current.ask({ text });
  await end;
  return last();
}
function last(): Answer {
  const turn = openChats.current.transcript.turns.at(-1);
  if (turn?.role !== 'assistant') throw new Error('no answer at the end');
  return turn;
}
const idAt = (index: number) => openChats.current.transcript.turns[index]?.id ?? '';
const texts = () => openChats.current.transcript.turns.filter(({ role }) => role === 'user').map(({ text }) => text);

describe('a window that starts', () => {
  it('opens no database before somebody asks for the conversation, and then says so once', () => {
    const path = join(folder, `${number}.db`);
    const memento = new TestMemento();
    memento.values.set('currentConversation', 'c1');
    history.close();
    open(path, memento);
    let read = 0;
    openChats.on('read', () => read++);
    expect(existsSync(path)).toBe(false);
    expect(openChats.current.transcript.turns).toEqual([]);
    expect(existsSync(path)).toBe(true);
    expect(openChats.current.transcript.title).toBe('');
    expect(read).toBe(1);
  });
});

describe('the conversation', () => {
  it('keeps the answers before and after an edit, and prefills only what changed', async () => {
    await ask('What is 3 + 4?');
    await ask('Now double it.');
    const end = ended();
    await openChats.current.edit(idAt(2), 'Now add 1 to it.');
    await end;
    expect(texts()).toEqual(['What is 3 + 4?', 'Now add 1 to it.']);
    const { stats, settings: used } = last();
    // The first question and its answer, at least, are still in the KV cache.
    expect(stats?.reusedTokens).toBeGreaterThan((stats?.promptTokens ?? 0) / 2);
    expect(used).toEqual({
      ...samplingParams({ seed: expect.any(Number) as number }),
      maxTokens: 200,
      systemPrompt: '',
    });
    expect(openChats.current.transcript.branches).toEqual({ [idAt(2)]: { place: 2, count: 2 } });
    openChats.current.switchBranch(idAt(2), -1);
    expect(texts()).toEqual(['What is 3 + 4?', 'Now double it.']);
    expect(last().text).toContain('14');
  });

  it('goes on with what the demo model can, after something that it cannot', async () => {
    const refused = await ask('Tell me about the Vikings.');
    expect(isDemoRefusal(refused.text)).toBe(true);
    expect((await ask('What is 3 + 4?')).text).toContain('7');
    const rolls = await ask(
      'A baker has 48 rolls and sells 19 of them. Then 12 more are baked. How many rolls are there now?',
    );
    expect(rolls.text).toContain('41');
  });

  it('is called by what its first question is about, also in the list of chats', async () => {
    const end = ended();
    openChats.current.ask({ text: 'What is 3 + 4?', title: 'sum · math.ts 3' });
    await end;
    await ask('Now double it.');
    expect(openChats.current.transcript.title).toBe('sum · math.ts 3');
    const stored = history.use('read', (store) => store.read(openChats.current.transcript.id));
    expect(stored?.title).toBe('sum · math.ts 3');
    expect(stored?.turns[0]?.turn).not.toHaveProperty('title');
  });

  it('written again is drawn anew, and stands beside the one there was unless it says the same', async () => {
    const first = await ask('What is 3 + 4?');
    expect(first.settings).toMatchObject({ temperature: 0 });
    const { transcript } = openChats.current;
    const tries = 6;
    for (let i = 0; i < tries; i++) {
      const end = ended();
      openChats.current.retry(last().id);
      await end;
    }
    const versions = transcript.changes.turns.flatMap(({ turn, deleted }) =>
      turn.role === 'assistant' && deleted === undefined ? [turn] : [],
    );
    expect(new Set(versions.map(({ text }) => text)).size).toBe(versions.length);
    const repeats = versions.reduce((sum, { repeats: n = 0 }) => sum + n, 0);
    expect(versions.length + repeats).toBe(1 + tries);
    // With what a tiny model is sure of, most of them say the same.
    expect(repeats).toBeGreaterThan(0);
    for (const { id, settings: used } of versions) {
      if (id !== first.id) expect(used).toMatchObject({ temperature: 0.8, isAnew: true });
    }
    const stored = history.use('read', (store) => store.read(transcript.id));
    expect(stored?.turns.flatMap(({ turn, deleted }) => (deleted === undefined ? [turn] : []))).toHaveLength(
      1 + versions.length,
    );
  });

  it('edited in the middle of an answer stops that one, whose words stay', async () => {
    await ask('What is 3 + 4?');
    openChats.current.ask({ text: 'What is 20 - 5?' });
    await openChats.current.edit(idAt(2), 'What is 9 times 8?');
    await ended();
    expect(last()).toMatchObject({ status: 'finished' });
    expect(last().text).toContain('72');
    openChats.current.switchBranch(idAt(2), -1);
    expect(last().status).toBe('stopped');
  });

  it('exported and read in again says which file answered, how, and what it read, token by token', async () => {
    await ask('What is 3 + 4?');
    await ask('Now double it.');
    const read = openChats.current.transcript.lastPrompt;
    const second = last();
    const again = ended();
    await openChats.current.edit(idAt(2), 'Now double that.');
    await again;
    const sha256 = createHash('sha256').update(readFileSync(DEMO_MODEL)).digest('hex');
    const run = { file: 'reasoning-demo-tiny.q8_0.gguf', sha256, chatTemplate: 'cerebrum', kvCacheType: 'f16' };
    expect(second.stats?.run).toMatchObject(run);

    const { id, head, changes } = openChats.current.transcript;
    const prompts = history.use('read', (store) => store.prompts(id));
    expect(prompts.size).toBe(3);
    expect(prompts.get(second.id)).toEqual(read);
    expect(read?.text).toMatch(/User: What is 3 \+ 4\?\nAI: [^]*User: Now double it\.\nAI:$/);
    expect(read?.tokens).toHaveLength(second.stats?.promptTokens ?? 0);

    const json = toJson({ ...head, turns: changes.turns }, prompts);
    const copy = fromJson(json);
    history.use('write', (store) => store.write(copy));
    const stored = history.use('read', (store) => store.read(copy.heads[0]?.id ?? ''));
    const own = (text: string) => JSON.parse(text) as { turns: Record<string, unknown>[] };
    const copied = history.use('read', (store) => store.prompts(copy.heads[0]?.id ?? ''));
    const withoutIds = ({ turns }: { turns: Record<string, unknown>[] }) =>
      turns.map((turn) => ({ ...turn, id: '', parent: '' }));
    if (stored === undefined) throw new Error('the chat that was read in is there');
    expect(withoutIds(own(toJson(stored, copied)))).toEqual(withoutIds(own(json)));
  });

  it('deletes turns and takes that back, also after another chat was on screen', async () => {
    await ask('What is 3 + 4?');
    await ask('Now double it.');
    const { id } = openChats.current.transcript;
    const deletion = await openChats.deleteTurn(idAt(2));
    expect(deletion?.turns).toBe(2);
    expect(texts()).toEqual(['What is 3 + 4?']);
    await openChats.newChat();
    await openChats.open(id);
    expect(texts()).toEqual(['What is 3 + 4?']);
    const told = new Promise((resolve) => openChats.once('message', resolve));
    deletion?.undo();
    expect(await told).toMatchObject({ type: 'pathChanged' });
    expect(texts()).toEqual(['What is 3 + 4?', 'Now double it.']);
  });

  it('takes a question that is asked while a new chat still waits for the end of the old one', async () => {
    openChats.current.ask({ text: 'Explain step by step: let a = 3; let b = a * 4;' });
    const { id } = openChats.current.transcript;
    const shown = openChats.newChat();
    const asked = openChats.ask({ text: 'What is 3 + 4?' });
    await shown;
    const end = ended();
    await asked;
    expect(openChats.current.transcript.id).not.toBe(id);
    expect(texts()).toEqual(['What is 3 + 4?']);
    await end;
    expect(openChats.current.transcript.turns.at(-1)).toMatchObject({ text: expect.stringContaining('7') as string });
  });

  it('deleted leaves an empty chat and comes back as it was', async () => {
    await ask('What is 3 + 4?');
    const { id } = openChats.current.transcript;
    const undo = await openChats.deleteConversation(id);
    expect(openChats.current.transcript.turns).toEqual([]);
    expect(history.use('read', (store) => store.find('3', 100).chats)).toEqual([]);
    await undo();
    expect(openChats.current.transcript.id).toBe(id);
    expect(texts()).toEqual(['What is 3 + 4?']);
  });

  it('opened at words that stand on another branch shows that branch', async () => {
    await ask('What is 3 + 4?');
    const end = ended();
    await openChats.current.edit(idAt(0), 'What is 9 times 8?');
    await end;
    const { id } = openChats.current.transcript;
    await openChats.newChat();
    const [found] = history.use('read', (store) => store.find('3 4', 100).chats);
    expect(found?.id).toBe(id);
    await openChats.open(id, found?.hit?.turn);
    expect(texts()).toEqual(['What is 3 + 4?']);
  });
});

describe('the panel', () => {
  it('the panel, which hears of changes as JSON, shows the same answer after a failure and another try', async () => {
    let panel = reduce(undefined, {
      type: 'snapshot',
      state: { ...panelState, conversationId: openChats.current.transcript.id },
    });
    openChats.on('message', (message) => (panel = reduce(panel, JSON.parse(JSON.stringify(message)) as ToPanel)));
    await engine.local.configure({ modelPath: join(folder, 'gone.gguf'), gpu: 'cpu', contextSize: 4096 });
    const { id, status, failure } = await ask('What is 3 + 4?');
    expect([status, failure?.name]).toEqual(['failed', 'model-missing']);
    await engine.local.configure({ modelPath: DEMO_MODEL, gpu: 'cpu', contextSize: 4096 });
    const end = ended();
    openChats.current.retry(id);
    await end;
    expect(last().text).toContain('7');
    expect(panel?.turns).toEqual(openChats.current.transcript.turns);
  });
});

describe('several places', () => {
  const told = (place: ChatPlace): string[] => {
    const types: string[] = [];
    place.on('message', ({ type }) => types.push(type));
    return types;
  };

  it('that show one conversation are told the same, but words come back to one of them', async () => {
    const editor = openChats.addPlace();
    const [inSideBar, inEditor] = [told(openChats.home), told(editor)];
    await ask('What is 3 + 4?');
    expect(inEditor).toEqual(inSideBar);
    expect(inEditor).toContain('append');
    openChats.activate(editor);
    openChats.current.ask({ text: ' ' });
    expect(inEditor.at(-1)).toBe('refused');
    expect(inSideBar).not.toContain('refused');
  });

  it('go on to other conversations by themselves; what is asked is asked where the user is', async () => {
    await ask('What is 3 + 4?');
    const { id } = openChats.current.transcript;
    const editor = openChats.addPlace();
    await openChats.newChat();
    expect(editor.session.transcript.id).toBe(id);
    await ask('What is 9 times 8?');
    expect(editor.session.transcript.turns).toHaveLength(2);
    openChats.activate(editor);
    expect((await ask('Now double it.')).text).toContain('14');
    expect(openChats.home.session.transcript.turns).toHaveLength(2);
    await openChats.open(openChats.home.session.transcript.id);
    expect(editor.session).toBe(openChats.home.session);
    expect(openChats.placeOf(id)).toBeUndefined();
  });

  it('stop an answer when the last of them leaves it, not before', async () => {
    const editor = openChats.addPlace();
    openChats.current.ask({ text: 'What is 3 + 4?' });
    const { session: left } = openChats.home;
    await openChats.newChat();
    expect(left.isGenerating).toBe(true);
    expect(openChats.isGenerating).toBe(true);
    await openChats.removePlace(editor);
    expect(left.isGenerating).toBe(false);
    expect(left.transcript.turns.at(-1)).toMatchObject({ status: 'stopped' });
  });

  it('may be a thread, which keeps the answer going and is never where the user is', async () => {
    const { session } = openChats.home;
    const thread = openChats.addThread();
    thread.session.ask({ text: 'What is 3 + 4?' });
    expect(openChats.placeOf(session.transcript.id)).toBe(openChats.home);
    await openChats.newChat();
    expect(session.isGenerating).toBe(true);
    expect(openChats.placeOf(session.transcript.id)).toBeUndefined();
    expect(openChats.active).toBe(openChats.home);
    // The panel shows it again as the conversation that is open already.
    await openChats.open(session.transcript.id);
    expect(openChats.current).toBe(session);
    await openChats.removePlace(thread);
    expect(session.isGenerating).toBe(true);
    await openChats.newChat();
    expect(session.isGenerating).toBe(false);
  });

  it('come back after a reload with what each of them showed', async () => {
    const path = join(folder, 'reload.db');
    const memento = open(path);
    await ask('What is 3 + 4?');
    const editor = openChats.addPlace();
    openChats.activate(editor);
    await openChats.newChat();
    await ask('What is 9 times 8?');
    const [inSideBar, inEditor] = [openChats.home, editor].map((place) => place.session.transcript.id);
    history.close();
    open(path, memento);
    expect(openChats.home.session.transcript.id).toBe(inSideBar);
    expect(openChats.addPlace(inEditor).session.transcript.turns).toHaveLength(2);
    expect(openChats.addPlace('gone').session.transcript.turns).toEqual([]);
  });

  it('that show a deleted conversation show it again when that is taken back', async () => {
    await ask('What is 3 + 4?');
    const editor = openChats.addPlace();
    const undo = await openChats.deleteConversation(openChats.current.transcript.id);
    expect([openChats.home, editor].map((place) => place.session.transcript.turns.length)).toEqual([0, 0]);
    await undo();
    expect(openChats.home.session).toBe(editor.session);
    expect(texts()).toEqual(['What is 3 + 4?']);
  });
});

describe('an answer in steps', () => {
  it('keeps what each step took, also in the history and when it goes on from a step', async () => {
    const { id, stepCosts, stats } = await ask(
      'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?',
    );
    expect(stepCosts).toHaveLength(3);
    const tokens = stepCosts?.reduce((sum, cost) => sum + (cost?.tokens ?? 0), 0) ?? 0;
    expect(tokens).toBeGreaterThan(10);
    expect(tokens).toBeLessThan(stats?.generatedTokens ?? 0);
    const stored = history.use('read', (store) => store.read(openChats.current.transcript.id));
    expect(stored?.turns.at(-1)?.turn).toMatchObject({ stepCosts });
    const end = ended();
    openChats.current.redoStep(id, 1);
    await end;
    expect(last().stepCosts?.[0]).toEqual(stepCosts?.[0]);
    expect(last().stepCosts?.[1]?.tokens).toBeGreaterThan(0);
  });
});

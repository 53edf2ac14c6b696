import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ActiveSession, type ChatPlace } from '../../../src/host/chat/activeSession.ts';
import { History } from '../../../src/host/chat/history.ts';
import { fromJson, toJson } from '../../../src/host/chat/chatFile.ts';
import { samplingParams } from '../../../src/protocol/sampling.ts';
import { modelRun } from '../../../src/host/models/modelRun.ts';
import { ModelStore } from '../../../src/host/models/store.ts';
import { failureText } from '../../../src/host/platform/failureText.ts';
import type { Failure } from '../../../src/protocol/failures.ts';
import type { Answer, PanelState, ToPanel } from '../../../src/protocol/panel.ts';
import { reduce } from '../../../src/webview/state.ts';
import { DEMO_MODEL, demoEngine } from '../../support/engine.ts';
import { TestMemento } from '../../unit/host/chat/chats.ts';

const folder = mkdtempSync(join(tmpdir(), 'session-'));
const engine = demoEngine({}, undefined, { identify: (path) => new ModelStore(folder).knownHash(path) });
const settings = { maxTokens: 200, temperature: 0, systemPrompt: '' };
const panelState: PanelState = {
  conversationId: '',
  turns: [],
  branches: {},
  engine: { state: 'idle' },
  model: { name: 'Demo', isDemo: true, examples: [] },
};
let number = 0;
let history: History;
let session: ActiveSession;

function open(path: string, memento = new TestMemento()): TestMemento {
  history = new History(path, memento, (failure) => {
    throw new Error(failure.name);
  });
  const failureView = (failure: Failure) => ({ name: failure.name, ...failureText(failure), actions: [] });
  session = new ActiveSession({
    engine,
    history,
    settings: () => settings,
    failureView,
    runOf: modelRun,
  });
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
      session.off('generating', listen);
      resolve();
    };
    session.on('generating', listen);
  });
async function ask(text: string): Promise<Answer> {
  const end = ended();
  session.ask({ text });
  await end;
  return last();
}
function last(): Answer {
  const turn = session.transcript.turns.at(-1);
  if (turn?.role !== 'assistant') throw new Error('no answer at the end');
  return turn;
}
const idAt = (index: number) => session.transcript.turns[index]?.id ?? '';
const texts = () => session.transcript.turns.filter(({ role }) => role === 'user').map(({ text }) => text);

describe('a window that starts', () => {
  it('opens no database before somebody asks for the conversation, and then says so once', () => {
    const path = join(folder, `${number}.db`);
    const memento = new TestMemento();
    memento.values.set('currentConversation', 'c1');
    history.close();
    open(path, memento);
    let read = 0;
    session.on('read', () => read++);
    expect(existsSync(path)).toBe(false);
    expect(session.transcript.turns).toEqual([]);
    expect(existsSync(path)).toBe(true);
    expect(session.transcript.title).toBe('');
    expect(read).toBe(1);
  });
});

describe('the conversation', () => {
  it('keeps the answers before and after an edit, and prefills only what changed', async () => {
    await ask('What is 3 + 4?');
    await ask('Now double it.');
    const end = ended();
    await session.edit(idAt(2), 'Now add 1 to it.');
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
    expect(session.transcript.branches).toEqual({ [idAt(2)]: { place: 2, count: 2 } });
    session.switchBranch(idAt(2), -1);
    expect(texts()).toEqual(['What is 3 + 4?', 'Now double it.']);
    expect(last().text).toContain('14');
  });

  it('writes an answer again beside the one there was', async () => {
    const { id, text } = await ask('What is 3 + 4?');
    const end = ended();
    session.retry(id);
    await end;
    expect(last()).toMatchObject({ status: 'finished', text });
    expect(last().id).not.toBe(id);
    expect(session.transcript.branches[idAt(1)]).toEqual({ place: 2, count: 2 });
  });

  it('edited in the middle of an answer stops that one, whose words stay', async () => {
    await ask('What is 3 + 4?');
    session.ask({ text: 'What is 20 - 5?' });
    await session.edit(idAt(2), 'What is 9 times 8?');
    await ended();
    expect(last()).toMatchObject({ status: 'finished' });
    expect(last().text).toContain('72');
    session.switchBranch(idAt(2), -1);
    expect(last().status).toBe('stopped');
  });

  it('exported and read in again says which file answered, how, and what it read, token by token', async () => {
    await ask('What is 3 + 4?');
    await ask('Now double it.');
    const read = session.lastPrompt;
    const second = last();
    const again = ended();
    session.retry(second.id);
    await again;
    const sha256 = createHash('sha256').update(readFileSync(DEMO_MODEL)).digest('hex');
    const run = { file: 'reasoning-demo-tiny.q8_0.gguf', sha256, chatTemplate: 'cerebrum', kvCacheType: 'f16' };
    expect(second.stats?.run).toMatchObject(run);

    const { id, head, changes } = session.transcript;
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
    const { id } = session.transcript;
    const deletion = await session.deleteTurn(idAt(2));
    expect(deletion?.turns).toBe(2);
    expect(texts()).toEqual(['What is 3 + 4?']);
    await session.newChat();
    await session.open(id);
    expect(texts()).toEqual(['What is 3 + 4?']);
    const told = new Promise((resolve) => session.once('message', resolve));
    deletion?.undo();
    expect(await told).toMatchObject({ type: 'pathChanged' });
    expect(texts()).toEqual(['What is 3 + 4?', 'Now double it.']);
  });

  it('deleted leaves an empty chat and comes back as it was', async () => {
    await ask('What is 3 + 4?');
    const { id } = session.transcript;
    const undo = await session.deleteConversation(id);
    expect(session.transcript.turns).toEqual([]);
    expect(history.use('read', (store) => store.find('3', 100).chats)).toEqual([]);
    await undo();
    expect(session.transcript.id).toBe(id);
    expect(texts()).toEqual(['What is 3 + 4?']);
  });

  it('opened at words that stand on another branch shows that branch', async () => {
    await ask('What is 3 + 4?');
    const end = ended();
    await session.edit(idAt(0), 'What is 9 times 8?');
    await end;
    const { id } = session.transcript;
    await session.newChat();
    const [found] = history.use('read', (store) => store.find('3 4', 100).chats);
    expect(found?.id).toBe(id);
    await session.open(id, found?.hit?.turn);
    expect(texts()).toEqual(['What is 3 + 4?']);
  });
});

describe('the panel', () => {
  it('the panel, which hears of changes as JSON, shows the same answer after a failure and another try', async () => {
    let panel = reduce(undefined, {
      type: 'snapshot',
      state: { ...panelState, conversationId: session.transcript.id },
    });
    session.on('message', (message) => (panel = reduce(panel, JSON.parse(JSON.stringify(message)) as ToPanel)));
    await engine.local.configure({ modelPath: join(folder, 'gone.gguf'), gpu: 'cpu', contextSize: 4096 });
    const { id, status, failure } = await ask('What is 3 + 4?');
    expect([status, failure?.name]).toEqual(['failed', 'model-missing']);
    await engine.local.configure({ modelPath: DEMO_MODEL, gpu: 'cpu', contextSize: 4096 });
    const end = ended();
    session.retry(id);
    await end;
    expect(last().text).toContain('7');
    expect(panel?.turns).toEqual(session.transcript.turns);
  });
});

describe('several places', () => {
  const told = (place: ChatPlace): string[] => {
    const types: string[] = [];
    place.on('message', ({ type }) => types.push(type));
    return types;
  };

  it('that show one conversation are told the same, but words come back to one of them', async () => {
    const editor = session.addPlace();
    const [inSideBar, inEditor] = [told(session.home), told(editor)];
    await ask('What is 3 + 4?');
    expect(inEditor).toEqual(inSideBar);
    expect(inEditor).toContain('append');
    session.activate(editor);
    session.ask({ text: ' ' });
    expect(inEditor.at(-1)).toBe('refused');
    expect(inSideBar).not.toContain('refused');
  });

  it('go on to other conversations by themselves; what is asked is asked where the user is', async () => {
    await ask('What is 3 + 4?');
    const { id } = session.transcript;
    const editor = session.addPlace();
    await session.newChat();
    expect(editor.session.transcript.id).toBe(id);
    await ask('What is 9 times 8?');
    expect(editor.session.transcript.turns).toHaveLength(2);
    session.activate(editor);
    expect((await ask('Now double it.')).text).toContain('14');
    expect(session.home.session.transcript.turns).toHaveLength(2);
    await session.open(session.home.session.transcript.id);
    expect(editor.session).toBe(session.home.session);
    expect(session.placeOf(id)).toBeUndefined();
  });

  it('stop an answer when the last of them leaves it, not before', async () => {
    const editor = session.addPlace();
    session.ask({ text: 'What is 3 + 4?' });
    const { session: left } = session.home;
    await session.newChat();
    expect(left.isGenerating).toBe(true);
    expect(session.isGenerating).toBe(true);
    await session.removePlace(editor);
    expect(left.isGenerating).toBe(false);
    expect(left.transcript.turns.at(-1)).toMatchObject({ status: 'stopped' });
  });

  it('come back after a reload with what each of them showed', async () => {
    const path = join(folder, 'reload.db');
    const memento = open(path);
    await ask('What is 3 + 4?');
    const editor = session.addPlace();
    session.activate(editor);
    await session.newChat();
    await ask('What is 9 times 8?');
    const [inSideBar, inEditor] = [session.home, editor].map((place) => place.session.transcript.id);
    history.close();
    open(path, memento);
    expect(session.home.session.transcript.id).toBe(inSideBar);
    expect(session.addPlace(inEditor).session.transcript.turns).toHaveLength(2);
    expect(session.addPlace('gone').session.transcript.turns).toEqual([]);
  });

  it('that show a deleted conversation show it again when that is taken back', async () => {
    await ask('What is 3 + 4?');
    const editor = session.addPlace();
    const undo = await session.deleteConversation(session.transcript.id);
    expect([session.home, editor].map((place) => place.session.transcript.turns.length)).toEqual([0, 0]);
    await undo();
    expect(session.home.session).toBe(editor.session);
    expect(texts()).toEqual(['What is 3 + 4?']);
  });
});

describe('an answer in steps', () => {
  it('keeps what each step took, also in the history and when it goes on from a step', async () => {
    const { id, stepCosts, stats } = await ask(
      'Tom has 12 apples. He eats 3 and gives 4 to Ana. How many apples are left?',
    );
    expect(stepCosts).toHaveLength(3);
    const tokens = stepCosts?.reduce((sum, cost) => sum + (cost?.tokens ?? 0), 0) ?? 0;
    expect(tokens).toBeGreaterThan(10);
    expect(tokens).toBeLessThan(stats?.generatedTokens ?? 0);
    const stored = history.use('read', (store) => store.read(session.transcript.id));
    expect(stored?.turns.at(-1)?.turn).toMatchObject({ stepCosts });
    const end = ended();
    session.redoStep(id, 1);
    await end;
    expect(last().stepCosts?.[0]).toEqual(stepCosts?.[0]);
    expect(last().stepCosts?.[1]?.tokens).toBeGreaterThan(0);
  });
});

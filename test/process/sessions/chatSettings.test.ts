import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { History } from '../../../src/host/history/history.ts';
import { ModelStore } from '../../../src/host/models/store.ts';
import { receiptOf } from '../../../src/host/receipts/answerReceipt.ts';
import { replay } from '../../../src/host/receipts/replay.ts';
import type { OpenChats } from '../../../src/host/sessions/openChats.ts';
import { modelTurns } from '../../../src/host/sessions/transcript.ts';
import type { Answer } from '../../../src/protocol/conversation.ts';
import type { ToPanel } from '../../../src/protocol/panel.ts';
import { answerEnded, chatsOn, lastAnswer, SESSION_SETTINGS } from '../../support/chats.ts';
import { demoEngine } from '../../support/engine.ts';
import { TestMemento } from '../../unit/host/history/chats.ts';

const PROMPT = 'You count\nslowly.';
const TOM = 'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?';

const folder = mkdtempSync(join(tmpdir(), 'chat-settings-'));
const engine = demoEngine({}, undefined, { identify: (path) => new ModelStore(folder).knownHash(path) });
let settings = SESSION_SETTINGS;
let history: History;
let openChats: OpenChats;
let memento: TestMemento;
let number = 0;
let path: string;
const open = () => ({ history, openChats } = chatsOn(engine, path, () => settings, memento));
beforeEach(() => {
  settings = SESSION_SETTINGS;
  memento = new TestMemento();
  path = join(folder, `${number++}.db`);
  open();
});
afterEach(() => history.close());
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

async function ask(text: string, wantsVote = false): Promise<Answer> {
  const before = openChats.current.transcript.turns.at(-1)?.id;
  openChats.current.ask({ text, ...(wantsVote && { wantsVote }) });
  await answerEnded(openChats, before);
  return lastAnswer(openChats);
}
const promptText = () => openChats.current.transcript.lastPrompt?.text ?? '';

describe('a chat with settings of its own', () => {
  it('asks with them, by whichever way its answers come, and no other chat does', async () => {
    openChats.current.setSettings({ temperature: 0.5, maxTokens: 12, systemPrompt: PROMPT });
    const first = await ask(TOM);
    expect(first).toMatchObject({ status: 'limit', stats: { generatedTokens: 12 } });
    expect(first.settings).toMatchObject({ temperature: 0.5, maxTokens: 12, systemPrompt: PROMPT });
    expect(promptText()).toMatch(/^You count\nslowly\.\n?User: Tom/);

    openChats.current.continueAnswer(first.id);
    await answerEnded(openChats);
    expect(lastAnswer(openChats)).toMatchObject({ id: first.id, settings: { maxTokens: 12, systemPrompt: PROMPT } });
    openChats.current.retry(first.id);
    await answerEnded(openChats, first.id);
    const again = lastAnswer(openChats);
    expect(again.settings).toMatchObject({ temperature: 0.5, maxTokens: 12, systemPrompt: PROMPT });
    expect(again.settings).not.toHaveProperty('isAnew');
    expect(openChats.current.promptFor({ text: 'And then?' })).toMatchObject({
      turns: [{ role: 'system', content: PROMPT }, {}, {}, { role: 'user', content: 'And then?' }],
      maxTokens: 12,
    });

    const vote = await ask(TOM, true);
    expect(vote.settings).toMatchObject({ temperature: 0.7, maxTokens: 12, systemPrompt: PROMPT });

    await openChats.newChat();
    const other = await ask(TOM);
    expect(other.status).toBe('finished');
    expect(other.settings).toMatchObject({ temperature: 0, maxTokens: 200, systemPrompt: '' });
    expect(promptText()).not.toContain('slowly');
  });

  it('has them again in another window, and follows the settings once they are reset', async () => {
    const { transcript } = openChats.current;
    await ask('What is 3 + 4?');
    openChats.current.setSettings({ maxTokens: 5 });
    expect(lastAnswer(openChats).status).toBe('finished');
    history.close();
    open();
    expect(openChats.current.transcript.id).toBe(transcript.id);
    expect(await ask(TOM)).toMatchObject({ status: 'limit', stats: { generatedTokens: 5 } });
    openChats.current.setSettings({});
    settings = { ...SESSION_SETTINGS, maxTokens: 7 };
    expect(await ask(TOM)).toMatchObject({ status: 'limit', settings: { maxTokens: 7 } });
    history.close();
    open();
    expect(openChats.current.transcript.settings).toEqual({});
  });

  it('that is begun with them has them on disk, and its pages are told', async () => {
    const told: ToPanel[] = [];
    openChats.on('message', (message) => told.push(message));
    openChats.current.setSettings({ systemPrompt: '' });
    expect(told).toEqual([
      {
        type: 'chatSettingsChanged',
        own: { systemPrompt: '' },
        settings: { temperature: 0, maxTokens: 200, systemPrompt: '' },
      },
    ]);
    settings = { ...SESSION_SETTINGS, systemPrompt: PROMPT };
    await ask('What is 3 + 4?');
    expect(promptText()).not.toContain(PROMPT);
    const { id } = openChats.current.transcript;
    expect(history.use('read', (store) => store.read(id))?.settings).toEqual({ systemPrompt: '' });
  });

  it('that is still empty has them again in another window; a private one, and the next one, do not', async () => {
    openChats.current.setSettings({ maxTokens: 5 });
    history.close();
    open();
    expect(openChats.current.transcript).toMatchObject({ settings: { maxTokens: 5 }, turns: [] });
    expect(await ask(TOM)).toMatchObject({ status: 'limit', settings: { maxTokens: 5 } });
    await openChats.newPrivateChat();
    openChats.current.setSettings({ maxTokens: 6 });
    expect(JSON.stringify([...memento.values])).not.toContain('maxTokens');
    await openChats.newChat();
    history.close();
    open();
    expect(openChats.current.transcript.settings).toEqual({});
  });

  it('changes nothing in memory where the history cannot be written', async () => {
    await ask('What is 3 + 4?');
    openChats.current.setSettings({ maxTokens: 5 });
    history.use = () => {
      throw new Error('read-only');
    };
    expect(() => openChats.current.setSettings({ maxTokens: 6 })).toThrow('read-only');
    expect(openChats.current.transcript.settings).toEqual({ maxTokens: 5 });
  });

  it('has no receipt of an answer that goes on with another system prompt, for one has only one', async () => {
    openChats.current.setSettings({ maxTokens: 12 });
    const { id } = await ask(TOM);
    openChats.current.continueAnswer(id);
    await answerEnded(openChats);
    expect(lastAnswer(openChats)).toMatchObject({ id, earlier: [{ maxTokens: 12 }] });
    openChats.current.setSettings({ maxTokens: 12, systemPrompt: PROMPT });
    openChats.current.continueAnswer(id);
    await answerEnded(openChats);
    expect(lastAnswer(openChats).id).toBe(id);
    expect(lastAnswer(openChats)).not.toHaveProperty('made');
  });

  it('has receipts of what was used, which make the same answer after the settings changed', async () => {
    openChats.current.setSettings({ temperature: 0.9, maxTokens: 15, systemPrompt: PROMPT });
    const answer = await ask(TOM);
    const { transcript } = openChats.current;
    const prompt = transcript.promptOf(answer.id) ?? { text: '', tokens: [] };
    const turns = modelTurns(transcript.turns, answer.id, {
      systemPrompt: answer.settings?.systemPrompt ?? '',
      goOn: false,
    });
    const receipt = receiptOf({ answer, turns, prompt, version: '0', sha256: 'a'.repeat(64) });
    expect(receipt).toMatchObject({ maxTokens: 15, turns: [{ role: 'system', content: PROMPT }, {}] });
    expect(receipt?.made.sampling).toMatchObject({ temperature: 0.9 });
    openChats.current.setSettings({ temperature: 0 });
    const replayed = receipt && (await replay(engine, receipt, new AbortController().signal));
    expect(replayed?.comparison.same).toBe(true);
  });
});

import { modelRun } from '../../../src/host/models/modelRun.ts';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenChats } from '../../../src/host/sessions/openChats.ts';
import { History } from '../../../src/host/history/history.ts';
import {
  NextQuestion,
  type AttachedThings,
  type ReadAttachment,
} from '../../../src/host/panel/composer/nextQuestion.ts';
import { ModelStore } from '../../../src/host/models/store.ts';
import { failureText } from '../../../src/host/platform/texts/failureText.ts';
import type { Failure } from '../../../src/protocol/failures.ts';
import type { AttachmentView, ContextMeter } from '../../../src/protocol/composer.ts';
import type { Answer, ContextEntry, Question } from '../../../src/protocol/conversation.ts';
import { promptTokens } from '../../../src/reasoning/prompt/contextUse.ts';
import { demoEngine } from '../../support/engine.ts';
import { TestMemento } from '../../unit/host/history/chats.ts';
import { SESSION_SETTINGS } from '../../support/chats.ts';

const folder = mkdtempSync(join(tmpdir(), 'next-'));
const engine = demoEngine({}, undefined, { identify: (path) => new ModelStore(folder).knownHash(path) });
const settings = { ...SESSION_SETTINGS, maxTokens: 60, contextSize: 4096 };
const failureView = (failure: Failure) => ({ name: failure.name, ...failureText(failure), actions: [] });
let number = 0;

class Things extends EventEmitter<{ changed: [] }> implements AttachedThings {
  things: readonly ReadAttachment[] = [];
  restored: readonly ContextEntry[] = [];
  get isEmpty(): boolean {
    return this.things.length === 0;
  }
  read(): Promise<readonly ReadAttachment[]> {
    return Promise.resolve(this.things);
  }
  set(things: readonly ReadAttachment[]): void {
    this.things = things;
    this.emit('changed');
  }
  remove(...ids: readonly string[]): void {
    this.set(this.things.filter(({ id }) => !ids.includes(id)));
  }
  restore(context: readonly ContextEntry[]): void {
    this.restored = context;
  }
}

const file = (label: string, lines: readonly string[]): ReadAttachment => {
  const uri = `file:///${label}`;
  const text = lines.join('\n');
  const piece = { kind: 'file', name: '', label, uri, fence: 'typescript', firstLine: 1, lastLine: lines.length, text };
  return { id: label, kind: 'file', name: '', label, isLive: false, pieces: [{ ...piece, kind: 'file' }] };
};
const small = file('small.ts', ['let a = 3;', 'let b = a + 4;']);
const large = file(
  'large.ts',
  Array.from({ length: 400 }, (_, i) => `let value${i} = ${i % 10};`),
);

let history: History;
let memento: TestMemento;
let openChats: OpenChats;
let things: Things;
let next: NextQuestion;
let attachments: readonly AttachmentView[] = [];

beforeEach(async () => {
  history = new History(join(folder, `${number++}.db`), new TestMemento(), (failure) => {
    throw new Error(failure.name);
  });
  openChats = new OpenChats({
    engine,
    history,
    settings: () => settings,
    failureView,
    runOf: modelRun,
  });
  things = new Things();
  memento = new TestMemento();
  next = new NextQuestion(engine, openChats, things, memento, () => settings);
  next.on('message', (message) => {
    if (message.type === 'attachmentsChanged') attachments = message.attachments;
  });
  next.messages();
  await engine.start();
});
afterEach(() => {
  next.dispose();
  history.close();
});
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

/** The next count by the model after `act`. */
function metered(act: () => void): Promise<ContextMeter> {
  return new Promise((resolve) => {
    const listen = (message: { readonly type: string; readonly meter?: ContextMeter }) => {
      if (message.type !== 'meterChanged' || message.meter === undefined || message.meter.isEstimate) return;
      next.off('message', listen);
      resolve(message.meter);
    };
    next.on('message', listen);
    act();
  });
}

async function ask(text: string): Promise<{ readonly question: Question; readonly answer: Answer }> {
  const ended = new Promise<void>((resolve) => {
    const listen = (isGenerating: boolean) => {
      if (isGenerating) return;
      openChats.off('generating', listen);
      resolve();
    };
    openChats.on('generating', listen);
  });
  await next.ask(text, true);
  await ended;
  const [question, answer] = openChats.current.transcript.turns.slice(-2);
  if (question?.role !== 'user' || answer?.role !== 'assistant') throw new Error('no question and answer at the end');
  return { question, answer };
}

describe('the meter', () => {
  it('tells to the token what the model then reads, over several turns', async () => {
    things.set([small]);
    for (const [text, added] of [
      ['What does it do?', [small]],
      ['What is 3 + 4?', []],
      ['And now?', [large]],
    ] as const) {
      things.set(added);
      const meter = await metered(() => next.setDraft(text, true));
      const { answer } = await ask(text);
      expect(answer.stats?.promptTokens, text).toBe(promptTokens(meter));
      expect(answer.droppedTurns, text).toBe(meter.droppedTurns);
      expect(meter.unseenTurns, text).toBe(meter.droppedTurns);
    }
  });

  it('counts anew with what the chat has of its own, and says of a workspace only what counts', async () => {
    next.dispose();
    next = new NextQuestion(engine, openChats, things, memento, () => ({ ...settings, hasWorkspacePrompt: true }));
    next.messages();
    const before = await metered(() => next.setDraft('What is 3 + 4?', true));
    expect(before).toMatchObject({ reserved: 60, hasWorkspacePrompt: true });
    const own = { maxTokens: 100, systemPrompt: 'Count on your fingers. '.repeat(20) };
    const meter = await metered(() => openChats.current.setSettings(own));
    expect(meter.reserved).toBe(100);
    expect(meter).not.toHaveProperty('hasWorkspacePrompt');
    const { answer } = await ask('What is 3 + 4?');
    expect(answer.stats?.promptTokens).toBe(promptTokens(meter));
    expect(promptTokens(meter)).toBeGreaterThan(promptTokens(before));
  });

  it('counts what was added as the prompt holds it, and not less room than is left', async () => {
    const empty = await metered(() => next.refresh());
    const meter = await metered(() => things.set([small]));
    const [view] = attachments;
    expect(view).toMatchObject({ label: 'small.ts', firstLine: 1, lastLine: 2, leftOut: 0, isEstimate: false });
    // Beside the piece: the words that introduce it.
    expect(meter.context).toBeGreaterThan(view?.tokens ?? 0);
    expect(meter.context).toBeLessThan((view?.tokens ?? 0) + 40);
    expect(empty).toMatchObject({ context: 0, question: 0 });
    expect(promptTokens(meter) + meter.reserved).toBeLessThanOrEqual(meter.contextSize);
  });
});

describe('what goes along with a question', () => {
  it('is cut to the window, said with the lines left out, and stored with the question as it was sent', async () => {
    things.set([large, small]);
    const { question, answer } = await ask('Explain it.');
    const [cut, whole] = question.context ?? [];
    expect(answer.failure).toBeUndefined();
    expect(cut).toMatchObject({ label: 'large.ts', attached: 'file', firstLine: 1 });
    expect((cut?.lastLine ?? 0) + (cut?.leftOut ?? 0)).toBe(400);
    expect(whole).toMatchObject({ label: 'small.ts', lastLine: 2 });
    expect(whole?.leftOut).toBeUndefined();
    expect(openChats.current.transcript.lastPrompt?.text).toContain(
      'small.ts (lines 1 to 2):\n```typescript\nlet a = 3;',
    );
    expect(openChats.current.transcript.lastPrompt?.text).not.toContain('value399');
    expect(things.isEmpty).toBe(true);
    // Asked again, nothing more is lost.
    const ended = new Promise((resolve) => openChats.once('generating', () => openChats.once('generating', resolve)));
    openChats.current.retry(answer.id);
    await ended;
    expect(openChats.current.transcript.turns.at(-2)).toEqual(question);
  });

  it('is still in the cache for the next question', async () => {
    things.set([small]);
    const first = await ask('What does it do?');
    const second = await ask('What is 3 + 4?');
    expect(second.answer.stats?.reusedTokens).toBeGreaterThanOrEqual(first.answer.stats?.promptTokens ?? Infinity);
  });

  it('comes back when the question is not asked, and what cannot be sent stays', async () => {
    const gone: ReadAttachment = { ...small, id: 'gone', pieces: [], trouble: 'missing' };
    things.set([gone]);
    await ask('What is 3 + 4?');
    expect(things.things).toEqual([gone]);
    things.set([small]);
    openChats.current.ask({ text: 'First' });
    await next.ask('Second', true);
    await openChats.stop();
    expect(things.restored).toMatchObject([{ label: 'small.ts', attached: 'file' }]);
  });
});

describe('the words being written', () => {
  it('are there after a reload of the window, until they are asked', async () => {
    next.setDraft('Half a thought', true);
    next.dispose();
    next = new NextQuestion(engine, openChats, things, memento, () => settings);
    expect(next.restoredDraft()).toEqual([{ type: 'draftRestored', text: 'Half a thought' }]);
    await ask('What is 3 + 4?');
    expect(next.restoredDraft()).toEqual([]);
  });
});

import type { Engine } from '../../../src/host/engine/engine.ts';
import { demoEngine } from '../../support/engine.ts';
import { modelRun } from '../../../src/host/models/modelRun.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, it } from 'vitest';
import { OpenChats } from '../../../src/host/sessions/openChats.ts';
import { History } from '../../../src/host/history/history.ts';
import { type Generation } from '../../../src/host/engine/engine.ts';
import { failureText } from '../../../src/host/platform/texts/failureText.ts';
import { TestMemento } from '../../unit/host/history/chats.ts';
import { SESSION_SETTINGS } from '../../support/chats.ts';

const CHATS = 50;
const QUESTIONS = 20;
const WORDS = 300;

const folder = mkdtempSync(join(tmpdir(), 'day-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Says so many words to everything, at once. */
function talkativeEngine(): Engine {
  return Object.assign(demoEngine(), {
    async *generate(): AsyncGenerator<Generation, void> {
      const words = Array.from({ length: WORDS }, (_, i) => ` word${String(i)}`);
      for (const text of words) yield { type: 'text', text, tokens: 1, ms: 1 };
      const stats = { promptTokens: 40, reusedTokens: 0, generatedTokens: WORDS, prefillMs: 1, generateMs: 1 };
      await Promise.resolve();
      yield { type: 'finished', result: { stopReason: 'finished', answer: words.join('').trim(), stats } };
    },
  });
}

/** Bytes that are still needed. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

it(`a day's chat of ${CHATS * QUESTIONS} questions leaves the memory as it was`, async () => {
  const engine = talkativeEngine();
  const history = new History(join(folder, 'day.db'), new TestMemento(), (failure) => {
    throw new Error(failure.name);
  });
  const openChats = new OpenChats({
    engine,
    history,
    settings: () => ({ ...SESSION_SETTINGS, maxTokens: 1000 }),
    failureView: (failure) => ({ name: failure.name, ...failureText(failure), actions: [] }),
    runOf: modelRun,
  });
  const heaps: number[] = [];
  for (let chat = 0; chat < CHATS; chat++) {
    for (let question = 0; question < QUESTIONS; question++) {
      const ended = new Promise<void>((resolve) =>
        openChats.once('generating', () => openChats.once('generating', () => resolve())),
      );
      openChats.current.ask({ text: `Question ${String(question)} of chat ${String(chat)}` });
      await ended;
    }
    expect(openChats.current.transcript.turns).toHaveLength(2 * QUESTIONS);
    await openChats.newChat();
    heaps.push(heap());
  }
  history.close();
  // One chat's text is 40 KB: keeping the day's would be 2 MB and more.
  const [morning = 0, evening = Infinity] = [heaps[9], heaps.at(-1)];
  expect((evening - morning) / 2 ** 20).toBeLessThan(1);
});

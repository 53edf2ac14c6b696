import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { OpenChats } from '../../../src/host/sessions/openChats.ts';
import type { History } from '../../../src/host/history/history.ts';
import { stopAnswers } from '../../../src/host/commands/stopAnswers.ts';
import type { LocalEngine } from '../../../src/host/engine/engine.ts';
import type { Answer } from '../../../src/protocol/conversation.ts';
import { DEMO_MODEL, demoEngine } from '../../support/engine.ts';
import { HANGS, hangsOnce, hasHung, isAlive } from './hang.ts';
import { chatsOn, SESSION_SETTINGS } from '../../support/chats.ts';

/** What the product promises, and as much again for a machine that does other things, too. */
const PROMISE_MS = 2 * 3000;
const LONG =
  'What does this print?\n\n```typescript\nlet sum = 0;\nfor (let i = 0; i < 4; i++) {\n  sum += i;\n}\nconsole.log(sum);\n```';
const SETTINGS = { ...SESSION_SETTINGS, temperature: 0.1 };

const folder = mkdtempSync(join(tmpdir(), 'wedged-'));
afterAll(() => rmSync(folder, { recursive: true }));

let engine: LocalEngine;
let openChats: OpenChats;
let history: History;
afterEach(async () => {
  await engine.stop();
  history.close();
});

function open(options: Parameters<typeof demoEngine>[2] = {}): void {
  engine = demoEngine({}, () => undefined, options);
  ({ history, openChats } = chatsOn(engine, join(folder, `${Math.random()}.db`), () => SETTINGS));
}

const last = (): Answer => {
  const turn = openChats.current.transcript.turns.at(-1);
  if (turn?.role !== 'assistant') throw new Error('no answer at the end');
  return turn;
};

/** Asks; resolves with the first text of the answer. */
async function firstText(question: string): Promise<void> {
  const text = new Promise<void>((resolve) => {
    openChats.on('message', ({ type }) => type === 'append' && resolve());
  });
  openChats.current.ask({ text: question });
  await text;
}

/** Asks, to the end of the answer. */
async function ask(question: string): Promise<Answer> {
  const ended = new Promise<void>((resolve) => {
    openChats.on('generating', (isRunning) => !isRunning && resolve());
  });
  openChats.current.ask({ text: question });
  await ended;
  return last();
}

/** How the process comes to hang in the middle of an answer. */
const WEDGES = {
  'stopped by SIGSTOP': async () => {
    open();
    await firstText(LONG);
    process.kill(engine.local.pid ?? 0, 'SIGSTOP');
  },
  ...Object.fromEntries(
    HANGS.map((hang) => [
      `in a ${hang}`,
      async () => {
        const options = hangsOnce(folder, hang, 'generate');
        open(options);
        await firstText(LONG);
        await expect.poll(() => hasHung(options)).toBe(true);
      },
    ]),
  ),
};

const ACTIONS = {
  Stop: () => openChats.stop(),
  'New Chat': () => openChats.newChat(),
  'Restart Engine': () => stopAnswers(openChats, () => engine.local.startOver()),
  Unload: () => stopAnswers(openChats, () => engine.stop()),
  'another model': () =>
    stopAnswers(openChats, () => engine.local.configure({ modelPath: DEMO_MODEL, gpu: 'cpu', contextSize: 512 })),
  'closing the window': () => engine.stop(),
};

describe.each(Object.entries(WEDGES))('a process that hangs, %s,', (name, wedge) => {
  it.each(Object.entries(ACTIONS))(
    'leaves %s within three seconds: the text stays, the next question is answered',
    async (action, act) => {
      await wedge();
      const {
        current: { transcript },
      } = openChats;
      const [pid, words] = [engine.local.pid ?? 0, last().text];
      const started = performance.now();
      await act();
      expect(performance.now() - started).toBeLessThan(PROMISE_MS);
      if (action !== 'closing the window') {
        const answer = transcript.turns.at(-1);
        expect(answer).toMatchObject({ status: 'stopped' });
        expect(answer?.text.startsWith(words.trimEnd())).toBe(true);
      }
      // A main thread that reacts ends the answer as always: nothing is to be told, and the model stays loaded.
      const reacts = name === 'in a step' && (action === 'Stop' || action === 'New Chat');
      if (reacts) {
        expect(engine.state.state).toBe('ready');
        await stopAnswers(openChats, () => engine.local.startOver());
      } else if (action === 'Stop' || action === 'New Chat') {
        expect(engine.state).toMatchObject({ state: 'failed', failure: { name: 'engine-killed' } });
      }
      await expect.poll(() => isAlive(pid)).toBe(false);
      if (action === 'closing the window') return;
      const next = await ask('What is 4 + 4?');
      expect(next).toMatchObject({ status: 'finished' });
      expect(next.text).toContain('8');
      expect(engine.state.state).toBe('ready');
    },
  );
});

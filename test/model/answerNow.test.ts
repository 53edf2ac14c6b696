import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { History } from '../../src/host/history/history.ts';
import type { OpenChats } from '../../src/host/sessions/openChats.ts';
import type { Answer } from '../../src/protocol/conversation.ts';
import type { ToPanel } from '../../src/protocol/panel.ts';
import { parseAnswer } from '../../src/reasoning/steps/answerParser.ts';
import { stepsOf } from '../../src/reasoning/steps/revise.ts';
import { pacedEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { answerEnded, chatsOn, lastAnswer, SESSION_SETTINGS } from '../support/chats.ts';

const PROGRAM =
  'What does this print?\n\n```typescript\nlet sum = 0;\nfor (let i = 0; i < 9; i++) {\n  sum += i;\n}\nconsole.log(sum);\n```';

const folder = mkdtempSync(join(tmpdir(), 'now-'));
const engine = pacedEngine();
let settings = { ...SESSION_SETTINGS, maxTokens: 400 };
let number = 0;
let path = '';
let history: History;
let openChats: OpenChats;

function open(): void {
  ({ history, openChats } = chatsOn(engine, path, () => settings));
}
beforeEach(() => {
  path = join(folder, `${number++}.db`);
  open();
});
afterEach(() => openChats.stopAll());
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const last = () => lastAnswer(openChats);
const ended = () => answerEnded(openChats);
const steps = (text: string) => stepsOf(parseAnswer(text)).length;
const finalOf = (text: string) => parseAnswer(text).find(({ kind }) => kind === 'answer')?.text ?? '';

/** Asks, and does `act` when the answer holds `words`. @returns what the panel was told */
async function askAndAt(words: string, act: () => void, wantsVote = false): Promise<ToPanel[]> {
  const told: ToPanel[] = [];
  let isDone = false;
  const listen = (message: ToPanel) => {
    told.push(message);
    if (isDone || message.type !== 'append' || !last().text.includes(words)) return;
    isDone = true;
    act();
  };
  openChats.on('message', listen);
  openChats.current.ask({ text: PROGRAM, ...(wantsVote && { wantsVote }) });
  await ended();
  openChats.off('message', listen);
  expect(isDone).toBe(true);
  return told;
}

describe('Answer Now', () => {
  it('ends the thought with its last sentence and has the model answer', async () => {
    openChats.current.ask({ text: PROGRAM });
    await ended();
    const whole = last();
    await openChats.newChat();
    const told = await askAndAt('\n2.', () => openChats.current.answerNow(last().id));
    const early = last();
    expect(early).toMatchObject({ status: 'finished', answeredEarly: true });
    expect(steps(early.text)).toBeLessThan(steps(whole.text));
    // It does not think on behind it.
    expect(finalOf(early.text)).toMatch(/^Answer: \S[^\n]*$/);
    const thought = early.text.slice(0, early.text.indexOf('\nAnswer:'));
    expect(whole.text.startsWith(thought)).toBe(true);
    // The same prompt, the words so far, and the beginning of an answer.
    const prompt = openChats.current.transcript.lastPrompt?.text ?? '';
    expect(prompt.endsWith(`AI: ${thought}\nAnswer:`)).toBe(true);
    expect(early.stepCosts).toHaveLength(steps(early.text));
    expect(early.stats?.generatedTokens).toBeGreaterThan(steps(early.text) * 3);
    // Nobody is told that it was stopped.
    const statuses = told.flatMap((message) => (message.type === 'answerChanged' ? [message.change.status] : []));
    expect(statuses).not.toContain('stopped');
  });

  it('is stored, and lets the question that waits be asked then', async () => {
    await askAndAt('\n2.', () => {
      openChats.current.ask({ text: 'What is 3 + 4?' });
      openChats.current.answerNow(last().id);
    });
    await eventually(() => expect(openChats.current.transcript.turns).toHaveLength(4));
    await ended();
    expect(last().text).toContain('7');
    const { id } = openChats.current.transcript;
    history.close();
    open();
    await openChats.open(id);
    expect(openChats.current.transcript.turns[1]).toMatchObject({ status: 'finished', answeredEarly: true });
  });

  it('changes nothing once the answer has begun, for another turn, or in a vote', async () => {
    await askAndAt('Answer:', () => openChats.current.answerNow(last().id));
    expect(last()).toMatchObject({ status: 'finished' });
    expect(last().answeredEarly).toBeUndefined();
    openChats.current.answerNow(last().id);
    openChats.current.answerNow('nothing');
    expect(openChats.isGenerating).toBe(false);
    await askAndAt('\n2.', () => openChats.current.answerNow(last().id), true);
    expect(last().answeredEarly).toBeUndefined();
  });

  it('is done by itself when the thought has its tokens, and not when it ends before', async () => {
    settings = { ...settings, thinkingTokens: 40 };
    try {
      openChats.current.ask({ text: PROGRAM });
      await ended();
      expect(last()).toMatchObject({ status: 'finished', answeredEarly: true });
      expect(finalOf(last().text)).toMatch(/^Answer: \S/);
      openChats.current.ask({ text: 'What is 3 + 4?' });
      await ended();
      expect(last().answeredEarly).toBeUndefined();
    } finally {
      settings = { ...settings, thinkingTokens: 0 };
    }
  });

  it('is never done to a fix: its answer is its code', async () => {
    settings = { ...settings, thinkingTokens: 1 };
    try {
      openChats.current.ask({ text: PROGRAM, wantsFix: true });
      await ended();
      expect(last()).toMatchObject({ status: 'finished' });
      expect(last().answeredEarly).toBeUndefined();
      openChats.current.answerNow(last().id);
      expect(openChats.isGenerating).toBe(false);
    } finally {
      settings = { ...settings, thinkingTokens: 0 };
    }
  });

  it('followed by Stop stops', async () => {
    await askAndAt('\n2.', () => {
      openChats.current.answerNow(last().id);
      void openChats.stop();
    });
    expect(last().status).toBe('stopped');
  });

  it.each(['loop', 'limit', 'stopped', 'interrupted'] as const)(
    'is there for an answer that ended by %s',
    async (status) => {
      const text = `Plan: Follow the changes one by one.\n1. Start with 12 apples.\n2. Giving away 3: 12 - 3 = 9.\n${'3. We wait.\n'.repeat(6)}`;
      const question = {
        role: 'user',
        id: 'q',
        text: 'Tom has 12 apples. He gives away 3. How many apples are left?',
      } as const;
      const cost = { tokens: 9, ms: 9 };
      const answer: Answer = {
        role: 'assistant',
        id: 'a',
        text,
        status,
        stepCosts: Array.from({ length: 8 }, () => cost),
      };
      const entries = [question, answer].map((turn, i) => ({
        turn,
        parent: i === 0 ? undefined : 'q',
        deleted: undefined,
        conversation: 'c',
      }));
      history.use('write', (store) => store.write({ heads: [{ id: 'c', title: 't', leaf: 'a' }], turns: entries }));
      await openChats.open('c');
      openChats.current.answerNow('a');
      await ended();
      expect(last()).toMatchObject({ status: 'finished', answeredEarly: true });
      expect(finalOf(last().text)).toBe('Answer: 9');
      expect(last().text.match(/We wait/g)).toHaveLength(1);
      expect(last().stepCosts).toEqual([cost, cost, cost]);
      // What there was stays as another version.
      expect(openChats.current.transcript.branches[last().id]).toEqual({ place: 2, count: 2 });
    },
  );
});

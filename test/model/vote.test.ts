import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromJson, toJson } from '../../src/host/history/exchange/chatFile.ts';
import type { History } from '../../src/host/history/history.ts';
import type { OpenChats } from '../../src/host/sessions/openChats.ts';
import type { Answer, AnswerVote } from '../../src/protocol/conversation.ts';
import type { ToPanel } from '../../src/protocol/panel.ts';
import { chainSeed } from '../../src/protocol/sampling.ts';
import { standingOf } from '../../src/reasoning/answers/storedVote.ts';
import { ask as askOnce, demoEngine } from '../support/engine.ts';
import { eventually } from '../support/eventually.ts';
import { answerEnded, chatsOn, lastAnswer, SESSION_SETTINGS } from '../support/chats.ts';

// Of 320 chains at temperature 0.7, with seeds of their own, all say 15: a vote on it is soon likely.
const QUESTION = 'There are 18 birds in the park. 3 fly away. How many birds are left?';

const folder = mkdtempSync(join(tmpdir(), 'vote-'));
const engine = demoEngine({ sequences: 4 });
let settings = { ...SESSION_SETTINGS, votes: 5 };
let number = 0;
let path = '';
let history: History;
let openChats: OpenChats;

function open(): void {
  ({ history, openChats } = chatsOn(engine, path, () => settings));
}
beforeEach(() => {
  path = join(folder, `${number++}.db`);
  settings = { ...SESSION_SETTINGS, votes: 5 };
  open();
});
afterEach(() => openChats.stopAll());
afterAll(async () => {
  await engine.stop();
  rmSync(folder, { recursive: true });
});

const last = () => lastAnswer(openChats);
const voteOf = ({ vote }: Answer): AnswerVote => vote ?? { asked: 0, chains: [] };
const ended = (before?: string) => answerEnded(openChats, before);

async function ask(text = QUESTION): Promise<Answer> {
  openChats.current.ask({ text, wantsVote: true });
  await ended();
  return last();
}

/** Asks, and does `act` when the first chain was counted. */
async function askAndThen(act: () => unknown): Promise<void> {
  let isDone = false;
  const listen = (message: ToPanel) => {
    if (isDone || message.type !== 'answerChanged' || message.change.vote?.chains.length !== 1) return;
    isDone = true;
    act();
  };
  openChats.on('message', listen);
  openChats.current.ask({ text: QUESTION, wantsVote: true });
  await eventually(() => expect(isDone).toBe(true));
  openChats.off('message', listen);
}

describe('a question asked with a vote', () => {
  it('is answered by the best chain of those that agree most; every chain stays, with its seed', async () => {
    const answer = await ask();
    const vote = voteOf(answer);
    const { leader, count } = standingOf(vote);
    expect(answer).toMatchObject({ status: 'finished', settings: { temperature: 0.7, topK: 40, maxTokens: 200 } });
    expect(vote).toMatchObject({ asked: 5, atOnce: 4 });
    expect(leader?.answer).toBe('15');
    const best = vote.chains.find(({ chain }) => chain === leader?.best);
    expect(answer.text).toBe(best?.text);
    for (const { chain, seed } of vote.chains) expect(seed).toBe(chainSeed(answer.settings?.seed ?? -1, chain));
    // Those that could not change the winner any more were stopped.
    expect(count.ended).toBeGreaterThanOrEqual(3);
    const written = vote.chains.reduce((sum, { tokens }) => sum + tokens, 0);
    expect(answer.stats).toMatchObject({ generatedTokens: written, gpu: 'cpu' });
    expect(openChats.current.transcript.lastPrompt?.text).toContain(QUESTION);
  });

  it('is there again when the chat is opened again, and in a file read in', async () => {
    const answer = await ask();
    history.close();
    const { id } = openChats.current.transcript;
    open();
    await openChats.open(id);
    expect(last()).toEqual(answer);
    const { turns } = openChats.current.transcript;
    expect(turns[0]).toMatchObject({ wantsVote: true });
    const entries = turns.map((turn, i) => ({ turn, parent: turns[i - 1]?.id, deleted: undefined, conversation: id }));
    const read = fromJson(toJson({ title: 'Apples', leaf: answer.id, turns: entries }));
    expect(read.turns[1]?.turn).toMatchObject({ vote: answer.vote, settings: answer.settings });
  });

  it('is voted on again by Try Again and by an edit; a step done again is one answer', async () => {
    const first = await ask();
    openChats.current.retry(first.id);
    await ended(first.id);
    expect(voteOf(last()).asked).toBe(5);
    expect(openChats.current.transcript.branches[last().id]).toEqual({ place: 2, count: 2 });
    const again = last();
    openChats.current.continueAnswer(again.id);
    expect(openChats.isGenerating).toBe(false);
    openChats.current.redoStep(again.id, 0);
    await ended();
    const redone = last();
    // The same words again are no version of their own.
    if ([first.id, again.id].includes(redone.id)) expect(redone.repeats).toBe(1);
    else expect(redone.vote).toBeUndefined();
    await openChats.current.edit(openChats.current.transcript.turns[0]?.id ?? '', 'What is 3 + 4?');
    await ended(redone.id);
    expect(standingOf(voteOf(last())).leader?.answer).toBe('7');
  });

  it('that no chain answers to its end has no winner', async () => {
    settings = { ...settings, maxTokens: 6 };
    const answer = await ask();
    expect(answer.status).toBe('limit');
    expect(standingOf(voteOf(answer))).toMatchObject({ kind: 'none', count: { ended: 5, groups: [] } });
    expect(answer.text).toBe(voteOf(answer).chains[0]?.text);
  });

  it.each([
    ['likely', true],
    ['never', undefined],
  ] as const)('has its chains stopped when the user says: %s', async (stopVote, isLikely) => {
    settings = { ...settings, votes: 16, stopVote };
    const answer = await ask();
    const { count } = standingOf(voteOf(answer));
    expect(answer.status).toBe('finished');
    expect(voteOf(answer).isLikely).toBe(isLikely);
    // It would be certain with half of them.
    if (isLikely) expect(count.ended).toBeLessThan(8);
    else expect(count.ended).toBe(16);
    const { id } = openChats.current.transcript;
    history.close();
    open();
    await openChats.open(id);
    expect(voteOf(last()).isLikely).toBe(isLikely);
  });

  it('that waits goes back as it is typed', async () => {
    const back: string[] = [];
    openChats.on('message', (message) => message.type === 'refused' && back.push(message.text));
    openChats.current.ask({ text: 'What is 3 + 4?' });
    openChats.current.ask({ text: QUESTION, wantsVote: true });
    openChats.current.cancelQueued();
    openChats.current.ask({ text: 'What is 9 times 8?' });
    openChats.current.cancelQueued();
    expect(back).toEqual([`/vote ${QUESTION}`, 'What is 9 times 8?']);
    await openChats.stopAll();
  });

  it('has its chains written one after the other where there is room for one', async () => {
    const narrow = demoEngine({ sequences: 1 });
    ({ history, openChats } = chatsOn(narrow, `${path}.narrow`, () => settings));
    try {
      const answer = await ask();
      expect(voteOf(answer)).toMatchObject({ asked: 5, atOnce: 1 });
      expect(answer.status).toBe('finished');
      expect(standingOf(voteOf(answer)).leader?.answer).toBe('15');
    } finally {
      await narrow.stop();
    }
  });

  it('waits for its turn and keeps its wish', async () => {
    openChats.current.ask({ text: 'What is 3 + 4?' });
    openChats.current.ask({ text: QUESTION, wantsVote: true });
    await eventually(() => expect(openChats.current.transcript.turns).toHaveLength(4));
    await ended();
    expect(voteOf(last()).asked).toBe(5);
  });
});

describe('a vote that does not come to its end', () => {
  // Far from decided when the first chains have ended.
  beforeEach(() => {
    settings = { ...settings, votes: 16 };
  });

  it('by Stop keeps what ended and what was being written, and leaves the engine free', async () => {
    let stopped: Promise<void> | undefined;
    await askAndThen(() => (stopped = openChats.stop()));
    await stopped;
    const vote = voteOf(last());
    expect(last().status).toBe('stopped');
    expect(standingOf(vote).count.ended).toBeGreaterThanOrEqual(1);
    expect(standingOf(vote).count.ended).toBeLessThan(16);
    const shown = standingOf(vote).leader?.best ?? 0;
    expect(last().text).toBe(vote.chains.find(({ chain }) => chain === shown)?.text);
    expect(engine.isInUse).toBe(false);
    expect((await askOnce(engine, QUESTION)).answer).toContain('Answer: 15');
  });

  it('before anything is written says so', async () => {
    openChats.current.ask({ text: QUESTION, wantsVote: true });
    await openChats.stop();
    expect(last()).toMatchObject({ status: 'stopped', text: '', vote: { asked: 16, chains: [] } });
  });

  it('by New Chat is stopped, and the chat shows what there was when it is opened again', async () => {
    const { id } = openChats.current.transcript;
    let left: Promise<void> | undefined;
    await askAndThen(() => (left = openChats.newChat()));
    await left;
    expect(engine.isInUse).toBe(false);
    await openChats.open(id);
    expect(last().status).toBe('stopped');
    expect(voteOf(last()).chains.length).toBeGreaterThanOrEqual(1);
  });

  it('because the window closes is interrupted, with the chains that had ended', async () => {
    const { id } = openChats.current.transcript;
    await askAndThen(() => history.close());
    const before = openChats;
    open();
    await openChats.open(id);
    expect(last().status).toBe('interrupted');
    expect(voteOf(last()).chains).toHaveLength(1);
    expect(last().text).toBe(voteOf(last()).chains[0]?.text);
    await before.stopAll();
  });

  it('because the engine is killed fails with what all chains had said, and can be asked again', async () => {
    await askAndThen(() => process.kill(engine.local.pid ?? 0, 'SIGKILL'));
    await ended();
    const failed = last();
    const cut = voteOf(failed).chains.filter(({ status }) => status === 'stopped');
    expect(cut).not.toEqual([]);
    for (const { chain, text, tokens, seed } of cut) {
      expect(text).not.toBe('');
      expect(tokens).toBeGreaterThan(0);
      expect(seed).toBe(chainSeed(failed.settings?.seed ?? -1, chain));
    }
    // They do not vote.
    expect(standingOf(voteOf(failed)).count.ended).toBe(voteOf(failed).chains.length - cut.length);
    expect(failed).toMatchObject({ status: 'failed', failure: { name: expect.any(String) as string } });
    expect(voteOf(failed).chains.length).toBeGreaterThanOrEqual(1);
    expect(failed.text).not.toBe('');
    openChats.current.retry(failed.id);
    await ended(failed.id);
    expect(last().status).toBe('finished');
  });
});

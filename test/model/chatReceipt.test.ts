import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromJson, toJson } from '../../src/host/history/exchange/chatFile.ts';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import type { History } from '../../src/host/history/history.ts';
import { receiptOf } from '../../src/host/receipts/answerReceipt.ts';
import { readReceipt, type Receipt } from '../../src/host/receipts/receipt.ts';
import { replay } from '../../src/host/receipts/replay.ts';
import type { OpenChats } from '../../src/host/sessions/openChats.ts';
import { modelTurns } from '../../src/host/sessions/transcript.ts';
import type { Answer } from '../../src/protocol/conversation.ts';
import { demoEngine, pacedEngine } from '../support/engine.ts';
import { answerEnded, chatsOn, lastAnswer, SESSION_SETTINGS } from '../support/chats.ts';

const TOM = 'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?';

const folder = mkdtempSync(join(tmpdir(), 'receipt-'));
const engines = [pacedEngine()];
const [engine] = engines as [LocalEngine];
let settings = SESSION_SETTINGS;
let number = 0;
let history: History;
let openChats: OpenChats;

beforeEach(() => {
  settings = { ...settings, temperature: 0, maxTokens: 200 };
  ({ history, openChats } = chatsOn(engine, join(folder, `${number++}.db`), () => settings));
});
afterEach(() => openChats.stopAll());
afterAll(async () => {
  await Promise.all(engines.map((each) => each.stop()));
  rmSync(folder, { recursive: true });
});

const last = () => lastAnswer(openChats);
const ended = () => answerEnded(openChats);
async function ask(text: string, wantsVote = false): Promise<Answer> {
  openChats.current.ask({ text, ...(wantsVote && { wantsVote }) });
  await ended();
  return last();
}

/** The receipt of the last answer, as it comes back from a file. */
function receiptOfLast(): Receipt | undefined {
  const { transcript } = openChats.current;
  const prompt = history.use('read', (store) => store.prompts(transcript.id)).get(last().id);
  if (prompt === undefined) return undefined;
  const turns = modelTurns(transcript.turns, last().id, { systemPrompt: settings.systemPrompt, goOn: false });
  const receipt = receiptOf({ answer: last(), turns, prompt, version: '0.1.0', sha256: 'a'.repeat(64) });
  return receipt && readReceipt(JSON.stringify(receipt));
}

describe('the receipt of an answer in a chat', () => {
  it('makes the same answer again in another process, greedy and drawn, after other questions', async () => {
    const again = demoEngine();
    engines.push(again);
    await ask('What is 3 + 4?');
    for (const temperature of [0, 1.1]) {
      settings = { ...settings, temperature };
      const answer = await ask(TOM);
      const receipt = receiptOfLast();
      if (receipt === undefined) throw new Error('no receipt');
      expect(receipt.turns).toHaveLength(temperature === 0 ? 3 : 5);
      expect(receipt.made.promptSha256).toBe(answer.made?.promptSha256);
      const replayed = await replay(again, receipt, new AbortController().signal);
      if (replayed?.comparison.same === true) expect(replayed.result.answer).toBe(answer.text);
      // The earlier turns were read in other batches, which round differently: a drawn answer may follow, and that is said.
      else {
        const reason = expect.stringMatching(/^tokens of the prompt read before \d+ → \d+$/) as string;
        expect(replayed?.comparison).toMatchObject({ same: false, differences: [reason] });
        expect(temperature).toBe(1.1);
      }
    }
  });

  it('tells where another answer begins, and nothing when it was stopped', async () => {
    await ask(TOM);
    const receipt = receiptOfLast();
    if (receipt === undefined) throw new Error('no receipt');
    const other = { ...receipt, answer: receipt.answer.replace('12', '13') };
    const replayed = await replay(engine, other, new AbortController().signal);
    expect(replayed?.comparison).toMatchObject({ same: false, at: receipt.answer.indexOf('12') + 1 });
    expect(await replay(engine, receipt, AbortSignal.abort())).toBeUndefined();
  });

  it('is there for the last answer of a private chat, whose prompt is not on the disk', async () => {
    await openChats.newPrivateChat();
    const { id } = await ask(TOM);
    const { transcript } = openChats.current;
    expect(history.use('read', (store) => store.prompts(transcript.id)).size).toBe(0);
    expect(transcript.promptOf(id)?.text).toContain(TOM);
    expect(transcript.promptOf('another')).toBeUndefined();
  });

  it('is kept over an export', async () => {
    const answer = await ask(TOM);
    const { id, turns } = openChats.current.transcript;
    const entries = turns.map((turn, i) => ({ turn, parent: turns[i - 1]?.id, deleted: undefined, conversation: id }));
    const read = fromJson(toJson({ title: 't', leaf: answer.id, turns: entries }));
    expect(read.turns[1]?.turn).toMatchObject({ made: answer.made });
  });

  describe('written in parts makes each part again in another process', () => {
    const again = demoEngine();
    engines.push(again);
    const noSignal = () => new AbortController().signal;

    async function expectTheSame(parts: readonly { readonly byModel: boolean }[]): Promise<Receipt> {
      const receipt = receiptOfLast();
      if (receipt === undefined) throw new Error('no receipt');
      expect(receipt.parts?.map(({ made }) => ({ byModel: made !== undefined }))).toEqual(parts);
      const replayed = await replay(again, receipt, noSignal());
      expect(replayed?.comparison).toEqual({ same: true });
      expect(replayed?.result.answer).toBe(last().text);
      return receipt;
    }

    it('continued twice', async () => {
      settings = { ...settings, maxTokens: 6, temperature: 0.9 };
      const { id } = await ask(TOM);
      expect(receiptOfLast()?.stopReason).toBe('limit');
      openChats.current.continueAnswer(id);
      await ended();
      settings = { ...settings, maxTokens: 200, temperature: 0 };
      openChats.current.continueAnswer(id);
      await ended();
      const receipt = await expectTheSame([{ byModel: true }, { byModel: true }]);
      expect(receipt.parts?.map(({ maxTokens }) => maxTokens)).toEqual([6, 6]);
      // The first part counts, too.
      const answer = `X${receipt.answer.slice(1)}`;
      const other = await replay(again, { ...receipt, answer }, noSignal());
      expect(other?.comparison).toMatchObject({ same: false, at: 0, is: expect.stringMatching(/^Plan/) as string });
    });

    it('done again from a step in the words of the user, twice', async () => {
      const { id } = await ask(TOM);
      openChats.current.redoStep(id, 1, 'He gives away 3 + 4 = 7 apples.');
      await ended();
      await expectTheSame([{ byModel: true }, { byModel: false }]);
      openChats.current.redoStep(last().id, 2, 'Left are 12 - 7 = 5 apples.');
      await ended();
      await expectTheSame([{ byModel: true }, { byModel: false }, { byModel: true }, { byModel: false }]);
    });

    it('answered early', async () => {
      settings = { ...settings, maxTokens: 30 };
      const { id } = await ask(TOM);
      settings = { ...settings, maxTokens: 200 };
      openChats.current.answerNow(id);
      await ended();
      expect(last().answeredEarly).toBe(true);
      await expectTheSame([{ byModel: true }, { byModel: false }]);
      settings = { ...settings, thinkingTokens: 25 };
      await ask(TOM);
      expect(last().answeredEarly).toBe(true);
      await expectTheSame([{ byModel: true }, { byModel: false }]);
    });

    it('after a failure there is none: nobody knows how its words were made', async () => {
      settings = { ...settings, maxTokens: 6 };
      const { id } = await ask(TOM);
      openChats.current.transcript.change(id, { made: undefined });
      openChats.current.continueAnswer(id);
      await ended();
      expect(receiptOfLast()).toBeUndefined();
    });
  });

  it('of a vote makes all chains again, also those that were stopped', async () => {
    const again = demoEngine();
    engines.push(again);
    settings = { ...settings, votes: 8 };
    await ask('What is 17 + 25?', true);
    const receipt = receiptOfLast();
    if (receipt?.vote === undefined) throw new Error('no receipt');
    const { vote } = receipt;
    expect(vote.chains.map(({ answer }) => answer)).toContain(receipt.answer);
    const replayed = await replay(again, receipt, new AbortController().signal);
    expect(replayed?.comparison).toEqual({ same: true, chains: vote.chains.length });
    const [first, ...others] = vote.chains;
    if (first === undefined) throw new Error('no chain');
    const chains = [{ ...first, answer: 'Another.', stopReason: 'finished' as const }, ...others];
    const other = await replay(again, { ...receipt, vote: { ...vote, chains } }, new AbortController().signal);
    expect(other?.comparison).toMatchObject({ same: false, chain: first.chain, at: 0 });
  });
});

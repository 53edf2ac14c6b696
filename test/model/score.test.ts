import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import type { ScoreParams } from '../../src/protocol/inference.ts';
import { ask, DEMO_MODEL, demoEngine } from '../support/engine.ts';
import { ReferenceModel } from '../support/referenceModel.ts';

let engine: LocalEngine;
let reference: ReferenceModel;
beforeAll(async () => {
  engine = demoEngine();
  reference = await ReferenceModel.open(DEMO_MODEL);
});
afterAll(() => engine.stop());

const score = (params: Omit<ScoreParams, 'turns'> & Partial<Pick<ScoreParams, 'turns'>>) =>
  engine.score({ turns: [], ...params }, new AbortController().signal);

/** Token ids of a plain text, as the model gets them. */
async function idsOf(plainText: string): Promise<readonly number[]> {
  const { prompt } = await ask(engine, [], { plainText, maxTokens: 1 });
  return prompt?.tokens ?? [];
}

describe('how likely a text is', () => {
  it('is what a computation of its own from the file gives', async () => {
    const plainText = 'Question: What is 12 + 30?\nAnswer:';
    const continuations = [' 42', ' 41', ' seven', ' the sum of both', '\nPlan: add the numbers.', ' ζ'];
    const scores = await score({ plainText, continuations });
    const head = await idsOf(plainText);
    for (const [i, continuation] of continuations.entries()) {
      const tokens = await idsOf(plainText + continuation);
      const terms = reference.logProbabilities(tokens).slice(head.length - 1);
      const expected = terms.reduce((a, b) => a + b, 0);
      expect(scores[i]?.tokens).toBe(tokens.length - head.length);
      // llama.cpp computes in fewer bits than the reference. What that costs grows with the logits: 0.6 % was seen.
      const off = Math.abs((scores[i]?.logProbability ?? 0) - expected);
      expect(off / Math.abs(expected)).toBeLessThan(0.01);
    }
  });

  it('is the same whatever else is asked for, in whatever order', async () => {
    const plainText = 'What is 4 + 4?';
    const [a, b, again] = await score({ plainText, continuations: [' Answer: 8', ' Answer', ' Answer: 8'] });
    const [alone] = await score({ plainText, continuations: [' Answer'] });
    expect(again?.logProbability).toBeCloseTo(a?.logProbability ?? 0, 3);
    expect(alone?.logProbability).toBeCloseTo(b?.logProbability ?? 0, 3);
    // A beginning is at least as likely as the whole.
    expect(b?.logProbability).toBeGreaterThanOrEqual(a?.logProbability ?? 0);
  });

  it('says which is the one that greedy decoding gives, and ranks it first', async () => {
    const turns = [{ role: 'user', content: 'What is 4 + 4?' }] as const;
    const { answer } = await ask(engine, turns);
    const [own, other] = await score({ turns, continuations: [answer, answer.replace('8', '9')] });
    expect(own?.isGreedy).toBe(true);
    expect(other?.isGreedy).toBe(false);
    expect(own?.logProbability).toBeGreaterThan(other?.logProbability ?? 0);
  });

  it('takes the space in front of an answer from the end of the prompt', async () => {
    const [spaced] = await score({ plainText: 'Answer: ', continuations: ['8'] });
    const [plain] = await score({ plainText: 'Answer:', continuations: [' 8'] });
    expect(spaced).toEqual(plain);
  });

  it('of nothing is certain, and no text is impossible', async () => {
    const [nothing, odd] = await score({ plainText: 'Answer:', continuations: ['', ' \u0007\u0007\u0007'] });
    expect(nothing).toEqual({ logProbability: 0, tokens: 0, isGreedy: true });
    expect(odd?.logProbability).toBeGreaterThan(-Infinity);
  });

  it('refuses what does not fit into the context', async () => {
    await expect(score({ plainText: 'word '.repeat(5000), continuations: [' a'] })).rejects.toMatchObject({
      failure: { name: 'question-too-long' },
    });
  });
});

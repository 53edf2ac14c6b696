import { getLlama, type Llama, type LlamaContextSequence, type LlamaModel, type Token } from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import { CerebrumFormat } from '../../src/inference/prompt/cerebrumFormat.ts';
import { decodeWithLookup } from '../../src/inference/decode/lookup/lookupDecoding.ts';
import { ask, DEMO_MODEL, demoEngine } from '../support/engine.ts';
import { evalSet, type EvalItem } from '../support/evalSet.ts';
import { assistant, user } from '../support/turns.ts';

const SETS = [
  ...['arithmetic', 'bugs', 'chat', 'explain', 'handwritten'],
  ...['multi-turn', 'out-of-domain', 'puzzles', 'trace'],
];
/** Of each set; all of them gave the same tokens when they were compared once. */
const ITEMS = 5;

let llama: Llama;
let model: LlamaModel;
let sequence: LlamaContextSequence;
let format: CerebrumFormat;
beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1 });
  model = await llama.loadModel({ modelPath: DEMO_MODEL, useMmap: false });
  sequence = (await model.createContext({ contextSize: 1024, threads: 1 })).getSequence();
  format = new CerebrumFormat(model, 'cerebrum');
});
afterAll(() => llama.dispose());

/** Drafts wherever something matches, whether it pays or not. */
class Always {
  readonly length: number;
  drafts = 0;
  gained = 0;
  guesses = 0;
  rightGuesses = 0;

  constructor(length: number) {
    this.length = length;
  }
  draftLength(_matched: number, most: number): number {
    return Math.min(this.length, most);
  }
  guessed(_matched: number, right: boolean): void {
    this.guesses++;
    if (right) this.rightGuesses++;
  }
  stepped(): void {
    // It does not matter here what a step costs.
  }
  drafted(_length: number, gained: number): void {
    this.drafts++;
    this.gained += gained;
  }
}

function promptOf({ q, turns = [{ q }] }: EvalItem): readonly Token[] {
  const conversation = turns.flatMap(({ q: question, a = 'Yes.' }) => [user(question), assistant(a)]).slice(0, -1);
  return format.render(conversation, false).tokens;
}

async function begin(prompt: readonly Token[]): Promise<void> {
  await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
  const missing = prompt.slice(sequence.nextTokenIndex, -1);
  await sequence.evaluateWithoutGeneratingNewTokens(missing);
}

async function read(tokens: AsyncIterable<Token>, limit: number): Promise<Token[]> {
  const read: Token[] = [];
  for await (const token of tokens) {
    if (model.isEogToken(token)) break;
    read.push(token);
    if (read.length === limit) break;
  }
  return read;
}

async function plain(prompt: readonly Token[], limit = 300): Promise<Token[]> {
  await begin(prompt);
  return read(sequence.evaluate(prompt.slice(-1), { temperature: 0, yieldEogToken: true }), limit);
}

/** Nobody else uses the model. */
const turn = () => Promise.resolve(true);

async function withLookup(prompt: readonly Token[], policy: Always, maxTokens = 300): Promise<Token[]> {
  await begin(prompt);
  const options = { yieldEogToken: true };
  return read(
    decodeWithLookup({ sequence, prompt, rest: prompt.slice(-1), maxTokens, policy, options, turn }),
    maxTokens,
  );
}

describe('lookup decoding', () => {
  it.each(SETS)('gives the tokens of plain greedy decoding: %s', async (set) => {
    const policy = new Always(4);
    for (const item of evalSet(set).slice(0, ITEMS)) {
      const prompt = promptOf(item);
      expect(await withLookup(prompt, policy)).toEqual(await plain(prompt));
    }
  });

  it('takes several tokens at a time where an answer quotes its question', async () => {
    const policy = new Always(4);
    for (const item of evalSet('explain').slice(0, ITEMS)) await withLookup(promptOf(item), policy);
    expect(policy.gained / policy.drafts).toBeGreaterThan(1.5);
    // Each draft gives the tokens that were guessed right and at most one more.
    expect(policy.rightGuesses).toBeGreaterThanOrEqual(policy.gained - policy.drafts);
    expect(policy.guesses).toBeGreaterThan(policy.rightGuesses);
  });

  it('leaves in the KV cache what it says, wherever it is stopped', async () => {
    const prompt = promptOf(evalSet('explain')[0] ?? { q: '' });
    const whole = await plain(prompt);
    for (let limit = 1; limit < 40; limit++) {
      expect(await withLookup(prompt, new Always(8), limit)).toEqual(whole.slice(0, limit));
      const held = sequence.contextTokens.slice(prompt.length);
      expect(held).toEqual(whole.slice(0, held.length));
    }
  });

  it('goes up to the last place in the context, and not over it', async () => {
    const small = (await model.createContext({ contextSize: 256, threads: 1 })).getSequence();
    const prompt = format.render([user('Say 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1.')], false).tokens;
    await small.evaluateWithoutGeneratingNewTokens(prompt.slice(0, -1));
    const full = { strategy: () => Promise.reject(new Error('full')) };
    const options = { contextShift: full, yieldEogToken: true };
    const left = 256 - prompt.length;
    let given = 0;
    for await (const token of decodeWithLookup({
      ...{ sequence: small, prompt, rest: prompt.slice(-1), maxTokens: left, options, turn },
      policy: new Always(8),
    })) {
      // The end of the answer is passed over: the model repeats itself from there.
      expect(token).toBeGreaterThanOrEqual(0);
      if (++given === left) break;
    }
    expect(given).toBe(left);
  });
});

describe('the setting', () => {
  let without: LocalEngine;
  let engine: LocalEngine;
  beforeAll(() => {
    without = demoEngine({ lookupDecoding: false });
    engine = demoEngine({ lookupDecoding: true });
  });
  afterAll(() => Promise.all([without.stop(), engine.stop()]));

  it('does not change an answer, its token count or its end', async () => {
    for (const { q } of evalSet('explain').slice(5, 10)) {
      const [one, other] = [await ask(engine, q), await ask(without, q)];
      expect([one.answer, one.stopReason, one.stats.generatedTokens]).toEqual([
        ...[other.answer, other.stopReason, other.stats.generatedTokens],
      ]);
    }
  });
});

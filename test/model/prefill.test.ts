import { getLlama, type Llama, type LlamaContextSequence, type Token } from 'node-llama-cpp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NativeCalls, type TokenSource } from '../../src/inference/decode/nativeCalls.ts';
import { Prefill } from '../../src/inference/decode/prefill.ts';
import { DEMO_MODEL } from '../support/engine.ts';

const never = new AbortController().signal;
/** Nobody else uses the model. */
const lane = { turn: () => Promise.resolve(true) };

let llama: Llama;
let sequence: LlamaContextSequence;
let prefill: Prefill;
let calls: NativeCalls;
let prompt: Token[];
beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: 'never', maxThreads: 1 });
  const model = await llama.loadModel({ modelPath: DEMO_MODEL, useMmap: false });
  sequence = (await model.createContext({ contextSize: 1024, threads: 1 })).getSequence();
  prompt = model.tokenize(Array.from({ length: 60 }, (_, i) => `let v${i} = ${i};`).join('\n'));
});
afterAll(() => llama.dispose());
beforeEach(async () => {
  await sequence.clearHistory();
  calls = new NativeCalls();
  prefill = new Prefill(sequence, calls, { least: 64, most: 512 });
});

const greedy = (tokens: Token[]) =>
  sequence.evaluate(tokens, { temperature: 0, yieldEogToken: true }) as TokenSource<Token>;

describe('reading a prompt', () => {
  it('leaves its last chunk to the step of the first token, which is the one of a prompt read at once', async () => {
    const done: number[] = [];
    const emit = (event: { type: string; done?: number }) => void done.push(event.done ?? 0);
    const rest = await prefill.butLast(prompt, lane, emit, never);
    expect(rest.length).toBeGreaterThan(1);
    expect(sequence.contextTokens).toEqual(prompt.slice(0, -rest.length));
    expect(done.at(-1)).toBe(prompt.length - rest.length);
    const tokens = greedy(rest);
    const first = await prefill.first(tokens, rest.length, never);
    await tokens.return();

    await sequence.clearHistory();
    const whole = greedy(prompt);
    expect((await whole.next()).value).toBe(first);
    await whole.return();
  });

  it('is left at once in that step, which ends before the sequence is used again', async () => {
    const stop = new AbortController();
    const first = prefill.first(greedy(prompt), prompt.length, stop.signal);
    const settled = { yet: false };
    stop.abort();
    expect(await first).toBeUndefined();
    const end = calls.waitUntilIdle(new AbortController().signal).then(() => (settled.yet = true));
    await Promise.resolve();
    expect(settled.yet).toBe(false);
    await end;
    expect(sequence.nextTokenIndex).toBe(prompt.length);
  });

  it('is left at once in any later step, too, and the tokens end behind it', async () => {
    const stop = new AbortController();
    const tokens = greedy(prompt);
    await calls.next(tokens, never);
    const next = calls.next(tokens, stop.signal);
    stop.abort();
    expect(await next).toBeUndefined();
    calls.end(tokens);
    await calls.waitUntilIdle(new AbortController().signal);
    expect(sequence.nextTokenIndex).toBe(prompt.length + 1);
    expect((await tokens.next()).done).toBe(true);
    expect(await calls.next(greedy(prompt), stop.signal)).toBeUndefined();
    expect(sequence.nextTokenIndex).toBe(prompt.length + 1);
  });
});

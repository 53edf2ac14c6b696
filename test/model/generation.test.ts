import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import { FailureError, type Failure } from '../../src/protocol/failures.ts';
import type { Turn } from '../../src/protocol/turns.ts';
import { ask, pacedEngine } from '../support/engine.ts';
import { evalSet, finalAnswer } from '../support/evalSet.ts';
import { assistant, system, user } from '../support/turns.ts';

let engine: LocalEngine;
beforeAll(() => {
  engine = pacedEngine();
});
afterAll(() => engine.stop());

const failureOf = async (run: Promise<unknown>): Promise<Failure> => {
  try {
    await run;
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
  throw new Error('It did not fail.');
};

/** Numbers above the model's training: it writes many tokens before it gives up. */
const LONG_QUESTION = 'What does this print?\n\n```py\nfor i in range(9):\n    print(i)\n```';

describe('answers', () => {
  it('reach the share of right answers that the model has by itself (99 % and 85.5 %)', async () => {
    for (const [set, share] of [
      ['arithmetic', 0.95],
      ['trace', 0.75],
    ] as const) {
      const items = evalSet(set).slice(0, 40);
      let right = 0;
      for (const item of items) if (finalAnswer((await ask(engine, item.q)).answer) === item.answer) right++;
      expect(right / items.length, set).toBeGreaterThanOrEqual(share);
    }
  });

  it('end on EOS, which is not in the text', async () => {
    const { stopReason, answer, streamed } = await ask(engine, 'What is 17 + 25?');
    expect(stopReason).toBe('finished');
    expect(answer).toContain('Answer: 42');
    expect(answer + streamed).not.toContain('</s>');
    expect(streamed.trim()).toBe(answer);
  });

  it('end at the token limit, and go on from there word by word as if they had not', async () => {
    const question = user('Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?');
    const whole = await ask(engine, [question]);
    const first = await ask(engine, [question], { maxTokens: 20 });
    expect(first).toMatchObject({ stopReason: 'limit', stats: { generatedTokens: 20 } });
    const rest = await ask(engine, [question, assistant(first.answer)], { continueAnswer: true });
    expect(rest.answer).toBe(whole.answer);
    expect(rest.stopReason).toBe('finished');
    expect(rest.stats.reusedTokens).toBeGreaterThan(first.stats.promptTokens);
  });

  it('are the same for the same seed, and differ between seeds', async () => {
    const question = 'Write the number 7 in words.';
    const sample = (seed: number) => ask(engine, question, { temperature: 2, seed, maxTokens: 40 });
    const [one, again] = [await sample(1), await sample(1)];
    expect(again.answer).toBe(one.answer);
    const others = await Promise.all([2, 3, 4, 5, 6].map(sample));
    expect(new Set([one.answer, ...others.map(({ answer }) => answer)]).size).toBeGreaterThan(1);
  });

  it('stream text that is whole characters, in order', async () => {
    const { answer, events } = await ask(
      engine,
      'What does this print?\n\n```typescript\nconst s = "é日🎉";\nconsole.log(s);\n```',
    );
    const pieces = events.flatMap((event) => (event.type === 'text' ? [event.text] : []));
    expect(pieces.join('').trim()).toBe(answer);
    for (const piece of pieces) expect(piece).not.toMatch(/[\ud800-\udfff]|\ufffd/u);
  });
});

/** Asks, and stops while the first piece of the prompt is read. */
async function askAndStop(question: string): ReturnType<typeof ask> {
  const stop = new AbortController();
  await engine.start();
  // Held still, the process finds the question and the stop one behind the other when it goes on.
  process.kill(engine.local.pid ?? Number.NaN, 'SIGSTOP');
  const answer = ask(engine, question, { signal: stop.signal });
  await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  process.kill(engine.local.pid ?? Number.NaN, 'SIGCONT');
  return answer;
}

describe('Stop', () => {
  it('ends an answer at the next token and keeps its words', async () => {
    const stop = new AbortController();
    const stopped = await ask(engine, LONG_QUESTION, {
      signal: stop.signal,
      onEvent: (event) => event.type === 'text' && stop.abort(),
    });
    expect(stopped.stopReason).toBe('stopped');
    const whole = await ask(engine, LONG_QUESTION);
    expect(whole.answer.startsWith(stopped.answer)).toBe(true);
    expect(stopped.answer.length).toBeLessThan(whole.answer.length);
  });

  it('takes effect while the prompt is read, within a chunk', async () => {
    const long = Array.from({ length: 50 }, (_, i) => `let v${i} = ${i};`).join('\n');
    const stopped = await askAndStop(`What does this print?\n\n${long}`);
    expect(stopped).toMatchObject({ stopReason: 'stopped', answer: '', stats: { generatedTokens: 0 } });
    const read = stopped.events.flatMap((event) => (event.type === 'prefill' ? [event.done] : []));
    expect(stopped.stats.promptTokens - stopped.stats.reusedTokens).toBeGreaterThan(300);
    expect(read.at(-1) ?? 0).toBeLessThanOrEqual(128);
  });

  it('in the middle of the prompt leaves nothing behind that a next answer would notice', async () => {
    const long = Array.from({ length: 50 }, (_, i) => `let v${i} = ${i};`).join('\n');
    const question = 'What is 17 + 25?';
    const answer = await ask(engine, question);
    const stop = new AbortController();
    const stopped = await ask(engine, `What does this print?\n\n${long}`, {
      signal: stop.signal,
      onEvent: (event) => event.type === 'prompt' && stop.abort(),
    });
    expect(stopped.stopReason).toBe('stopped');
    expect((await ask(engine, question)).answer).toBe(answer.answer);
  });

  it('takes effect before the first word, and the next answer is as it would have been', async () => {
    const question = 'What is 17 + 25?';
    const { answer } = await ask(engine, question);
    const stopped = await askAndStop('What is 31 + 12?');
    expect(stopped).toMatchObject({ stopReason: 'stopped', answer: '', stats: { generatedTokens: 0, generateMs: 0 } });
    expect((await ask(engine, question)).answer).toBe(answer);
  });

  it('before anything began gives an empty answer', async () => {
    const stopped = await ask(engine, 'Hi', { signal: AbortSignal.abort() });
    expect(stopped).toMatchObject({ stopReason: 'stopped', answer: '' });
  });

  it('leaves the engine sound', async () => {
    const stop = new AbortController();
    await ask(engine, LONG_QUESTION, { signal: stop.signal, onEvent: (e) => e.type === 'text' && stop.abort() });
    expect((await ask(engine, 'What is 9 times 8?')).answer).toContain('72');
  });
});

describe('the context window', () => {
  const exchange = (n: number): Turn[] => [
    user(`What is ${n} + ${n}?`),
    assistant(`${n} + ${n} = ${2 * n}.\nAnswer: ${2 * n}`),
  ];
  const long = [...Array.from({ length: 40 }, (_, i) => exchange(i + 1)).flat(), user('What is 9 times 8?')];

  it('lets the oldest whole turns leave and says how many', async () => {
    const answer = await ask(engine, [system('Be brief.'), ...long]);
    const prompt = answer.events[0];
    const dropped = prompt?.type === 'prompt' ? prompt.droppedTurns : 0;
    expect(dropped).toBeGreaterThan(0);
    expect(dropped % 2).toBe(0);
    const kept = long.slice(dropped);
    expect(answer.prompt?.text.startsWith(`Be brief.\nUser: ${kept[0]?.content ?? ''}\nAI:`)).toBe(true);
    expect(answer.prompt?.text.endsWith('\nUser: What is 9 times 8?\nAI:')).toBe(true);
    expect(answer.stats.promptTokens).toBeLessThanOrEqual(768);
    // One exchange more would not have fitted.
    expect(answer.stats.promptTokens).toBeGreaterThan(768 - 60);
  });

  it('refuses a question that is too long alone, with the numbers', async () => {
    const failure = await failureOf(ask(engine, 'word '.repeat(2000)));
    expect(failure).toMatchObject({ name: 'question-too-long', contextSize: 1024 });
    if (failure.name !== 'question-too-long') return;
    expect(failure.tokens).toBeGreaterThanOrEqual(1999);
    expect(failure.available).toBeGreaterThan(600);
    expect(failure.available).toBeLessThan(768);
  });

  it('refuses to go on with an answer that is too long, with the numbers', async () => {
    const open = [user('Count.'), assistant('7'.repeat(800))];
    for (const turns of [open, [system('Be brief.'), ...open], [...long.slice(0, 2), ...open]]) {
      const failure = await failureOf(ask(engine, turns, { continueAnswer: true }));
      expect(failure).toMatchObject({ name: 'question-too-long', part: 'answer', contextSize: 1024 });
    }
    expect(await failureOf(ask(engine, [system('7'.repeat(900)), user('Hi')]))).toMatchObject({ part: 'systemPrompt' });
  });

  it('counts exactly: what is called available fits, one more does not', async () => {
    const failure = await failureOf(ask(engine, '7'.repeat(2000)));
    if (failure.name !== 'question-too-long') throw new Error(failure.name);
    // A digit is a token of its own.
    const digits = failure.available;
    expect((await ask(engine, '7'.repeat(digits), { maxTokens: 400 })).stats.promptTokens).toBe(768);
    expect(await failureOf(ask(engine, '7'.repeat(digits + 1)))).toMatchObject({ name: 'question-too-long' });
  });

  it('takes a question of 200,000 characters without harm', async () => {
    const failure = await failureOf(ask(engine, 'Explain this. '.repeat(14_300)));
    expect(failure.name).toBe('question-too-long');
    expect((await ask(engine, 'What is 3 + 4?')).answer).toContain('7');
  });

  it('says when an answer reached its end', async () => {
    const question = `What does this print?\n\n${'7'.repeat(700)}`;
    const answer = await ask(engine, question, { maxTokens: 5000, temperature: 2, seed: 3 });
    expect(['finished', 'contextFull']).toContain(answer.stopReason);
    expect(answer.stats.promptTokens + answer.stats.generatedTokens).toBeLessThanOrEqual(1024);
  });
});

describe('bad input', () => {
  it('names what is wrong, and goes on', async () => {
    expect(await failureOf(ask(engine, '   '))).toEqual({ name: 'question-empty' });
    expect(await failureOf(ask(engine, [user('a'), user('b')]))).toMatchObject({ name: 'roles-not-alternating' });
    expect((await ask(engine, 'What is 3 + 4?')).answer).toContain('7');
  });
});

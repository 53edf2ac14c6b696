import { describe, expect, it } from 'vitest';
import { FailureError, type Failure } from '../../../../src/protocol/failures.ts';
import type { Turn } from '../../../../src/protocol/turns.ts';
import { boundQuestion, boundTurns, countText } from '../../../../src/inference/prompt/boundedText.ts';

let counted = 0;
/** A token for each four characters. */
const count = (text: string) => {
  counted += text.length;
  return Math.ceil(text.length / 4);
};
const log = (characters: number) => '2026-01-01 12:00:00 info: all is well here\n'.repeat(characters / 43);
const user = (content: string): Turn => ({ role: 'user', content });
const assistant = (content: string): Turn => ({ role: 'assistant', content });
const limits = { budget: 3000, contextSize: 4096 };

async function failureOf(run: Promise<unknown>): Promise<Failure> {
  const error: unknown = await run.catch((reason: unknown) => reason);
  if (error instanceof FailureError) return error.failure;
  throw new Error('It did not fail.');
}

describe('a text that is far too long', () => {
  it('is refused with about its number of tokens, and hardly any of it is counted', async () => {
    counted = 0;
    const failure = await failureOf(boundTurns([user(log(5_000_000))], limits, count));
    expect(failure).toMatchObject({ name: 'question-too-long', isEstimate: true, contextSize: 4096 });
    const { tokens } = failure as Extract<Failure, { name: 'question-too-long' }>;
    expect(tokens / 1_250_000).toBeCloseTo(1, 1);
    expect(counted).toBeLessThan(200_000);
  });

  it('is refused as a system prompt and as an answer to go on with, too', async () => {
    const system: Turn = { role: 'system', content: log(1_000_000) };
    expect(await failureOf(boundTurns([system, user('Hi')], limits, count))).toMatchObject({
      name: 'question-too-long',
      part: 'systemPrompt',
    });
    const open = [user('Hi'), assistant(log(1_000_000))];
    expect(await failureOf(boundTurns(open, limits, count))).toMatchObject({
      name: 'question-too-long',
      part: 'answer',
    });
  });

  it('leaves with what is older, in whole exchanges, when it was asked earlier', async () => {
    const system: Turn = { role: 'system', content: 'Be brief.' };
    const turns = [
      system,
      user('a'),
      assistant('b'),
      user(log(5_000_000)),
      assistant('c'),
      user('d'),
      assistant('e'),
      user('f'),
    ];
    counted = 0;
    expect(await boundTurns(turns, limits, count)).toEqual({ turns: [system, ...turns.slice(5)], dropped: 4 });
    const answered = [user('a'), assistant(log(5_000_000)), user('f')];
    expect(await boundTurns(answered, limits, count)).toEqual({ turns: [user('f')], dropped: 2 });
    expect(counted).toBeLessThan(400_000);
  });

  it('made of thousands of short turns leaves its oldest part', async () => {
    const turns = [
      ...Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? user(log(430)) : assistant(log(430)))),
      user('Hi'),
    ];
    const { turns: left, dropped } = await boundTurns(turns, limits, count);
    expect(left.length + dropped).toBe(turns.length);
    expect(dropped % 2).toBe(0);
    expect(left.length).toBeLessThan(100);
    expect(left.length).toBeGreaterThan(20);
  });

  it('is measured in part', async () => {
    const question = log(5_000_000);
    const { text, rest } = await boundQuestion(question, 3000, count);
    expect(text.length).toBeLessThan(100_000);
    expect((count(text) + rest) / count(question)).toBeCloseTo(1, 2);
  });
});

describe('what may fit', () => {
  it('is left to the exact count', async () => {
    const turns = [user(log(40_000)), assistant('a'), user('b')];
    expect(await boundTurns(turns, { budget: 30_000, contextSize: 32_768 }, count)).toEqual({ turns, dropped: 0 });
    expect(await boundQuestion('short', 10, count)).toEqual({ text: 'short', rest: 0 });
  });

  it('is counted in pieces with turns of the event loop between them, never within a character', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const pieces: string[] = [];
    const text = '👍'.repeat(200_000);
    await countText(text, (piece) => {
      pieces.push(piece);
      const until = performance.now() + 2;
      while (performance.now() < until);
      return 1;
    });
    clearInterval(timer);
    expect(pieces.join('')).toBe(text);
    expect(pieces.every((piece) => !/^[\uDC00-\uDFFF]/.test(piece))).toBe(true);
    expect(turns).toBeGreaterThan(1);
  });
});

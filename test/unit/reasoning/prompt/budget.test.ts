import { describe, expect, it } from 'vitest';
import { FailureError } from '../../../../src/protocol/failures.ts';
import type { Turn } from '../../../../src/protocol/turns.ts';
import { fitTurns, promptBudget } from '../../../../src/reasoning/prompt/budget.ts';
import { assistant, system, user } from '../../../support/turns.ts';

/** One token a character, and ten for the frame. */
const count = (turns: readonly Turn[]) => turns.reduce((sum, turn) => sum + turn.content.length, 10);
const fit = (turns: readonly Turn[], budget: number) => fitTurns(turns, { budget, contextSize: 2 * budget }, count);

describe('promptBudget', () => {
  it('keeps room for the answer, a quarter of the window at most', () => {
    expect(promptBudget(4096, 1024)).toBe(3072);
    expect(promptBudget(1024, 1024)).toBe(768);
    expect(promptBudget(4096, 100)).toBe(3996);
  });
});

describe('fitTurns', () => {
  const chat = [user('11111'), assistant('22222'), user('33333'), assistant('44444'), user('55555')];

  it('keeps everything that fits', () => {
    expect(fit(chat, 35)).toEqual({ turns: chat, dropped: 0 });
  });

  it('lets the oldest whole exchanges leave, no more than needed', () => {
    expect(fit(chat, 34)).toEqual({ turns: chat.slice(2), dropped: 2 });
    expect(fit(chat, 25)).toEqual({ turns: chat.slice(2), dropped: 2 });
    expect(fit(chat, 24)).toEqual({ turns: chat.slice(4), dropped: 4 });
  });

  it('never lets the system turn leave', () => {
    const turns = [system('S'), ...chat];
    expect(fit(turns, 27)).toEqual({ turns: [system('S'), ...chat.slice(2)], dropped: 2 });
  });

  it('keeps the unfinished answer with its question', () => {
    const turns = [...chat, assistant('66666')];
    expect(fit(turns, 20)).toEqual({ turns: turns.slice(4), dropped: 4 });
  });

  it('refuses a last question that is too long, with the numbers', () => {
    const attempt = () => fit([...chat.slice(0, 4), user('x'.repeat(50))], 40);
    expect(attempt).toThrow(FailureError);
    try {
      attempt();
    } catch (error) {
      expect((error as FailureError).failure).toEqual({
        name: 'question-too-long',
        tokens: 50,
        available: 30,
        contextSize: 80,
      });
    }
  });

  it.each([
    [
      'an answer to go on with',
      [user('1234'), assistant('x'.repeat(50))],
      { part: 'answer', tokens: 54, available: 30 },
    ],
    ['the same in a longer chat', [...chat, assistant('x'.repeat(50))], { part: 'answer', tokens: 55, available: 30 }],
    ['a system prompt', [system('x'.repeat(50)), user('1234')], { part: 'systemPrompt', tokens: 60, available: 36 }],
    [
      'a system prompt that leaves little',
      [system('x'.repeat(28)), user('1234')],
      { part: 'systemPrompt', tokens: 38 },
    ],
    ['a question beside a system prompt', [system('Be brief.'), user('x'.repeat(50))], { tokens: 50, available: 21 }],
  ])('names what is too long: %s', (_, turns, expected) => {
    try {
      fit(turns, 40);
      expect.unreachable();
    } catch (error) {
      expect((error as FailureError).failure).toMatchObject({ name: 'question-too-long', ...expected });
    }
  });

  it('counts with the logarithm of the turns', () => {
    const long = Array.from({ length: 2001 }, (_, i) => (i % 2 === 0 ? user('aaaa') : assistant('bbbb')));
    let calls = 0;
    const fitted = fitTurns(long, { budget: 1000, contextSize: 1000 }, (turns) => {
      calls++;
      return count(turns);
    });
    expect(count(fitted.turns)).toBeLessThanOrEqual(1000);
    expect(count(fitted.turns) + 8).toBeGreaterThan(1000);
    expect(calls).toBeLessThan(20);
  });
});

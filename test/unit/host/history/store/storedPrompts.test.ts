import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restored, shortened, type PromptOf } from '../../../../../src/host/history/store/storedPrompts.ts';

const prompt = fc.record({ text: fc.string({ maxLength: 8 }), tokens: fc.array(fc.nat(3), { maxLength: 8 }) });

describe('prompts kept as what they add', () => {
  it('come back whole, whatever they have in common', () => {
    fc.assert(
      fc.property(fc.array(prompt, { maxLength: 8 }), (prompts) => {
        const all = prompts.map((each, i): PromptOf => ({ turn: `t${i}`, prompt: each }));
        const stored = all.map((each, i) => shortened(each, all[i - 1]));
        // In any order: an answer written on has its prompt replaced.
        expect(restored(stored.toReversed())).toEqual(new Map(all.map(({ turn, prompt }) => [turn, prompt])));
      }),
    );
  });

  it('hold what is new only', () => {
    const first = { turn: 'a', prompt: { text: 'User: Hi\nAI:', tokens: [1, 2, 3] } };
    const second = { turn: 'b', prompt: { text: 'User: Hi\nAI: Hello\nUser: x\nAI:', tokens: [1, 2, 3, 4, 5] } };
    expect(shortened(second, first)).toMatchObject({
      base: 'a',
      characters: 12,
      rest: { text: ' Hello\nUser: x\nAI:', tokens: [4, 5] },
    });
  });

  it('whose beginning is lost are left out, and those that name one another end', () => {
    const piece = { characters: 1, tokens: 0, rest: { text: '', tokens: [] } };
    expect(
      restored([
        { turn: 'a', base: 'gone', ...piece },
        { turn: 'b', base: 'c', ...piece },
        { turn: 'c', base: 'b', ...piece },
      ]).size,
    ).toBe(0);
  });
});

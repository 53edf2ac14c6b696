import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../../src/protocol/turns.ts';
import { contextUse, promptTokens } from '../../../../src/reasoning/prompt/contextUse.ts';
import { assistant, user } from '../../../support/turns.ts';

/** One token a character, and ten for the frame. */
const count = (turns: readonly Turn[]) => turns.reduce((sum, turn) => sum + turn.content.length, 10);
const use = (turns: readonly Turn[], question: string, context: readonly string[] = [], contextSize = 400) =>
  contextUse({ turns, question, context, maxTokens: 100 }, contextSize, count);
const chat = [user('11111'), assistant('22222'), user('33333'), assistant('44444')];

describe('contextUse', () => {
  it('tells the conversation, what was added, the question and the room for the answer apart', () => {
    const told = use(chat, 'Why?', ['a.ts:\ncode']);
    expect(told).toMatchObject({ contextSize: 400, reserved: 100, conversation: 30, question: 4, droppedTurns: 0 });
    expect(promptTokens(told)).toBe(
      count([...chat, user('For reference, from the same project:\n\na.ts:\ncode\n\nWhy?')]),
    );
  });

  it('counts nothing for a question that is not written yet', () => {
    expect(use([], '')).toMatchObject({ conversation: 10, question: 0, context: 0 });
    const { context, question } = use([], ' \n', ['a.ts:\ncode']);
    expect({ context, question }).toEqual({ context: use([], 'Why?', ['a.ts:\ncode']).context, question: 0 });
  });

  it('lets the same turns leave as the answer would', () => {
    expect(use(chat, 'x'.repeat(275))).toMatchObject({ conversation: 20, question: 275, droppedTurns: 2 });
  });

  it('shows by how much a question is too long', () => {
    const told = use(chat, 'x'.repeat(500));
    expect(told).toMatchObject({ conversation: 10, question: 500, droppedTurns: 4 });
    expect(promptTokens(told)).toBeGreaterThan(told.contextSize);
  });
});

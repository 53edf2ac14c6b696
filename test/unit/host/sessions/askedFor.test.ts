import { describe, expect, it } from 'vitest';
import type { PanelTurn, Question } from '../../../../src/protocol/conversation.ts';
import { questionOf, questionWithCode } from '../../../../src/host/sessions/askedFor.ts';

const source = { label: 'a.ts', uri: 'file:///a.ts', language: '', firstLine: 3, lastLine: 4, lastSentLine: 4 };
const asked = (id: string, text: string, at?: Question['source']): Question => ({
  role: 'user',
  id,
  text,
  ...(at && { source: at }),
});
const answer = (id: string): PanelTurn => ({ role: 'assistant', id, text: '1. a', status: 'finished' });

describe('the code a question is about', () => {
  const explain = asked('q1', 'Explain:\n\n```ts\na();\n```', source);
  const why = asked('q2', 'Why is this so?\n\n> a', source);
  const detail = asked('q3', 'More.', source);
  const turns = [explain, answer('a1'), why, answer('a2'), detail, answer('a3')];

  it('is its own, or that of the question it follows, over any number of follow-ups', () => {
    expect(questionWithCode(turns, explain)).toBe(explain);
    expect(questionWithCode(turns, why)).toBe(explain);
    expect(questionWithCode(turns, detail)).toBe(explain);
  });

  it('is none of another place, and none of a question about nothing', () => {
    const other = asked('q4', 'Why?', { ...source, uri: 'file:///b.ts' });
    const free = asked('q5', 'Why?');
    expect(questionWithCode([...turns, other, free], other)).toBe(other);
    expect(questionWithCode([...turns, other, free], free)).toBe(free);
  });

  it('belongs to the answer after it', () => {
    expect(questionOf(turns, 'a2')).toBe(why);
    expect(questionOf(turns, 'q2')).toBeUndefined();
    expect(questionOf(turns, 'gone')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { answerToFollow, kindOf, turnsOf, type Exchange } from '../../../../src/host/threads/exchange.ts';
import type { Answer, PanelTurn } from '../../../../src/protocol/conversation.ts';

const exchange = (fields: Partial<Exchange> = {}): Exchange => ({ words: '?', shown: '', ...fields });
const asked = (id: string): PanelTurn => ({ role: 'user', id, text: '?' });
const answer = (id: string, fields: Partial<Answer> = {}): Answer => ({
  role: 'assistant',
  id,
  text: 'Yes.',
  status: 'finished',
  ...fields,
});
const failure = { name: 'x', title: '', why: '', next: '', actions: [{ id: 'retry', label: 'Try Again' }] } as const;
const failed = answer('a', { status: 'failed', failure });

describe('a question in a thread', () => {
  it('has the answer that stands behind it in the chat now', () => {
    const turns = [asked('q'), answer('second version')];
    expect(turnsOf(turns, { turn: 'q' })[1]?.id).toBe('second version');
    expect(turnsOf(turns, { turn: 'gone' })).toEqual([]);
    expect(turnsOf(turns, {})).toEqual([]);
  });

  it.each([
    ['empty', [], undefined],
    ['preparing', [], exchange()],
    ['preparing', [asked('other'), answer('a', { status: 'writing' })], exchange({ sent: '?' })],
    ['unasked', [], exchange({ notice: 'Stopped' })],
    ['unasked', [], exchange({ failure })],
    ['writing', [asked('q'), answer('a', { status: 'reading' })], exchange({ turn: 'q' })],
    ['answered', [asked('q'), answer('a')], exchange({ turn: 'q' })],
    ['failed', [asked('q'), failed], exchange({ turn: 'q' })],
    // Only the last question of a chat can be asked again.
    ['answered', [asked('q'), failed, asked('q2'), answer('a2')], exchange({ turn: 'q' })],
    ['answered', [asked('q2'), answer('a2')], exchange({ turn: 'q' })],
  ])('makes its thread %s', (kind, turns, last) => {
    expect(kindOf(turns, last)).toBe(kind);
  });

  it('follows the last answer that says something: the code of a question without one is not seen', () => {
    const turns = [asked('q'), answer('a'), asked('q2'), answer('a2', { text: ' ', status: 'failed' })];
    const exchanges = [exchange({ turn: 'q' }), exchange({ turn: 'q2' }), exchange()];
    expect(answerToFollow(turns, exchanges)?.id).toBe('a');
    expect(answerToFollow(turns, exchanges.slice(1))).toBeUndefined();
  });
});

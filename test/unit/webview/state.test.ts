import { describe, expect, it } from 'vitest';
import type { FailureView } from '../../../src/protocol/failureView.ts';
import type { Answer } from '../../../src/protocol/conversation.ts';
import type { PanelState } from '../../../src/protocol/panel.ts';
import { lastTurn, reduce, type ViewEvent, type ViewState } from '../../../src/webview/state.ts';
import { readyOnCpu } from '../../support/engineView.ts';

const answer: Answer = { role: 'assistant', id: 'a1', text: '', status: 'waiting' };
const panel: PanelState = {
  conversationId: 'c1',
  turns: [{ role: 'user', id: 'q1', text: 'Why?' }, answer],
  branches: {},
  engine: readyOnCpu,
  model: { name: 'Tiny', isDemo: true, examples: [] },
};
const failure: FailureView = { name: 'busy', title: 'Busy', why: 'One waits.', next: 'Wait.', actions: [] };

const after = (...events: ViewEvent[]): ViewState => {
  const state = [{ type: 'snapshot', state: panel } as const, ...events].reduce<ViewState | undefined>(
    (state, event) => reduce(state, event),
    undefined,
  );
  if (!state) throw new Error('no state after a snapshot');
  return state;
};
const lastAnswer = (state: ViewState) => lastTurn(state) as Answer;

describe('reduce', () => {
  it('knows nothing before the first snapshot', () => {
    expect(reduce(undefined, { type: 'append', id: 'a1', text: 'x' })).toBeUndefined();
  });

  it('appends text to the answer it is for and leaves every other turn the same object', () => {
    const before = after();
    const state = after({ type: 'append', id: 'a1', text: 'To' }, { type: 'append', id: 'a1', text: ' find' });
    expect(lastAnswer(state).text).toBe('To find');
    expect(state.turns[0]).toBe(before.turns[0]);
  });

  it('ignores deltas for turns it does not have, and for questions', () => {
    const state = after();
    expect(reduce(state, { type: 'append', id: 'gone', text: 'x' })).toBe(state);
    expect(reduce(state, { type: 'answerText', id: 'q1', text: 'x' })).toBe(state);
  });

  it('replaces what stood when the answer starts again', () => {
    const state = after({ type: 'append', id: 'a1', text: 'wrong' }, { type: 'answerText', id: 'a1', text: 'right' });
    expect(lastAnswer(state).text).toBe('right');
  });

  it('takes away the fields that are gone, and keeps those a change does not name', () => {
    const reading = after({
      type: 'answerChanged',
      id: 'a1',
      change: { status: 'reading', reading: { done: 1, total: 4 }, droppedTurns: 2 },
    });
    const state = reduce(reading, {
      type: 'answerChanged',
      id: 'a1',
      change: { status: 'writing' },
      gone: ['reading'],
    });
    expect(state && lastAnswer(state)).toEqual({ ...answer, status: 'writing', droppedTurns: 2 });
  });

  it('has an open answer until it ends', () => {
    expect(after().growing?.id).toBe('a1');
    expect(after({ type: 'answerChanged', id: 'a1', change: { status: 'stopped' } }).growing).toBeUndefined();
  });

  it('announces that an answer begins and how it ends, never its text or its progress', () => {
    const said = (...events: ViewEvent[]) => after(...events).announcement;
    const change = (change: Extract<ViewEvent, { type: 'answerChanged' }>['change']): ViewEvent => ({
      type: 'answerChanged',
      id: 'a1',
      change,
    });
    expect(said(change({ status: 'reading', reading: { done: 1, total: 2 } }))).toBe('');
    expect(said(change({ status: 'writing' }))).toBe('Cerebrum is answering.');
    expect(said(change({ status: 'writing' }), { type: 'append', id: 'a1', text: 'x' })).toBe('Cerebrum is answering.');
    const word: ViewEvent = { type: 'append', id: 'a1', text: 'x' };
    expect(said(word, change({ status: 'finished' }))).toBe('The answer is finished.');
    expect(said(change({ status: 'finished' }))).toBe('The model ended its answer without a word.');
    expect(said(change({ status: 'stopped' }))).toBe('The answer was stopped.');
    expect(said(change({ status: 'failed', failure }))).toBe('The answer failed: Busy');
  });

  it('gives refused words back each time, even the same ones, and shows why', () => {
    const refused: ViewEvent = { type: 'refused', text: 'Why?', failure };
    const once = after(refused);
    const twice = reduce(once, refused);
    expect(once.notice).toEqual(failure);
    expect(once.returned?.text).toBe('Why?');
    expect(twice?.returned?.serial).not.toBe(once.returned?.serial);
    expect(reduce(twice, { type: 'noticeDismissed' })?.notice).toBeUndefined();
  });

  it('gives words that were taken back without calling it a problem', () => {
    expect(after({ type: 'refused', text: 'Why?' }).notice).toBeUndefined();
  });

  it('forgets the waiting question when there is none any more', () => {
    const waiting = after({ type: 'queuedChanged', queued: 'And then?' });
    expect(waiting.queued).toBe('And then?');
    expect(reduce(waiting, { type: 'queuedChanged' })).not.toHaveProperty('queued');
  });

  it('starts over with a second snapshot', () => {
    const state = after({ type: 'notice', failure }, { type: 'snapshot', state: { ...panel, turns: [] } });
    expect(state).toMatchObject({ turns: [], announcement: '' });
    expect(state.notice).toBeUndefined();
  });
});

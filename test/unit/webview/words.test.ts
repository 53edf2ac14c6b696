import { describe, expect, it } from 'vitest';
import type { Answer, AnswerStats } from '../../../src/protocol/conversation.ts';
import {
  figuresOf,
  costOf,
  cutNote,
  droppedNote,
  progressOf,
  repeatsNote,
  sourceLabel,
  notesOf,
  triesWords,
} from '../../../src/webview/words.ts';
import { readyOnCpu as ready } from '../../support/engineView.ts';

const answer = (fields: Partial<Answer>): Answer => ({
  role: 'assistant',
  id: 'a',
  text: '',
  status: 'waiting',
  ...fields,
});
const stats: AnswerStats = {
  promptTokens: 1340,
  reusedTokens: 1200,
  generatedTokens: 50,
  prefillMs: 10,
  generateMs: 2000,
  gpu: 'metal',
  model: 'm',
};

describe('triesWords', () => {
  const all = { asked: 4, ended: 4 };
  it.each([
    [{ asked: 4, ended: 0, same: 0 }, 'Trying 4 more times …'],
    [{ ...all, same: 4 }, 'Same answer in 4 more tries.'],
    [{ ...all, same: 3 }, 'Same answer in 3 of 4 more tries.'],
    [{ ...all, same: 2 }, 'Doubtful: 2 of 4 more tries agree.'],
    [{ ...all, same: 0 }, 'Doubtful: none of 4 more tries agrees.'],
    [{ ...all, same: 1, other: { answer: '27', count: 3 } }, 'Doubtful: 3 of 4 more tries say 27.'],
  ])('%j: %s', (tries, words) => {
    expect(triesWords(tries)).toBe(words);
  });
});

describe('progressOf', () => {
  it.each([
    [answer({}), { state: 'idle' }, 'Starting the engine…'],
    [answer({}), { state: 'loading' }, 'Starting the engine…'],
    [answer({}), { state: 'loading', fraction: 0.4 }, 'Loading the model… 40 %'],
    [answer({}), ready, 'Reading the prompt…'],
    [answer({ status: 'reading', reading: { done: 120, total: 400 } }), ready, 'Reading the prompt… 120 of 400 tokens'],
    [answer({ status: 'reading', reading: { done: 0, total: 0 } }), ready, 'Reading the prompt…'],
    [answer({ status: 'writing', reading: { done: 1, total: 1 } }), ready, 'Writing…'],
    [answer({ status: 'writing' }), { ...ready, stepSeconds: 41 }, 'Writing… One step has been running for 41 s.'],
    [
      answer({}),
      { ...ready, wait: { why: 'busy', seconds: 4 } },
      'Reading the prompt… The server is busy; it is asked again in 4 s.',
    ],
    [
      answer({}),
      { state: 'loading', wait: { why: 'loading', seconds: 1 } },
      'Starting the engine… The server still loads the model.',
    ],
    [
      answer({ status: 'writing' }),
      { ...ready, wait: { why: 'quiet', seconds: 45 } },
      'Writing… Nothing has come from the server for 45 s. It may have a queue.',
    ],
  ] as const)('%#: says what is being waited for', (turn, engine, text) => {
    expect(progressOf(turn, engine).text).toBe(text);
  });

  it('gives a share only where it is known', () => {
    expect(progressOf(answer({}), { state: 'loading' })).not.toHaveProperty('fraction');
    expect(progressOf(answer({ status: 'reading', reading: { done: 1, total: 4 } }), ready).fraction).toBe(0.25);
  });
});

describe('figuresOf and notesOf', () => {
  it('give tokens, speed, reuse and device, and beside them an end that is not the usual one', () => {
    const ended = answer({ status: 'limit', stats });
    expect(figuresOf(ended)).toEqual(['50 tokens', '24.5 tokens/s', '1,200 of 1,340 prompt tokens reused', 'Metal']);
    expect(notesOf(ended)).toEqual(['Length limit reached']);
  });

  it('note where another machine answered', () => {
    const remote = answer({ status: 'finished', stats: { ...stats, gpu: 'http://10.0.0.5:8000' } });
    expect(notesOf(remote)).toEqual(['http://10.0.0.5:8000']);
    expect(figuresOf(remote)).not.toContain('http://10.0.0.5:8000');
  });

  it('claim no speed that was not measured', () => {
    const figures = figuresOf(answer({ status: 'finished', stats: { ...stats, generatedTokens: 1, generateMs: 0 } }));
    expect(figures[0]).toBe('1 token');
    expect(figures.join()).not.toContain('tokens/s');
  });

  it('say how an answer without figures ended', () => {
    expect(notesOf(answer({ status: 'interrupted' }))).toEqual(['Interrupted']);
    expect(notesOf(answer({ status: 'finished' }))).toEqual([]);
  });
});

describe('costOf', () => {
  it('gives the time as exactly as it matters', () => {
    const told = [80, 999.4, 1_240, 14_300, 59_700, 125_000].map((ms) => costOf({ tokens: 15, ms }));
    const times = ['80 ms', '999 ms', '1.2 s', '14 s', '1 min 0 s', '2 min 5 s'];
    expect(told).toEqual(times.map((time) => `15 tokens in ${time}`));
    expect(costOf({ tokens: 1, ms: 0 })).toBe('1 token in 0 ms');
  });
});

describe('notes', () => {
  const source = {
    label: 'src/cart.ts',
    uri: 'file:///src/cart.ts',
    language: 'TypeScript',
    firstLine: 3,
    lastLine: 12,
    lastSentLine: 12,
  };

  const gaps = [
    { firstLine: 3, lastLine: 3 },
    { firstLine: 10, lastLine: 12 },
  ];

  it('names the lines a question is about', () => {
    expect(sourceLabel(source)).toBe('src/cart.ts, lines 3–12');
    expect(sourceLabel({ ...source, lastLine: 3 })).toBe('src/cart.ts, line 3');
    expect(sourceLabel({ ...source, pieces: gaps })).toBe('src/cart.ts, lines 3, 10–12');
  });

  it('tells which lines were left out, if any', () => {
    expect(cutNote(source)).toBeUndefined();
    expect(cutNote({ ...source, lastLine: 120, lastSentLine: 89 })).toBe('Lines 90–120 did not fit and were left out.');
    expect(cutNote({ ...source, pieces: gaps, lastSentLine: 3 })).toBe('Lines 10–12 did not fit and were left out.');
    expect(cutNote({ ...source, isLineCut: true })).toBe('Line 12 was too long: only its beginning was sent.');
    expect(cutNote({ ...source, lastSentLine: 11 })).toBe('Line 12 did not fit and was left out.');
  });

  it('says that an answer was drawn anew, and that nothing new came of it', () => {
    const settings = { temperature: 0.8, seed: 1, maxTokens: 9, systemPrompt: '' };
    const answer = { role: 'assistant', id: 'a', text: 'x', status: 'finished' } as const;
    expect(notesOf({ ...answer, settings: { ...settings, isAnew: true } })).toEqual([
      'sampled anew at temperature 0.8',
    ]);
    expect(notesOf({ ...answer, settings })).toEqual([]);
    expect([repeatsNote(1), repeatsNote(3)]).toEqual([
      'Same answer again (sampled anew)',
      'Same answer 3 more times (sampled anew)',
    ]);
  });

  it('tells how many messages the model did not see', () => {
    expect(droppedNote(4)).toBe(
      'The first 4 messages no longer fit into the context window; the model did not see them.',
    );
    expect(droppedNote(1)).toContain('The first message no longer fits');
  });
});

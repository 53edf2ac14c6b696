import { describe, expect, it } from 'vitest';
import type { Item } from '../../../../src/reasoning/evaluation/items.ts';
import type { ItemRecord, RunConfig, Sample } from '../../../../src/reasoning/evaluation/runRecords.ts';
import { scoreOf } from '../../../../src/reasoning/evaluation/scores.ts';
import { compareScores, summaryOf } from '../../../../src/reasoning/evaluation/summary.ts';

const config: RunConfig = {
  ...{ task: 'gsm8k', protocol: 'cerebrum', method: 'generate', shots: 0, data: '', chains: 1, temperature: 0 },
  ...{ maxTokens: 1024, seed: 0, contextSize: 4096 },
  model: { file: 'm.gguf', sha256: '', template: 'cerebrum' },
  engine: { llamaCpp: 'b1', backend: 'cpu', batchSize: 512, parallel: 1 },
};
const problem: Item = { kind: 'problem', id: 'p', question: 'How many?', solution: '9 * 2 = 18\n#### 18' };
const sample = (text: string, stopReason: Sample['stopReason'] = 'finished'): Sample => ({
  ...{ text, stopReason, tokens: 10, seed: 1 },
});
const answers = (...samples: Sample[]): ItemRecord => ({
  ...{ type: 'answers', item: 'p', promptTokens: 5, ms: 1 },
  samples,
});

describe('An answer is read in three ways', () => {
  it.each([
    ['1. 9 * 2 = 18.\nAnswer: 18', { strict: false, flexible: true, first: true }],
    ['#### 18', { strict: true, flexible: true, first: true }],
    ['The answer is 18.0.', { strict: false, flexible: false, first: true }],
    ['Answer: 17', { strict: false, flexible: false, first: false }],
    ['', { strict: false, flexible: false, first: false, ended: { noAnswer: true } }],
  ])('%j', (text, score) => {
    expect(scoreOf(problem, answers(sample(text)), config)).toMatchObject(score);
  });

  it('and one that was cut has none by our reading: its last number is no answer', () => {
    const score = scoreOf(problem, answers(sample('9 * 2 = 18', 'limit')), config);
    expect(score).toMatchObject({ flexible: true, first: false, ended: { noAnswer: true, limit: true } });
  });
});

describe('Our reading of a word problem', () => {
  it.each([
    // What the harness reads wrongly, right here.
    ['The answer is 18', true],
    ['The answer is $18.', true],
    ['The answer is 18.00.', true],
    ['The answer is: 18', true],
    ['the answer is 18.', true],
    ['The answer is **18**.', true],
    ['So the final answer is 18 dollars.', true],
    ['Answer: 18 (see step 2)', true],
    ['Answer: 1.8e1', true],
    ['Answer: 36/2', true],
    ['#### 18\nQuestion: Next?\n#### 3', true],
    ['Therefore \\boxed{18}.', true],
    ['I counted twice.\nAnswer: eighteen', true],
    ['The answer is 9 * 2 = 18.', true],
    ['He has 18...', true],
    // Wrong answers stay wrong.
    ['The answer is 1', false],
    ['The answer is 18.5.', false],
    ['Answer: 1/8', false],
    ['Answer: -18', false],
    ['#### 180', false],
    ['He has no apples.', false],
    ['Answer: 17\nIt was nearly 18.', false],
    ['', false],
  ])('%j: %j', (text, first) => {
    expect(scoreOf(problem, answers(sample(text)), config)).toMatchObject({ first });
  });
});

describe('A problem of MATH', () => {
  const item: Item = { kind: 'math', id: 'p', question: 'Simplify.', answer: '\\frac{1}{2}' };
  const math = { ...config, task: 'math' as const };

  it.each([
    ['so \\boxed{\\dfrac12}', { strict: false, string: true, first: true }],
    ['so \\boxed{0.25 + 0.25}', { strict: false, string: false, first: true }],
    ['so \\boxed{2}', { strict: false, string: false, first: false }],
    ['Final Answer: The final answer is $\\frac12$. I hope it is correct.', { strict: true, first: true }],
    ['', { strict: false, string: false, first: false, ended: { noAnswer: true } }],
  ])('%j: strict, as a string and by value apart', (text, score) => {
    expect(scoreOf(item, answers(sample(text)), math)).toMatchObject(score);
  });

  it('is voted on by value: the same formula written in two ways has two votes', () => {
    const samples = ['\\boxed{3}', '\\boxed{0.5}', '\\boxed{\\frac12}', '\\boxed{4}'].map((text) => sample(text));
    expect(scoreOf(item, answers(...samples), math)).toMatchObject({ first: false, voted: true, share: 0.5 });
  });
});

describe('Several samples', () => {
  it('vote: no answer never wins, and a sample with a wrong statement does not count', () => {
    const none = sample('I cannot tell.');
    const wrong = sample('1. 9 * 2 = 17.\nAnswer: 17');
    const right = sample('1. 9 * 2 = 18.\nAnswer: 18');
    expect(scoreOf(problem, answers(none, none, right), config)).toMatchObject({ first: false, voted: true });
    expect(scoreOf(problem, answers(wrong, wrong, right), config)).toMatchObject({ first: false, voted: true });
    expect(scoreOf(problem, answers(none, none), config)).toMatchObject({ voted: false });
  });

  it('give pass@1 as the mean of their shares', () => {
    const right = sample('Answer: 18');
    const wrong = sample('Answer: 3');
    const scores = [answers(right, wrong), answers(right, right)].map((one) => scoreOf(problem, one, config));
    expect(summaryOf(scores, 2).passAt1).toBeCloseTo(0.75);
  });
});

describe('A question with choices', () => {
  const choice: Item = { kind: 'choice', id: 'c', question: 'Which?', choices: ['ice', 'liquid water'], right: 1 };

  it('is scored by the likelihood, whole and per character', () => {
    const record: ItemRecord = { type: 'likelihoods', item: 'c', logProbabilities: [-6, -12], ms: 1 };
    // -6 / 3 against -12 / 12
    expect(scoreOf(choice, record, config)).toEqual({ item: 'c', acc: false, accNorm: true });
  });

  it('counts a choice by characters and not by the two halves of an emoji', () => {
    const emoji: Item = { ...choice, choices: ['🙂🙂', 'abc'], right: 1 };
    // -4 / 2 against -5.4 / 3; by UTF-16 units the first would be the likelier one.
    const record: ItemRecord = { type: 'likelihoods', item: 'c', logProbabilities: [-4, -5.4], ms: 1 };
    expect(scoreOf(emoji, record, config)).toMatchObject({ accNorm: true });
  });

  it.each(['The best answer is B.', 'so the best answer is (B)', 'Answer: b', 'The best answer is 2'])(
    'is right by its letter: %j',
    (text) => {
      expect(scoreOf(choice, { ...answers(sample(text)), item: 'c' }, config)).toMatchObject({ first: true });
    },
  );
});

describe('A run', () => {
  it('counts an item that could not be asked as wrong, and says why', () => {
    const failed = scoreOf(problem, { type: 'failed', item: 'p', reason: 'It has 9000 tokens.' }, config);
    const summary = summaryOf([failed, scoreOf(problem, answers(sample('Answer: 18')), config)], 1);
    expect(summary).toMatchObject({ items: 2, failed: 1, firstFailure: 'It has 9000 tokens.' });
    expect(summary.figures.find(({ column }) => column === 'ours')).toMatchObject({ right: 1, items: 2 });
    expect(summary.figures.map(({ column }) => column)).not.toContain('maj');
  });

  it('is compared with another one on the items that both have', () => {
    const score = (item: string, first: boolean) => ({ item, first });
    const [column] = compareScores(
      [score('a', true), score('b', true), score('c', false)],
      [score('c', true), score('a', true), score('d', true)],
      ['ours'],
    );
    expect(column).toMatchObject({ column: 'ours', items: 2, onlyFirst: 0, onlySecond: 1, difference: 0.5 });
  });
});

import { describe, expect, it } from 'vitest';
import type { Item } from '../../../../src/cli/evaluation/items.ts';
import type { ItemRecord, RunConfig, Sample } from '../../../../src/cli/evaluation/runFile.ts';
import { scoreOf } from '../../../../src/cli/evaluation/scores.ts';
import { compareScores, summaryOf } from '../../../../src/cli/evaluation/summary.ts';

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

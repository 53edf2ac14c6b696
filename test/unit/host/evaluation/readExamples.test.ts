import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readExamples } from '../../../../src/host/evaluation/readExamples.ts';
import { strictMatch } from '../../../../src/reasoning/evaluation/harness.ts';
import { minervaAnswer } from '../../../../src/reasoning/evaluation/mathStrings.ts';

const folder = mkdtempSync(join(tmpdir(), 'cerebrum-examples-'));
function read(rows: readonly unknown[], count: number, seed = 0) {
  const file = join(folder, 'examples.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  return readExamples(file, count, seed);
}
const train = Array.from({ length: 40 }, (_, i) => ({
  question: `Q${i}`,
  answer: `${i} + 1 = <<${i}+1=${i + 1}>>${i + 1}\n#### ${i + 1}`,
}));

describe('Worked examples', () => {
  it('that were prepared are taken from the beginning', () => {
    const rows = ['a', 'b', 'c'].map((question) => ({ question, target: 'The answer is 1.' }));
    expect(read(rows, 2).map(({ question }) => question)).toEqual(['a', 'b']);
  });

  it('are drawn from a train file by the seed, each once, the same ones again', () => {
    const questions = (seed: number) => read(train, 8, seed).map(({ question }) => question);
    expect(new Set(questions(1)).size).toBe(8);
    expect(questions(1)).toEqual(questions(1));
    expect(questions(1)).not.toEqual(questions(2));
    expect(questions(1)).not.toEqual(train.slice(0, 8).map(({ question }) => question));
  });

  it('of GSM8K end as its strict filter wants it, without the marks of the calculator', () => {
    const [first] = read(train.slice(3, 4), 1);
    expect(first).toEqual({ question: 'Q3', target: '3 + 1 = 4\nThe answer is 4.' });
    expect(strictMatch(`${first?.target ?? ''}\n`, 'answer-is')).toBe('4');
  });

  it('of MATH end as minerva_math wants it', () => {
    const [first] = read([{ problem: 'P', solution: 'So $x = \\boxed{\\frac{1}{2}}$.' }], 1);
    expect(minervaAnswer(first?.target ?? '')).toBe('$\\frac{1}{2}$');
  });

  it('that do not fit are told with their line', () => {
    expect(() => read([train[0], { question: 'Q', answer: '7' }], 1)).toThrow('line 2 is no worked example');
  });
});

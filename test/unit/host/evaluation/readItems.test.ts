import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readItems } from '../../../../src/host/evaluation/readItems.ts';
import { goldOf, type TaskName } from '../../../../src/reasoning/evaluation/items.ts';

const folder = mkdtempSync(join(tmpdir(), 'cerebrum-items-'));

function read(task: TaskName, ...lines: unknown[]) {
  const file = join(folder, 'items.jsonl');
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return readItems(file, task).items;
}

const problem = { question: 'Ann has 3 pens and buys 4. How many has she?', answer: '3 + 4 = 7\n#### 7' };
const choices = { text: ['red', 'blue', 'green'], label: ['A', 'B', 'C'] };

describe('The questions of an evaluation', () => {
  it('are read in the form of GSM8K, with blank lines, a byte order mark and CRLF', () => {
    const items = read(
      'gsm8k',
      `\uFEFF${JSON.stringify(problem)}\r`,
      '',
      JSON.stringify({ ...problem, answer: 'so\n#### 1,007' }),
    );
    expect(items.map((item) => (item.kind === 'problem' ? goldOf(item) : ''))).toEqual(['7', '1,007']);
    expect(items.map(({ id }) => id)).toEqual(['line-1', 'line-3']);
  });

  it('are read in both forms of ARC, with letters and with numbers', () => {
    const flat = { id: 'a', question: 'Which?', choices, answerKey: 'B' };
    const numbers = { id: 'b', question: 'Which?', choices: { text: ['x', 'y'], label: ['1', '2'] }, answerKey: '2' };
    const nested = {
      id: 'c',
      question: {
        stem: 'Which?',
        choices: [
          { text: 'x', label: 'A' },
          { text: 'y', label: 'B' },
        ],
      },
      answerKey: 'A',
    };
    const right = read('arc_challenge', flat, numbers, nested).map((item) =>
      item.kind === 'choice' ? item.right : -1,
    );
    expect(right).toEqual([1, 1, 0]);
  });

  it.each([
    ['gsm8k', [problem, '{"question": "half'], 'line 2 is not JSON, or is cut off.'],
    [
      'gsm8k',
      [{ question: 'Q', answer: '7' }],
      'line 1 is no question of GSM8K: "answer" has no "####" before the answer.',
    ],
    ['gsm8k', [{ question: 'Q'.repeat(1_000_000), answer: '#### 7' }], '"question" is missing, empty or too long.'],
    ['gsm8k', [[]], 'line 1 is no question of GSM8K'],
    ['gsm8k', ['', ''], 'holds no questions.'],
    [
      'arc_challenge',
      [{ id: 'a', question: 'Which?', choices, answerKey: 'D' }],
      'none of the choices has the label "D"',
    ],
    ['arc_challenge', [problem], 'it needs question, choices (text, label) and answerKey.'],
    [
      'arc_challenge',
      [
        { id: 'a', question: 'Which?', choices, answerKey: 'A' },
        { id: 'a', question: 'Who?', choices, answerKey: 'A' },
      ],
      'questions 1 and 2 have the same id, "a".',
    ],
  ] as const)('%s: what does not fit is told with its place (%#)', (task, lines, sentence) => {
    expect(() => read(task, ...lines)).toThrow(sentence);
  });

  it('that cannot be read are told with the file', () => {
    expect(() => readItems(join(folder, 'missing.jsonl'), 'gsm8k')).toThrow(/Cannot read .*missing\.jsonl/);
  });
});

import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../../../src/reasoning/steps/answerParser.ts';
import { closedThought, stopsBehind } from '../../../../src/reasoning/steps/closeThought.ts';
import { demoAnswers } from './demoAnswers.ts';

describe('a thought that is closed', () => {
  it.each([
    // The sentence or line that is being written is left out.
    ['Plan: Go.\n1. 12 - 3 = 9.\n2. Giving aw', 'Plan: Go.\n1. 12 - 3 = 9.\nAnswer:'],
    ['Plan: Go.\n1. 12 - 3 = 9.\n2.', 'Plan: Go.\n1. 12 - 3 = 9.\nAnswer:'],
    ['Plan: Go.\n1. 12 - 3 = 9.\n2. ', 'Plan: Go.\n1. 12 - 3 = 9.\nAnswer:'],
    ['Plan: Go.\n**2. Add', 'Plan: Go.\nAnswer:'],
    ['Step 1: We add.\nStep 2: We', 'Step 1: We add.\nAnswer:'],
    ['We add 3 and 4. That gives 7! Then we', 'We add 3 and 4. That gives 7!\nAnswer:'],
    ['We say "yes." And th', 'We say "yes."\nAnswer:'],
    ['We add **3 and 4.** And th', 'We add **3 and 4.**\nAnswer:'],
    ['We add 3, e.g. the first', 'Answer:'],
    ['First we add\nand then', 'First we add\nAnswer:'],
    // A full stop at the very end may become a decimal point.
    ['We add. It costs 3.', 'We add.\nAnswer:'],
    ['We add. It costs 3.5', 'We add.\nAnswer:'],
    ['We add them all.', 'We add them all.\nAnswer:'],
    // No sentence has ended.
    ['To find the', 'Answer:'],
    // Not in the middle of code.
    ['We run it.\n\n```ts\nlet a = 1;\nlet b', 'We run it.\nAnswer:'],
    ['We run it.\n\n```ts', 'We run it.\nAnswer:'],
    ['We run it.\n```ts\n', 'We run it.\nAnswer:'],
    ['We run it.\n- So:\n  ```ts\n  let a;\n    let b.', 'We run it.\n- So:\nAnswer:'],
    ['We run it.\n- ```ts\n  let a;\n', 'We run it.\nAnswer:'],
    ['We run.\n```ts\nlet a;\n```\nIt is a', 'We run.\n```ts\nlet a;\n```\nAnswer:'],
    // What is said over and over stands once.
    [`We add. ${'Again and again. '.repeat(9)}`, 'We add. Again and again.\nAnswer:'],
    [`1. We add.\n${'2. 3 + 4 = 7.\n'.repeat(9)}`, '1. We add.\n2. 3 + 4 = 7.\nAnswer:'],
    [`So: ${'We wait. We go. '.repeat(9)}`, 'So: We wait. We go.\nAnswer:'],
    [`1. We add.\n${'2. We wait.\n'.repeat(9)}`, '1. We add.\n2. We wait.\nAnswer:'],
    // A thought between tags is closed, and only then.
    ['<think>\nWe add. That gives 7! Then we', '<think>\nWe add. That gives 7!\n</think>\n\nAnswer:'],
    ['<think>\nPlan: Go.\nAnswer: 7, or', '<think>\nPlan: Go.\n</think>\n\nAnswer:'],
    ['<think>\nHm', '<think>\n</think>\n\nAnswer:'],
    ['<think>Hm', '<think>\n</think>\n\nAnswer:'],
    ['[THINK]We add. So', '[THINK]We add.\n[/THINK]\n\nAnswer:'],
    ['<think>\nWe add.\n</think>\n\n1. 3 + 4 = 7.\n2. So', '<think>\nWe add.\n</think>\n\n1. 3 + 4 = 7.\nAnswer:'],
    ['<think>\nWe add.\n</think>', '<think>\nWe add.\n</think>\n\nAnswer:'],
    ['<think>\nWe add.\n</think>\n\nS', '<think>\nWe add.\n</think>\n\nAnswer:'],
    ['<think>\nWe add.\n</think>\n\nSo. T', '<think>\nWe add.\n</think>\n\nSo.\nAnswer:'],
  ])('%j is %j', (text, closed) => expect(closedThought(text)).toBe(closed));

  it.each(['', ' \n', 'We add.\nAnswer: 7', 'We add. The answer is', 'Plan: Go.\n1. 3 + 4 = 7.\nAnswer:'])(
    '%j is none',
    (text) => expect(closedThought(text)).toBeUndefined(),
  );

  it('of the demo model has the steps there were, and an answer behind them, wherever it is cut', () => {
    for (const { got: text } of demoAnswers().filter(({ set }) => set === 'arithmetic')) {
      const answer = parseAnswer(text).find(({ kind }) => kind === 'answer');
      for (let end = 1; end < (answer?.start ?? 0); end += 7) {
        const closed = closedThought(text.slice(0, end)) ?? '';
        expect(text.startsWith(closed.replace(/\n?Answer:$/, ''))).toBe(true);
        expect(parseAnswer(`${closed} 7`).at(-1)).toMatchObject({ kind: 'answer', text: 'Answer: 7' });
      }
    }
  });
});

describe('behind a thought that was closed', () => {
  it.each([
    ['Plan: Go.\n1. We add.\n2. We wait.\nAnswer:', ['\n3.', '\n**3.', '\nStep 3', '\nPlan:', '\nAnswer:']],
    ['Answer:', ['\nPlan:', '\nAnswer:']],
    ['We add. We wait.\nAnswer:', ['\nPlan:', '\nAnswer:']],
    ['1. We add.\nAnswer: 7', []],
    ['1. We add.', []],
    ['', []],
  ])('%j the model does not think on', (text, stops) => expect(stopsBehind(text)).toEqual(stops));
});

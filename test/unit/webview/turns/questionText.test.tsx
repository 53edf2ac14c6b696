// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, it } from 'vitest';
import { QuestionText } from '../../../../src/webview/turns/questionText.tsx';

const QUESTION = '\n\nA baker has 48 rolls and sells 19. Then 12 more are baked. How many are there?\n';
let root: HTMLElement;
beforeEach(() => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
});

function show(text: string, answer?: string): string[] {
  void act(() => render(<QuestionText text={text} answer={answer} />, root));
  return [...root.querySelectorAll<HTMLElement>('.given')].map(
    (given) => `${given.textContent} ${given.dataset['step'] ?? '-'} ${given.title}`,
  );
}

it('once it is answered, a number of the question says which step calculates with it, or that none does', () => {
  expect(show(QUESTION)).toEqual([]);
  expect(show(QUESTION, 'Plan: x\n1. Given: 48.\n2. Left: 48 - 19 = 29.\nAnswer: 29')).toEqual([
    '48 2 Step 2 calculates with it.',
    '19 2 Step 2 calculates with it.',
    '12 - No step uses this number.',
  ]);
  // The words themselves stay as they were typed.
  expect(root.textContent).toBe(QUESTION.trim());
});

it('a question with code is shown as it is', () => {
  expect(show('What is 4?\n\n```js\nlet a = 4;\n```', 'Plan: x\n1. 4 + 1 = 5.\nAnswer: 5')).toEqual([]);
  expect(root.querySelector('pre')?.textContent).toContain('let a = 4;');
});

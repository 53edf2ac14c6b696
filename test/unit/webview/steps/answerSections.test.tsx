// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Question } from '../../../../src/protocol/conversation.ts';
import { parseFromPanel, type FromPanel, type StepLink } from '../../../../src/protocol/panel.ts';
import { PostContext } from '../../../../src/webview/parts/post.ts';
import { AnswerSections } from '../../../../src/webview/steps/answerSections.tsx';
import { StepsProvider } from '../../../../src/webview/steps/stepsContext.tsx';
import { eventually } from '../../../support/eventually.ts';

const TEXT = [
  'Plan: Read the code from top to bottom.',
  '1. `neno` is set to 49.',
  '2. The test `neno < 46` is 49 < 46, which is true.',
  '3. `console.log("adult")` prints **adult**.',
  'Answer: adult',
].join('\n');
const QUESTION: Question = {
  role: 'user',
  id: 'q1',
  text: 'What does this print?\n\n```ts\nlet neno = 49;\nif (neno < 46) {\n  console.log("adult");\n}\n```',
};

let posted: FromPanel[] = [];
let root: HTMLElement;

interface Shown {
  readonly text?: string;
  readonly status?: Answer['status'];
  readonly links?: readonly StepLink[];
  readonly lit?: readonly number[];
  readonly canRedo?: boolean;
  readonly stepCosts?: NonNullable<Answer['stepCosts']>;
  readonly question?: Question;
}

function show({
  text = TEXT,
  status = 'finished',
  links = [],
  lit = [],
  canRedo = true,
  question = QUESTION,
  ...more
}: Shown = {}): void {
  const answer: Answer = { role: 'assistant', id: 'a1', text, status, ...more };
  void act(() => {
    render(
      <PostContext.Provider value={(message) => posted.push(message)}>
        <StepsProvider links={{ a1: links }} lit={{ id: 'a1', steps: lit }} shown={undefined}>
          <AnswerSections answer={answer} question={question} canRedo={canRedo} />
        </StepsProvider>
      </PostContext.Provider>,
      root,
    );
  });
}

beforeEach(() => {
  posted = [];
  root = document.createElement('div');
  document.body.replaceChildren(root);
});

const steps = () => [...root.querySelectorAll('li.step')];
function step(index: number): Element {
  const found = steps()[index];
  if (!found) throw new Error(`no step ${index}`);
  return found;
}
const words = (element: Element | null | undefined) => element?.querySelector('.markdown')?.textContent.trim();
function press(name: string, within: Element = root): void {
  const found = [...within.querySelectorAll('button')].find(
    (button) => (button.getAttribute('aria-label') ?? button.textContent.trim()) === name,
  );
  if (!found) throw new Error(`no button ${name}`);
  void act(() => found.click());
}

describe('a thought before the answer', () => {
  const THOUGHT = '<think>\nMaybe 2 + 2 = 5? No, **4**.\n</think>\n\n';
  const fold = () => root.querySelector<HTMLButtonElement>('.thought button');

  it('is folded, shows its words when asked to, and is not checked', () => {
    show({ text: `${THOUGHT}1. 2 + 2 = 4.\n2. Done.\nAnswer: 4` });
    expect(fold()?.textContent).toContain('Thought of 8 words, not checked');
    expect(fold()?.getAttribute('aria-expanded')).toBe('false');
    expect(root.textContent).not.toContain('Maybe');
    expect(steps()).toHaveLength(2);
    void act(() => fold()?.click());
    expect(words(root.querySelector('.thought'))).toBe('Maybe 2 + 2 = 5? No, 4.');
    expect(root.textContent).not.toContain('think>');
    expect(root.textContent).not.toContain('is wrong');
  });

  it('stands before an answer without steps, which is checked', () => {
    show({ text: `${THOUGHT}It is 2 + 2 = 5.` });
    expect(root.querySelector('.thought + *')?.textContent).toContain('It is 2 + 2 = 5.');
    expect(root.textContent).not.toContain('Maybe');
    expect(root.textContent).toContain('2 + 2 = 5” is wrong');
  });

  it('is nothing that a step rests on, however wrong it is', () => {
    show({ text: '<think>\n2 + 2 = 5.\n</think>\n\n1. Then 5 * 3 = 15.\n2. Done.\nAnswer: 15' });
    expect(root.textContent).not.toContain('Rests on');
    expect(root.querySelector('.rests')).toBeNull();
  });

  it('is there to be read while it grows, and stays so when the answer begins', () => {
    show({ text: '<think>\nMaybe 2', status: 'writing' });
    expect(fold()?.textContent).toContain('Thinking: 2 words so far');
    expect(words(root.querySelector('.thought'))).toBe('Maybe 2');
    show({ text: `${THOUGHT}So`, status: 'writing' });
    expect(root.textContent).toContain('Maybe 2 + 2');
    expect(fold()?.textContent).toContain('Thought of 8 words');
    show({ text: `${THOUGHT}1. 2 + 2 = 4.\n2. Done.\nAnswer: 4` });
    expect(root.textContent).toContain('Maybe 2 + 2');
  });

  it('is open where nothing comes behind it, and not there where it is empty', () => {
    show({ text: '<think>\nMaybe 2 + 2' });
    expect(words(root.querySelector('.thought'))).toBe('Maybe 2 + 2');
    void act(() => render(null, root));
    show({ text: '<think>\n\n</think>\n\nIt is 4.' });
    expect(root.querySelector('.thought')).toBeNull();
    expect(root.textContent).toContain('It is 4.');
  });
});

describe('an answer with a shape', () => {
  it('is shown as plan, steps and final answer', () => {
    show();
    expect(root.querySelector('[aria-label=Plan]')?.textContent).toBe('Plan: Read the code from top to bottom.');
    expect(steps().map((step) => words(step))).toEqual([
      'neno is set to 49.',
      'The test neno < 46 is 49 < 46, which is true.',
      'console.log("adult") prints adult.',
    ]);
    expect(root.querySelector('[aria-label=Answer]')?.textContent).toBe('Answer: adult');
    expect(root.querySelectorAll('li').length).toBe(3);
  });

  it('looks the same however it arrives, and closed steps are not touched by what follows', () => {
    for (let end = 1; end <= TEXT.length; end++) show({ text: TEXT.slice(0, end), status: 'writing' });
    const [first, second] = steps();
    show({ text: `${TEXT} it is`, status: 'writing' });
    expect(steps()[0]).toBe(first);
    expect(steps()[1]).toBe(second);
    show();
    const streamed = root.innerHTML;
    root.replaceChildren();
    render(null, root);
    show();
    expect(root.innerHTML).toBe(streamed);
  });

  it('draws only what is new: more text changes nothing in the steps before it', async () => {
    const long = `Plan: Go.\n${Array.from({ length: 60 }, (_, i) => `${i + 1}. Add ${i} to it.`).join('\n')}\n61. And`;
    show({ text: long, status: 'writing' });
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => void changes.push(...records));
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    show({ text: `${long} so`, status: 'writing' });
    await new Promise((done) => setTimeout(done));
    observer.disconnect();
    expect(changes.length).toBeGreaterThan(0);
    for (const { target } of changes) expect(steps().at(-1)?.contains(target)).toBe(true);
  });

  it('stays prose when there is no shape', () => {
    show({ text: 'Four is **even**.\n\n- and small' });
    expect(steps()).toEqual([]);
    expect(root.querySelector('.markdown')?.textContent).toContain('Four is even.');
  });

  it('draws code and formulas inside a step once, the code with what can be done with it', async () => {
    vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run));
    const text = 'Plan: Do.\n1. Write:\n   ```ts\n   let neno = 1;\n   ```\n2. So $x^2$ it is.\nAnswer: 1';
    show({ text, status: 'writing' });
    show({ text });
    expect(root.querySelectorAll('.code')).toHaveLength(1);
    expect(step(0).querySelector('.code code')?.textContent).toBe('let neno = 1;\n');
    press('Insert at Cursor', step(0));
    expect(posted).toEqual([{ type: 'insertCode', place: 'cursor', code: 'let neno = 1;\n', language: 'ts' }]);
    expect(root.textContent.split('let neno').length).toBe(2);
    await eventually(() => {
      expect(step(0).querySelector('.code span[class^=hljs]')?.textContent).toBe('let');
      expect(step(1).querySelectorAll('math')).toHaveLength(1);
    });
  });

  it('folds a step to its first line', () => {
    show();
    press('Step 1', step(0));
    expect(steps()[0]?.querySelector('.markdown')).toBeNull();
    expect(steps()[0]?.textContent).toContain('neno is set to 49.');
    press('Step 1', step(0));
    expect(words(steps()[0])).toBe('neno is set to 49.');
  });
});

describe('what is checked', () => {
  it('marks the wrong step and no other, with what is right, and offers to do it again', () => {
    show();
    const wrong = steps().map((step) => step.querySelector('.badge.wrong') !== null);
    expect(wrong).toEqual([false, true, false]);
    expect(steps()[1]?.textContent).toContain('“49 < 46” is false.');
    press('Redo from here', step(1));
    expect(posted).toEqual([{ type: 'redoStep', id: 'a1', step: 1 }]);
  });

  it('says nothing of a step that is still written, nor offers to redo what cannot be done again', () => {
    const text = TEXT.split('\n').slice(0, 3).join('\n');
    show({ text, status: 'writing', canRedo: false });
    expect(root.querySelector('.badge.wrong')).toBeNull();
    show({ canRedo: false });
    expect(root.querySelector('.badge.wrong')).not.toBeNull();
    expect(root.textContent).not.toContain('Redo from here');
  });

  it('marks the statement that was checked, and not the step', () => {
    show({ text: 'Plan: Add.\n1. So 3 + 4 = 7 apples.\n2. Done.\nAnswer: 3 + 4 = 7' });
    const mark = step(0).querySelector('.statement.right');
    expect(mark?.textContent).toBe('3 + 4 = 7 apples');
    expect(mark?.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('Calculation checked');
    expect(root.querySelector('.badge')).toBeNull();
    expect(steps()[1]?.querySelector('.statement')).toBeNull();
    // A right sum is no right answer.
    expect(root.querySelector('.final .statement')).toBeNull();
  });

  it.each([
    ['in bold', '1. **3 + 4 = 7** it is.'],
    ['partly bold', '1. 3 + 4 = **7** it is.'],
    ['in code', '1. `3 + 4 = 7` it is.'],
    ['partly in code', '1. `3 + 4` = `7` it is.'],
    ['in a formula', '1. $3 + 4 = 7$ it is.'],
    ['in a table', '1. Look:\n\n   | a | b |\n   | - | - |\n   | 3 + 4 = 7 | x |\n'],
    ['in a list', '1. Look:\n   - 3 + 4 = 7'],
    ['in a link', '1. See [3 + 4 = 7](https://example.org).'],
  ])('marks a statement %s once, and leaves no sign in the text', (_, text) => {
    show({ text: `Plan: Add.\n${text}\n2. Done.` });
    expect(step(0).querySelectorAll('.statement.right')).toHaveLength(1);
    expect(root.innerHTML).not.toMatch(/[\uE0F0\uE0F1]|%EE%83/);
  });

  it('marks what is wrong in an answer without steps', () => {
    show({ text: '41 / 2 = 25. Answer: 25' });
    expect(root.querySelector('.statement.wrong')?.textContent).toBe('41 / 2 = 25');
    expect(root.textContent).toContain('“41 / 2 = 25” is wrong: it is 20.5.');
  });

  it.each([
    ['in the plan', 'Plan: As 41 / 2 = 25, go on.\n1. Take it.\nAnswer: 25', 1],
    ['in the answer', 'Plan: Go.\n1. Take it.\nAnswer: 41 / 2 = 25', 1],
    ['in lines without a number between steps', '1. Take it.\n\nNow 41 / 2 = 25.\n\n2. Go on.\nAnswer: yes', 1],
    ['before the steps', 'First, 41 / 2 = 25.\n\n1. Take it.\n2. Go on.\nAnswer: yes', 1],
    ['behind the answer', '1. Take it.\n2. Go on.\nAnswer: yes\n\nRemember that 41 / 2 = 25.', 1],
    ['in a list', 'So:\n\n- 41 / 2 = 25\n- 3 + 4 = 7', 1],
    ['in a heading', '## 41 / 2 = 25\n\nIt is so.', 1],
    ['in a quotation', '> 41 / 2 = 25\n\nIt is so.', 1],
    ['in a table', '| a | b |\n| - | - |\n| 41 / 2 = 25 | x |', 1],
    ['in bold', '**41 / 2 = 25** it is. Then 3 + 4 = **8**.', 2],
    ['in a formula', 'As $41 / 2 = 25$, go on.', 1],
    ['on the line of the answer', '41 / 2 = 25. **Answer:** 25', 1],
    ['in German', '41 / 2 = 25. Antwort: 25', 1],
    ['but not in code', '```\n41 / 2 = 25\n```\n\nIt is so.', 0],
    ['but not where it is denied', 'It is wrong that 41 / 2 = 25.', 0],
  ])('marks what is wrong in any prose: %s', (_, text, count) => {
    show({ text });
    expect(root.querySelectorAll('.statement.wrong')).toHaveLength(count);
    expect(root.querySelectorAll('.wrong-note p')).toHaveLength(count);
  });

  it('says what rests on a wrong statement that is no step', () => {
    show({ text: 'Plan: As 41 / 2 = 25, go on.\n1. Take 25 of them.\nAnswer: 25' });
    const rests = [...root.querySelectorAll('.rests-note')].map((note) => note.textContent.trim());
    expect(rests).toEqual(['Rests on a result that is wrong', 'Rests on a result that is wrong']);
  });

  it('says what rests on a wrong step, also of the answer', () => {
    show({ text: 'Plan: Go.\n1. 45 * 19 = 155.\n2. 155 + 10 = 165.\n3. 2 + 3 = 5.\nAnswer: 165' });
    const rests = [...root.querySelectorAll('.rests')].map((part) => part.querySelector('.rests-note')?.textContent);
    expect(rests).toEqual(['Rests on step 1, which is wrong', 'Rests on step 1, which is wrong']);
    expect(step(1).classList.contains('rests')).toBe(true);
    expect(root.querySelector('.final')?.classList.contains('rests')).toBe(true);
  });

  it('names a number of the question that no step uses', () => {
    const question: Question = {
      role: 'user',
      id: 'q1',
      text: 'Tom has 12 apples and buys 3 bags with 7 apples each. How many apples does he have?',
    };
    show({ question, text: 'Plan: Add.\n1. At the start there are 12.\n2. After buying 3: 12 + 3 = 15.\nAnswer: 15' });
    expect(root.querySelector('.givens-note')?.textContent).toBe('Not used: 7 apples each');
    show({ question, text: 'Plan: Add.\n1. 3 * 7 = 21.\n2. 12 + 21 = 33.\nAnswer: 33' });
    expect(root.querySelector('.givens-note')).toBeNull();
  });

  it('draws an answer whose checks would take long, and marks it a bit later', async () => {
    const text = `Plan: Go.\n1. ${'$'.repeat(8000)}\n2. ${'1 + 1 = 3. '.repeat(900)}\n3. 3 + 4 = 7`;
    show({ text });
    expect(steps()).toHaveLength(3);
    await eventually(() => expect(step(1).querySelectorAll('.statement.wrong').length).toBe(900));
  });
});

describe('what a step offers', () => {
  it('goes to its lines, unless they were edited since', () => {
    show({
      links: [
        { step: 0, firstLine: 4, lastLine: 4, isStale: false },
        { step: 1, firstLine: 5, lastLine: 7, isStale: true },
      ],
      lit: [0],
    });
    press('line 4', step(0));
    expect(posted).toEqual([{ type: 'showStep', id: 'a1', step: 0 }]);
    expect(steps().map((step) => step.getAttribute('aria-current'))).toEqual(['step', null, null]);
    expect(steps()[1]?.textContent).toContain('lines 5–7 (edited since)');
  });

  it.each([
    [{ key: 'Enter' }, [{ type: 'redoStep', id: 'a1', step: 2, text: 'It prints child.' }], 0],
    [{ key: 'Enter', shiftKey: true }, [], 1],
    [{ key: 'Escape' }, [], 0],
  ])('with a step in other words %j does what it does in a question', (key, sent, boxes) => {
    show();
    press('Actions for step 3', step(2));
    press('Edit…', step(2));
    const box = steps()[2]?.querySelector('textarea');
    if (!box) throw new Error('no text box');
    void act(() => {
      box.value = 'It prints child.';
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    void act(() => {
      box.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true }));
    });
    expect(posted).toEqual(sent);
    expect(root.querySelectorAll('textarea')).toHaveLength(boxes);
  });

  it('asks about a step, and goes on from it in the words of its reader; the host takes all of it', () => {
    show();
    const open = () => press('Actions for step 3', step(2));
    open();
    press('Why this step?', step(2));
    open();
    press('More detail', step(2));
    open();
    press('Edit…', step(2));
    const box = steps()[2]?.querySelector('textarea');
    if (!box) throw new Error('no text box');
    expect(box.value).toBe('`console.log("adult")` prints **adult**.');
    void act(() => {
      box.value = 'It prints child.';
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    press('Continue from here', step(2));
    expect(posted.map((message) => message.type)).toEqual(['followUp', 'followUp', 'redoStep']);
    expect(posted[0]).toMatchObject({
      id: 'a1',
      text: expect.stringContaining('It is step 3 of your answer.') as string,
    });
    expect(posted[2]).toEqual({ type: 'redoStep', id: 'a1', step: 2, text: 'It prints child.' });
    for (const message of posted) expect(parseFromPanel(message)).toEqual(message);
  });

  it('tells what it took to write it, where that is known', () => {
    show({ stepCosts: [{ tokens: 15, ms: 80 }, null] });
    const told = (index: number) => {
      const id = step(index).querySelector('.step-number')?.getAttribute('aria-describedby');
      return id ? document.getElementById(id)?.textContent : undefined;
    };
    expect([told(0), told(1), told(2)]).toEqual(['15 tokens in 80 ms', undefined, undefined]);
  });

  it('gives its link, and says so', () => {
    show();
    press('Actions for step 2', step(1));
    press('Copy link', step(1));
    expect(posted).toEqual([{ type: 'copyStepLink', id: 'a1', step: 1 }]);
    for (const message of posted) expect(parseFromPanel(message)).toEqual(message);
    expect(step(1).textContent).toContain('Link copied');
  });
});

// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/protocol/conversation.ts';
import type { FromPanel } from '../../../../src/protocol/panel.ts';
import type { RunView } from '../../../../src/protocol/runView.ts';
import { PostContext } from '../../../../src/webview/parts/post.ts';
import { AnswerSections } from '../../../../src/webview/steps/answerSections.tsx';
import { RunsContext } from '../../../../src/webview/steps/runVerdict.tsx';
import { StepsProvider } from '../../../../src/webview/steps/stepsContext.tsx';

const TEXT = 'Plan: Follow the values.\n1. `total` is set to 0.\n2. `total` becomes 16.\n3. It goes on.\nAnswer: 16';

let posted: FromPanel[] = [];
let root: HTMLElement;

function show(run: RunView, canRedo = true): void {
  const answer: Answer = { role: 'assistant', id: 'a1', text: TEXT, status: 'finished' };
  void act(() => {
    render(
      <PostContext.Provider value={(message) => posted.push(message)}>
        <RunsContext.Provider value={{ a1: run }}>
          <StepsProvider links={{}} lit={undefined} shown={undefined}>
            <AnswerSections answer={answer} question={undefined} canRedo={canRedo} />
          </StepsProvider>
        </RunsContext.Provider>
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

const RUN: RunView = {
  steps: [
    { step: 0, agrees: [{ subject: 'total', value: '0' }], differs: [] },
    {
      step: 1,
      agrees: [],
      differs: [{ subject: 'total', stated: '16', real: '23' }],
      redo: { step: 1, words: '`total` becomes 23.' },
    },
    { step: -1, agrees: [], differs: [{ subject: '', stated: '16' }] },
  ],
};

describe('what a run says about the steps', () => {
  it('stands under the step it is about, and says what really happened', () => {
    show(RUN);
    const steps = [...root.querySelectorAll('li.step')].map((step) => step.textContent);
    expect(steps[0]).toContain('Matches a run: total = 0');
    expect(steps[1]).toContain('In a run, total is 23 here, not 16.');
    expect(steps[2]).not.toContain('run');
    expect(root.querySelector('.sections')?.lastElementChild?.textContent).toBe('A run never prints 16.');
  });

  it('lets the answer go on from the real value', () => {
    show(RUN);
    const button = [...root.querySelectorAll('button')].find(
      ({ textContent }) => textContent.trim() === 'Redo from here with the real value',
    );
    void act(() => button?.click());
    expect(posted).toEqual([{ type: 'redoStep', id: 'a1', step: 1, text: '`total` becomes 23.' }]);
  });

  it('offers nothing where the answer is not the last one', () => {
    show(RUN, false);
    expect(root.textContent).not.toContain('Redo');
  });

  it('says quietly why nothing was compared', () => {
    show({ steps: [], note: 'Not run: it imports numpy.' });
    expect(root.querySelector('.run-note')?.textContent).toBe('Not run: it imports numpy.');
    expect(root.querySelector('.wrong-note')).toBeNull();
  });
});

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

function show(run: RunView, canRedo = true, text = TEXT): void {
  const answer: Answer = { role: 'assistant', id: 'a1', text, status: 'finished' };
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
    expect(root.querySelector('.final .rests-note')?.textContent).toBe('Rests on step 2, which a run contradicts');
  });

  const PRINTED: RunView['steps'] = [
    {
      step: 2,
      agrees: [],
      differs: [{ subject: '', stated: '10', real: '36' }],
      redo: { step: 2, words: 'It prints 36.' },
    },
    {
      step: -1,
      agrees: [],
      differs: [{ subject: '', stated: '10', real: '36' }],
      redo: { step: 2, words: 'It prints 36.' },
    },
  ];
  const texts = (selector: string) => [...root.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());
  const WAYS_OUT = 'button.small:not(.icon-button)';

  it.each([
    ['a number', '10', '10'],
    ['a word', 'adult', 'adult'],
    ['a list, written otherwise', '[1, 2]', '`[1,2]`'],
    ['a truth value', 'true', 'true'],
  ])('is said once where the answer repeats a step that differs: %s', (_, inStep, inAnswer) => {
    const stated = inAnswer.replaceAll('`', '');
    const steps = PRINTED.map((run) => ({
      ...run,
      differs: [{ subject: '', stated: run.step < 0 ? stated : inStep, real: '36' }],
    }));
    show({ steps }, true, `Plan: Go.\n1. Look.\n2. Look on.\n3. It prints ${inStep}.\nAnswer: ${inAnswer}`);
    expect(texts('.wrong-note p')).toEqual([`A run prints 36 here, not ${inStep}.`]);
    expect(texts(WAYS_OUT)).toEqual(['Redo from here with the real value']);
    expect(texts('.rests-note')).toEqual(['Rests on step 3, which a run contradicts']);
  });

  it('is said of the answer where no step states what it states', () => {
    show({ steps: PRINTED.slice(1) }, true, 'Plan: Go.\n1. Look.\n2. Look on.\n3. It goes on.\nAnswer: 10');
    expect(texts('.wrong-note p')).toEqual(['A run prints 36 here, not 10.']);
    expect(texts('.rests-note')).toEqual([]);
    expect(texts(WAYS_OUT)).toEqual(['Redo from here with the real value']);
  });

  it('offers no second way out under the answer where a step before it differs, whatever that states', () => {
    const test = { subject: 'a < 46', stated: 'true', real: 'false' };
    const redo = { step: 0, words: '`a < 46` is false.' };
    show(
      { steps: [{ step: 0, agrees: [], differs: [test], redo }, ...PRINTED.slice(1)] },
      true,
      'Plan: Go.\n1. `a < 46` is true.\n2. It prints 10.\nAnswer: 10',
    );
    expect(texts('.wrong-note p')).toEqual([
      'In a run, a < 46 is false here, not true.',
      'A run prints 36 here, not 10.',
    ]);
    expect(texts(WAYS_OUT)).toEqual(['Redo from here with the real value']);
    expect(texts('.rests-note')).toEqual([]);
  });

  it('offers one way out where a value follows through several steps', () => {
    show(
      {
        steps: [
          {
            step: 0,
            agrees: [],
            differs: [{ subject: 'a', stated: '16', real: '23' }],
            redo: { step: 0, words: '`a` is 23.' },
          },
          ...PRINTED.map((run) => ({ ...run, differs: [{ subject: '', stated: '20', real: '27' }] })),
        ],
      },
      true,
      'Plan: Go.\n1. `a` is 16.\n2. `b` is 16 + 4 = 20.\n3. It prints 20.\nAnswer: 20',
    );
    expect(texts('.wrong-note p')).toEqual(['In a run, a is 23 here, not 16.', 'A run prints 27 here, not 20.']);
    expect(texts(WAYS_OUT)).toEqual(['Redo from here with the real value']);
    expect(texts('.rests-note')).toEqual(Array(3).fill('Rests on step 1, which a run contradicts'));
  });

  it('offers one way out where the calculation of a step is wrong as well', () => {
    const differs = [{ subject: 'a', stated: '10', real: '36' }];
    show(
      { steps: [{ step: 0, agrees: [], differs, redo: { step: 0, words: '`a` is 36.' } }] },
      true,
      'Plan: Go.\n1. `a` is 4 * 9 = 10.\n2. It goes on.\nAnswer: yes',
    );
    expect(texts('.wrong-note p')).toHaveLength(2);
    expect(texts(WAYS_OUT)).toEqual(['Redo from here with the real value']);
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

// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import type { FromPanel } from '../../../../../src/protocol/panel.ts';
import { PostContext } from '../../../../../src/webview/parts/post.ts';
import { LoopNote } from '../../../../../src/webview/turns/notes/loopNote.tsx';

const AGAIN = 'Again and again. '.repeat(9);

function show(text: string, canRedo = true) {
  const root = document.createElement('div');
  const posted: FromPanel[] = [];
  void act(() =>
    render(
      <PostContext.Provider value={(message) => posted.push(message)}>
        <LoopNote answer="a1" text={text} canRedo={canRedo} mayAnswer={false} />
      </PostContext.Provider>,
      root,
    ),
  );
  return { root, posted, button: root.querySelector('button') };
}

it('says that the answer repeated itself, and goes on from the step before', () => {
  const { root, posted, button } = show(`Plan: Go.\n1. One.\n2. Two.\n3. So. ${AGAIN}`);
  expect(root.querySelector('p')?.textContent).toBe('The answer repeated itself and was stopped.');
  expect(button?.textContent.trim()).toBe('Redo from step 2');
  void act(() => button?.click());
  expect(posted).toEqual([{ type: 'redoStep', id: 'a1', step: 1 }]);
});

it('offers nothing where there is no step, or where the answer is not the last one', () => {
  expect(show(AGAIN).button).toBeNull();
  expect(show(`Plan: Go.\n1. One.\n2. So. ${AGAIN}`, false).button).toBeNull();
});

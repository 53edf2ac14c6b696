// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseFromPanel, type FromPanel } from '../../../../src/protocol/panel.ts';
import type { RunView } from '../../../../src/protocol/runView.ts';
import { PostContext } from '../../../../src/webview/parts/post.ts';
import { RunPlayer } from '../../../../src/webview/steps/runPlayer.tsx';
import { RunsContext } from '../../../../src/webview/steps/runVerdict.tsx';

const RUN: RunView = {
  steps: [],
  moments: [
    { line: 1, depth: 0, source: 'let a = 1;', text: 'a = 1', sets: [['a', '1']] },
    { line: 2, depth: 0, source: 'a += 4;', text: 'a = 5', sets: [['a', '5']] },
    { line: 3, depth: 0, source: 'console.log(a);', text: 'prints 5' },
  ],
};

let root: HTMLElement;
let posted: FromPanel[] = [];

function show(run: RunView = RUN): void {
  const post = (message: FromPanel) => posted.push(message);
  void act(() => {
    render(
      <PostContext.Provider value={post}>
        <RunsContext.Provider value={{ a1: run }}>
          <RunPlayer answer="a1" />
        </RunsContext.Provider>
      </PostContext.Provider>,
      root,
    );
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  posted = [];
  root = document.createElement('div');
  document.body.replaceChildren(root);
});
afterEach(() => void vi.useRealTimers());

function press(label: string): void {
  const buttons = [...root.querySelectorAll('button')];
  const found = buttons.find((button) => (button.getAttribute('aria-label') ?? button.textContent).includes(label));
  if (!found) throw new Error(`no button ${label}`);
  void act(() => found.click());
}
const told = () => root.querySelector('.run-moment strong')?.textContent;
const values = () => [...root.querySelectorAll('.run-values tr')].map((row) => row.textContent);
const next = () => act(() => void vi.advanceTimersToNextTimer());

describe('the run of the code', () => {
  it('is played to its end, moment by moment, each shown in the editor', async () => {
    show();
    press('Play the Run');
    expect([told(), values()]).toEqual(['a = 1', ['a1']]);
    await next();
    expect([told(), values()]).toEqual(['a = 5', ['a5']]);
    expect(root.querySelector('.run-changed')?.textContent).toBe('a5');
    await next();
    expect([told(), values()]).toEqual(['prints 5', ['a5']]);
    await next();
    expect(root.querySelector('button[aria-label="Play"]')).not.toBeNull();
    press('Close');
    expect(posted).toEqual([
      ...[0, 1, 2].map((moment) => ({ type: 'showMoment', id: 'a1', moment })),
      { type: 'showMoment', id: 'a1' },
    ]);
    for (const message of posted) expect(parseFromPanel(message)).toEqual(message);
  });

  it('stops where the reader goes through it, back and forth, and begins again behind its end', async () => {
    show();
    press('Play the Run');
    press('Forward');
    expect(vi.getTimerCount()).toBe(0);
    const slider = root.querySelector('input');
    if (!slider) throw new Error('no slider');
    expect(slider.getAttribute('aria-valuetext')).toBe('Moment 2 of 3. a = 5');
    slider.value = '2';
    void act(() => void slider.dispatchEvent(new Event('input', { bubbles: true })));
    expect(told()).toBe('prints 5');
    press('Back');
    expect(told()).toBe('a = 5');
    press('Forward');
    press('Play');
    expect(told()).toBe('a = 1');
    await next();
    expect(told()).toBe('a = 5');
  });

  it('is not offered where there is none', () => {
    show({ steps: [] });
    expect(root.textContent).toBe('');
  });
});

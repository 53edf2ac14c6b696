import { afterAll, beforeEach } from 'vitest';
import type { Answer } from '../../../src/protocol/conversation.ts';
import type { FailureView } from '../../../src/protocol/failureView.ts';
import type { FromPanel, PanelState, ToPanel } from '../../../src/protocol/panel.ts';
import { openPanel } from '../../../src/webview/panel.tsx';
import type { KeptState, VsCodeApi } from '../../../src/webview/vscodeApi.ts';
import { readyOnCpu as ready } from '../../support/engineView.ts';

/** The whole panel in a page of its own, without VS Code around it. */

export const posted: FromPanel[] = [];
export const drafts: string[] = [];
let kept: KeptState | undefined;
let close = (): void => undefined;
const vscode: VsCodeApi = {
  postMessage: (message) => {
    // Told a moment after the last key: between other messages it may or may not come.
    if (message.type !== 'draftChanged') posted.push(message);
    else drafts.push(message.text);
  },
  getState: () => kept,
  setState: (state) => (kept = state),
};

export const answer: Answer = { role: 'assistant', id: 'a1', text: 'Four.', status: 'finished' };
export const chat: PanelState = {
  conversationId: 'c1',
  turns: [{ role: 'user', id: 'q1', text: 'What is 2 + 2?' }, answer],
  branches: {},
  engine: ready,
  model: { name: 'Cerebrum 7b', isDemo: false, examples: ['Why?'] },
};
export const failure: FailureView = {
  name: 'engine-died',
  title: 'The engine stopped',
  why: 'Memory ran out.',
  next: 'Try again.',
  detail: 'log',
  actions: [
    { id: 'retry', label: 'Try Again' },
    { id: 'showLog', label: 'Show Log' },
  ],
};
export const withAnswer = (fields: Partial<Answer>): PanelState => ({
  ...chat,
  turns: [chat.turns[0] ?? answer, { ...answer, ...fields }],
});

/** Opens the panel anew, as after a reload. */
export async function open(state?: PanelState): Promise<void> {
  close();
  document.body.innerHTML = '<div id="app"></div>';
  posted.length = 0;
  close = openPanel(document.getElementById('app') ?? document.body, vscode);
  if (state) await tell({ type: 'snapshot', state });
}
export const frame = () => new Promise((done) => requestAnimationFrame(done));
export async function tell(...messages: ToPanel[]): Promise<void> {
  for (const data of messages) window.dispatchEvent(new MessageEvent('message', { data }));
  await frame();
  await frame();
}

const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent.trim();
export const buttons = () => [...document.querySelectorAll('button')].map(nameOf);
export function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((element) => nameOf(element) === name);
  if (!found) throw new Error(`no button ${name} among ${buttons().join(', ')}`);
  return found;
}
export const textBox = () => document.querySelector('textarea') as HTMLTextAreaElement;
export async function type(text: string): Promise<void> {
  textBox().value = text;
  textBox().dispatchEvent(new InputEvent('input', { bubbles: true }));
  await frame();
}
export async function press(key: string, fields: KeyboardEventInit = {}): Promise<void> {
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...fields }),
  );
  await frame();
}
export const said = () => document.querySelector('[role=status]')?.textContent;

/** As a page that VS Code has never shown. */
export function forget(): void {
  kept = undefined;
}

beforeEach(forget);
afterAll(() => close());

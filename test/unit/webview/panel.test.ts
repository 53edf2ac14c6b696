// @vitest-environment happy-dom
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FailureView } from '../../../src/protocol/failureView.ts';
import type { AttachmentView } from '../../../src/protocol/composer.ts';
import type { Answer } from '../../../src/protocol/conversation.ts';
import { parseFromPanel, type FromPanel, type PanelState, type ToPanel } from '../../../src/protocol/panel.ts';
import { openPanel } from '../../../src/webview/panel.tsx';
import type { KeptState, VsCodeApi } from '../../../src/webview/vscodeApi.ts';
import { readyOnCpu as ready } from '../../support/engineView.ts';

const posted: FromPanel[] = [];
const drafts: string[] = [];
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

const answer: Answer = { role: 'assistant', id: 'a1', text: 'Four.', status: 'finished' };
const chat: PanelState = {
  conversationId: 'c1',
  turns: [{ role: 'user', id: 'q1', text: 'What is 2 + 2?' }, answer],
  branches: {},
  engine: ready,
  model: { name: 'Cerebrum 7b', isDemo: false, examples: ['Why?'] },
};
const failure: FailureView = {
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
const withAnswer = (fields: Partial<Answer>): PanelState => ({
  ...chat,
  turns: [chat.turns[0] ?? answer, { ...answer, ...fields }],
});

/** Opens the panel anew, as after a reload. */
async function open(state?: PanelState): Promise<void> {
  close();
  document.body.innerHTML = '<div id="app"></div>';
  posted.length = 0;
  close = openPanel(document.getElementById('app') ?? document.body, vscode);
  if (state) await tell({ type: 'snapshot', state });
}
const frame = () => new Promise((done) => requestAnimationFrame(done));
async function tell(...messages: ToPanel[]): Promise<void> {
  for (const data of messages) window.dispatchEvent(new MessageEvent('message', { data }));
  await frame();
  await frame();
}

const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent.trim();
const buttons = () => [...document.querySelectorAll('button')].map(nameOf);
function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((element) => nameOf(element) === name);
  if (!found) throw new Error(`no button ${name} among ${buttons().join(', ')}`);
  return found;
}
const textBox = () => document.querySelector('textarea') as HTMLTextAreaElement;
async function type(text: string): Promise<void> {
  textBox().value = text;
  textBox().dispatchEvent(new InputEvent('input', { bubbles: true }));
  await frame();
}
async function press(key: string, fields: KeyboardEventInit = {}): Promise<void> {
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...fields }),
  );
  await frame();
}
const said = () => document.querySelector('[role=status]')?.textContent;

beforeEach(() => {
  kept = undefined;
});
afterAll(() => close());

describe('a refusal of the demo model', () => {
  const source = { label: 'a.ts', uri: 'file:///a.ts', language: '', firstLine: 1, lastLine: 2, lastSentLine: 2 };
  const text = 'This tiny demo model cannot do that; please load Cerebrum 7b.';
  const asked = { role: 'user', id: 'q1', text: 'Why?', source } as const;
  const refused: PanelState = {
    ...chat,
    turns: [asked, { ...answer, text }],
    model: { name: 'demo', isDemo: true, examples: ['Why?', 'What is 3 + 4?'] },
  };

  it('is a way to a model that can do it, and something that this one can', async () => {
    await open(refused);
    expect(document.querySelector('.answer')?.textContent).not.toContain(text);
    for (const name of ['Save Explanation…', 'Insert as Comment', 'Shorter']) expect(buttons()).not.toContain(name);
    button('Get Cerebrum 7b…').click();
    expect(posted.at(-1)).toEqual({ type: 'action', action: 'getModel' });
    // Not what was asked just now.
    button('What is 3 + 4?').click();
    expect(posted.at(-1)).toEqual({ type: 'ask', text: 'What is 3 + 4?' });
    button('Raw Text').click();
    await frame();
    await frame();
    expect(document.querySelector('.answer pre')?.textContent).toBe(text);
  });

  it('offers no model where another file is chosen, which may be a copy of it', async () => {
    await open({ ...refused, model: chat.model });
    expect(buttons()).not.toContain('Get Cerebrum 7b…');
    expect(document.querySelector('.answer')?.textContent).toContain('The tiny demo model cannot answer this.');
    expect(buttons()).toContain('Try Again');
  });

  it('is an answer where more is said, or while it is written', async () => {
    await open({ ...refused, turns: [asked, { ...answer, text: `${text} But 3 + 4 = 7.` }] });
    expect(document.querySelector('.answer')?.textContent).toContain(text);
    expect(buttons()).toContain('Insert as Comment');
    await open({ ...refused, turns: [asked, { ...answer, text, status: 'writing' }] });
    expect(document.querySelector('.answer')?.textContent).toContain(text);
  });
});

describe('an answer without a word', () => {
  const said = 'The model ended its answer without a word.';

  it('says so, and can be asked for again in one place', async () => {
    await open(withAnswer({ text: ' \n', status: 'finished' }));
    expect(document.querySelector('.answer [role="note"] p')?.textContent).toBe(said);
    expect(buttons().filter((name) => name === 'Try Again')).toHaveLength(1);
    for (const name of ['Shorter', 'Copy All', 'Raw Text']) expect(buttons()).not.toContain(name);
    button('Try Again').click();
    expect(posted.at(-1)).toEqual({ type: 'retry', id: 'a1' });
  });

  it('is announced', async () => {
    await open(withAnswer({ text: '', status: 'writing' }));
    await tell({ type: 'answerChanged', id: 'a1', change: { status: 'finished' } });
    expect(document.querySelector('[role="status"]')?.textContent).toBe(said);
  });

  it.each(['stopped', 'limit', 'interrupted', 'writing', 'failed'] as const)(
    'is no word of a model that %s',
    async (status) => {
      await open(withAnswer({ text: '', status }));
      expect(document.body.textContent).not.toContain(said);
    },
  );
});

describe('the panel', () => {
  it('asks for the conversation when it is up, and only then', async () => {
    await open();
    expect(posted).toEqual([{ type: 'ready' }]);
  });

  it('shows the turns by who speaks', async () => {
    await open(chat);
    const turns = [...document.querySelectorAll('[aria-label=Conversation] article')];
    expect(turns.map((turn) => turn.getAttribute('aria-label'))).toEqual(['You', 'Cerebrum']);
    expect(turns[1]?.getAttribute('data-status')).toBe('finished');
    expect(turns[1]?.getAttribute('data-turn-id')).toBe('a1');
  });

  it('asks with Enter, breaks the line with Shift+Enter, and leaves Enter to an IME', async () => {
    await open(chat);
    await type('Why?');
    textBox().focus();
    await press('Enter', { shiftKey: true });
    await press('Enter', { isComposing: true });
    expect(posted).toEqual([{ type: 'ready' }]);
    await press('Enter');
    expect(posted.at(-1)).toEqual({ type: 'ask', text: 'Why?' });
    expect(textBox().value).toBe('');
  });

  it('asks with a vote by the button beside Send and by /vote, which waits for a question', async () => {
    await open(chat);
    await type('Why?');
    button('Ask with a Vote').click();
    expect(posted.at(-1)).toEqual({ type: 'ask', text: 'Why?', wantsVote: true });
    await frame();
    expect(textBox().value).toBe('');
    await type('/vote Why\nnot?');
    button('Send').click();
    expect(posted.at(-1)).toEqual({ type: 'ask', text: 'Why\nnot?', wantsVote: true });
    expect(posted.every((message) => parseFromPanel(message) !== undefined)).toBe(true);
    const before = posted.length;
    await type('/vote  ');
    button('Send').click();
    button('Ask with a Vote').click();
    await type(' ');
    button('Ask with a Vote').click();
    expect(posted).toHaveLength(before);
  });

  it('asks nothing when there is nothing to ask', async () => {
    await open(chat);
    await type('  \n ');
    button('Send').click();
    expect(posted).toEqual([{ type: 'ready' }]);
  });

  it('completes commands after a slash and runs them', async () => {
    await open(chat);
    const options = () => [...document.querySelectorAll('[role=option]')].map((element) => element.id);
    textBox().focus();
    await type('/');
    const names = ['explain', 'trace', 'fix', 'changes', 'doc', 'vote', 'new', 'search'];
    expect(options()).toEqual(names.map((name) => `completion-${name}`));
    await press('ArrowUp');
    expect(textBox().getAttribute('aria-activedescendant')).toBe('completion-search');
    await press('Tab');
    expect(textBox().value).toBe('/search ');
    expect(options()).toEqual([]);
    await type('/search two words');
    await press('Enter');
    expect(posted.at(-1)).toEqual({ type: 'search', text: 'two words' });
    expect(textBox().value).toBe('');
    await type('/n');
    await press('Enter');
    expect(posted.at(-1)).toEqual({ type: 'newChat' });
    for (const command of ['explain', 'trace', 'fix', 'changes', 'doc']) {
      await type(`/${command.slice(0, 2)}`);
      await press('Enter');
      expect(posted.at(-1)).toEqual({ type: 'run', command });
    }
    await type('/e');
    await press('Escape');
    expect(options()).toEqual([]);
    expect(posted.at(-1)).toEqual({ type: 'run', command: 'doc' });
  });

  it('asks what only looks like a command', async () => {
    await open(chat);
    for (const text of ['/usr/bin/env: why?', '/new is what?', '/newer', 'a /new']) {
      await type(text);
      button('Send').click();
      await frame();
      expect(posted.at(-1)).toEqual({ type: 'ask', text });
    }
  });

  it('recalls earlier questions with Up while the composer is empty, and goes back with Down', async () => {
    await open({ ...chat, turns: [...chat.turns, { role: 'user', id: 'q2', text: 'And 3?' }] });
    textBox().focus();
    await press('ArrowUp');
    expect(textBox().value).toBe('And 3?');
    await press('ArrowUp');
    await press('ArrowUp');
    expect(textBox().value).toBe('What is 2 + 2?');
    await press('ArrowDown');
    expect(textBox().value).toBe('And 3?');
    await press('ArrowDown');
    expect(textBox().value).toBe('');
    await type('Mine');
    await press('ArrowUp');
    expect(textBox().value).toBe('Mine');
  });

  it('edits a question in place: Enter asks again, Escape leaves it and a running answer alone', async () => {
    await open(withAnswer({ status: 'writing' }));
    const editor = () => document.querySelector<HTMLTextAreaElement>('[aria-label="Edit Question"]:is(textarea)');
    button('Edit Question').click();
    await frame();
    expect(document.activeElement).toBe(editor());
    await press('Escape');
    await frame();
    expect(editor()).toBeNull();
    expect(posted).toEqual([{ type: 'ready' }]);
    button('Edit Question').click();
    await frame();
    const box = editor();
    if (!box) throw new Error('no editor');
    box.value = 'What is 3 + 3?';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await frame();
    await press('Enter');
    expect(posted.at(-1)).toEqual({ type: 'edit', id: 'q1', text: 'What is 3 + 3?' });
  });

  it('shows which version is on screen and switches, but not while an answer is written', async () => {
    const branches = { q1: { place: 1, count: 3 } };
    await open({ ...withAnswer({ status: 'writing' }), branches });
    expect(document.querySelector('[aria-label=Versions]')?.textContent).toContain('1 of 3');
    button('Next Version').click();
    expect(posted).toHaveLength(1);
    await open({ ...chat, branches });
    button('Previous Version').click();
    expect(posted).toHaveLength(1);
    button('Next Version').click();
    expect(posted.at(-1)).toEqual({ type: 'switchBranch', id: 'q1', step: 1 });
    button('Next Version').focus();
    await tell({
      type: 'pathChanged',
      turns: [{ role: 'user', id: 'q8', text: 'Second' }],
      branches: { q8: { place: 2, count: 3 } },
    });
    expect(document.activeElement).toBe(button('Next Version'));
    expect(said()).toBe('Other messages are shown.');
    await tell({ type: 'pathChanged', turns: [{ role: 'user', id: 'q9', text: 'Other' }], branches: {} });
    expect(document.querySelectorAll('article')).toHaveLength(1);
    expect(document.querySelector('[aria-label=Versions]')).toBeNull();
    button('Delete From Here').click();
    expect(posted.at(-1)).toEqual({ type: 'deleteTurn', id: 'q9' });
  });

  it('keeps the draft over a reload', async () => {
    await open(chat);
    await type('Half a quest');
    await open(chat);
    expect(textBox().value).toBe('Half a quest');
  });

  it('tells the host the draft once, when the user pauses', async () => {
    await open(chat);
    drafts.length = 0;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      for (const text of ['Why', 'Why is', 'Why is the sky']) {
        await type(text);
        await frame();
      }
      vi.runAllTimers();
    } finally {
      vi.useRealTimers();
    }
    expect(drafts).toEqual(['Why is the sky']);
  });

  it('stops with the button and with Escape while an answer is open, and not otherwise', async () => {
    await open(withAnswer({ status: 'writing' }));
    button('Stop').click();
    await press('Escape');
    expect(posted.slice(1)).toEqual([{ type: 'stop' }, { type: 'stop' }]);
    await tell({ type: 'answerChanged', id: 'a1', change: { status: 'stopped' } });
    await press('Escape');
    expect(buttons()).not.toContain('Stop');
    expect(posted).toHaveLength(3);
  });

  it('offers Answer Now beside Stop while an answer is in its thought, and only then', async () => {
    const offered = () => buttons().includes('Answer Now');
    await open(withAnswer({ status: 'reading', text: '' }));
    expect(offered()).toBe(false);
    await tell({ type: 'answerChanged', id: 'a1', change: { status: 'writing' } });
    expect(offered()).toBe(false);
    await tell({ type: 'append', id: 'a1', text: 'Plan: Add.\n1. 2 + 2' });
    expect(buttons().indexOf('Stop')).toBe(buttons().indexOf('Answer Now') + 1);
    button('Answer Now').click();
    expect(posted.at(-1)).toEqual({ type: 'answerNow', id: 'a1' });
    expect(posted.map((message) => parseFromPanel(message))).not.toContain(undefined);
    await tell({ type: 'append', id: 'a1', text: ' = 4.\nAnswer: 4' });
    expect(offered()).toBe(false);
  });

  it.each([
    ['answered early already', { answeredEarly: true }, {}],
    ['voted on', { vote: { asked: 3, chains: [] } }, {}],
    ['a fix', {}, { wantsFix: true }],
  ] as const)('offers no Answer Now for an answer that is %s', async (_, fields, question) => {
    const { turns } = withAnswer({ status: 'writing', text: 'Plan: Add.', ...fields });
    await open({ ...chat, turns: turns.map((turn) => (turn.role === 'user' ? { ...turn, ...question } : turn)) });
    expect(buttons()).toContain('Stop');
    expect(buttons()).not.toContain('Answer Now');
  });

  it('offers Answer Now for an answer that ended in its thought, and says of one that it was answered early', async () => {
    const text = 'Plan: Add.\n1. 2 + 2';
    for (const status of ['stopped', 'limit', 'interrupted', 'loop'] as const) {
      await open(withAnswer({ status, text }));
      button('Answer Now').click();
      expect(posted.at(-1)).toEqual({ type: 'answerNow', id: 'a1' });
      await open(withAnswer({ status, text: `${text} = 4.\nAnswer: 4` }));
      expect(buttons()).not.toContain('Answer Now');
    }
    for (const status of ['finished', 'failed'] as const) {
      await open(withAnswer({ status, text }));
      expect(buttons()).not.toContain('Answer Now');
    }
    await open(withAnswer({ text: `${text} = 4.\nAnswer: 4`, answeredEarly: true }));
    expect(document.querySelector('.answer')?.textContent).toContain('Answered early');
  });

  it('gives the focus of a button that goes away to the composer', async () => {
    await open(withAnswer({ status: 'writing' }));
    button('Stop').focus();
    await tell({ type: 'answerChanged', id: 'a1', change: { status: 'finished' } });
    expect(document.activeElement).toBe(textBox());
  });

  it('keeps the focus in an answer while it grows', async () => {
    await open(withAnswer({ status: 'writing', text: '```ts\nlet a;' }));
    const copy = button('Copy Code');
    copy.focus();
    await tell({ type: 'append', id: 'a1', text: '\nlet b;' }, { type: 'append', id: 'a1', text: '\n```\nDone' });
    expect(document.activeElement).toBe(copy);
    copy.click();
    expect(posted.at(-1)).toEqual({ type: 'copy', text: 'let a;\nlet b;\n' });
  });

  it('offers Continue for what ended early and Try Again for the last answer alone', async () => {
    await open({
      ...chat,
      turns: [...withAnswer({ status: 'stopped' }).turns, ...chat.turns.map((t) => ({ ...t, id: `${t.id}b` }))],
    });
    expect(buttons().filter((name) => name === 'Try Again')).toHaveLength(1);
    expect(buttons()).not.toContain('Continue');
    for (const status of ['stopped', 'limit', 'interrupted', 'failed'] as const) {
      await open(withAnswer({ status }));
      button('Continue').click();
      expect(posted.at(-1)).toEqual({ type: 'continue', id: 'a1' });
      await open(withAnswer({ status, text: '' }));
      expect(buttons()).not.toContain('Continue');
    }
    button('Try Again').click();
    expect(posted.at(-1)).toEqual({ type: 'retry', id: 'a1' });
  });

  it('offers a shorter answer for the last one, and keeps what is about code', async () => {
    const source = { label: 'a.ts', uri: 'file:///a.ts', language: '', firstLine: 1, lastLine: 2, lastSentLine: 2 };
    await open({ ...chat, turns: [{ role: 'user', id: 'q1', text: 'Explain.', source }, answer, ...chat.turns] });
    expect(buttons().filter((name) => name === 'Shorter')).toHaveLength(1);
    expect(buttons().filter((name) => name === 'Insert as Comment')).toHaveLength(1);
    button('Shorter').click();
    expect(posted.at(-1)).toMatchObject({ type: 'followUp', id: 'a1' });
    button('Save Explanation…').click();
    expect(posted.at(-1)).toEqual({ type: 'keep', id: 'a1', place: 'file' });
    button('Insert as Comment').click();
    expect(posted.at(-1)).toEqual({ type: 'keep', id: 'a1', place: 'comment' });
    for (const message of posted) expect(parseFromPanel(message)).toEqual(message);
    await open(withAnswer({ status: 'stopped' }));
    expect(buttons()).not.toContain('Shorter');
  });

  it('copies the answer as the model wrote it', async () => {
    await open(withAnswer({ text: '**Four**, `4`.' }));
    button('Copy All').click();
    expect(posted.at(-1)).toEqual({ type: 'copy', text: '**Four**, `4`.' });
  });

  it('shows a failure with what helps', async () => {
    await open(withAnswer({ status: 'failed', failure }));
    const problem = document.querySelector('[role=group][aria-label=Problem]');
    expect(problem?.textContent).toContain('Memory ran out.');
    expect(problem?.querySelector('summary')?.textContent).toBe('Details');
    button('Show Log').click();
    button('Try Again').click();
    expect(posted.slice(1)).toEqual([
      { type: 'action', action: 'showLog' },
      { type: 'retry', id: 'a1' },
    ]);
  });

  it('gives refused words back before those typed since, and lets the notice be dismissed', async () => {
    await open(chat);
    await type('Next');
    await tell({ type: 'refused', text: 'First', failure });
    expect(textBox().value).toBe('First\n\nNext');
    button('Dismiss').click();
    await frame();
    expect(document.querySelector('[aria-label=Problem]')).toBeNull();
  });

  it('shows the waiting question and takes it back', async () => {
    await open(withAnswer({ status: 'writing' }));
    await tell({ type: 'queuedChanged', queued: 'And 3 + 3?' });
    expect(document.querySelector('main')?.textContent).toContain('And 3 + 3?');
    button('Remove').click();
    expect(posted.at(-1)).toEqual({ type: 'cancelQueued' });
  });

  it('says that the engine does not answer, with a button, until it answers again', async () => {
    await open(withAnswer({ status: 'writing' }));
    const silence = {
      ...{ name: 'engine-silent', title: 'The engine does not answer', why: 'Why.', next: 'Next.' },
      actions: [{ id: 'restartEngine', label: 'Restart Engine' }],
    } as const;
    await tell({ type: 'engineChanged', engine: { ...ready, silence } });
    expect(said()).toBe('Problem: The engine does not answer');
    const problem = () => document.querySelector('.dock .problem');
    expect(problem()?.textContent).toContain('The engine does not answer');
    problem()?.querySelector('button')?.click();
    expect(posted.at(-1)).toEqual({ type: 'action', action: 'restartEngine' });
    await tell({ type: 'engineChanged', engine: ready });
    expect(problem()).toBeNull();
  });

  it('says what an answer waits for, and tells a screen reader only how it begins and ends', async () => {
    await open(withAnswer({ status: 'waiting', text: '' }));
    const page = () => document.querySelector('main')?.textContent ?? '';
    await tell({ type: 'engineChanged', engine: { state: 'loading', fraction: 0.4 } });
    expect(page()).toContain('Loading the model… 40 %');
    await tell({ type: 'answerChanged', id: 'a1', change: { status: 'reading', reading: { done: 120, total: 400 } } });
    expect(page()).toContain('Reading the prompt… 120 of 400 tokens');
    expect(said()).toBe('');
    await tell(
      { type: 'answerChanged', id: 'a1', change: { status: 'writing' } },
      { type: 'append', id: 'a1', text: 'Four' },
    );
    expect(said()).toBe('Cerebrum is answering.');
    await tell({ type: 'answerChanged', id: 'a1', change: { status: 'finished' } });
    expect(said()).toBe('The answer is finished.');
  });

  it('folds a very long question', async () => {
    const text = 'word '.repeat(40_000);
    await open({ ...chat, turns: [{ role: 'user', id: 'q1', text }] });
    const shown = () => document.querySelector('article')?.textContent.length ?? 0;
    expect(shown()).toBeLessThan(2000);
    button('Show all').click();
    await frame();
    expect(shown()).toBeGreaterThan(text.length);
  });

  it('shows where a question comes from and what of it was left out', async () => {
    const source = {
      label: 'src/cart.ts',
      uri: 'file:///src/cart.ts',
      language: 'TypeScript',
      firstLine: 3,
      lastLine: 120,
      lastSentLine: 89,
    };
    await open({ ...chat, turns: [{ role: 'user', id: 'q1', text: 'Explain', source }] });
    button('src/cart.ts, lines 3–120').click();
    expect(posted.at(-1)).toEqual({ type: 'revealSource', id: 'q1' });
    expect(document.querySelector('article')?.textContent).toContain('Lines 90–120 did not fit and were left out.');
  });

  it('explains the demo model in an empty chat, and asks an example when it is clicked', async () => {
    await open({ ...chat, turns: [], model: { ...chat.model, isDemo: true } });
    expect(document.querySelector('main')?.textContent).toContain('5.8 million parameters');
    button('Why?').click();
    button('Choose Model…').click();
    button('Get Cerebrum 7b…').click();
    document.querySelector('a')?.click();
    expect(posted.slice(1)).toEqual([
      { type: 'ask', text: 'Why?' },
      { type: 'action', action: 'chooseModel' },
      { type: 'action', action: 'getModel' },
      { type: 'openLink', href: 'https://huggingface.co/neopolita/cerebrum-1.0-7b-gguf' },
    ]);
    await open({ ...chat, model: { ...chat.model, isDemo: true } });
    expect(document.querySelector('main')?.textContent).toContain('Demo model');
  });

  it('shows a download, pauses it and goes on with it, in an empty chat and above a conversation', async () => {
    const download = { name: 'tiny.gguf', text: '2.0 MB of 5.9 MB', fraction: 0.34, isPaused: false, others: 0 };
    for (const turns of [[], chat.turns]) {
      await open({ ...chat, turns, model: { ...chat.model, isDemo: true } });
      await tell({ type: 'downloadChanged', download });
      const shown = () => document.querySelector('[aria-label=Download]');
      expect(shown()?.textContent).toContain('tiny.gguf2.0 MB of 5.9 MB');
      expect(shown()?.querySelector('progress')?.value).toBe(0.34);
      button('Pause Download').click();
      await tell({ type: 'downloadChanged', download: { ...download, isPaused: true } });
      button('Resume Download').click();
      expect(posted.slice(1)).toEqual([
        { type: 'action', action: 'pauseDownload' },
        { type: 'action', action: 'resumeDownload' },
      ]);
      await tell({ type: 'downloadChanged', download: { ...download, others: 2 } });
      button('2 more are not finished').click();
      expect(posted.at(-1)).toEqual({ type: 'action', action: 'manageModels' });
      await tell({ type: 'downloadChanged' });
      expect(shown()).toBeNull();
    }
  });

  it('says when the chat template of the file is used', async () => {
    const page = () => document.querySelector('main')?.textContent;
    await open(chat);
    expect(page()).not.toContain('chat template');
    for (const turns of [[], chat.turns]) {
      await open({ ...chat, turns, engine: { ...ready, chatTemplate: 'own' } });
      expect(page()).toContain('uses the chat template in its GGUF');
      await open({ ...chat, turns, engine: { ...ready, chatTemplate: 'missing' } });
      expect(page()).toContain('has no chat template');
      const problem = { templateProblem: 'it takes too many steps' };
      await open({ ...chat, turns, engine: { ...ready, chatTemplate: 'missing', ...problem } });
      expect(page()).toContain('cannot be used (it takes too many steps)');
      await open({ ...chat, turns, engine: { ...ready, chatTemplate: 'own', turnEnd: '<|im_end|>' } });
      expect(page()).toContain('answers end at <|im_end|>');
    }
  });

  it('goes up through the turns and back to the composer with the keyboard', async () => {
    await open(chat);
    textBox().focus();
    const at = () => document.activeElement?.getAttribute('aria-label');
    await press('ArrowUp', { ctrlKey: true });
    expect(at()).toBe('Cerebrum');
    await press('ArrowUp', { ctrlKey: true });
    expect(at()).toBe('You');
    await press('ArrowDown', { ctrlKey: true });
    await press('ArrowDown', { ctrlKey: true });
    expect(at()).toBe('Ask Cerebrum');
  });

  it('sends only what the host takes', async () => {
    await open(withAnswer({ status: 'failed', failure }));
    await type('x');
    for (const name of buttons()) button(name).click();
    expect(posted.length).toBeGreaterThan(5);
    for (const message of posted) expect(parseFromPanel(message)).toEqual(message);
  });
});

describe('what was read beside a question', () => {
  const entry = { uri: 'file:///rates.ts', label: 'rates.ts', firstLine: 1, lastLine: 3, tokens: 40, text: '' };
  const context = [
    { ...entry, id: '0', name: 'vat' },
    { ...entry, id: '1', name: '', label: 'bill.ts', firstLine: 1, lastLine: 1, tokens: 12 },
  ];
  const asked = { role: 'user', id: 'q2', text: 'Explain.', context } as const;

  it('is listed with its tokens; a piece can be opened and taken away', async () => {
    await open({ ...chat, turns: [asked, answer] });
    expect(document.querySelector('summary')?.textContent).toBe('Context sent: 2 items, 52 tokens');
    button('vatrates.ts, lines 1–3').click();
    button('Ask again without vat').click();
    button('Ask again without bill.ts, line 1').click();
    expect(posted.slice(1)).toEqual([
      { type: 'revealContext', id: 'q2', entry: '0' },
      { type: 'removeContext', id: 'q2', entry: '0' },
      { type: 'removeContext', id: 'q2', entry: '1' },
    ]);
    for (const message of posted) expect(parseFromPanel(message)).toEqual(message);
  });
});

describe('what goes along with the next question', () => {
  const place = { label: 'cart.ts', firstLine: 1, lastLine: 90 };
  const cost = { tokens: 300, isEstimate: false, isLive: false, leftOut: 0 };
  const chip: AttachmentView = { id: 'c1', kind: 'file', name: '', ...place, ...cost };
  const cut = { ...chip, id: 'c2', label: 'large.ts', isEstimate: true, leftOut: 10 };
  const gone = { ...chip, id: 'c3', label: 'gone.ts', tokens: 0, trouble: 'missing' } as const;
  const chips = () =>
    [...document.querySelectorAll('.attachment-open')].map((element) => element.getAttribute('title'));
  const said = () => document.querySelector('[role=status]')?.textContent;

  it('is shown with its tokens and what is wrong with it, opened, and removed by mouse and key', async () => {
    await open(chat);
    await tell({ type: 'attachmentsChanged', attachments: [chip, cut, gone] });
    expect(chips()).toEqual([
      'cart.ts, 300 tokens',
      'large.ts, lines 1–90, about 300 tokens, lines 91–100 left out',
      'gone.ts, no longer exists',
    ]);
    expect(said()).toBe('Added to the question: cart.ts, large.ts, lines 1–90, gone.ts');
    const [first] = document.querySelectorAll<HTMLButtonElement>('.attachment-open');
    first?.click();
    button('Remove large.ts, lines 1–90').click();
    first?.focus();
    await press('Delete');
    expect(posted.slice(1)).toEqual([
      { type: 'revealAttachment', id: 'c1' },
      { type: 'detach', id: 'c2' },
      { type: 'detach', id: 'c1' },
    ]);
    expect(document.activeElement?.getAttribute('title')).toContain('large.ts');
    await tell({ type: 'attachmentsChanged', attachments: [chip] });
    button('Remove cart.ts').click();
    expect(document.activeElement).toBe(textBox());
    for (const message of posted) expect(parseFromPanel(message)).toEqual(message);
  });

  it('is added behind # by word and by search, which leave the rest of the draft as it was', async () => {
    await open(chat);
    textBox().focus();
    const searched = async (query: string) => {
      while (!posted.some((message) => message.type === 'suggestContext' && message.query === query)) await frame();
    };
    await type('Why #sel');
    await searched('sel');
    await press('Enter');
    expect(posted.at(-1)).toEqual({ type: 'attach', what: 'selection' });
    expect(textBox().value).toBe('Why ');
    await type('Why #car');
    // The host still searches: Enter must not send half a word.
    await press('Enter');
    await searched('car');
    expect(posted.some(({ type: sent }) => sent === 'ask')).toBe(false);
    const items = [{ id: 's1', kind: 'file', name: 'cart.ts', detail: 'src' }] as const;
    await tell({ type: 'suggestions', query: 'ca', items: [{ ...items[0], id: 's0' }] });
    expect(document.querySelector('[role=option]')).toBeNull();
    await tell({ type: 'suggestions', query: 'car', items });
    await press('Enter');
    expect(posted.at(-1)).toEqual({ type: 'attachSuggestion', id: 's1' });
    expect(textBox().value).toBe('Why ');
    await type('#f');
    await press('Tab');
    expect(textBox().value).toBe('#file:');
    await type('#none');
    await searched('none');
    await tell({ type: 'suggestions', query: 'none', items: [] });
    await press('Enter');
    expect(posted.at(-1)).toEqual({ type: 'ask', text: '#none' });
    for (const message of posted) expect(parseFromPanel(message)).toEqual(message);
  });

  it('is metered, with the numbers behind it and the messages that the model will not see', async () => {
    await open(chat);
    const use = { contextSize: 1024, reserved: 256, conversation: 500, context: 200, question: 30, droppedTurns: 2 };
    await tell({ type: 'meterChanged', meter: { ...use, isEstimate: false, unseenTurns: 2 } });
    const rows = [...document.querySelectorAll('.meter-details li')].map(({ textContent }) => textContent);
    expect(rows).toEqual([
      ...['Conversation500', 'Added context200', 'This question30', 'Free38', 'Reserved for the answer256'],
      'Context window: 730 of 768 tokens used1,024 tokens',
    ]);
    expect(document.querySelector('.meter-details')?.textContent).toContain('The first 2 messages will not fit.');
    expect([...document.querySelectorAll('[data-sight]')].map((turn) => turn.getAttribute('data-sight'))).toEqual([
      'unseen',
      'last',
    ]);
    expect(document.querySelector('.sight-note')?.textContent).toContain('no longer sees');
    await tell({ type: 'meterChanged', meter: { ...use, isEstimate: true, unseenTurns: 0 } });
    expect(document.querySelector('.meter')?.textContent).toContain('about 730 of 768');
    expect(document.querySelector('.meter-details')?.textContent).not.toContain('system prompt');
    await tell({ type: 'meterChanged', meter: { ...use, isEstimate: true, unseenTurns: 0, hasWorkspacePrompt: true } });
    expect(document.querySelector('.meter-details')?.textContent).toContain('This workspace sets the system prompt.');
    expect(document.querySelector('.sight-note')).toBeNull();
  });

  it('takes back the words of a window that went away, but not over words of its own', async () => {
    kept = undefined;
    await open(chat);
    await tell({ type: 'draftRestored', text: 'Half a thought' });
    expect(textBox().value).toBe('Half a thought');
    await type('Mine');
    await tell({ type: 'draftRestored', text: 'Other' });
    expect(textBox().value).toBe('Mine');
  });

  it('takes back the question that waited in front of the draft, and not twice', async () => {
    kept = undefined;
    await open(chat);
    await tell({ type: 'draftRestored', text: 'Half' }, { type: 'refused', text: 'And then?' });
    expect(textBox().value).toBe('And then?\n\nHalf');
    await type('And then?');
    await tell({ type: 'refused', text: 'And then?' });
    expect(textBox().value).toBe('And then?');
  });

  it('searches all chats by Ctrl+F, and keeps that key from VS Code', async () => {
    await open(chat);
    const heard: string[] = [];
    const hear = ({ key }: KeyboardEvent) => heard.push(key);
    window.addEventListener('keydown', hear);
    const press = (init: KeyboardEventInit) =>
      textBox().dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
    expect(press({ key: 'f' })).toBe(true);
    expect(press({ key: 'f', ctrlKey: true, shiftKey: true })).toBe(true);
    posted.length = 0;
    expect(press({ key: 'f', ctrlKey: true })).toBe(false);
    window.removeEventListener('keydown', hear);
    expect(posted).toEqual([{ type: 'search', text: '' }]);
    expect(heard).toEqual(['f', 'f']);
  });

  it('the host hears the draft', async () => {
    await open(chat);
    drafts.length = 0;
    await type('Why?');
    while (!drafts.includes('Why?')) await frame();
    expect(drafts.at(-1)).toBe('Why?');
  });

  it.each([
    { type: 'attach', what: 'file:///etc/passwd' },
    { type: 'attachSuggestion', id: 'x'.repeat(101) },
    { type: 'attachDropped', uris: Array.from({ length: 51 }, () => 'file:///a') },
    { type: 'attachDropped', uris: 'file:///a' },
    { type: 'suggestContext', query: 'x'.repeat(201) },
    { type: 'detach' },
    { type: 'revealAttachment', id: 'c1', uri: 'file:///a' },
  ])('the host does not take %o', (message) => {
    expect(parseFromPanel(message)).toBeUndefined();
  });
});

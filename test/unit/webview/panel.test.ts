// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { parseFromPanel } from '../../../src/protocol/panel.ts';
import { readyOnCpu as ready } from '../../support/engineView.ts';
import {
  answer,
  button,
  buttons,
  chat,
  failure,
  frame,
  open,
  posted,
  press,
  said,
  tell,
  textBox,
  type,
  withAnswer,
} from './openedPanel.ts';

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

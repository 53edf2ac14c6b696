// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { AttachmentView } from '../../../src/protocol/composer.ts';
import { parseFromPanel } from '../../../src/protocol/panel.ts';
import {
  button,
  buttons,
  chat,
  drafts,
  failure,
  forget,
  frame,
  open,
  posted,
  press,
  tell,
  textBox,
  type,
  withAnswer,
} from './openedPanel.ts';

describe('the composer', () => {
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

  it('sends only what the host takes', async () => {
    await open(withAnswer({ status: 'failed', failure }));
    await type('x');
    for (const name of buttons()) button(name).click();
    expect(posted.length).toBeGreaterThan(5);
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
    forget();
    await open(chat);
    await tell({ type: 'draftRestored', text: 'Half a thought' });
    expect(textBox().value).toBe('Half a thought');
    await type('Mine');
    await tell({ type: 'draftRestored', text: 'Other' });
    expect(textBox().value).toBe('Mine');
  });

  it('takes back the question that waited in front of the draft, and not twice', async () => {
    forget();
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

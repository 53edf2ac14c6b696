// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatRow } from '../../../src/protocol/chatList.ts';
import { parseFromPanel, type FromPanel, type PanelState, type ToPanel } from '../../../src/protocol/panel.ts';
import { groupByDay } from '../../../src/webview/chats/days.ts';
import { speak } from '../../../src/webview/l10n.ts';
import { openPanel } from '../../../src/webview/panel.tsx';
import { eventually } from '../../support/eventually.ts';

const chat = (id: string, fields: Partial<ChatRow> = {}): ChatRow => ({
  id,
  title: `Chat ${id}`,
  isPinned: false,
  updated: Date.now(),
  turns: 2,
  isOnScreen: false,
  ...fields,
});

describe('chats by day', () => {
  const now = new Date(2026, 2, 1, 0, 30);
  const groups = (...chats: ChatRow[]) => groupByDay(chats, now).map((g) => [g.name, g.chats.map(({ id }) => id)]);
  const at = (year: number, month: number, date: number, hour = 12) => new Date(year, month, date, hour).getTime();

  it('have the pinned ones first, then days in words, across the ends of months and years', () => {
    expect(
      groups(
        chat('p', { isPinned: true, updated: at(2020, 1, 1) }),
        chat('a', { updated: at(2026, 2, 1, 0) }),
        chat('b', { updated: at(2026, 1, 28, 23) }),
        chat('c', { updated: at(2026, 1, 28, 0) }),
        chat('d', { updated: at(2026, 1, 27) }),
        chat('e', { updated: at(2025, 1, 27) }),
      ),
    ).toEqual([
      ['Pinned', ['p']],
      ['Today', ['a']],
      ['Yesterday', ['b', 'c']],
      ['Friday, February 27', ['d']],
      ['Thursday, February 27, 2025', ['e']],
    ]);
  });

  it('speak the language of the panel', () => {
    speak({ language: 'de', sentences: {} });
    expect(groups(chat('d', { updated: at(2026, 1, 27) }))[0]?.[0]).toBe('Freitag, 27. Februar');
    speak();
  });
});

describe('the list of chats', () => {
  const posted: FromPanel[] = [];
  let close = (): void => undefined;
  const state: PanelState = {
    conversationId: 'c1',
    turns: [],
    branches: {},
    engine: { state: 'idle' },
    model: { name: 'm', isDemo: false, examples: [] },
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const tell = (...messages: ToPanel[]): Promise<void> => receive(...messages);
  async function receive(...messages: unknown[]): Promise<void> {
    for (const data of messages) window.dispatchEvent(new MessageEvent('message', { data }));
    await frame();
    await frame();
  }
  async function press(key: string, fields: KeyboardEventInit = {}): Promise<void> {
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...fields }),
    );
    await frame();
    await frame();
  }
  const found = (chats: readonly ChatRow[], query = '', hasMore = false): ToPanel => ({
    type: 'chats',
    query,
    chats: [...chats],
    hasMore,
  });
  const list = () => document.querySelector<HTMLElement>('.chats');
  const search = () => document.querySelector('[role=searchbox]') as HTMLInputElement;
  const focusedRow = () => document.activeElement?.closest<HTMLElement>('[data-chat-id]')?.dataset['chatId'];
  const last = () => posted.at(-1);

  beforeEach(async () => {
    document.body.innerHTML = '<div id="app"></div>';
    posted.length = 0;
    close = openPanel(document.getElementById('app') ?? document.body, {
      postMessage: (message) => {
        // Told a moment after the last key: between other messages it may or may not come.
        if (message.type !== 'draftChanged') posted.push(message);
      },
      getState: () => undefined,
      setState: () => undefined,
    });
    await tell({ type: 'snapshot', state });
    document.querySelector('textarea')?.focus();
    await tell({ type: 'showChats', query: '' });
  });
  afterEach(() => {
    close();
    vi.useRealTimers();
  });

  it('asks for the chats when it opens, and everything it says passes the border', async () => {
    expect(document.activeElement).toBe(search());
    await eventually(() => expect(last()).toEqual({ type: 'findChats', query: '', most: 200 }));
    await tell(found([chat('a', { hit: { turn: 't1', pieces: ['x ', 'y'] } })], 'y'));
    expect(list()?.querySelector('mark')?.textContent).toBe('y');
    await press('ArrowDown');
    document.querySelector<HTMLElement>('.chat-open')?.click();
    expect(last()).toEqual({ type: 'openChat', id: 'a', turn: 't1' });
    await press('Delete');
    expect(last()).toEqual({ type: 'deleteChat', id: 'a', title: 'Chat a' });
    for (const label of ['Pin', 'Export…']) {
      document.querySelector<HTMLElement>(`[data-chat-id] [aria-label="${label}"]`)?.click();
    }
    expect(posted.slice(-2)).toEqual([
      { type: 'pinChat', id: 'a', isPinned: true },
      { type: 'exportChat', id: 'a' },
    ]);
    for (const message of posted) expect(parseFromPanel(message)).toEqual(message);
  });

  it('searches once typing pauses, for the last words', async () => {
    await tell(found([chat('a')]));
    for (const words of ['ap', 'apple']) {
      search().value = words;
      search().dispatchEvent(new InputEvent('input', { bubbles: true }));
      await frame();
    }
    await eventually(() => expect(last()).toEqual({ type: 'findChats', query: 'apple', most: 200 }));
    expect(posted.filter(({ type }) => type === 'findChats')).toHaveLength(2);
  });

  it('moves by arrows, keeps one stop for Tab, and comes back to the search above the first', async () => {
    await tell(found([chat('a'), chat('b'), chat('c')]));
    await press('ArrowDown');
    expect(focusedRow()).toBe('a');
    await press('End');
    expect(focusedRow()).toBe('c');
    await press('ArrowUp');
    expect(focusedRow()).toBe('b');
    const stops = [...document.querySelectorAll<HTMLElement>('[data-chat-id] .chat-open')].filter(
      ({ tabIndex }) => tabIndex === 0,
    );
    expect(stops.map((stop) => stop.closest<HTMLElement>('[data-chat-id]')?.dataset['chatId'])).toEqual(['b']);
    await press('ArrowRight');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Pin');
    await press('ArrowLeft');
    await press('Home');
    await press('ArrowUp');
    expect(document.activeElement).toBe(search());
  });

  it('renames in place: Enter keeps the name, Escape the old one', async () => {
    await tell(found([chat('a')]));
    await press('ArrowDown');
    for (const [key, expected] of [
      ['Escape', undefined],
      ['Enter', { type: 'renameChat', id: 'a', title: 'Better' }],
    ] as const) {
      await press('F2');
      const box = document.activeElement as HTMLInputElement;
      expect(box.value).toBe('Chat a');
      box.value = ' Better ';
      await press('Delete');
      posted.length = 0;
      await press(key);
      await frame();
      expect(posted).toEqual(expected === undefined ? [] : [expected]);
      expect(focusedRow()).toBe('a');
    }
  });

  it('keeps the focus in the list when the row under it goes away', async () => {
    await tell(found([chat('a'), chat('b'), chat('c')]));
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowRight');
    await tell(found([chat('b', { isPinned: true }), chat('a'), chat('c')]));
    expect(focusedRow()).toBe('b');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Unpin');
    await tell(found([chat('a'), chat('c')]));
    expect(focusedRow()).toBe('a');
    await tell(found([]));
    expect(document.activeElement).toBe(search());
    expect(list()?.textContent).toContain('Your chats will be listed here.');
  });

  it('says why it is empty or old', async () => {
    await tell(found([], 'zzz'));
    expect(list()?.textContent).toContain('No chat contains these words.');
    const failure = { name: 'history-unreadable', title: 'Locked', why: 'w', next: 'n', actions: [] };
    await tell(found([chat('a')]), { type: 'chatsFailed', failure });
    expect(list()?.querySelector('[aria-label=Problem]')?.textContent).toContain('Locked');
    expect(list()?.textContent).toContain('Chat a');
    await tell(found([chat('a')]));
    expect(list()?.querySelector('[aria-label=Problem]')).toBeNull();
  });

  it('closes with Escape, or when the chat itself is shown, and gives the focus back', async () => {
    await press('Escape');
    expect(list()).toBeNull();
    expect(document.activeElement).toBe(document.querySelector('textarea'));
    await eventually(() => expect(last()).toEqual({ type: 'chatsClosed' }));
    await tell({ type: 'showChats', query: 'words' });
    expect(search().value).toBe('words');
    await tell({ type: 'turnAdded', turn: { role: 'user', id: 'q', text: 'From the palette' } });
    expect(list()).toBeNull();
  });

  it('stays when the chat behind it changes, and takes no list of another shape', async () => {
    await tell(found([chat('a')]), { type: 'snapshot', state: { ...state, conversationId: 'c2' } });
    expect(list()?.textContent).toContain('Chat a');
    await receive({ ...found([]), chats: [{ id: 5 }] });
    expect(list()?.textContent).toContain('Chat a');
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { ToChatList } from '../../../../src/protocol/chatList.ts';
import type { ChatsFailed } from '../../../../src/protocol/panel.ts';
import { ChatList } from '../../../../src/host/panel/chatList.ts';
import type { FoundChats } from '../../../../src/host/history/search/findChats.ts';
import { FailureError } from '../../../../src/protocol/failures.ts';

const summary = (id: string, updated = 90_000) => ({ id, title: id, isPinned: false, updated, turns: 1 });

/** A list whose searches end when the test says so. */
function setUp() {
  const searches: { query: string; most: number; end: (found: FoundChats) => void; fail: (error: Error) => void }[] =
    [];
  let changed: (() => void) | undefined;
  const told: (ToChatList | ChatsFailed)[] = [];
  const list = new ChatList({
    reader: {
      find: (query, most) => new Promise((end, fail) => searches.push({ query, most, end, fail })),
      watch: (onChange) => {
        changed = onChange;
        return () => (changed = undefined);
      },
    },
    onScreen: () => 'b',
    failureView: ({ name }) => ({ name, title: 't', why: 'w', next: 'n', actions: [] }),
    tell: (message) => told.push(message),
  });
  const settled = () => new Promise((done) => setImmediate(done));
  return { list, searches, told, settled, change: () => changed?.(), isWatching: () => changed !== undefined };
}

describe('the list of chats for the panel', () => {
  it('tells what was found, with the words marked and the time to the minute', async () => {
    const { list, searches, told, settled } = setUp();
    list.show({ query: 'app', most: 10 });
    const hit = { turn: 't', snippet: 'an\n\u0002apple\u0003 a day' };
    searches[0]?.end({ chats: [{ ...summary('a'), hit }, summary('b')], hasMore: true });
    await settled();
    const row = { isPinned: false, updated: 60_000, turns: 1 };
    expect(told).toEqual([
      {
        type: 'chats',
        query: 'app',
        chats: [
          { ...row, id: 'a', title: 'a', isOnScreen: false, hit: { turn: 't', pieces: ['an ', 'apple', ' a day'] } },
          { ...row, id: 'b', title: 'b', isOnScreen: true },
        ],
        hasMore: true,
      },
    ]);
  });

  it('never searches for words that nobody wants any more', async () => {
    const { list, searches, told, settled } = setUp();
    for (const query of ['a', 'ap', 'app']) list.show({ query, most: 10 });
    searches[0]?.end({ chats: [summary('old')], hasMore: false });
    await settled();
    expect(searches.map(({ query }) => query)).toEqual(['a', 'app']);
    searches[1]?.end({ chats: [], hasMore: false });
    await settled();
    expect(told).toMatchObject([{ query: 'app' }]);
  });

  it('follows the history while it is on screen, at most once a second, and tells only what is new', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { list, searches, told, settled, change, isWatching } = setUp();
    list.show({ query: '', most: 10 });
    searches[0]?.end({ chats: [summary('a')], hasMore: false });
    await settled();
    for (let i = 0; i < 5; i++) change();
    vi.advanceTimersByTime(1000);
    expect(searches).toHaveLength(2);
    searches[1]?.end({ chats: [summary('a', 91_000)], hasMore: false });
    await settled();
    expect(told).toHaveLength(1);
    change();
    vi.advanceTimersByTime(1000);
    searches[2]?.end({ chats: [summary('c'), summary('a')], hasMore: false });
    await settled();
    expect(told).toHaveLength(2);
    change();
    list.hide();
    vi.advanceTimersByTime(5000);
    expect(searches).toHaveLength(3);
    expect(isWatching()).toBe(false);
    vi.useRealTimers();
  });

  it('says why there is nothing to show', async () => {
    const { list, searches, told, settled } = setUp();
    list.show({ query: '', most: 10 });
    searches[0]?.fail(new FailureError({ name: 'history-unreadable', path: 'p', reason: 'r' }));
    await settled();
    expect(told).toMatchObject([{ type: 'chatsFailed', failure: { name: 'history-unreadable' } }]);
  });
});

import { drain, TestMemento } from '../../unit/host/history/chats.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { History } from '../../../src/host/history/history.ts';
import { isBusy } from '../../../src/host/history/store/damage.ts';
import { ConversationStore } from '../../../src/host/history/store/conversationStore.ts';
import { seededRandom } from '../../unit/host/models/gguf/seededRandom.ts';
import { canMountSmallDisk, mountSmallDisk, unmountSmallDisk } from '../../support/smallDisk.ts';

/** Words on screen for longer than this are on disk, whatever happens. */
const PROMISE_MS = 1000;
const KILLS = 120;
/** Windows that write at the same time. */
const AT_ONCE = 6;

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'chats-'))));
afterAll(() => rm(folder, { recursive: true }));

/** A window of its own process; `lines` are what it printed so far. */
function startWriter(path: string, name: string, words = 0) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), path, name, String(words)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const output = createInterface(child.stdout);
  output.on('line', (line) => lines.push(line));
  const ended = Promise.all([once(child, 'exit'), once(output, 'close')]);
  const until = async (count: number) => {
    while (lines.length < count) await Promise.race([once(output, 'line'), ended]);
  };
  return { child, lines, ended, until };
}

/** As the thread of a window does it: what another one holds at this moment waits for the next time. */
function keepUp(store: ConversationStore): void {
  try {
    drain(store.upkeep({ before: 0 }));
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
}

/** How many words of the conversation are on disk; they must be the first ones. */
function wordsOnDisk(store: ConversationStore, name: string): number {
  const text = store.read(name)?.turns.find(({ turn }) => turn.role === 'assistant')?.turn.text ?? '';
  const words = text.split(' ').filter((word) => word !== '');
  expect(words).toEqual(words.map((_, i) => String(i + 1)));
  return words.length;
}

describe('windows that share one history', () => {
  it('write at the same time and lose nothing', async () => {
    const path = join(folder, 'shared.db');
    const names = ['w1', 'w2', 'w3'];
    const writers = names.map((name) => startWriter(path, name, 300));
    // And the upkeep goes on beside them.
    await writers[0]?.until(10);
    const store = ConversationStore.open(path);
    const running = Promise.all(writers.map(({ ended }) => ended)).then(() => true);
    while (!(await Promise.race([running, setImmediate(false)]))) keepUp(store);
    store.close();
    // The next window also takes what a window had to keep beside a database that others held.
    const next = new History(path, new TestMemento(), () => undefined);
    expect(names.map((name) => next.use('read', (found) => wordsOnDisk(found, name)))).toEqual([300, 300, 300]);
    next.close();
    expect(writers.flatMap(({ lines }) => lines.filter((line) => line.startsWith('trouble')))).toEqual([]);
  });

  it(`killed ${KILLS} times at random moments, keep all that was there for a second`, async () => {
    const path = join(folder, 'killed.db');
    const random = seededRandom(5);
    let kept = 0;
    let latest = 0;
    for (let round = 0; round < KILLS / AT_ONCE; round++) {
      const results = await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, i) => {
          const name = `k${round}-${i}`;
          const writer = startWriter(path, name);
          // The moment of death is a word, so that a slow machine does not kill before anything is written.
          await writer.until(150 + Math.floor(random() * 200));
          writer.child.kill('SIGKILL');
          const killed = Date.now();
          await writer.ended;
          return { name, killed, lines: writer.lines };
        }),
      );
      const store = ConversationStore.open(path);
      for (const { name, killed, lines } of results) {
        const due = lines.filter((line) => Number(line.split(' ')[1]) < killed - PROMISE_MS).length;
        const found = wordsOnDisk(store, name);
        expect(found).toBeGreaterThanOrEqual(due);
        kept += due;
        latest = Math.max(latest, lines.length - found);
      }
      expect(new DatabaseSync(path).prepare('PRAGMA integrity_check').get()?.integrity_check).toBe('ok');
      store.close();
    }
    expect(kept).toBeGreaterThan(0);
    console.log(
      `${KILLS} windows killed: all ${kept} words older than a second were there; at most ${latest} younger ones were not.`,
    );
  }, 300_000);
});

describe.runIf(canMountSmallDisk())('a full disk', () => {
  it('is told; the words are kept elsewhere and go to the database of the next window', async () => {
    const small = join(folder, 'small');
    await mkdir(small);
    mountSmallDisk(small, '1m');
    try {
      const path = join(small, 'conversations.db');
      ConversationStore.open(path).close();
      await writeFile(join(small, 'filler'), Buffer.alloc(2 << 20)).catch(() => undefined);
      const writer = startWriter(path, 'full');
      await writer.until(400);
      writer.child.kill('SIGKILL');
      const killed = Date.now();
      await writer.ended;
      expect(writer.lines).toContain('trouble history-unwritable');
      await rm(join(small, 'filler'));

      const next = startWriter(path, 'next', 1);
      await next.ended;
      expect(next.lines.filter((line) => line.startsWith('trouble'))).toEqual([]);
      const store = ConversationStore.open(path);
      const words = writer.lines.filter((line) => !line.startsWith('trouble'));
      const due = words.filter((line) => Number(line.split(' ')[1]) < killed - PROMISE_MS).length;
      expect(due).toBeGreaterThan(0);
      expect(wordsOnDisk(store, 'full')).toBeGreaterThanOrEqual(due);
      store.close();
    } finally {
      unmountSmallDisk(small);
    }
  });
});

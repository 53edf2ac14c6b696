import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { HistoryReader } from '../../../src/host/history/reader/historyReader.ts';
import { History } from '../../../src/host/history/history.ts';
import type { Engine, LocalEngine } from '../../../src/host/engine/engine.ts';
import type { Pulse } from '../../../src/host/engine/pulse.ts';
import { probeBackend } from '../../../src/host/engine/local/probeProcess.ts';
import { FailureError, type Failure } from '../../../src/protocol/failures.ts';
import { realBackends } from '../../support/backends.ts';
import { ask, demoEngine, pacedEngine } from '../../support/engine.ts';
import { TestMemento } from '../../unit/host/history/chats.ts';
import { hangsOnce, hasHung, isAlive } from './hang.ts';

/** What the product promises, and as much again for a machine that does other things, too. */
const PROMISE_MS = 2 * 3000;
const LONG =
  'What does this print?\n\n```typescript\nlet sum = 0;\nfor (let i = 0; i < 4; i++) {\n  sum += i;\n}\nconsole.log(sum);\n```';

const folder = mkdtempSync(join(tmpdir(), 'siblings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const engines: Engine[] = [];
const start = (options: Parameters<typeof demoEngine>[2] = {}, log: (line: string) => void = () => undefined) => {
  const engine = pacedEngine({}, log, options);
  engines.push(engine);
  return engine;
};
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.stop())));

const freeze = (engine: LocalEngine) => process.kill(engine.local.pid ?? Number.NaN, 'SIGSTOP');

async function failureOf(run: Promise<unknown>): Promise<Failure> {
  const error: unknown = await run.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (error instanceof FailureError) return error.failure;
  throw error;
}

async function within<T>(work: Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work;
  expect(performance.now() - started).toBeLessThan(PROMISE_MS);
  return result;
}

const pulse = (engine: Engine, state: Pulse['state']) =>
  new Promise<Pulse>((resolve) => {
    const listen = (next: Pulse) => {
      if (next.state !== state) return;
      engine.off('pulse', listen);
      resolve(next);
    };
    engine.on('pulse', listen);
  });

describe('a process that is stopped by SIGSTOP', () => {
  it('is told of while an answer is owed, is never killed for it, and ends the answer when it goes on', async () => {
    const engine = start();
    await engine.start();
    const { pid } = engine.local;
    let isFrozen = false;
    const answer = ask(engine, LONG, {
      onEvent: ({ type }) => {
        if (type !== 'text' || isFrozen) return;
        isFrozen = true;
        freeze(engine);
      },
    });
    expect(await pulse(engine, 'silent')).toEqual({ state: 'silent', part: 'process' });
    const well = pulse(engine, 'well');
    process.kill(pid ?? 0, 'SIGCONT');
    await well;
    expect((await answer).stopReason).toBe('finished');
    expect(engine.local.pid).toBe(pid);
  });

  it('while it loads: Stop and restart do not wait for it', async () => {
    const engine = start();
    const abort = new AbortController();
    const answer = ask(engine, LONG, { signal: abort.signal });
    await expect.poll(() => engine.local.pid).toBeDefined();
    const pid = engine.local.pid ?? 0;
    freeze(engine);
    expect(await pulse(engine, 'silent')).toEqual({ state: 'silent', part: 'process' });
    abort.abort();
    expect((await within(answer)).stopReason).toBe('stopped');
    await within(engine.local.startOver());
    expect(engine.pulse.state).toBe('well');
    await expect.poll(() => isAlive(pid)).toBe(false);
    expect((await ask(engine, 'What is 4 + 4?')).answer).toContain('8');
  });

  it('while nothing is asked: nothing is said until a question waits, and Stop ends that', async () => {
    const engine = start();
    await engine.start();
    freeze(engine);
    const abort = new AbortController();
    const answer = ask(engine, 'What is 4 + 4?', { signal: abort.signal });
    await pulse(engine, 'silent');
    abort.abort();
    expect(await within(answer)).toMatchObject({ stopReason: 'stopped', streamed: '' });
    expect(engine.state).toMatchObject({ state: 'failed', failure: { name: 'engine-killed' } });
    expect((await ask(engine, 'What is 4 + 4?')).answer).toContain('8');
  });

  it('while tokens are counted: counting ends with the restart, and an answer of another chat with the kill', async () => {
    const engine = start();
    await engine.start();
    freeze(engine);
    const calls = [engine.countTokens(['a']), engine.measure({ turns: [], question: 'b', context: [], maxTokens: 9 })];
    const failures = Promise.all(calls.map((call) => failureOf(call as Promise<unknown>)));
    await within(engine.stop());
    expect((await failures).map(({ name }) => name)).toEqual(['engine-died', 'engine-died']);

    await engine.start();
    freeze(engine);
    const abort = new AbortController();
    const stopped = ask(engine, 'What is 4 + 4?', { signal: abort.signal });
    const other = failureOf(ask(engine, 'What is 3 + 4?'));
    await pulse(engine, 'silent');
    abort.abort();
    expect((await within(stopped)).stopReason).toBe('stopped');
    expect(await other).toEqual({ name: 'engine-killed' });
  });

  it('in one window leaves the other window alone', async () => {
    const [one, two] = [start(), start()];
    await Promise.all([one.start(), two.start()]);
    freeze(one);
    expect((await ask(two, 'What is 4 + 4?')).answer).toContain('8');
    await within(one.stop());
    expect((await ask(two, 'What is 3 + 4?')).answer).toContain('7');
  });
});

describe('a main thread in a loop', () => {
  it.each(['measure', 'countTokens', 'prefetch'] as const)(
    'in %s is told of, and Stop of the next question ends it',
    async (request) => {
      const engine = start(hangsOnce(folder, 'loop', request));
      await engine.start();
      const work = {
        measure: () => engine.measure({ turns: [], question: 'b', context: [], maxTokens: 9 }),
        countTokens: () => engine.countTokens(['a']),
        prefetch: () => {
          const turns = [{ role: 'user', content: 'What is 4 + 4?' } as const];
          return engine.prefetch({ turns, isDraft: false, maxTokens: 9, limit: 99 }, new AbortController().signal);
        },
      }[request]();
      const failed = failureOf(work);
      expect(await pulse(engine, 'silent')).toEqual({ state: 'silent', part: 'main' });
      const abort = new AbortController();
      const answer = ask(engine, 'What is 4 + 4?', { signal: abort.signal });
      // The request is on its way then.
      await new Promise((resolve) => setTimeout(resolve, 100));
      abort.abort();
      expect((await within(answer)).stopReason).toBe('stopped');
      expect(await failed).toEqual({ name: 'engine-killed' });
      expect((await ask(engine, 'What is 4 + 4?')).answer).toContain('8');
    },
  );
});

describe('a native step that never ends', () => {
  it('is told of as slow; the process is left alone, and so is a question that waits and is stopped', async () => {
    const options = hangsOnce(folder, 'step', 'generate');
    const engine = start(options);
    const abort = new AbortController();
    const first = ask(engine, LONG, {
      temperature: 0.1,
      signal: abort.signal,
    });
    await expect.poll(() => hasHung(options), { timeout: 20_000 }).toBe(true);
    abort.abort();
    expect((await first).stopReason).toBe('stopped');
    const { pid } = engine.local;
    const waiting = new AbortController();
    const second = ask(engine, LONG, { signal: waiting.signal });
    expect(await pulse(engine, 'slow')).toMatchObject({ seconds: expect.any(Number) as number });
    waiting.abort();
    expect(await within(second)).toMatchObject({ stopReason: 'stopped', streamed: '' });
    expect([engine.state.state, engine.local.pid]).toEqual(['ready', pid]);
    await within(engine.stop());
    expect((await ask(engine, 'What is 4 + 4?')).answer).toContain('8');
  });
});

describe('two answers, one behind the other', () => {
  it('the waiting one is stopped at once, and the first goes on', async () => {
    const engine = start();
    await engine.start();
    const { pid } = engine.local;
    const first = ask(engine, LONG);
    const abort = new AbortController();
    const second = ask(engine, LONG, { signal: abort.signal });
    abort.abort();
    expect((await second).stopReason).toBe('stopped');
    expect((await first).stopReason).toBe('finished');
    expect(engine.local.pid).toBe(pid);
  });
});

describe('a probe that hangs', () => {
  it('does not keep a question from being stopped, or the engine from being restarted', async () => {
    const entry = join(folder, 'hangingProbe.mjs');
    writeFileSync(entry, `console.log('pid ' + process.pid); for (;;);`);
    const pids: number[] = [];
    const log = (line: string) => void pids.push(Number(/pid (\d+)/.exec(line)?.[1]));
    const probe = () => probeBackend('vulkan', { entry, log });
    const engine = demoEngine({ gpu: 'vulkan' }, () => undefined, {
      backends: realBackends({ candidates: ['vulkan', 'cpu'], probe }),
    });
    engines.push(engine);
    const abort = new AbortController();
    const answer = ask(engine, LONG, { signal: abort.signal });
    await expect.poll(() => pids.length).toBe(1);
    abort.abort();
    expect((await within(answer)).stopReason).toBe('stopped');
    await within(engine.local.configure({ modelPath: engine.state.state, gpu: 'cpu', contextSize: 512 }));
    for (const pid of pids) process.kill(pid, 'SIGKILL');
  });
});

describe('the environment', () => {
  it.each([
    ['CI', 'woodpecker'],
    ['NODE_LLAMA_CPP_GPU', 'rocm'],
    ['GGML_BACKEND_PATH', '/nonexistent.so'],
    ['NODE_OPTIONS', '--require=/nonexistent.cjs'],
    ['LD_PRELOAD', '/nonexistent.so'],
  ])('%s=%s changes nothing', async (name, value) => {
    process.env[name] = value;
    try {
      const lines: string[] = [];
      const engine = start({}, (line) => lines.push(line));
      await engine.start();
      if (process.platform === 'linux') {
        const environment = readFileSync(`/proc/${engine.local.pid ?? 0}/environ`, 'utf8').split('\0');
        expect(environment.some((entry) => entry.startsWith(`${name}=`))).toBe(false);
      }
      expect((await ask(engine, 'What is 4 + 4?')).answer).toContain('8');
    } finally {
      Reflect.deleteProperty(process.env, name);
    }
  });
});

describe('a text of five million characters', () => {
  const log = '2026-01-01 12:00:00 info: all is well in the house of the server\n'.repeat(5_000_000 / 65);

  it('is refused, measured and counted without holding up what else is asked', async () => {
    const engine = start();
    await engine.start();
    expect(await within(failureOf(ask(engine, log)))).toMatchObject({ name: 'question-too-long', isEstimate: true });
    const use = await within(engine.measure({ turns: [], question: log, context: [], maxTokens: 200 }));
    expect(use.question).toBeGreaterThan(1_000_000);

    let isCounted = false;
    const counting = engine.countTokens([log]).then(([tokens]) => {
      isCounted = true;
      return tokens;
    });
    const abort = new AbortController();
    const answer = ask(engine, LONG, { signal: abort.signal, onEvent: () => abort.abort() });
    expect((await within(answer)).stopReason).toBe('stopped');
    expect(isCounted).toBe(false);
    expect(((await counting) ?? 0) / use.question).toBeCloseTo(1, 1);
  });

  it('asked earlier leaves the conversation; what came after it is answered', async () => {
    const engine = start();
    const turns = [
      { role: 'user', content: log },
      { role: 'assistant', content: 'I see.' },
      { role: 'user', content: 'What is 4 + 4?' },
    ] as const;
    const { answer, events } = await ask(engine, turns);
    expect(answer).toContain('8');
    expect(events[0]).toMatchObject({ type: 'prompt', droppedTurns: 2 });
  });
});

describe('the thread that searches the history', () => {
  it('that never returns fails the search, and the next one has a new thread', async () => {
    const entry = join(folder, 'reader.mjs');
    const once = join(folder, 'reader-due');
    writeFileSync(once, '');
    writeFileSync(
      entry,
      `import { existsSync, unlinkSync } from 'node:fs';
       import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ type, id }) => {
         if (existsSync(${JSON.stringify(once)})) { unlinkSync(${JSON.stringify(once)}); for (;;); }
         if (type === 'find') parentPort.postMessage({ type: 'found', id, found: { chats: [], hasMore: false } });
       });`,
    );
    const history = new History(join(folder, 'reader.db'), new TestMemento(), () => undefined);
    const reader = new HistoryReader(entry, join(folder, 'reader.db'), history, 500);
    expect(await within(failureOf(reader.find('a', 10)))).toMatchObject({ name: 'history-unreadable' });
    expect(await reader.find('a', 10)).toEqual({ chats: [], hasMore: false });
    reader.dispose();
    history.close();
  });
});

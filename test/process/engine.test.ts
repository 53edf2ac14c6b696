import { copyFile, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineState, LocalEngine } from '../../src/host/engine/engine.ts';
import { FailureError, type Failure } from '../../src/protocol/failures.ts';
import { ask, DEMO_MODEL, pacedEngine, ROOT } from '../support/engine.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cerebrum-'));
});
afterAll(() => rm(folder, { recursive: true }));

const engines: LocalEngine[] = [];
const start = (...args: Parameters<typeof pacedEngine>) => {
  const engine = pacedEngine(...args);
  engines.push(engine);
  return engine;
};
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.stop())));

const failureOf = async (run: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await run.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (error instanceof FailureError) return error.failure;
  throw error;
};

const QUESTION = 'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?';

describe('the inference process', () => {
  it('starts when it is needed, loads once and tells how far it is', async () => {
    const engine = start();
    const states: EngineState['state'][] = [];
    engine.on('state', ({ state }) => states.push(state));
    expect(engine.local.pid).toBeUndefined();
    const [answer, count] = await Promise.all([ask(engine, QUESTION), engine.countTokens(['a', ''])]);
    expect(answer.answer).toContain('Answer: 5');
    expect(count).toEqual([expect.any(Number), expect.any(Number)]);
    expect([...new Set(states)]).toEqual(['loading', 'ready']);
    expect(isAlive(engine.local.pid ?? 0)).toBe(true);
    expect(engine.state).toMatchObject({
      state: 'ready',
      info: { runsOn: { backend: 'cpu' }, contextSize: 1024 },
    });
  });

  it('answers questions asked at once one after the other, each in full', async () => {
    const engine = start();
    const answers = await Promise.all([4, 5, 6, 7].map((n) => ask(engine, `What is ${n} + ${n}?`)));
    expect(answers.map(({ answer }) => /Answer: (\d+)/.exec(answer)?.[1])).toEqual(['8', '10', '12', '14']);
  });

  it.each(['SIGKILL', 'SIGSEGV', 'SIGABRT'] as const)(
    'dies by %s in the middle of an answer: the answer fails with the reason, the next ask works',
    async (signal) => {
      const engine = start();
      const failure = await failureOf(
        ask(engine, QUESTION, {
          onEvent: (event) => event.type === 'text' && kill(engine, signal),
        }),
      );
      expect(failure).toMatchObject({ name: 'engine-died', cause: expect.stringContaining(signal) as string });
      expect(engine.state.state).toBe('failed');
      expect((await ask(engine, QUESTION)).answer).toContain('Answer: 5');
    },
  );

  it('ends every open call once when it dies', async () => {
    const engine = start();
    await engine.start();
    const calls = [ask(engine, QUESTION), ask(engine, QUESTION), engine.countTokens(['a'])].map((run) =>
      failureOf(run as Promise<unknown>),
    );
    kill(engine, 'SIGKILL');
    expect((await Promise.all(calls)).map(({ name }) => name)).toEqual(['engine-died', 'engine-died', 'engine-died']);
  });

  it('carries the end of its log in the failure', async () => {
    let pid = 0;
    // Node announces its inspector on stderr when it gets SIGUSR1: a line that is surely in the log.
    const engine = start({}, (line) => line.includes('Debugger') && process.kill(pid, 'SIGKILL'));
    await engine.start();
    pid = engine.local.pid ?? 0;
    const failed = once(engine, 'state');
    kill(engine, 'SIGUSR1');
    await failed;
    expect(engine.state).toMatchObject({
      failure: { name: 'engine-died', log: expect.stringContaining('Debugger') as string },
    });
  });

  it('ends when it is stopped, and starts again with other settings', async () => {
    const engine = start();
    await engine.start();
    const before = engine.local.pid ?? 0;
    await engine.local.configure({ modelPath: DEMO_MODEL, gpu: 'cpu', contextSize: 512 });
    expect(isAlive(before)).toBe(false);
    expect((await engine.start()).contextSize).toBe(512);
  });

  it('goes away with its parent', async () => {
    const parent = fork(join(ROOT, 'test/process/parent.ts'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [pid] = (await once(parent, 'message')) as [number];
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await waitFor(() => !isAlive(pid));
  });
});

describe('a model file that is none', () => {
  const attempt = async (modelPath: string) => {
    const engine = start({ modelPath });
    const failure = await failureOf(ask(engine, 'Hi'));
    expect(engine.state).toMatchObject({ state: 'failed', failure: { name: failure.name } });
    return failure;
  };

  it('is missing', async () => {
    const path = join(folder, 'nowhere.gguf');
    expect(await attempt(path)).toEqual({ name: 'model-missing', path });
  });

  it('is a folder, or empty, or something else', async () => {
    const empty = join(folder, 'empty.gguf');
    const text = join(folder, 'text.gguf');
    await writeFile(empty, '');
    await writeFile(text, 'This is no model, only some words.\n'.repeat(100));
    expect(await attempt(folder)).toMatchObject({ name: 'model-unreadable' });
    expect((await attempt(empty)).name).toMatch(/^model-(not-gguf|damaged)$/);
    expect(await attempt(text)).toEqual({ name: 'model-not-gguf', path: text });
  });

  it.each([4, 100, 20_000, 3_000_000, 5_801_000])('is cut after %i bytes', async (bytes) => {
    const path = join(folder, `cut-${bytes}.gguf`);
    await copyFile(DEMO_MODEL, path);
    await truncate(path, bytes);
    expect((await attempt(path)).name).toMatch(/^model-(damaged|not-gguf)$/);
  });

  it('is garbage after a sound beginning', async () => {
    const path = join(folder, 'garbage.gguf');
    const content = await readFile(DEMO_MODEL);
    content.fill(0xa5, 2000, 20_000);
    await writeFile(path, content);
    expect((await attempt(path)).name).toMatch(/^model-/);
  });

  it('does not stand in the way of a good one afterwards', async () => {
    const engine = start({ modelPath: join(folder, 'nowhere.gguf') });
    await failureOf(ask(engine, 'Hi'));
    await engine.local.configure({ modelPath: DEMO_MODEL, gpu: 'cpu', contextSize: 4096 });
    expect((await ask(engine, QUESTION)).answer).toContain('Answer: 5');
  });
});

describe('a model file', () => {
  it('may have blanks, quotes and other scripts in its path', async () => {
    const odd = join(folder, `it's a "test" für 日本 & $HOME`);
    await mkdir(odd);
    const path = join(odd, 'tiny model (ü).gguf');
    await copyFile(DEMO_MODEL, path);
    expect((await ask(start({ modelPath: path }), QUESTION)).answer).toContain('Answer: 5');
  });
});

function kill(engine: LocalEngine, signal: NodeJS.Signals): void {
  process.kill(engine.local.pid ?? Number.NaN, signal);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

import { afterEach, describe, expect, it } from 'vitest';
import { once } from 'node:events';
import type { LocalEngine } from '../../src/host/engine/engine.ts';
import { Unloader, type UnloaderOptions } from '../../src/host/engine/unloader.ts';
import { ask, demoEngine } from '../support/engine.ts';

let engine: LocalEngine;
let unloader: Unloader;
let said: string[];
const begin = (options: Partial<UnloaderOptions>) => {
  said = [];
  engine = demoEngine();
  unloader = new Unloader(engine, {
    idleMs: () => 0,
    isMemoryShort: () => Promise.resolve(false),
    log: (line) => said.push(line),
    ...options,
  });
};
afterEach(async () => {
  unloader.dispose();
  await engine.stop();
});

const idle = async () => {
  while (engine.state.state !== 'idle') await once(engine, 'state');
};

/** Resolves when the process is gone from the system. */
const gone = (pid: number | undefined) => expect.poll(() => isAlive(pid ?? 0), { timeout: 10_000 }).toBe(false);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a model that nobody uses', () => {
  it('is unloaded after a while: its process is gone, and the next question loads it', async () => {
    begin({ idleMs: () => 100 });
    await ask(engine, 'What is 4 + 4?');
    const { pid } = engine.local;
    expect(isAlive(pid ?? 0)).toBe(true);
    await idle();
    await gone(pid);
    expect(said).toEqual(['The model is unloaded: it was not used for a while.']);
    expect((await ask(engine, 'What is 4 + 4?')).answer).toContain('Answer: 8');
  });

  it('stays while an answer is written, however long that takes', async () => {
    begin({ idleMs: () => 1 });
    const answers = await Promise.all([3, 4].map((n) => ask(engine, `What is ${n} + ${n}?`)));
    expect(answers.map(({ answer }) => /Answer: (\d+)/.exec(answer)?.[1])).toEqual(['6', '8']);
    await idle();
  });

  it('stays where it is to stay, until that changes', async () => {
    let minutes = 0;
    begin({ idleMs: () => minutes });
    await engine.start();
    minutes = 1;
    expect(engine.state.state).toBe('ready');
    unloader.update();
    await idle();
  });
});

describe('a system that runs short of memory', () => {
  it('has the memory of the model again, but not while it works', async () => {
    let isShort = false;
    begin({ lookMs: 1, isMemoryShort: () => Promise.resolve(isShort) });
    await engine.start();
    const { pid } = engine.local;
    const answer = ask(engine, 'What is 4 + 4?', { onEvent: () => void (isShort = true) });
    expect((await answer).answer).toContain('Answer: 8');
    await idle();
    await gone(pid);
    expect(said).toEqual(['The model is unloaded: the system runs short of memory.']);
  });
});

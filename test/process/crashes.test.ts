import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineState, LocalEngine } from '../../src/host/engine/engine.ts';
import type { Pulse } from '../../src/host/engine/pulse.ts';
import { FailureError, type Failure } from '../../src/protocol/failures.ts';
import type { RunPlan } from '../../src/protocol/backends.ts';
import { realBackends } from '../support/backends.ts';
import { ask, pacedEngine, ROOT, type DemoEngineOptions } from '../support/engine.ts';

const QUESTION = 'Tom has 12 apples. He gives 3 to Ben and 4 to Ana. How many apples are left?';
const SIGNALS = ['SIGKILL', 'SIGSEGV', 'SIGABRT'] as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cerebrum-'));
});
const engines: LocalEngine[] = [];
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
  await rm(folder, { recursive: true });
});

const start = (options: DemoEngineOptions = {}, params: Parameters<typeof pacedEngine>[0] = {}) => {
  const engine = pacedEngine(params, () => undefined, options);
  engines.push(engine);
  return engine;
};

const failureOf = async (run: Promise<unknown>): Promise<Failure> => {
  const error: unknown = await run.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (error instanceof FailureError) return error.failure;
  throw error;
};

const kill = (engine: LocalEngine, signal: NodeJS.Signals) => process.kill(engine.local.pid ?? Number.NaN, signal);

/** Kills the first `times` processes while they owe the answer to the load: as soon as each has been started. */
function killInLoad(engine: LocalEngine, signal: NodeJS.Signals, times: number): { readonly pids: Set<number> } {
  const pids = new Set<number>();
  engine.on('state', ({ state }: EngineState) => {
    if (state !== 'loading') return;
    setImmediate(() => {
      const { pid } = engine.local;
      if (pid === undefined || pids.has(pid) || pids.size >= times) return;
      pids.add(pid);
      process.kill(pid, signal);
    });
  });
  return { pids };
}

describe.each(SIGNALS)('a process that dies by %s', (signal) => {
  it('in the load is started again at once, and the question is answered', async () => {
    const engine = start();
    const { pids } = killInLoad(engine, signal, 1);
    expect((await ask(engine, QUESTION)).answer).toContain('Answer: 5');
    expect(pids.size).toBe(1);
    expect(pids.has(engine.local.pid ?? 0)).toBe(false);
  });

  it('while it reads the prompt fails the answer with the reason; the next one works', async () => {
    const engine = start();
    await engine.start();
    const failure = await failureOf(
      ask(engine, QUESTION, { onEvent: ({ type }) => type === 'prompt' && kill(engine, signal) }),
    );
    expect(failure).toMatchObject({
      name: 'engine-died',
      then: 'as-before',
      cause: expect.stringContaining(signal) as string,
    });
    expect((await ask(engine, QUESTION)).answer).toContain('Answer: 5');
  });

  it('while nothing is asked is told in the state; the next question works', async () => {
    const engine = start();
    await engine.start();
    const died = new Promise<EngineState>((resolve) => engine.once('state', resolve));
    kill(engine, signal);
    expect(await died).toMatchObject({ state: 'failed', failure: { name: 'engine-died', then: 'as-before' } });
    expect((await ask(engine, QUESTION)).answer).toContain('Answer: 5');
  });
});

describe('a process that dies again and again', () => {
  it('in the load is given up with a report, and starts only when the user says so', async () => {
    const engine = start();
    const { pids } = killInLoad(engine, 'SIGKILL', 2);
    const plan: RunPlan = { backend: 'cpu', layerShare: 1 };
    const unstable = {
      name: 'engine-unstable',
      tried: [plan, plan],
      cause: expect.stringContaining('SIGKILL') as string,
    };
    expect(await failureOf(ask(engine, QUESTION))).toMatchObject(unstable);
    expect(engine.state).toMatchObject({ state: 'failed', failure: unstable });
    expect(pids.size).toBe(2);

    expect(await failureOf(ask(engine, QUESTION))).toMatchObject(unstable);
    expect(engine.local.pid).toBeUndefined();

    await engine.local.startOver();
    expect((await ask(engine, QUESTION)).answer).toContain('Answer: 5');
  });

  it('in the middle of answers is given up with the second death', async () => {
    const engine = start();
    const dieInAnswer = () =>
      failureOf(ask(engine, QUESTION, { onEvent: ({ type }) => type === 'text' && kill(engine, 'SIGABRT') }));
    expect(await dieInAnswer()).toMatchObject({ name: 'engine-died', then: 'as-before' });
    expect(await dieInAnswer()).toMatchObject({ name: 'engine-unstable' });
    expect(await failureOf(engine.start())).toMatchObject({ name: 'engine-unstable' });
  });

  it('because somebody ends it politely is no crash', async () => {
    const engine = start();
    for (let i = 0; i < 3; i++) {
      await engine.start();
      const died = new Promise<EngineState>((resolve) => engine.once('state', resolve));
      kill(engine, 'SIGTERM');
      expect(await died).toMatchObject({ failure: { name: 'engine-died', then: 'as-before' } });
    }
    expect((await ask(engine, QUESTION)).answer).toContain('Answer: 5');
  });
});

describe('a graphics driver that crashes', () => {
  // An inference process that dies where a GPU is asked for, and is the real one on the CPU.
  const crashing = async () => {
    const entry = join(folder, 'crashing.mjs');
    await writeFile(
      entry,
      `process.once('message', (message) => {
         if (message.params.gpu !== 'cpu') process.kill(process.pid, 'SIGSEGV');
         else void import(${JSON.stringify(join(ROOT, 'src/inference/main.ts'))}).then(() => process.emit('message', message));
       });`,
    );
    return entry;
  };
  const probed: string[] = [];
  const backends = () =>
    realBackends({
      candidates: ['vulkan', 'cpu'],
      file: join(folder, 'backends.json'),
      probe: (backend) => {
        probed.push(backend);
        return Promise.resolve({
          backend,
          passed: true,
          devices: ['Broken'],
          totalVram: 8e9,
          freeVram: 8e9,
          unified: false,
        });
      },
    });

  it('is left for the CPU, and the next window knows', async () => {
    const entry = await crashing();
    const engine = start({ entry, backends: backends() }, { gpu: 'auto' });
    // Vulkan, Vulkan again, Vulkan with fewer layers, the CPU: all within one question.
    expect((await ask(engine, QUESTION)).answer).toContain('Answer: 5');
    expect(engine.state).toMatchObject({ state: 'ready', info: { runsOn: { backend: 'cpu' } } });

    probed.length = 0;
    const next = start({ entry, backends: backends() }, { gpu: 'auto' });
    const states: EngineState['state'][] = [];
    next.on('state', ({ state }) => states.push(state));
    expect((await next.start()).runsOn?.backend).toBe('cpu');
    expect(probed).toEqual([]);
    expect(states).not.toContain('failed');
  });

  it('is not left when it was asked for by name: the report says what was tried', async () => {
    const engine = start({ entry: await crashing(), backends: backends() }, { gpu: 'vulkan' });
    const tried: RunPlan[] = [
      { backend: 'vulkan', layerShare: 1 },
      { backend: 'vulkan', layerShare: 1 },
      { backend: 'vulkan', layerShare: 0.5 },
    ];
    expect(await failureOf(engine.start())).toMatchObject({ name: 'engine-unstable', tried });
  });
});

describe.runIf(process.platform === 'linux')('a machine without memory', () => {
  it.each([
    ['hardly starts', 900],
    ['has no room for the context', 2500],
  ])('that %s ends the load in a sentence, or says that nothing reacts', async (_, mebibytes) => {
    const entry = join(folder, 'limited.mjs');
    // The limit is on the process itself, before anything native is there.
    await writeFile(
      entry,
      `import { execFileSync } from 'node:child_process';
       execFileSync('prlimit', ['--as=${mebibytes * 2 ** 20}', '--pid', String(process.pid)]);
       await import(${JSON.stringify(join(ROOT, 'src/inference/main.ts'))});`,
    );
    const engine = start({ entry });
    // Node itself does not end at times when it gets no memory: it stands still.
    const silent = new Promise<Pulse>((resolve) => {
      engine.on('pulse', (pulse) => pulse.state === 'silent' && resolve(pulse));
    });
    const failure = failureOf(ask(engine, QUESTION));
    const end = await Promise.race([silent, failure]);
    if ('state' in end) {
      expect(end).toEqual({ state: 'silent', part: 'process' });
      await engine.stop();
      await failure;
      return;
    }
    expect(end.name).toMatch(/^(out-of-memory|engine-unstable|engine-missing|model-unsupported)$/);
    expect(engine.state.state).toBe('failed');
  });
});

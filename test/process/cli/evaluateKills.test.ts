import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, sourceProcesses } from '../../../src/host/engine/createEngine.ts';
import type { Engine } from '../../../src/host/engine/engine.ts';
import { runConfigOf } from '../../../src/host/evaluation/runConfig.ts';
import { readRun } from '../../../src/host/evaluation/runFile.ts';
import { inspectGguf } from '../../../src/host/models/gguf/ggufFile.ts';
import type { GenerateParams, GenerationResult } from '../../../src/protocol/inference.ts';
import { eventually } from '../../support/eventually.ts';
import { seededRandom } from '../../unit/host/models/gguf/seededRandom.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SCRIPT = join(ROOT, 'src/cli/evaluate.ts');
const CHILD = join(import.meta.dirname, 'evaluateChild.ts');
const modelPath = join(ROOT, 'media/demo-model/reasoning-demo-tiny.q8_0.gguf');
const folder = mkdtempSync(join(tmpdir(), 'cerebrum-kills-'));

const KILLS = 50;
const ITEMS = 60;
/** Fifty starts of the same modules. */
const COMPILE_CACHE = { NODE_COMPILE_CACHE: join(folder, 'compiled') };
const data = join(folder, 'problems.jsonl');
writeFileSync(
  data,
  Array.from({ length: ITEMS }, (_, i) =>
    JSON.stringify({
      question: `Tom has ${i + 3} pens and buys ${i + 5}. How many has he?`,
      answer: `#### ${2 * i + 8}`,
    }),
  ).join('\n'),
);

/** What a run's file holds, without the time it took. */
const contentOf = (file: string) => readRun(file).records.map((record) => ({ ...record, ms: 0 }));

describe('A run that is killed at random moments', () => {
  let engine: Engine;
  beforeAll(() => {
    const params = { modelPath, gpu: 'cpu', contextSize: 1024 } as const;
    engine = createEngine({ processes: sourceProcesses(ROOT), params, inspect: inspectGguf });
  });
  afterAll(() => engine.stop());

  async function answer(request: GenerateParams): Promise<GenerationResult> {
    for await (const event of engine.generate(request, new AbortController().signal))
      if (event.type === 'finished') return event.result;
    throw new Error('no result');
  }

  /** Runs the child to its end, or kills it when it asks for the `nth` answer: before it gets it, or while it may be writing it. */
  async function run(
    path: string,
    config: string,
    kill?: { nth: number; isAnswered: boolean },
  ): Promise<number | null> {
    const child = fork(CHILD, [path, data, config], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...COMPILE_CACHE },
    });
    let asked = 0;
    child.on('message', ({ id, request }: { id: number; request: GenerateParams }) => {
      const isLast = ++asked === kill?.nth;
      if (isLast && !kill.isAnswered) child.kill('SIGKILL');
      else
        void answer(request).then((result) => {
          if (child.connected) child.send({ id, result });
          if (isLast) child.kill('SIGKILL');
        });
    });
    await once(child, 'exit');
    return child.exitCode;
  }

  it(
    `${KILLS} times, and gone on with each time, ends in the file of a run that was not`,
    { timeout: 120_000 },
    async () => {
      const info = await engine.start();
      const config = JSON.stringify(
        runConfigOf(engine, info, {
          ...{ task: 'gsm8k', protocol: 'cerebrum', method: 'generate', shots: 0, data: 'd', chains: 1 },
          ...{ maxTokens: 200, seed: 0, modelPath, sha256: 's' },
        }),
      );
      const straight = join(folder, 'straight.jsonl');
      expect(await run(straight, config)).toBe(0);
      expect(contentOf(straight)).toHaveLength(ITEMS + 1);

      const killed = join(folder, 'killed.jsonl');
      const random = seededRandom(16);
      const lengths: number[] = [];
      for (let kills = 0; kills < KILLS; kills++) {
        expect(await run(killed, config, { nth: 1 + Math.floor(random() * 2), isAnswered: random() < 0.6 })).toBe(null);
        lengths.push(existsSync(killed) ? contentOf(killed).length : 0);
        // What the system had not written yet when the power went.
        const { size } = statSync(killed);
        const header = readFileSync(killed).indexOf('\n') + 1;
        if (random() < 0.3) truncateSync(killed, Math.max(header, size - Math.floor(random() * 200)));
      }
      expect(new Set(lengths).size).toBeGreaterThan(10);
      expect(contentOf(killed).length).toBeLessThan(ITEMS + 1);
      expect(await run(killed, config)).toBe(0);
      expect(contentOf(killed)).toEqual(contentOf(straight));
    },
  );

  it('goes on when nobody reads what it says any more', async () => {
    const env = { ...process.env, INIT_CWD: folder };
    const options = ['--task', 'gsm8k', '--data', data, '--limit', '3', '--out', 'piped.jsonl'];
    const child = spawn(process.execPath, [SCRIPT, ...options], { env });
    child.stdout.destroy();
    child.stderr.destroy();
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
    expect(contentOf(join(folder, 'piped.jsonl'))).toHaveLength(4);
  });

  it('with Ctrl+C says how to go on, and what it left is gone on with', async () => {
    const env = { ...process.env, INIT_CWD: folder };
    const options = ['--task', 'gsm8k', '--data', data, '--concurrency', '1', '--out', 'stopped.jsonl'];
    // A group of its own gets the signal, as from a terminal: the inference process, too.
    const child = spawn(process.execPath, [SCRIPT, ...options], {
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
    const path = join(folder, 'stopped.jsonl');
    await eventually(() => expect(contentOf(path).length).toBeGreaterThan(2));
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await once(child, 'exit');
    expect(child.exitCode).toBe(130);
    expect(stderr).toContain('Stopped. --resume goes on with ');
    // Not in a terminal: lines, and nothing that moves the cursor.
    expect(stderr).not.toMatch(/[\r\u001B]/);
    const left = contentOf(path).length;
    expect(left).toBeLessThan(ITEMS + 1);

    const resumed = spawn(process.execPath, [SCRIPT, ...options, '--resume', '--quiet'], { env, stdio: 'ignore' });
    await once(resumed, 'exit');
    expect(resumed.exitCode).toBe(0);
    expect(contentOf(path)).toHaveLength(ITEMS + 1);
  });
});

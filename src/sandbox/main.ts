/**
 * The sandbox process: takes one program from its parent, runs it in a thread, answers once and ends. This thread only
 * watches: it ends the process when the program is late, and when the parent has gone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RunRequest, RunResult } from '../protocol/sandbox.ts';
import { RAN, RUNNING, type WorkerData } from './workerProtocol.ts';

const here = import.meta.dirname;
const read = (name: string): Buffer => readFileSync(join(here, name));

/** Rewriting the program and starting the thread may take this long on a busy machine. */
const START_MS = 12_000;

/** The system ends the process, whatever its threads do. */
const end = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
};

process.once('disconnect', end);
process.once('message', (request: RunRequest) => {
  let isAnswered = false;
  const answer = (result: string) => {
    if (isAnswered) return;
    isAnswered = true;
    process.send?.(result, end);
  };
  const stop = (result: RunResult) => answer(JSON.stringify(result));
  const late = () => stop({ type: 'stopped', why: 'late' });
  setTimeout(late, request.limits.ms + START_MS);
  let limit: NodeJS.Timeout | undefined;
  const workerData: WorkerData = {
    request,
    realm: read('sandboxRealm.js').toString('utf8'),
    quickjs: read('quickjs.wasm'),
    micropython: read('micropython.wasm'),
  };
  // Without `execArgv`: with one, the thread would not be under the process's permissions.
  const worker = new Worker(join(here, 'sandboxWorker.mjs'), {
    workerData,
    env: {},
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  worker.on('message', (message: unknown) => {
    // The interpreter itself has to start within that time, too; it gets half a second.
    if (message === RUNNING) limit = setTimeout(late, request.limits.ms + 500);
    else if (message === RAN) clearTimeout(limit);
    else answer(String(message));
  });
  worker.once('error', (error: Error & { code?: string }) =>
    stop({
      type: 'stopped',
      why: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crashed',
      detail: error.message,
    }),
  );
  worker.once('exit', () => stop({ type: 'stopped', why: 'crashed' }));
});
process.send?.('ready');

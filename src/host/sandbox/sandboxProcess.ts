import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { parseRunResult, type RunRequest, type RunResult } from '../../protocol/sandbox.ts';

/** The sandbox ends itself at its limit; this much later it is killed. */
const SLACK_MS = 15_000;

/** Files the process reads: its own. */
const FILES = ['sandbox.mjs', 'sandboxWorker.mjs', 'sandboxRealm.js', 'quickjs.wasm', 'micropython.wasm'];

/** Whether the Node that runs the extension host knows the flags that lock the process up; learned at the first start. */
let knowsFlags = true;

/**
 * Runs a program in a process of its own, which is gone when this settles. Never rejects.
 *
 * @param entry the sandbox's bundle, `dist/sandbox.mjs`
 * @param signal ends the process; the result is then `crashed`
 */
export async function runProgram(entry: string, request: RunRequest, signal?: AbortSignal): Promise<RunResult> {
  const first = await runOnce(entry, request, signal);
  // A Node without these flags refuses to start; the realm and the empty process remain.
  if (first !== 'refused') return first;
  if (!knowsFlags) return { type: 'stopped', why: 'unavailable' };
  knowsFlags = false;
  const second = await runOnce(entry, request, signal);
  return second === 'refused' ? { type: 'stopped', why: 'unavailable' } : second;
}

function flags(entry: string): string[] {
  const always = ['--no-warnings', '--disallow-code-generation-from-strings'];
  if (!knowsFlags) return [];
  // Only its own files may be read; nothing may be written; no child process, no native addon.
  const reads = FILES.map((file) => `--allow-fs-read=${join(dirname(entry), file)}`);
  return [...always, '--permission', '--allow-worker', ...reads];
}

function runOnce(entry: string, request: RunRequest, signal?: AbortSignal): Promise<RunResult | 'refused'> {
  if (signal?.aborted) return Promise.resolve({ type: 'stopped', why: 'crashed' });
  const child = fork(entry, [], {
    // Electron's binary is Node with this variable; nothing else of the environment gets in.
    env: { ELECTRON_RUN_AS_NODE: '1' },
    execArgv: flags(entry),
    // Node lets a thread read what is below the working folder.
    cwd: dirname(entry),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  });
  return new Promise((resolve) => {
    let isReady = false;
    let result: RunResult | undefined;
    const kill = () => child.kill('SIGKILL');
    const limit = setTimeout(() => {
      result ??= { type: 'stopped', why: 'late' };
      kill();
    }, request.limits.ms + SLACK_MS);
    signal?.addEventListener('abort', kill);
    const settle = (outcome: RunResult | 'refused') => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', kill);
      resolve(outcome);
    };
    child.on('message', (message) => {
      if (!isReady) {
        isReady = true;
        child.send(request, () => undefined);
        return;
      }
      result ??= parseRunResult(message) ?? { type: 'stopped', why: 'crashed' };
      kill();
    });
    child.once('error', () => {
      if (child.pid === undefined) settle({ type: 'stopped', why: 'unavailable' });
    });
    child.once('close', () => {
      if (result !== undefined) settle(result);
      else settle(isReady || signal?.aborted ? { type: 'stopped', why: 'crashed' } : 'refused');
    });
  });
}

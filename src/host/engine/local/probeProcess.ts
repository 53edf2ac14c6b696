import { childEnvironment } from './childEnvironment.ts';
import { HEARTBEAT_FD } from '../../../protocol/heartbeat.ts';
import { fork } from 'node:child_process';
import type { Backend, ProbeFacts, BackendReport } from '../../../protocol/backends.ts';
import { describeExit } from './exitCause.ts';
import { judge, type ProbeOutcome } from './backendFallback.ts';
import { LogTail } from '../logTail.ts';

/** A driver that compiles its shaders for the first time takes seconds; one that hangs takes for ever. */
const LIMIT_MS = 60_000;

export interface ProbeOptions {
  /** The probe process's module. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** Receives what it writes, line by line. */
  readonly log: (line: string) => void;
}

/** Tries `backend` in a process of its own. Never rejects. */
export async function probeBackend(backend: Backend, options: ProbeOptions): Promise<BackendReport> {
  return judge(backend, await runProbe(backend, options));
}

function runProbe(backend: Backend, { entry, args = [], log }: ProbeOptions): Promise<ProbeOutcome> {
  const tail = new LogTail();
  const child = fork(entry, [backend, ...args], {
    // The pipe closes with this process, and the probe ends with it, even one that hangs in a driver.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'overlapped'],
    env: { ...childEnvironment(), [HEARTBEAT_FD]: '4' },
    execArgv: [],
    windowsHide: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((part) => part !== '')) {
        tail.add(line);
        log(`[probe ${backend}] ${line}`);
      }
    });
  }
  return new Promise((resolve) => {
    let facts: ProbeFacts | undefined;
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, LIMIT_MS);
    child.once('message', (message) => {
      facts = message as ProbeFacts;
    });
    const settle = (outcome: ProbeOutcome) => {
      clearTimeout(limit);
      resolve(outcome);
    };
    child.once('error', (error) => {
      if (child.pid === undefined) settle({ type: 'died', cause: error.message });
    });
    child.once('close', (code, signal) => {
      if (facts !== undefined) settle({ type: 'facts', facts, log: tail.text() });
      else if (late) settle({ type: 'silent' });
      else settle({ type: 'died', cause: describeExit(code, signal) });
    });
  });
}

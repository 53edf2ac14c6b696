import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What the command lines of this worker's inference processes hold: its VS Code lies in a folder with its process id. */
const PATTERN = `/e2e/${process.pid}-.*dist/inference\\.mjs`;

/** Of every period the process may run this long. */
const RUN_MS = 3;
const PERIOD_MS = 90;

/** The inference processes of this worker's VS Code. */
export function inferencePids(): number[] {
  const { stdout } = spawnSync('pgrep', ['-f', PATTERN], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
}

function signal(pids: readonly number[], name: 'SIGCONT' | 'SIGSTOP' | 'SIGKILL'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Processor time that the inference processes took so far, in the system's ticks; Linux alone tells. */
export function inferenceTicks(): number {
  const ticksOf = (pid: number): number => {
    // The fields after the name, which is in brackets: user time is the twelfth, system time the thirteenth.
    const fields =
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        ?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  };
  return inferencePids().reduce((sum, pid) => sum + ticksOf(pid), 0);
}

/** Ends every inference process at once, as a driver fault would. */
export function killInference(): void {
  signal(inferencePids(), 'SIGKILL');
}

/** With it a program runs as soon as it wants to, however busy the machine is; root may, on Linux. */
const AT_ONCE = ['-f', '1'];
const mayRunAtOnce = spawnSync('chrt', [...AT_ONCE, 'true']).status === 0;
const shell = (script: string): readonly [string, string[]] =>
  mayRunAtOnce ? ['chrt', [...AT_ONCE, 'sh', '-c', script]] : ['sh', ['-c', script]];

/** Lets processes run for a moment. This process may have to wait for the processor while a whole answer is written; the shell does not. */
const stepOf = (pids: readonly number[], ms: number): string =>
  `kill -CONT ${pids.join(' ')} && sleep ${String(ms / 1000)} && kill -STOP ${pids.join(' ')}`;

/**
 * Holds the inference process, so that a test can act in the middle of an answer of a model that needs a tenth of a second
 * for it. `slow` lets it run for a small share of the time, about as fast as a 7b; `freeze` stops it where it is, and `step`
 * lets it go on a little.
 */
export class InferenceBrake {
  // Looked up once: asking the system for every period would let the process run on meanwhile.
  #pids: readonly number[] = [];
  #period: ChildProcess | undefined;

  slow(): void {
    this.release();
    this.#pids = inferencePids();
    signal(this.#pids, 'SIGSTOP');
    const pause = String((PERIOD_MS - RUN_MS) / 1000);
    this.#period = spawn(...shell(`while ${stepOf(this.#pids, RUN_MS)}; do sleep ${pause}; done 2> /dev/null`));
  }

  /** Lets the process run for a moment, to be called while it is held. */
  step(ms = RUN_MS): void {
    if (this.#pids.length > 0) spawnSync(...shell(`${stepOf(this.#pids, ms)} 2> /dev/null`));
  }

  freeze(): void {
    this.#period?.kill();
    signal(this.#pids, 'SIGSTOP');
    this.#pids = inferencePids();
    signal(this.#pids, 'SIGSTOP');
  }

  release(): void {
    this.#period?.kill();
    signal(this.#pids, 'SIGCONT');
  }
}

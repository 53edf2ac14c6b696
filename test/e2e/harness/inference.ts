import { spawnSync } from 'node:child_process';
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

/**
 * Holds the inference process, so that a test can act in the middle of an answer of a model that needs a tenth of a second
 * for it. `slow` lets it run for a small share of the time, about as fast as a 7b; `freeze` stops it where it is, and `step`
 * lets it go on a little.
 */
export class InferenceBrake {
  // Looked up once: asking the system for every period would let the process run on meanwhile.
  #pids: readonly number[] = [];
  #period: NodeJS.Timeout | undefined;

  slow(): void {
    this.release();
    this.#pids = inferencePids();
    signal(this.#pids, 'SIGSTOP');
    this.#period = setInterval(() => this.step(), PERIOD_MS);
  }

  /** Lets the process run for a moment, to be called while it is held. */
  step(ms = RUN_MS): void {
    signal(this.#pids, 'SIGCONT');
    // Not a timer: on a busy machine it would come when the answer is written.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    signal(this.#pids, 'SIGSTOP');
  }

  freeze(): void {
    clearInterval(this.#period);
    signal(this.#pids, 'SIGSTOP');
    this.#pids = inferencePids();
    signal(this.#pids, 'SIGSTOP');
  }

  release(): void {
    clearInterval(this.#period);
    signal(this.#pids, 'SIGCONT');
  }
}

import { spawnSync } from 'node:child_process';

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

/** Ends every inference process at once, as a driver fault would. */
export function killInference(): void {
  signal(inferencePids(), 'SIGKILL');
}

/**
 * Holds the inference process, so that a test can act in the middle of an answer of a model that needs a tenth of a second
 * for it. `slow` lets it run for a small share of the time, about as fast as a 7b; `freeze` stops it where it is.
 */
export class InferenceBrake {
  // Looked up once: asking the system for every period would let the process run on meanwhile.
  #pids: readonly number[] = [];
  #period: NodeJS.Timeout | undefined;
  #rest: NodeJS.Timeout | undefined;

  slow(): void {
    this.release();
    this.#pids = inferencePids();
    signal(this.#pids, 'SIGSTOP');
    this.#period = setInterval(() => {
      signal(this.#pids, 'SIGCONT');
      this.#rest = setTimeout(() => signal(this.#pids, 'SIGSTOP'), RUN_MS);
    }, PERIOD_MS);
  }

  freeze(): void {
    this.#clear();
    signal(this.#pids, 'SIGSTOP');
    this.#pids = inferencePids();
    signal(this.#pids, 'SIGSTOP');
  }

  release(): void {
    this.#clear();
    signal(this.#pids, 'SIGCONT');
  }

  #clear(): void {
    clearInterval(this.#period);
    clearTimeout(this.#rest);
  }
}

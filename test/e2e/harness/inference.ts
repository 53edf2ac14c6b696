import { execFileSync, spawnSync } from 'node:child_process';

const PATTERN = 'dist/inference.mjs';

/** Ends every inference process at once, as a driver fault would. */
export function killInference(): void {
  execFileSync('pkill', ['-KILL', '-f', PATTERN]);
}

/** Of every period the process may run this long. */
const RUN_MS = 3;
const PERIOD_MS = 90;

const signal = (name: 'CONT' | 'STOP') => spawnSync('pkill', [`-${name}`, '-f', PATTERN]);

/**
 * Holds the inference process, so that a test can act in the middle of an answer of a model that needs a tenth of a second
 * for it. `slow` lets it run for a small share of the time, about as fast as a 7b; `freeze` stops it where it is.
 */
export class InferenceBrake {
  #period: NodeJS.Timeout | undefined;
  #rest: NodeJS.Timeout | undefined;

  slow(): void {
    this.release();
    this.#period = setInterval(() => {
      signal('CONT');
      this.#rest = setTimeout(() => signal('STOP'), RUN_MS);
    }, PERIOD_MS);
  }

  freeze(): void {
    this.#clear();
    signal('STOP');
  }

  release(): void {
    this.#clear();
    signal('CONT');
  }

  #clear(): void {
    clearInterval(this.#period);
    clearTimeout(this.#rest);
  }
}

import type { RunLimits, RunObstacle } from '../../protocol/sandbox.ts';

/** Characters of all events together. */
const MAX_EVENT_TEXT = 1_000_000;

/** Takes what a program tells, up to the limits. */
export class Collector {
  readonly lines: string[] = [];
  /** The limit the program came to. */
  stopped: RunObstacle | undefined;
  readonly #limits: RunLimits;
  #text = 0;
  #output = 0;

  constructor(limits: RunLimits) {
    this.#limits = limits;
  }

  /** Whether the program may go on. */
  take(line: string): boolean {
    if (this.stopped !== undefined) return false;
    this.#text += line.length;
    if (line.includes('"t":"p"') || line.includes('"t": "p"')) this.#output += line.length / 2;
    if (this.#output > this.#limits.output) this.stopped = 'output';
    else if (this.lines.length >= this.#limits.events || this.#text > MAX_EVENT_TEXT) this.stopped = 'events';
    else this.lines.push(line);
    return this.stopped === undefined;
  }
}

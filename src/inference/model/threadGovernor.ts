import { cpus } from 'node:os';

/** Milliseconds of work since some moment. */
export interface CpuTimes {
  /** Of all processors together, idling left out. */
  readonly busy: number;
  /** This process's part of it. */
  readonly own: number;
}

/** Shorter spans say nothing: the system counts in ticks of 10 ms. */
const SPAN_MS = 250;
/** Of one core, what others may use without counting as taking it: the editor draws the words that come. */
const TOLERATED = 0.35;
/** Quiet spans in a row before another thread is added. A wrong thread more costs much, one too few little. */
const QUIET_SPANS = 3;

/**
 * How many threads work while others want the processor, too. The native threads spin while they wait for each other: one
 * that has no core of its own holds up all others. So a core that others take is left at once, and taken again after a while.
 */
export class ThreadGovernor {
  readonly #most: number;
  readonly #cores: number;
  #threads: number;
  #last: (CpuTimes & { readonly at: number }) | undefined;
  #quietSpans = 0;

  /** @param most threads on a quiet machine  @param cores processors that threads can run on at the same time */
  constructor(most: number, cores: number) {
    this.#most = most;
    this.#cores = cores;
    // Until something is known, one core is left alone.
    this.#threads = Math.max(1, Math.min(most, cores - 1));
  }

  /** Threads for the next step; to be asked before each. @param now milliseconds  @param measure called when it is time to */
  threads(now: number, measure: () => CpuTimes): number {
    const last = this.#last;
    if (last === undefined || now - last.at >= SPAN_MS) {
      const times = measure();
      this.#last = { ...times, at: now };
      if (last !== undefined) {
        this.#adapt(Math.max(0, times.busy - last.busy - (times.own - last.own)) / (now - last.at));
      }
    }
    return this.#threads;
  }

  #adapt(coresTaken: number): void {
    const free = Math.max(1, Math.min(this.#most, Math.floor(this.#cores - coresTaken + TOLERATED)));
    this.#quietSpans = free > this.#threads ? this.#quietSpans + 1 : 0;
    if (free < this.#threads) this.#threads = free;
    if (this.#quietSpans < QUIET_SPANS) return;
    this.#threads++;
    this.#quietSpans = 0;
  }
}

/** What the processors have done since the machine started. */
export function cpuTimes(): CpuTimes {
  let busy = 0;
  for (const { times } of cpus()) busy += times.user + times.nice + times.sys + times.irq;
  const { user, system } = process.cpuUsage();
  return { busy, own: (user + system) / 1000 };
}

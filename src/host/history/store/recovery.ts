import { toFailure } from '../../../protocol/failures.ts';
import type { Salvaged } from './salvage.ts';

/** How long one piece of copying may hold the extension host, and the rest after it, in milliseconds. */
const PIECE_MS = 12;
const REST_MS = 8;
/** The chat that was on screen comes first: it is waited for this long. */
const FIRST_MS = 200;
/** A window that closes waits this long for what is left. */
const LAST_MS = 3000;

/** With `reason` it ended too early. */
export type Recovered = Salvaged | { readonly reason: string };

/** Copies from a damaged database beside everything else that the extension host does. */
export class Recovery {
  readonly #work: Iterator<void, Salvaged>;
  readonly #onEnd: (result: Recovered) => void;
  #timer: NodeJS.Timeout | undefined;
  #hasEnded = false;

  /** Begins at once. @param onEnd is called once, unless it is stopped before */
  constructor(work: Iterator<void, Salvaged>, onEnd: (result: Recovered) => void) {
    this.#work = work;
    this.#onEnd = onEnd;
    this.#goOn(FIRST_MS);
  }

  /** Copies the rest, for some seconds at most. */
  finish(): void {
    this.#goOn(LAST_MS);
    this.stop();
  }

  stop(): void {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    this.#work.return?.();
  }

  #goOn(milliseconds: number): void {
    clearTimeout(this.#timer);
    const end = performance.now() + milliseconds;
    while (!this.#hasEnded && performance.now() < end) {
      const result = this.#step();
      if (result === undefined) continue;
      this.#hasEnded = true;
      this.#onEnd(result);
    }
    if (!this.#hasEnded) this.#timer = setTimeout(() => this.#goOn(PIECE_MS), REST_MS);
  }

  /** Gives what came of it once that is known. */
  #step(): Recovered | undefined {
    try {
      const { done, value } = this.#work.next();
      return done ? value : undefined;
    } catch (error) {
      // What was copied is there; the rest stands in the file.
      return { reason: reasonOf(error) };
    }
  }
}

/** What to tell of an error. */
export function reasonOf(error: unknown): string {
  const failure = toFailure(error);
  return failure.name === 'unexpected' ? failure.reason : failure.name;
}

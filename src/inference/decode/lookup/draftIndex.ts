/** Tokens that must have come by before in the same order: with fewer, chance meetings make most of the drafts. */
const MATCHED = 3;
/** Longer matches promise no more than this one. */
const LONGEST_MATCH = 32;

/** How a text may go on. */
export interface Guess<T extends number = number> {
  readonly tokens: readonly T[];
  /** Tokens before it that stood before those others, too: the longer, the surer. */
  readonly matched: number;
}

const NOTHING: Guess<never> = { tokens: [], matched: 0 };

/**
 * Guesses how a text goes on by where its last tokens stood before: an answer that quotes its question repeats it for a while.
 * One look-up per guess, one entry per token.
 */
export class DraftIndex<T extends number = number> {
  readonly #tokens: T[] = [];
  /** The place behind the latest occurrence of some tokens. */
  readonly #behind = new Map<string, number>();

  constructor(tokens: readonly T[] = []) {
    for (const token of tokens) this.push(token);
  }

  push(token: T): void {
    // What ends here is entered when its successor is known, so that a look-up never finds the end itself.
    const end = this.#tokens.length;
    if (end >= MATCHED) this.#behind.set(this.#tail(), end);
    this.#tokens.push(token);
  }

  /** What followed the last time, `length` tokens at most; empty where nothing like the end came by before. */
  guess(length: number): Guess<T> {
    const behind = this.#behind.get(this.#tail());
    if (behind === undefined || length < 1) return NOTHING;
    return { tokens: this.#tokens.slice(behind, behind + length), matched: this.#matchBefore(behind) };
  }

  #matchBefore(behind: number): number {
    const end = this.#tokens.length;
    let matched = MATCHED;
    while (
      matched < LONGEST_MATCH &&
      matched < behind &&
      this.#tokens[behind - matched - 1] === this.#tokens[end - matched - 1]
    )
      matched++;
    return matched;
  }

  #tail(): string {
    return this.#tokens.slice(-MATCHED).join();
  }
}

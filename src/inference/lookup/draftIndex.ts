/** Tokens that must have come by before in the same order: with fewer, chance meetings make most of the drafts. */
const MATCHED = 3;

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

  get length(): number {
    return this.#tokens.length;
  }

  push(token: T): void {
    // What ends here is entered when its successor is known, so that a look-up never finds the end itself.
    const end = this.#tokens.length;
    if (end >= MATCHED) this.#behind.set(this.#tail(), end);
    this.#tokens.push(token);
  }

  /** What followed the last time, `length` tokens at most; empty where nothing like the end came by before. */
  guess(length: number): T[] {
    const behind = this.#behind.get(this.#tail());
    return behind === undefined ? [] : this.#tokens.slice(behind, behind + length);
  }

  #tail(): string {
    return this.#tokens.slice(-MATCHED).join();
  }
}

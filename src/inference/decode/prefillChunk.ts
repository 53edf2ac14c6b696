/** Progress is told, and the next question waits, at this pace where the device can keep it. */
const TARGET_MS = 100;
/** A rest of less than this share of a chunk goes with the last one: few tokens alone cost nearly as much as many. */
const REST = 0.5;
/** How much the latest chunk counts against those before it. */
const WEIGHT = 0.5;

export interface ChunkLimits {
  /** Below this, a token costs noticeably more. */
  readonly least: number;
  /** What the context takes in one native call. */
  readonly most: number;
}

/** Prompt tokens for one native call: as many as the device reads in a tenth of a second, within limits. */
export class PrefillChunk {
  readonly #limits: ChunkLimits;
  #msPerToken: number | undefined;

  constructor(limits: ChunkLimits) {
    this.#limits = limits;
  }

  /** The smallest chunk until something was measured. */
  get size(): number {
    const { least, most } = this.#limits;
    if (this.#msPerToken === undefined) return least;
    const wanted = TARGET_MS / this.#msPerToken;
    // Whole multiples of the smallest: kernels work on blocks of rows.
    return Math.max(least, Math.min(most, Math.floor(wanted / least) * least));
  }

  /** Tokens of the next chunk, of `left` that are still to be read. */
  next(left: number): number {
    return left <= Math.min(this.#limits.most, this.size * (1 + REST)) ? left : this.size;
  }

  /** A short rest of a prompt says little about speed and does not count. */
  took(tokens: number, ms: number): void {
    if (tokens < this.#limits.least) return;
    const msPerToken = ms / tokens;
    this.#msPerToken =
      this.#msPerToken === undefined ? msPerToken : this.#msPerToken * (1 - WEIGHT) + msPerToken * WEIGHT;
  }
}

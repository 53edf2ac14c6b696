/** About two frames: reads as fluent, and keeps the border from carrying one message per token. */
const INTERVAL_MS = 30;

/** Text, and what it took since the batch before. */
export interface Batch {
  readonly text: string;
  readonly tokens: number;
  readonly ms: number;
}

/** Joins pieces of text by time: the first goes at once, later ones at most every 30 ms. */
export class TextBatcher {
  readonly #emit: (batch: Batch) => void;
  #text = '';
  #tokens = 0;
  #since = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(emit: (batch: Batch) => void) {
    this.#emit = emit;
  }

  /** @param tokens that were sampled for it; a token may have no text yet */
  push(piece: string, tokens: number): void {
    this.#tokens += tokens;
    if (piece === '') return;
    this.#text += piece;
    if (this.#timer !== undefined) return;
    this.#send();
    this.#timer = setTimeout(() => this.#tick(), INTERVAL_MS);
  }

  /** Sends what is left; nothing is sent after this. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#send();
  }

  #tick(): void {
    this.#timer = this.#text === '' ? undefined : setTimeout(() => this.#tick(), INTERVAL_MS);
    this.#send();
  }

  #send(): void {
    if (this.#text === '') return;
    const now = performance.now();
    const batch = { text: this.#text, tokens: this.#tokens, ms: now - this.#since };
    this.#text = '';
    this.#tokens = 0;
    this.#since = now;
    this.#emit(batch);
  }
}

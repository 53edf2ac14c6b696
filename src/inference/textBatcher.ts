/** About two frames: reads as fluent, and keeps the border from carrying one message per token. */
const INTERVAL_MS = 30;

/** Joins pieces of text by time: the first goes at once, later ones at most every 30 ms. */
export class TextBatcher {
  readonly #emit: (text: string) => void;
  #text = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(emit: (text: string) => void) {
    this.#emit = emit;
  }

  push(piece: string): void {
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
    const text = this.#text;
    this.#text = '';
    this.#emit(text);
  }
}

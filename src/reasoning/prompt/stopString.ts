/**
 * Finds a stop text in a stream. Text that may turn out to be the beginning of the stop text is held back, so that
 * what was let through never has to be taken back.
 */
export class TextStop {
  readonly #stop: string | undefined;
  #held = '';
  #found = false;

  /** @param stop left out: everything is let through */
  constructor(stop: string | undefined) {
    this.#stop = stop;
  }

  /** The stop text came by; nothing is let through any more. */
  get found(): boolean {
    return this.#found;
  }

  /** Takes the next piece and gives what may be shown of it and of what was held back. */
  push(piece: string): string {
    if (this.#found) return '';
    if (this.#stop === undefined) return piece;
    const text = this.#held + piece;
    const at = text.indexOf(this.#stop);
    if (at >= 0) {
      this.#found = true;
      this.#held = '';
      return text.slice(0, at);
    }
    let keep = Math.min(this.#stop.length - 1, text.length);
    while (keep > 0 && !this.#stop.startsWith(text.slice(text.length - keep))) keep--;
    this.#held = text.slice(text.length - keep);
    return text.slice(0, text.length - keep);
  }

  /** The stream ended: gives what was held back. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

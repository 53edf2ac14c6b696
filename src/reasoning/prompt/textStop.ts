/**
 * Finds stop texts in a stream. Text that may turn out to be the beginning of one is held back, so that what was let through
 * never has to be taken back.
 */
export class TextStop {
  readonly #stops: readonly string[];
  #held = '';
  #found: string | undefined;

  /** @param stops none: everything is let through */
  constructor(...stops: readonly (string | undefined)[]) {
    this.#stops = stops.filter((stop) => stop !== undefined && stop !== '') as string[];
  }

  /** The stop text that came by; nothing is let through any more. */
  get found(): string | undefined {
    return this.#found;
  }

  /** Takes the next piece and gives what may be shown of it and of what was held back. */
  push(piece: string): string {
    if (this.#found !== undefined) return '';
    if (this.#stops.length === 0) return piece;
    const text = this.#held + piece;
    const places = this.#stops.map((stop) => ({ stop, at: text.indexOf(stop) })).filter(({ at }) => at >= 0);
    if (places.length > 0) {
      const first = places.reduce((a, b) => (b.at < a.at ? b : a));
      this.#found = first.stop;
      this.#held = '';
      return text.slice(0, first.at);
    }
    const keep = Math.max(...this.#stops.map((stop) => beginning(stop, text)));
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

/** Characters at the end of `text` with which `stop` begins. */
function beginning(stop: string, text: string): number {
  let length = Math.min(stop.length - 1, text.length);
  while (length > 0 && !stop.startsWith(text.slice(text.length - length))) length--;
  return length;
}

/**
 * A text with pieces put in. Of several at one place, those that close what stands before come first, the inner ones
 * before the outer; then those that open what follows, the outer ones before the inner.
 */
export class Edits {
  readonly #opening = new Map<number, string[]>();
  readonly #closing = new Map<number, string[]>();
  readonly #closingOuter = new Map<number, string[]>();
  readonly #removed = new Map<number, number>();

  /** Before what begins at `at`. Call for the outer piece first. */
  open(at: number, text: string): void {
    push(this.#opening, at, text);
  }

  /** Behind what ends at `at`. Call for the inner piece first. */
  close(at: number, text: string): void {
    push(this.#closing, at, text);
  }

  /** Like `close`, but called for the outer piece first, before those of `close`. */
  closeOuter(at: number, text: string): void {
    const there = this.#closingOuter.get(at);
    if (there === undefined) this.#closingOuter.set(at, [text]);
    else there.unshift(text);
  }

  /** Ranges must not overlap. */
  remove(start: number, end: number): void {
    if (end > start) this.#removed.set(start, end);
  }

  apply(text: string): string {
    const places = [this.#opening, this.#closing, this.#closingOuter, this.#removed].flatMap((map) => [...map.keys()]);
    let out = '';
    let at = 0;
    for (const place of [...new Set(places)].sort((a, b) => a - b)) {
      out += text.slice(at, Math.max(at, place));
      at = Math.max(at, place);
      for (const map of [this.#closingOuter, this.#closing, this.#opening]) out += map.get(place)?.join('') ?? '';
      at = Math.max(at, this.#removed.get(place) ?? 0);
    }
    return out + text.slice(at);
  }
}

function push(map: Map<number, string[]>, at: number, text: string): void {
  const there = map.get(at);
  if (there === undefined) map.set(at, [text]);
  else there.push(text);
}

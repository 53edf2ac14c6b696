/** Characters of an output that are kept, from its end. */
const KEPT = 64 * 1024;

/** Stands where the beginning of an output was left out. */
export const EARLIER_OUTPUT = '… (earlier output was left out)';

/** The end of an output that arrives in pieces, however much there is. */
export class OutputTail {
  #text = '';
  #isCut = false;

  add(piece: string): void {
    const all = this.#text + piece;
    this.#isCut ||= all.length > KEPT;
    this.#text = all.slice(-KEPT);
  }

  /** The output; where its beginning is gone, whole lines below a line that says so. */
  get text(): string {
    return this.#isCut ? `${EARLIER_OUTPUT}\n${withoutBrokenStart(this.#text)}` : this.#text;
  }
}

/** Without what is left of a line, an escape sequence or a character that was cut. */
function withoutBrokenStart(text: string): string {
  const line = text.indexOf('\n') + 1;
  return line > 0 ? text.slice(line) : text.replace(/^[\uDC00-\uDFFF]/, '');
}

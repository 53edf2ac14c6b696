import { withoutControls } from './controls.ts';

/** Characters of an output that are kept, from its end. */
const KEPT = 64 * 1024;
/** Lines that are kept: more than any context window holds. */
const KEPT_LINES = 10_000;

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

  /** The output; where its beginning is gone, whole lines below a line that says so. A last line without its beginning stays. */
  get text(): string {
    const whole = this.#isCut ? withoutBrokenStart(this.#text) : this.#text;
    const last = lastLines(whole);
    return this.#isCut || last.length < whole.length ? `${EARLIER_OUTPUT}\n${last}` : last;
  }
}

function lastLines(text: string): string {
  const lines = text.split('\n');
  return lines.length <= KEPT_LINES ? text : lines.slice(-KEPT_LINES).join('\n');
}

/** Without what is left of a line, an escape sequence or a character that was cut; the line stays where nothing follows it. */
function withoutBrokenStart(text: string): string {
  const whole = text.slice(text.indexOf('\n') + 1);
  const isLast = whole === text || withoutControls(whole).trim() === '';
  return isLast ? text.replace(/^[\uDC00-\uDFFF]/, '') : whole;
}

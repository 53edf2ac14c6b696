import { fenceAfter, type OpenFence } from '../questions/openFence.ts';

/** How much of a piece is looked at to tell what it is, in UTF-16 units. */
export const HEAD = 400;

/**
 * The smallest unit that is labelled: a sentence with the blanks behind it, a line, or a whole block of code or maths.
 * Pieces tile the text.
 */
export interface Piece {
  /** UTF-16 offset in the answer. */
  readonly start: number;
  readonly text: string;
  /** The first `HEAD` units of `text`. */
  readonly head: string;
  /** Begins a line (and not in the middle of one). */
  readonly lineStart: boolean;
  readonly blank: boolean;
  /** A fenced code block or display maths over several lines, which is never looked into. */
  readonly block: boolean;
  /** Holds `\boxed{` outside of code. */
  readonly boxed: boolean;
  /** The last character that is neither white space nor emphasis, or ''. */
  readonly last: string;
}

const FENCE = /^[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(`{3,}(?!.*`)|~{3,})([^\n]*)/;
const MATHS = /^[ \t]*(?:\$\$(?!.*\$\$)|\\\[(?!.*\\\]))/;
/** Lines in which a full stop ends nothing: code, maths, tables, quotations. */
const UNDIVIDED = /^[ \t]*(?:`{3}|~{3}|\||>|\$\$|\\\[)/;
/** Nothing but the number or the label of what follows. */
const LABEL_ONLY =
  /^[ \t]*(?:#{1,6}[ \t]+)?(?:[-*+][ \t]+)?[*_]{0,3}\(?(?:(?:step[ \t]+)?\d{1,3}[.):]|[a-z][.)]|(?:the[ \t]+)?(?:final[ \t]+)?answer:|[a-z]+:)[*_]{0,3}\s*$/i;
const BOXED = '\\boxed{';
const TERMINATORS = '.!?:';
const CLOSERS = ')]"\'*_`”’»';

function isSpace(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\u00a0' || char === '\u3000';
}

/** Cuts streamed text into pieces. Each character is read once, however the text arrives. */
export class PieceScanner {
  #examined = 0;
  #start: number;
  #text = '';
  #head = '';
  #lineStart = true;
  #blank = true;
  #boxed = false;
  #boxedMatch = 0;
  #last = '';
  /** In a sentence, after its full stop, or after the blank behind that. */
  #sentence: 'open' | 'stopped' | 'over' = 'open';
  #ticks = 0;
  #codeSpan = 0;
  #stars = 0;
  #bold = false;
  #block:
    { readonly closes: RegExp; readonly code: false } | { readonly fence: OpenFence; readonly code: true } | undefined;
  /** The line being read inside a block. */
  #line = '';

  /** @param start the offset of the text that is read in the answer */
  constructor(start = 0) {
    this.#start = start;
  }

  /** Characters read so far, for tests and measurements. */
  get examined(): number {
    return this.#examined;
  }

  /** The piece that is still being written, if it has any text. */
  get open(): Piece | undefined {
    return this.#text === '' ? undefined : this.#piece();
  }

  /** Calls `onPiece` for every piece that `text` finishes. */
  append(text: string, onPiece: (piece: Piece) => void): void {
    let from = 0;
    const keep = (to: number): void => {
      const part = text.slice(from, to);
      from = to;
      this.#text += part;
      if (this.#head.length < HEAD) this.#head += part.slice(0, HEAD - this.#head.length);
      if (this.#block && this.#line.length < HEAD) this.#line += part.slice(0, HEAD - this.#line.length);
    };
    const finish = (lineStart: boolean): void => {
      onPiece(this.#piece());
      this.#begin(lineStart);
    };
    this.#examined += text.length;
    for (let i = 0; i < text.length; i++) {
      const char = text.charAt(i);
      if (this.#sentence === 'over' && !isSpace(char)) {
        keep(i);
        if (this.#mayDivide()) finish(false);
        this.#sentence = 'open';
      }
      this.#read(char);
      if (char === '\n') {
        keep(i + 1);
        if (this.#endsAtLineEnd()) finish(true);
      }
    }
    keep(text.length);
  }

  #read(char: string): void {
    if (isSpace(char)) {
      if (this.#sentence === 'stopped') this.#sentence = 'over';
    } else {
      this.#blank = false;
      if (char !== '*' && char !== '_') this.#last = char;
      if (TERMINATORS.includes(char)) this.#sentence = 'stopped';
      else if (!CLOSERS.includes(char)) this.#sentence = 'open';
    }
    this.#readSpans(char);
    if (char === BOXED.charAt(this.#boxedMatch)) this.#boxedMatch++;
    // `\\boxed` is a line break and a word.
    else this.#boxedMatch = char === '\\' && this.#boxedMatch !== 1 ? 1 : 0;
    if (this.#boxedMatch === BOXED.length) {
      this.#boxedMatch = 0;
      if (this.#codeSpan === 0 && this.#block?.code !== true) this.#boxed = true;
    }
  }

  /** Code spans and bold text are not cut in two. */
  #readSpans(char: string): void {
    if (char === '`') {
      this.#ticks++;
    } else if (this.#ticks > 0) {
      if (this.#codeSpan === 0) this.#codeSpan = this.#ticks;
      else if (this.#codeSpan === this.#ticks) this.#codeSpan = 0;
      this.#ticks = 0;
    }
    if (char === '*' && this.#codeSpan === 0) {
      this.#stars++;
      if (this.#stars === 2) this.#bold = !this.#bold;
    } else {
      this.#stars = 0;
    }
    if (char === '\n') {
      this.#codeSpan = 0;
      this.#bold = false;
    }
  }

  #mayDivide(): boolean {
    if (this.#block || this.#codeSpan > 0 || this.#bold) return false;
    return !(this.#lineStart && UNDIVIDED.test(this.#head)) && !LABEL_ONLY.test(this.#head);
  }

  #endsAtLineEnd(): boolean {
    this.#sentence = 'open';
    if (this.#block) {
      const line = this.#line.trimEnd();
      this.#line = '';
      if (!this.#block.code) return this.#block.closes.test(line);
      const fence = fenceAfter(this.#block.fence, line.replace(/^[ \t>]*/, ''));
      if (fence) this.#block = { fence, code: true };
      return fence === undefined;
    }
    if (!this.#lineStart) return true;
    const [, mark, info = ''] = FENCE.exec(this.#head) ?? [];
    if (mark !== undefined) {
      this.#block = { fence: { mark, info: info.trim() }, code: true };
    } else if (MATHS.test(this.#head)) {
      // Maths has no blank lines, so one ends a block that was never closed.
      this.#block = { closes: this.#head.includes('$$') ? /\$\$|^\s*$/ : /\\\]|^\s*$/, code: false };
    }
    return this.#block === undefined;
  }

  #piece(): Piece {
    return {
      start: this.#start,
      text: this.#text,
      head: this.#head,
      lineStart: this.#lineStart,
      blank: this.#blank,
      block: this.#block !== undefined,
      boxed: this.#boxed,
      last: this.#last,
    };
  }

  #begin(lineStart: boolean): void {
    this.#start += this.#text.length;
    this.#text = '';
    this.#head = '';
    this.#line = '';
    this.#block = undefined;
    this.#lineStart = lineStart;
    this.#blank = true;
    this.#boxed = false;
    this.#last = '';
    this.#sentence = 'open';
  }
}

import type { Lexicon, Nested, Quoted } from './lexicon.ts';

type Frame =
  | { readonly kind: 'code'; readonly nested?: Nested; depth: number }
  | { readonly kind: 'quoted'; readonly quoted: Quoted; readonly close: RegExp }
  | { readonly kind: 'comment'; depth: number };

/** For each line whether it begins in code, on its own: not in a string, a comment or as the rest of another line. */
export function codeLines(text: string, lexicon: Lexicon): boolean[] {
  return new Scanner(text, lexicon).scan();
}

class Scanner {
  readonly #text: string;
  readonly #lexicon: Lexicon;
  readonly #frames: Frame[] = [{ kind: 'code', depth: 0 }];
  readonly #lines: boolean[] = [];
  #heredocs: RegExp[] = [];
  #at = 0;

  constructor(text: string, lexicon: Lexicon) {
    this.#text = text;
    this.#lexicon = lexicon;
  }

  scan(): boolean[] {
    this.#beginLine();
    while (this.#at < this.#text.length) {
      const frame = this.#frames.at(-1);
      if (this.#text[this.#at] === '\n') this.#endLine();
      else if (frame?.kind === 'quoted') this.#inString(frame);
      else if (frame?.kind === 'comment') this.#inComment(frame);
      else if (frame !== undefined) this.#inCode(frame);
    }
    return this.#lines;
  }

  #take(pattern: RegExp | undefined): RegExpExecArray | undefined {
    if (pattern === undefined) return undefined;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null || match[0] === '') return undefined;
    this.#at += match[0].length;
    for (const character of match[0]) if (character === '\n') this.#lines.push(false);
    return match;
  }

  #beginLine(): void {
    const end = this.#lineEnd();
    const line = this.#text.slice(this.#at, end);
    const apart = this.#frames.length === 1 && this.#lexicon.apart?.find(({ from }) => matches(from, line));
    if (apart) {
      this.#apart(apart.until);
      return;
    }
    const before = this.#at === 0 ? '' : this.#text.slice(this.#text.lastIndexOf('\n', this.#at - 2) + 1, this.#at - 1);
    const { continued, continues } = this.#lexicon;
    const goesOn =
      (continued !== undefined && matches(continued, before)) || (continues !== undefined && matches(continues, line));
    this.#lines.push(this.#frames.length === 1 && !goesOn);
  }

  #endLine(): void {
    this.#at++;
    for (;;) {
      const top = this.#frames.at(-1);
      if (top?.kind !== 'quoted' || top.quoted.lines === true) break;
      this.#frames.pop();
    }
    for (const tag of this.#heredocs) {
      while (this.#at < this.#text.length) {
        const end = this.#lineEnd();
        const line = this.#text.slice(this.#at, end);
        this.#lines.push(false);
        this.#at = Math.min(end + 1, this.#text.length);
        if (matches(tag, line)) break;
      }
    }
    this.#heredocs = [];
    this.#beginLine();
  }

  /** Lines that are no code, with the one that ends them. */
  #apart(until: RegExp | undefined): void {
    let first = true;
    while (this.#at < this.#text.length) {
      const end = this.#lineEnd();
      const line = this.#text.slice(this.#at, end);
      // What is above the first of them is code still.
      this.#lines.push(first);
      this.#at = end;
      if (!first && until !== undefined && matches(until, line)) return;
      first = false;
      if (end < this.#text.length) this.#at++;
      else return;
    }
    this.#lines.push(false);
  }

  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#at);
    return end < 0 ? this.#text.length : end;
  }

  #inCode(frame: Frame & { kind: 'code' }): void {
    const { line, block, quoted, whole, heredoc, nested } = this.#lexicon;
    if (frame.nested !== undefined) {
      if (this.#take(frame.nested.close)) {
        if (frame.depth-- === 0) this.#frames.pop();
        return;
      }
      if (this.#take(frame.nested.counts)) {
        frame.depth++;
        return;
      }
    }
    if (this.#take(block?.open)) {
      this.#frames.push({ kind: 'comment', depth: 0 });
      return;
    }
    if (this.#take(line)) return;
    const doc = this.#take(heredoc?.open);
    if (doc !== undefined && heredoc !== undefined) {
      this.#heredocs.push(heredoc.close(doc));
      return;
    }
    if (this.#open(quoted) || this.#nest(nested)) return;
    if (this.#take(whole)) return;
    this.#at++;
  }

  #open(strings: readonly Quoted[]): boolean {
    for (const quoted of strings) {
      const open = this.#take(quoted.open);
      if (open === undefined) continue;
      const close = typeof quoted.close === 'function' ? quoted.close(open) : quoted.close;
      this.#frames.push({ kind: 'quoted', quoted, close });
      return true;
    }
    return false;
  }

  #nest(nested: readonly Nested[] | undefined): boolean {
    const found = nested?.find(({ open }) => this.#take(open) !== undefined);
    if (found !== undefined) this.#frames.push({ kind: 'code', nested: found, depth: 0 });
    return found !== undefined;
  }

  #inString({ quoted, close }: Frame & { kind: 'quoted' }): void {
    if (quoted.escape !== undefined && this.#text[this.#at] === quoted.escape) {
      this.#at++;
      // A line break after it is in the string too; the line it begins is counted there.
      if (this.#text[this.#at] === '\r') this.#at++;
      if (this.#text[this.#at] === '\n') {
        this.#at++;
        this.#lines.push(false);
      } else this.#at++;
      return;
    }
    if (this.#take(quoted.passed)) return;
    if (this.#take(close)) this.#frames.pop();
    else if (!this.#nest(quoted.nested)) this.#at++;
  }

  #inComment(frame: Frame & { kind: 'comment' }): void {
    const { block, quoted, whole } = this.#lexicon;
    if (block?.strings === true && (this.#open(quoted) || this.#take(whole))) return;
    if (block?.nests === true && this.#take(block.open)) frame.depth++;
    else if (this.#take(block?.close)) {
      if (frame.depth-- === 0) this.#frames.pop();
    } else this.#at++;
  }
}

function matches(pattern: RegExp, line: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(line);
}

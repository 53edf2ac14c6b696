/** Tells whether the end of a growing Markdown text stands in a block of code or in a table. */
export class LayoutLines {
  /** The mark that closes the block of code that is open. */
  #fence: string | undefined;
  #line = '';

  push(text: string): void {
    const [first = '', ...others] = text.split('\n');
    this.#line += first;
    for (const line of others) {
      this.#endLine();
      this.#line = line;
    }
  }

  get isLayout(): boolean {
    return this.#fence !== undefined || /^\s*(?:\||`{3}|~{3}| {4}|\t)/.test(this.#line);
  }

  #endLine(): void {
    const mark = /^\s*(?:(?:[-*+>]|\d{1,9}[.)])\s+)*(`{3,}|~{3,})(.*)$/.exec(this.#line);
    if (mark?.[1] === undefined) return;
    const [, sign, info = ''] = mark;
    if (this.#fence === undefined) this.#fence = sign;
    else if (sign.startsWith(this.#fence) && info.trim() === '') this.#fence = undefined;
  }
}

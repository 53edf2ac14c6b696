/** The last lines of a log, for the report of a failure. */
export class LogTail {
  readonly #limit: number;
  #lines: string[] = [];

  constructor(limit = 200) {
    this.#limit = limit;
  }

  add(line: string): void {
    this.#lines.push(line);
    // Cut rarely: shifting an array for every line would cost more than the memory it saves.
    if (this.#lines.length > 2 * this.#limit) this.#lines = this.#lines.slice(-this.#limit);
  }

  text(): string {
    return this.#lines.slice(-this.#limit).join('\n');
  }
}

import type { LlamaModel, Token } from 'node-llama-cpp';

/** Enough neighbours for the tokenizer to know whether a leading space belongs to the text. */
const NEIGHBOURS = 4;
/** A character is at most four bytes of UTF-8, so four byte tokens. */
const LONGEST_CHARACTER = 4;
const INCOMPLETE = '\ufffd';

/**
 * Turns sampled tokens into text as they come. A character that is spread over several byte tokens is held back until it is
 * whole. Costs the same for every token, however long the answer is.
 */
export class StreamingText {
  readonly #model: LlamaModel;
  #before: Token[];
  #pending: Token[] = [];

  /** @param prompt the tokens in front of the answer. */
  constructor(model: LlamaModel, prompt: readonly Token[]) {
    this.#model = model;
    this.#before = prompt.slice(-NEIGHBOURS);
  }

  /** The text that is whole with this token; empty while a character is incomplete. */
  push(token: Token): string {
    this.#pending.push(token);
    const text = this.#decode();
    if (text.endsWith(INCOMPLETE) && this.#pending.length < LONGEST_CHARACTER) return '';
    this.#settle();
    return text;
  }

  /** What is still held back, with U+FFFD for bytes that never became a character. */
  end(): string {
    const text = this.#pending.length === 0 ? '' : this.#decode();
    this.#settle();
    return text;
  }

  #decode(): string {
    return this.#model.detokenize(this.#pending, false, this.#before);
  }

  #settle(): void {
    this.#before = [...this.#before, ...this.#pending].slice(-NEIGHBOURS);
    this.#pending = [];
  }
}

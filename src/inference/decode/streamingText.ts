import type { LlamaModel, Token } from 'node-llama-cpp';

/** Enough neighbours for the tokenizer to know whether a leading space belongs to the text. */
const NEIGHBOURS = 4;
/** A character is at most four bytes of UTF-8, so four byte tokens; the first of them may end the character before. */
const LONGEST_PENDING = 8;
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
    if (text.endsWith(INCOMPLETE) && this.#pending.length < LONGEST_PENDING) return '';
    this.#settle();
    return text;
  }

  /** What is still held back, without the bytes at its end that never became a character. */
  end(): string {
    const text = this.#pending.length === 0 ? '' : this.#decode();
    const whole = text.endsWith(INCOMPLETE) && !this.#isWritten(text) ? text.slice(0, -INCOMPLETE.length) : text;
    this.#settle();
    return whole;
  }

  /** Whether the U+FFFD at the end of `text` is the character itself, and no bytes that are none. */
  #isWritten(text: string): boolean {
    // Bytes that are no character decode to the same text, but are other tokens than it.
    return [text, INCOMPLETE].some((written) => endsWith(this.#pending, this.#model.tokenize(written)));
  }

  #decode(): string {
    return this.#model.detokenize(this.#pending, false, this.#before);
  }

  #settle(): void {
    this.#before = [...this.#before, ...this.#pending].slice(-NEIGHBOURS);
    this.#pending = [];
  }
}

/** Whether one ends as the other does, as far as both go. */
function endsWith(tokens: readonly Token[], tail: readonly Token[]): boolean {
  return tail.every((token, i) => {
    const at = tokens.length - tail.length + i;
    return at < 0 || tokens[at] === token;
  });
}

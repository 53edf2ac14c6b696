import type { LlamaModel, Token } from 'node-llama-cpp';
import { promptText, type PromptPart } from '../../reasoning/prompt/template.ts';

/** Answers whose sampled tokens are kept; the oldest leave. */
const REMEMBERED = 256;

/**
 * Renders prompts to tokens: BOS, then the tokens of the whole text, special-token text in it staying plain text.
 *
 * An answer the model sampled can have another tokenization than its text has by itself. Such answers keep their sampled
 * tokens in later prompts: they are what the KV cache holds, so a follow-up turn prefills only its own new tokens.
 * Everything else is tokenized as one text.
 */
export class PromptTokens {
  readonly #model: LlamaModel;
  readonly #sampled = new Map<string, readonly Token[]>();

  constructor(model: LlamaModel) {
    this.#model = model;
  }

  render(parts: readonly PromptPart[]): Token[] {
    const tokens: Token[] = this.#model.tokens.bos === null ? [] : [this.#model.tokens.bos];
    let text = '';
    let first = true;
    const flush = () => {
      if (text === '') return;
      append(tokens, first ? this.#model.tokenize(text) : this.#tokenizeInside(text));
      first = false;
      text = '';
    };
    for (const part of parts) {
      const sampled = part.isAnswer ? this.#sampled.get(part.text) : undefined;
      if (sampled === undefined) {
        text += part.text;
      } else {
        flush();
        append(tokens, sampled);
      }
    }
    flush();
    return tokens;
  }

  /**
   * Keeps the tokens of a finished answer if its text would be tokenized in another way.
   *
   * @param parts the prompt that the answer followed
   * @param answer the answer with its leading space, as later prompts hold it
   */
  remember(parts: readonly PromptPart[], answer: string, tokens: readonly Token[]): void {
    if (this.#model.detokenize([...tokens], false, this.#tail(parts)) !== answer) return;
    this.#sampled.delete(answer);
    const rendered = this.render([...parts, { text: answer, isAnswer: true }]);
    const tail = rendered.slice(-tokens.length);
    const same =
      rendered.length === this.render(parts).length + tokens.length && tail.every((token, i) => token === tokens[i]);
    if (same) return;
    this.#sampled.set(answer, tokens);
    const oldest = this.#sampled.keys().next();
    if (this.#sampled.size > REMEMBERED && !oldest.done) this.#sampled.delete(oldest.value);
  }

  #tail(parts: readonly PromptPart[]): Token[] {
    return [...this.#model.tokenize(promptText(parts).slice(-16))];
  }

  /** Tokens of a text that begins with a line break and does not stand at the start of the prompt. */
  #tokenizeInside(text: string): Token[] {
    // The tokenizer puts a space in front of every text: a letter takes it and is cut off again.
    return this.#model.tokenize(`x${text}`).slice(this.#model.tokenize('x').length);
  }
}

/** `push(...tokens)` overflows the stack on a long text. */
function append(tokens: Token[], more: readonly Token[]): void {
  for (const token of more) tokens.push(token);
}

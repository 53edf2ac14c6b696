import type { LlamaModel, Token } from 'node-llama-cpp';
import type { Turn } from '../../protocol/turns.ts';
import { assertOrder } from '../../reasoning/prompt/template.ts';
import type { ChatFormat, RenderedPrompt } from './format.ts';
import type { ChatTemplate, TemplatePiece } from './chatTemplate.ts';

/**
 * Conversations by the chat template that the model file brings. Its special tokens are special where the template itself
 * writes them; the same characters inside a message stay plain text, so that no question can end a turn.
 */
export class OwnFormat implements ChatFormat {
  readonly chatTemplate = 'own';
  readonly textStop = undefined;
  readonly #model: LlamaModel;
  readonly #template: ChatTemplate;

  constructor(model: LlamaModel, template: ChatTemplate) {
    this.#model = model;
    this.#template = template;
  }

  render(turns: readonly Turn[], continueAnswer: boolean): RenderedPrompt {
    assertOrder(turns, continueAnswer);
    const pieces = this.#template.render(continueAnswer ? turns.slice(0, -1) : turns);
    if (continueAnswer) pieces.push({ text: turns.at(-1)?.content ?? '', isContent: true });
    return { text: pieces.map(({ text }) => text).join(''), tokens: this.#tokens(pieces) };
  }

  /** Reading an answer again costs less than knowing how each template would cut it. */
  remember(): void {
    return;
  }

  /** As llama.cpp does it: cut at the special tokens, and each stretch of plain text between them tokenized by itself. */
  #tokens(pieces: readonly TemplatePiece[]): Token[] {
    const model = this.#model;
    const tokens: Token[] = [];
    let plain = '';
    const flush = () => {
      if (plain !== '') for (const token of model.tokenize(plain)) tokens.push(token);
      plain = '';
    };
    for (const { text, isContent } of pieces) {
      let at = 0;
      for (const { token, written } of isContent ? [] : this.#specialTokens(text)) {
        const start = text.indexOf(written, at);
        if (start < 0) continue;
        plain += text.slice(at, start);
        flush();
        tokens.push(token);
        at = start + written.length;
      }
      plain += text.slice(at);
    }
    flush();
    const { bos, shouldPrependBosToken } = model.tokens;
    if (bos !== null && shouldPrependBosToken && tokens[0] !== bos) tokens.unshift(bos);
    return tokens;
  }

  /** In the order in which they stand in `text`. */
  #specialTokens(text: string): { readonly token: Token; readonly written: string }[] {
    return this.#model.tokenize(text, true).flatMap((token) => {
      const { control, unknown } = this.#model.getTokenAttributes(token);
      const written = control || unknown ? this.#model.detokenize([token], true) : '';
      return written === '' ? [] : [{ token, written }];
    });
  }
}

import type { LlamaModel, Token } from 'node-llama-cpp';
import type { StopReason } from '../../protocol/inference.ts';
import { TextStop } from '../../reasoning/prompt/stopString.ts';
import type { ChatFormat } from '../prompt/format.ts';
import { StreamingText } from './streamingText.ts';
import { TextBatcher, type Batch } from './textBatcher.ts';

export interface AnswerLimits {
  readonly maxTokens: number;
  /** Texts that end the answer, besides those of the format. */
  readonly stops: readonly string[];
  /** How answers end in this conversation; none for a plain text. */
  readonly format: Pick<ChatFormat, 'textStop' | 'turnEnd' | 'endsAnswer'> | undefined;
}

/** One answer's tokens and text while it is written; outlives an interruption. */
export class AnswerWriter {
  readonly tokens: Token[] = [];
  readonly #pieces: string[] = [];
  readonly #decoder: StreamingText;
  readonly #stop: TextStop;
  readonly #batcher: TextBatcher;
  readonly #model: LlamaModel;
  readonly #maxTokens: number;
  readonly #format: AnswerLimits['format'];
  /** Ends the answer before the other stop texts see it. */
  readonly #ofFormat: TextStop;

  /** @param prompt the tokens in front of it  @param stops texts that end it  @param show receives its text in pieces */
  constructor(
    model: LlamaModel,
    prompt: readonly Token[],
    { maxTokens, stops, format }: AnswerLimits,
    show: (batch: Batch) => void,
  ) {
    this.#model = model;
    this.#maxTokens = maxTokens;
    this.#format = format;
    this.#ofFormat = new TextStop(format?.textStop);
    this.#decoder = new StreamingText(model, prompt);
    this.#stop = new TextStop(...stops);
    this.#batcher = new TextBatcher(show);
  }

  get isFull(): boolean {
    return this.tokens.length >= this.#maxTokens;
  }

  /** Takes the next token. @returns why the answer ends with it; nothing when it goes on */
  push(token: Token): Extract<StopReason, 'finished' | 'nextTurn' | 'limit'> | undefined {
    if (this.#model.isEogToken(token) || this.#format?.endsAnswer(token) === true) return 'finished';
    this.tokens.push(token);
    this.#show(this.#stop.push(this.#ofFormat.push(this.#decoder.push(token))), 1);
    if (this.#stop.found) return 'finished';
    if (this.#ofFormat.found) return this.#format?.turnEnd === undefined ? 'nextTurn' : 'finished';
    return this.isFull ? 'limit' : undefined;
  }

  /** Lets go what was held back. @returns the whole text */
  end(): string {
    this.#show(this.#stop.push(this.#ofFormat.push(this.#decoder.end())), 0);
    this.#show(this.#stop.push(this.#ofFormat.end()), 0);
    this.#show(this.#stop.end(), 0);
    this.#batcher.end();
    return this.#pieces.join('');
  }

  #show(text: string, tokens: number): void {
    this.#pieces.push(text);
    this.#batcher.push(text, tokens);
  }
}

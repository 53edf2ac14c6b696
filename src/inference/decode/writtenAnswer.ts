import type { LlamaModel, Token } from 'node-llama-cpp';
import type { StopReason } from '../../protocol/inference.ts';
import { LoopGuard } from '../../reasoning/loops/loopGuard.ts';
import { TextStop } from '../../reasoning/prompt/textStop.ts';
import { StreamingText } from './streamingText.ts';
import { TextBatcher, type Batch } from './textBatcher.ts';

/** What ends an answer, besides the tokens that end generation. */
export interface AnswerLimits {
  readonly maxTokens: number;
  /** Texts that end it, and what that is called. */
  readonly stops: readonly string[];
  readonly stopReason: (stop: string) => Extract<StopReason, 'finished' | 'nextTurn'>;
  readonly endsAnswer: (token: Token) => boolean;
  /** Whether it ends when it says the same over and over. */
  readonly endsLoops: boolean;
  /** What the prompt began of it; it stands before the first token. */
  readonly opening: string;
}

/** One answer's tokens and text while it is written; outlives an interruption. */
export class WrittenAnswer {
  readonly tokens: Token[] = [];
  readonly #pieces: string[] = [];
  readonly #decoder: StreamingText;
  readonly #stop: TextStop;
  readonly #batcher: TextBatcher;
  readonly #loops: LoopGuard | undefined;
  readonly #model: LlamaModel;
  readonly #limits: AnswerLimits;

  /** @param prompt the tokens in front of it  @param show receives its text in pieces */
  constructor(model: LlamaModel, prompt: readonly Token[], limits: AnswerLimits, show: (batch: Batch) => void) {
    this.#model = model;
    this.#limits = limits;
    this.#decoder = new StreamingText(model, prompt);
    this.#stop = new TextStop(...limits.stops);
    this.#batcher = new TextBatcher(show);
    this.#loops = limits.endsLoops ? new LoopGuard(prompt) : undefined;
  }

  get isFull(): boolean {
    return this.tokens.length >= this.#limits.maxTokens;
  }

  /** Takes the next token. @returns why the answer ends with it; nothing when it goes on */
  push(token: Token): Extract<StopReason, 'finished' | 'nextTurn' | 'limit' | 'loop'> | undefined {
    if (this.#model.isEogToken(token) || this.#limits.endsAnswer(token)) return 'finished';
    if (this.tokens.length === 0) this.#show(this.#limits.opening, 0);
    this.tokens.push(token);
    const text = this.#decoder.push(token);
    this.#show(this.#stop.push(text), 1);
    if (this.#stop.found !== undefined) return this.#limits.stopReason(this.#stop.found);
    if (this.#loops?.push(token, text) !== undefined) return 'loop';
    return this.isFull ? 'limit' : undefined;
  }

  /** Lets go what was held back. @returns the whole text */
  end(): string {
    this.#show(this.#stop.push(this.#decoder.end()), 0);
    this.#show(this.#stop.end(), 0);
    this.#batcher.end();
    return this.#pieces.join('');
  }

  #show(text: string, tokens: number): void {
    this.#pieces.push(text);
    this.#batcher.push(text, tokens);
  }
}

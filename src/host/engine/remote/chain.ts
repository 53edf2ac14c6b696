import { createHash } from 'node:crypto';
import type { GenerateParams, GenerationResult, MadeByServer, StopReason } from '../../../protocol/inference.ts';
import { chainSeed } from '../../../protocol/sampling.ts';
import { LoopGuard } from '../../../reasoning/loops/loopGuard.ts';
import { openedThought } from '../../../reasoning/steps/thought.ts';
import { TextStop } from '../../../reasoning/prompt/textStop.ts';
import type { Choice, CompletionEvent, Finish } from './completion.ts';
import type { RemotePrompt, RemotePrompts } from './prompt/prompt.ts';

/** What all chains of a request share. */
export interface ChainParts {
  readonly params: GenerateParams;
  readonly prompts: Pick<RemotePrompts, 'answerOf'>;
  readonly prompt: RemotePrompt;
  /** What the server was asked for, in tokens. */
  readonly maxTokens: number;
  readonly stops: readonly string[];
  /** The stop text that is the model's next turn. */
  readonly textStop: string | undefined;
  readonly server: MadeByServer['server'];
  /** Answers that the server writes at once. */
  readonly parallel: number;
}

/** One answer while a server writes it. */
export class Chain {
  readonly #parts: ChainParts;
  readonly #index: number;
  readonly #show: (text: string, tokens: number) => void;
  readonly #stop: TextStop;
  readonly #loops: LoopGuard | undefined;
  /** Numbers for the pieces of a server that tells no tokens. */
  readonly #pieces = new Map<string, number>();
  readonly #started = performance.now();
  #text = '';
  #tokens = 0;
  #first: number | undefined;
  #ended = this.#started;
  #usage: CompletionEvent['usage'];
  #reason: StopReason | undefined;
  /** Ended here, while the server would go on. */
  #isCutOff = false;

  /** @param index among the chains of its request */
  constructor(parts: ChainParts, index: number, show: (text: string, tokens: number) => void) {
    this.#parts = parts;
    this.#index = index;
    this.#show = show;
    this.#stop = new TextStop(...parts.stops);
    const { prompt, params } = parts;
    const quoted = typeof prompt.prompt === 'string' ? [] : prompt.prompt;
    this.#loops = params.plainText === undefined ? new LoopGuard(quoted) : undefined;
  }

  /** Nothing more will be written. */
  get isOver(): boolean {
    return this.#reason !== undefined;
  }

  /** Nothing that the server may still send matters. */
  get isCounted(): boolean {
    return this.#usage !== undefined || this.#isCutOff;
  }

  /** Takes what the server sent for this answer. @returns whether it is over with that */
  push({ text, tokens, finish }: Choice): boolean {
    this.#ended = performance.now();
    if (text !== '' && this.#first === undefined) {
      this.#first = this.#ended;
      this.#add(this.#opening, 0);
    }
    const count = tokens?.length ?? (text === '' ? 0 : 1);
    this.#tokens += count;
    this.#add(this.#stop.push(text), count);
    const ended = this.#endedHere(text, tokens);
    this.#isCutOff = ended !== undefined && finish === undefined;
    this.#reason = ended ?? (finish && this.#reasonOf(finish));
    if (this.#reason === undefined) return false;
    this.close();
    return true;
  }

  /** The figures of the server, which count better than what came. */
  count(usage: CompletionEvent['usage']): void {
    this.#usage = usage;
  }

  /** Ended by the user; its text so far is the answer. */
  stop(): void {
    this.#isCutOff = true;
    this.#reason ??= 'stopped';
    this.close();
  }

  /** Shows what is held back, also before a failure. */
  close(): void {
    this.#add(this.#stop.end(), 0);
  }

  result(): GenerationResult {
    const { params, prompts, prompt } = this.#parts;
    const before = params.continueAnswer === true ? (params.turns.at(-1)?.content ?? '') : '';
    const first = this.#first ?? this.#ended;
    return {
      stopReason: this.#reason ?? 'stopped',
      answer: prompts.answerOf(before + this.#text),
      stats: {
        promptTokens: this.#usage?.promptTokens ?? prompt.tokens,
        reusedTokens: this.#usage?.cachedTokens ?? 0,
        generatedTokens: this.#usage?.completionTokens ?? this.#tokens,
        prefillMs: first - this.#started,
        generateMs: this.#ended - first,
      },
      ...(params.returnPrompt === true && {
        prompt: { text: prompt.text, tokens: typeof prompt.prompt === 'string' ? [] : prompt.prompt },
      }),
      made: this.#made(),
    };
  }

  /** What the prompt began of the answer. */
  get #opening(): string {
    const { params, prompt } = this.#parts;
    const isOpen = params.continueAnswer === true || params.plainText !== undefined;
    return isOpen ? '' : openedThought(prompt.text);
  }

  #made(): MadeByServer {
    const { params, prompt, maxTokens, stops, server, parallel } = this.#parts;
    const sent = typeof prompt.prompt === 'string' ? prompt.prompt : prompt.prompt.join(',');
    return {
      ...{ server, maxTokens, stops, parallel },
      sampling: { ...params.sampling, seed: chainSeed(params.sampling.seed, this.#index) },
      promptSha256: createHash('sha256').update(sent).digest('hex'),
    };
  }

  #add(text: string, tokens: number): void {
    this.#text += text;
    if (text !== '') this.#show(text, tokens);
  }

  #endedHere(text: string, tokens: readonly number[] | undefined): StopReason | undefined {
    if (this.#stop.found !== undefined) return this.#reasonOf({ reason: 'stop', stop: this.#stop.found });
    return this.#isLoop(text, tokens) ? 'loop' : undefined;
  }

  #isLoop(text: string, tokens: readonly number[] | undefined): boolean {
    if (text === '' || this.#loops === undefined) return false;
    const ids = tokens === undefined || tokens.length === 0 ? [this.#numberOf(text)] : tokens;
    // The text belongs to the last of them: a character may be made of several.
    return ids
      .map((id, index) => this.#loops?.push(id, index === ids.length - 1 ? text : ''))
      .some((unit) => unit !== undefined);
  }

  #numberOf(piece: string): number {
    const known = this.#pieces.get(piece) ?? -1 - this.#pieces.size;
    this.#pieces.set(piece, known);
    return known;
  }

  #reasonOf({ reason, stop }: Finish): StopReason {
    if (reason === 'length') return this.#parts.maxTokens < this.#parts.params.maxTokens ? 'contextFull' : 'limit';
    const { textStop } = this.#parts;
    return stop !== undefined && stop === textStop ? 'nextTurn' : 'finished';
  }
}

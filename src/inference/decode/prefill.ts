import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { GenerationEvent } from '../../protocol/inference.ts';
import type { Lane } from '../server/scheduler.ts';
import type { NativeCalls, TokenSource } from './nativeCalls.ts';
import { noContextShift } from './noContextShift.ts';
import { PrefillChunk, type ChunkLimits } from './prefillChunk.ts';

type Emit = (event: GenerationEvent) => void;

/** Reads prompts into one sequence, chunk by chunk. */
export class Prefill {
  readonly #sequence: LlamaContextSequence;
  readonly #chunk: PrefillChunk;
  readonly #calls: NativeCalls;

  constructor(sequence: LlamaContextSequence, calls: NativeCalls, limits: ChunkLimits) {
    this.#sequence = sequence;
    this.#calls = calls;
    this.#chunk = new PrefillChunk(limits);
  }

  /** Evaluates all of these tokens that the KV cache lacks. Ends at once when `signal` is aborted. */
  async all(tokens: readonly Token[], lane: Pick<Lane, 'turn'>, emit: Emit, signal: AbortSignal): Promise<void> {
    await this.#run(tokens, () => false, lane, emit, signal);
  }

  /**
   * Evaluates what the KV cache lacks of the prompt, but for the last chunk: that is returned, for `first` to evaluate. Ends
   * at once when `signal` is aborted.
   */
  async butLast(prompt: readonly Token[], lane: Pick<Lane, 'turn'>, emit: Emit, signal: AbortSignal): Promise<Token[]> {
    const at = await this.#run(prompt, (left) => this.#chunk.next(left) === left, lane, emit, signal);
    return prompt.slice(at);
  }

  /**
   * The first of these tokens, whose step evaluates the `rest` last tokens of the prompt with it: one step less than reading
   * them first. Nothing when `signal` is aborted before.
   */
  async first<T>(tokens: TokenSource<T>, rest: number, signal: AbortSignal): Promise<T | undefined> {
    const started = performance.now();
    const first = await this.#calls.next(tokens, signal);
    if (first !== undefined) this.#chunk.took(rest, performance.now() - started);
    return first;
  }

  async #run(
    tokens: readonly Token[],
    leaves: (left: number) => boolean,
    lane: Pick<Lane, 'turn'>,
    emit: Emit,
    signal: AbortSignal,
  ): Promise<number> {
    const start = this.#sequence.nextTokenIndex;
    const total = tokens.length - start;
    let at = start;
    while (at < tokens.length && !signal.aborted && !leaves(tokens.length - at)) {
      const chunk = tokens.slice(at, at + this.#chunk.next(tokens.length - at));
      if (!(await lane.turn('prefill', signal))) break;
      const started = performance.now();
      const call = this.#sequence.evaluateWithoutGeneratingNewTokens(chunk, { contextShift: noContextShift });
      if (!(await this.#calls.ended(call, signal))) break;
      this.#chunk.took(chunk.length, performance.now() - started);
      at += chunk.length;
      emit({ type: 'prefill', done: at - start, total });
    }
    return at;
  }
}

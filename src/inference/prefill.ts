import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { GenerationEvent } from '../protocol/inference.ts';
import { noContextShift } from './noContextShift.ts';
import { PrefillChunk, type ChunkLimits } from './prefillChunk.ts';

/** Reads prompts into one sequence, chunk by chunk. */
export class Prefill {
  readonly #sequence: LlamaContextSequence;
  readonly #chunk: PrefillChunk;
  readonly #beforeStep: () => void;
  #running: Promise<unknown> = Promise.resolve();

  /** @param beforeStep called before every chunk */
  constructor(sequence: LlamaContextSequence, limits: ChunkLimits, beforeStep: () => void) {
    this.#sequence = sequence;
    this.#chunk = new PrefillChunk(limits);
    this.#beforeStep = beforeStep;
  }

  /** A stopped request leaves at once; the chunk it leaves behind has to end before the sequence is used again. */
  async settled(): Promise<void> {
    await this.#running.catch(() => undefined);
  }

  /** Evaluates all prompt tokens but the last that the KV cache lacks. Ends at once when `signal` is aborted. */
  async run(prompt: readonly Token[], emit: (event: GenerationEvent) => void, signal: AbortSignal): Promise<void> {
    const start = this.#sequence.nextTokenIndex;
    const end = prompt.length - 1;
    for (let at = start; at < end && !signal.aborted;) {
      const chunk = prompt.slice(at, at + this.#chunk.next(end - at));
      this.#beforeStep();
      const started = performance.now();
      this.#running = this.#sequence.evaluateWithoutGeneratingNewTokens(chunk, { contextShift: noContextShift });
      if (!(await endsBeforeAbort(this.#running, signal))) return;
      this.#chunk.took(chunk.length, performance.now() - started);
      at += chunk.length;
      emit({ type: 'prefill', done: at - start, total: end - start });
    }
  }
}

/** Whether `work` ended before `signal` was aborted; settles at once when it is. */
async function endsBeforeAbort(work: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  const settled = new AbortController();
  const aborted = new Promise<boolean>((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true, signal: settled.signal });
  });
  try {
    return await Promise.race([work.then(() => true), aborted]);
  } finally {
    settled.abort();
  }
}

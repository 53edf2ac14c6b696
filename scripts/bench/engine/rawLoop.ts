import { getLlama, LlamaLogLevel, type Llama, type LlamaContextSequence, type Token } from 'node-llama-cpp';

/** The shortest way to tokens that node-llama-cpp's documents show, in this process, without any of the product's code. */
export class RawLoop {
  readonly #llama: Llama;
  readonly #sequence: LlamaContextSequence;

  private constructor(llama: Llama, sequence: LlamaContextSequence) {
    this.#llama = llama;
    this.#sequence = sequence;
  }

  /** @param flashAttention the library's own choice when left out */
  static async open(
    modelPath: string,
    contextSize: number,
    threads: number,
    flashAttention: boolean | 'auto' = 'auto',
  ): Promise<RawLoop> {
    const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: threads });
    const model = await llama.loadModel({ modelPath, useMmap: false });
    const context = await model.createContext({ contextSize, threads, flashAttention });
    return new RawLoop(llama, context.getSequence());
  }

  /** Brings the KV cache to `tokens`. */
  async hold(tokens: readonly number[]): Promise<void> {
    const all = tokens as readonly Token[];
    await this.#sequence.adaptStateToTokens([...all], false);
    await this.#sequence.evaluateWithoutGeneratingNewTokens(all.slice(this.#sequence.nextTokenIndex));
  }

  /** Milliseconds to read `tokens` behind what is held, in one call. */
  async prefill(tokens: readonly number[]): Promise<number> {
    const started = performance.now();
    await this.#sequence.evaluateWithoutGeneratingNewTokens(tokens as Token[]);
    return performance.now() - started;
  }

  /** Milliseconds per token to go on greedily from `prompt`; with `count` 1, to read it and give the first token. */
  async decode(prompt: readonly number[], count: number): Promise<number> {
    const started = performance.now();
    await this.#sequence.adaptStateToTokens(prompt.slice(0, -1) as Token[], false);
    let given = 0;
    const missing = prompt.slice(this.#sequence.nextTokenIndex) as Token[];
    for await (const token of this.#sequence.evaluate(missing, { temperature: 0, yieldEogToken: true })) {
      given++;
      if (given === count || this.#sequence.model.isEogToken(token)) break;
    }
    return (performance.now() - started) / given;
  }

  close(): Promise<void> {
    return this.#llama.dispose();
  }
}

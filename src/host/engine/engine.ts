import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { toFailure, type Failure } from '../../protocol/failures.ts';
import type {
  GenerateParams,
  GenerationEvent,
  GenerationResult,
  LoadedModel,
  LoadParams,
} from '../../protocol/inference.ts';
import { InferenceClient } from './inferenceClient.ts';
import { InferenceProcess } from './inferenceProcess.ts';

export type EngineState =
  | { readonly state: 'idle' }
  /** `fraction` of the model file; absent while the process starts. */
  | { readonly state: 'loading'; readonly fraction?: number }
  | { readonly state: 'ready'; readonly model: LoadedModel }
  | { readonly state: 'failed'; readonly failure: Failure };

/** Events of a generation; the last one carries the result. Stopping is a result, too. */
export type Generation = GenerationEvent | { readonly type: 'finished'; readonly result: GenerationResult };

export interface EngineOptions {
  /** The inference process's module. */
  readonly entry: string;
  /** Looks at the file before anything native does. @throws FailureError `model-…` */
  readonly inspect: (path: string) => Promise<unknown>;
  /** Receives what the process writes, line by line. */
  readonly log: (line: string) => void;
}

/** A process with its client; `model` settles when the load does. */
interface Running {
  readonly process: InferenceProcess;
  readonly client: InferenceClient;
  readonly model: Promise<LoadedModel>;
}

/**
 * Where answers come from: an inference process with one model, started when it is first needed. When the process dies,
 * what runs fails with the reason, and the next call starts a new one. Emits `state`.
 */
export class Engine extends EventEmitter<{ state: [EngineState] }> {
  readonly #options: EngineOptions;
  #params: LoadParams;
  #running: Running | undefined;
  #state: EngineState = { state: 'idle' };

  constructor(options: EngineOptions, params: LoadParams) {
    super();
    this.#options = options;
    this.#params = params;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** The inference process's id while there is one. */
  get pid(): number | undefined {
    return this.#running?.process.pid;
  }

  /** Whether `params` differ from what the engine runs with. */
  wouldChange(params: LoadParams): boolean {
    return !isDeepStrictEqual(params, this.#params);
  }

  /** Takes other settings; a process that runs with the old ones is ended, and the next call starts a new one. */
  async configure(params: LoadParams): Promise<void> {
    if (!this.wouldChange(params)) return;
    this.#params = params;
    await this.stop();
  }

  /** Starts the process and loads the model if that has not happened yet. @throws FailureError */
  start(): Promise<LoadedModel> {
    return this.#current().model;
  }

  /** Streams an answer. Aborting stops it, also while the model still loads; the words so far are its result. */
  async *generate(params: GenerateParams, signal: AbortSignal): AsyncGenerator<Generation, void> {
    const client = await this.#client(signal);
    if (client === undefined) {
      yield { type: 'finished', result: stoppedBeforeItBegan };
      return;
    }
    yield* client.stream('generate', params, signal);
  }

  /** Tokens of each text by itself, without BOS. @throws FailureError */
  async countTokens(texts: readonly string[]): Promise<readonly number[]> {
    const { client, model } = this.#current();
    await model;
    return client.call('countTokens', { texts });
  }

  /** Ends the process and frees its memory. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    this.#setState({ state: 'idle' });
    await running?.process.dispose();
  }

  #current(): Running {
    this.#running ??= this.#launch(this.#params);
    return this.#running;
  }

  /** The client once the model is there; `undefined` when `signal` was aborted before. */
  async #client(signal: AbortSignal): Promise<InferenceClient | undefined> {
    const { client, model } = this.#current();
    const aborted = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined);
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    return Promise.race([model.then(() => client), aborted]);
  }

  #launch(params: LoadParams): Running {
    this.#setState({ state: 'loading' });
    const client = new InferenceClient((message) => process.send(message));
    const process = new InferenceProcess(this.#options.entry, (message) => client.receive(message), this.#options.log);
    const model = this.#load(client, params, () => this.#running === running);
    const running: Running = { process, client, model };
    model.catch(() => undefined);
    void process.ended.then(({ cause, log }) => {
      const failure: Failure = { name: 'engine-died', cause, log };
      client.close(failure);
      if (this.#running !== running) return;
      this.#running = undefined;
      this.#options.log(`The inference process ended: ${cause}`);
      this.#setState({ state: 'failed', failure });
    });
    return running;
  }

  async #load(client: InferenceClient, params: LoadParams, isCurrent: () => boolean): Promise<LoadedModel> {
    try {
      await this.#options.inspect(params.modelPath);
      const model = await client.call('load', params, (event) => {
        if (isCurrent()) this.#setState({ state: 'loading', fraction: event.fraction });
      });
      if (isCurrent()) this.#setState({ state: 'ready', model });
      return model;
    } catch (error) {
      // A process without a model is of no use; the next call starts afresh, perhaps with another file.
      if (isCurrent()) {
        const running = this.#running;
        this.#running = undefined;
        void running?.process.dispose();
        this.#setState({ state: 'failed', failure: toFailure(error) });
      }
      throw error;
    }
  }

  #setState(state: EngineState): void {
    this.#state = state;
    this.emit('state', state);
  }
}

const stoppedBeforeItBegan: GenerationResult = {
  stopReason: 'stopped',
  answer: '',
  stats: { promptTokens: 0, reusedTokens: 0, generatedTokens: 0, prefillMs: 0, generateMs: 0 },
};

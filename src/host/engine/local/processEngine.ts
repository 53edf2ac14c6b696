import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { stoppedWith } from '../../../protocol/inference.ts';
import type {
  ContextUse,
  ContinuationScore,
  EngineInfo,
  GenerateParams,
  LoadParams,
  MeasureParams,
  PrefetchParams,
  PrefetchResult,
  ScoreParams,
} from '../../../protocol/inference.ts';
import { sampleStream } from '../sampleStream.ts';
import { unlessAborted } from '../unlessAborted.ts';
import {
  type Engine,
  type EngineCapabilities,
  type EngineEvents,
  type EngineState,
  type Generation,
  type LocalControls,
  type SampleStream,
  type SampleStreamEvent,
  NOT_NEEDED,
} from '../engine.ts';
import type { Backends } from './backends.ts';
import type { Pulse } from '../pulse.ts';
import { OneAnswer, SeveralAnswers, stopInTime } from './stopInTime.ts';
import { type Ready, Supervisor, type ProcessEngineOptions } from './supervisor.ts';

/**
 * Where answers come from: an inference process with one model, kept by a `Supervisor`. When the process dies, what runs fails with the
 * reason, and the next call starts a new one.
 */
export class ProcessEngine extends EventEmitter<EngineEvents> implements Engine {
  readonly local: LocalControls;
  readonly #supervisor: Supervisor;
  #openCalls = 0;

  constructor(options: ProcessEngineOptions, params: LoadParams) {
    super();
    this.#supervisor = new Supervisor(options, params);
    this.#supervisor.on('state', (state) => this.emit('state', state));
    this.#supervisor.on('pulse', (pulse) => this.emit('pulse', pulse));
    this.local = localControls(this.#supervisor, options.backends);
  }

  get state(): EngineState {
    return this.#supervisor.state;
  }

  get pulse(): Pulse {
    return this.#supervisor.pulse;
  }

  get capabilities(): EngineCapabilities {
    const { state } = this.#supervisor;
    const parallel = state.state === 'ready' ? (state.info.local?.sequences ?? 1) : 1;
    return { where: 'local', parallel, seeds: true, scores: true, prefetch: true, exactTokens: true };
  }

  get isInUse(): boolean {
    return this.#openCalls > 0;
  }

  async start(signal?: AbortSignal): Promise<EngineInfo> {
    const ready = this.#supervisor.ready();
    if (signal === undefined) return (await ready).info;
    const started = await unlessAborted(ready, signal);
    if (started === undefined) throw signal.reason;
    return started.info;
  }

  async *generate(request: GenerateParams, signal: AbortSignal): AsyncGenerator<Generation, void> {
    this.#use(1);
    try {
      const ready = await unlessAborted(this.#supervisor.ready(), signal);
      if (ready === undefined || signal.aborted) {
        yield { type: 'finished', result: stoppedWith('') };
        return;
      }
      const events = ready.client.stream('generate', request, signal);
      const endHung = () => this.#endHung(ready, signal);
      for await (const event of stopInTime(events, signal, endHung, new OneAnswer())) {
        if (event.type === 'finished') this.#supervisor.worked();
        if (event.type === 'prompt') this.#supervisor.templateFailed(event.templateProblem);
        yield event;
      }
    } finally {
      this.#use(-1);
    }
  }

  sample(request: GenerateParams, chains: number, signal: AbortSignal): SampleStream {
    return sampleStream((begun) => this.#sample(request, chains, signal, begun));
  }

  async *#sample(
    request: GenerateParams,
    chains: number,
    signal: AbortSignal,
    begun: (stop: (chain: number) => void) => void,
  ): AsyncGenerator<SampleStreamEvent, void> {
    this.#use(1);
    try {
      const ready = await unlessAborted(this.#supervisor.ready(), signal);
      if (ready === undefined || signal.aborted) {
        yield { type: 'finished', result: { chains: Array.from({ length: chains }, () => stoppedWith('')) } };
        return;
      }
      const { client } = ready;
      const events = client.stream('sample', { ...request, chains }, signal, (id) =>
        begun((chain) => client.cancel(id, chain)),
      );
      const answers = new SeveralAnswers(chains);
      const endHung = () => this.#endHung(ready, signal);
      for await (const event of stopInTime(events, signal, endHung, answers)) {
        if (event.type === 'finished') this.#supervisor.worked();
        yield event;
      }
    } finally {
      this.#use(-1);
    }
  }

  async score(request: ScoreParams, signal: AbortSignal): Promise<readonly ContinuationScore[]> {
    this.#use(1);
    try {
      const { client } = await this.#supervisor.ready();
      for await (const event of client.stream('score', request, signal)) return event.result;
      throw new Error('The stream ended without a result.');
    } finally {
      this.#use(-1);
    }
  }

  async measure(request: MeasureParams): Promise<ContextUse> {
    const { client } = await this.#supervisor.ready();
    return client.call('measure', request);
  }

  async prefetch(request: PrefetchParams, signal: AbortSignal): Promise<PrefetchResult | undefined> {
    const ready = this.#supervisor.readyNow;
    if (ready === undefined) return undefined;
    const { client } = await ready;
    for await (const event of client.stream('prefetch', request, signal)) return event.result;
    return undefined;
  }

  async countTokens(texts: readonly string[]): Promise<readonly number[]> {
    this.#use(1);
    try {
      const { client } = await this.#supervisor.ready();
      return await client.call('countTokens', { texts });
    } finally {
      this.#use(-1);
    }
  }

  async stop(): Promise<void> {
    await this.#supervisor.stop();
  }

  #endHung(ready: Ready, { reason }: AbortSignal): void {
    if (reason !== NOT_NEEDED) this.#supervisor.endHung(ready);
  }

  #use(change: 1 | -1): void {
    this.#openCalls += change;
    this.emit('use');
  }
}

function localControls(supervisor: Supervisor, backends: Backends): LocalControls {
  return {
    backends,
    get pid() {
      return supervisor.pid;
    },
    wouldChange: (params) => !isDeepStrictEqual(params, supervisor.params),
    configure: async (params) => {
      if (!isDeepStrictEqual(params, supervisor.params)) await supervisor.replaceParams(params);
    },
    insist: () => supervisor.insist(),
    startOver: async () => {
      const { gpu, modelPath } = supervisor.params;
      for (const backend of backends.candidates(gpu)) backends.forget(backend);
      backends.setPlan(gpu, modelPath, undefined);
      await supervisor.stop();
    },
  };
}

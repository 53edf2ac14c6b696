import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import type { RunPlan, WorkingBackend } from '../../../protocol/backends.ts';
import { FailureError, toFailure, type Failure } from '../../../protocol/failures.ts';
import { stoppedWith } from '../../../protocol/inference.ts';
import type {
  ContextUse,
  ContinuationScore,
  EngineInfo,
  GenerateParams,
  LoadedModel,
  LoadParams,
  MeasureParams,
  PrefetchParams,
  PrefetchResult,
  ScoreParams,
} from '../../../protocol/inference.ts';
import type {
  Engine,
  EngineCapabilities,
  EngineEvents,
  EngineState,
  Generation,
  LocalControls,
  SampleStream,
  SampleStreamEvent,
} from '../engine.ts';
import type { Backends } from './backends.ts';
import { afterDeath, noCrashes, type CrashHistory } from './crashPolicy.ts';
import { WELL, type Pulse } from './heartbeat.ts';
import { InferenceClient } from './inferenceClient.ts';
import { InferenceProcess, type ProcessEnd } from './inferenceProcess.ts';
import { OneAnswer, SeveralAnswers, stopInTime } from './stopInTime.ts';

/** What the engine is given; how processes start and what models are is not its business. */
export interface ProcessEngineOptions {
  /** The inference process's module. */
  readonly entry: string;
  /** Its arguments. */
  readonly args?: readonly string[];
  /** Looks at the file before anything native does. @throws FailureError `model-…` */
  readonly inspect: (path: string) => Promise<unknown>;
  /** Where the model can run. */
  readonly backends: Backends;
  /** Compares what the model will take with what is free. @throws FailureError `memory-short` */
  readonly checkMemory?: (params: LoadParams, backend: WorkingBackend) => Promise<void>;
  /** How many sequences fit into memory; left out: as `LoadParams` say. */
  readonly sequences?: (params: LoadParams, backend: WorkingBackend) => Promise<number>;
  /** SHA-256 of a model file, in hex, where it is known without reading the file. */
  readonly identify?: (path: string) => Promise<string | undefined>;
  /** Receives what the process writes, line by line. */
  readonly log: (line: string) => void;
}

interface Ready {
  readonly client: InferenceClient;
  readonly process: InferenceProcess;
  readonly info: EngineInfo;
}

/** From the first call to the end of the process that answers; a load that dies may take several processes. */
interface Session {
  process: InferenceProcess | undefined;
  client: InferenceClient | undefined;
  readonly ready: Promise<Ready>;
}

/**
 * Where answers come from: an inference process with one model, started when it is first needed, on the best backend that
 * works. When the process dies, what runs fails with the reason, and the next call starts a new one: as before after a first
 * crash, one step down after each further one (`crashPolicy.ts`). A crash while the model loads is met at once. A process that
 * does not answer shows in its `pulse`, and is ended only when the user stops its answer, restarts or unloads it.
 */
export class ProcessEngine extends EventEmitter<EngineEvents> implements Engine {
  readonly local: LocalControls;
  readonly #options: ProcessEngineOptions;
  #params: LoadParams;
  #session: Session | undefined;
  #state: EngineState = { state: 'idle' };
  #pulse = WELL;
  #crashes: CrashHistory = noCrashes;
  #openCalls = 0;
  /** How to run instead of how the settings say, after crashes. */
  #override: RunPlan | undefined;
  /** The parameters the user wants loaded whatever the estimate says. */
  #insistsOn: LoadParams | undefined;
  /** It died on every step: it stays down until the user starts it again. */
  #givenUp: Failure | undefined;

  constructor(options: ProcessEngineOptions, params: LoadParams) {
    super();
    this.#options = options;
    this.#params = params;
    this.local = this.#controls();
  }

  get state(): EngineState {
    return this.#state;
  }

  get pulse(): Pulse {
    return this.#pulse;
  }

  get capabilities(): EngineCapabilities {
    const parallel = this.#state.state === 'ready' ? (this.#state.info.local?.sequences ?? 1) : 1;
    return { where: 'local', parallel, seeds: true, scores: true, prefetch: true, exactTokens: true };
  }

  get isInUse(): boolean {
    return this.#openCalls > 0;
  }

  async start(signal?: AbortSignal): Promise<EngineInfo> {
    const { ready } = this.#current();
    if (signal === undefined) return (await ready).info;
    const started = await unlessAborted(ready, signal);
    if (started === undefined) throw signal.reason;
    return started.info;
  }

  async *generate(request: GenerateParams, signal: AbortSignal): AsyncGenerator<Generation, void> {
    this.#use(1);
    try {
      const ready = await unlessAborted(this.#current().ready, signal);
      if (ready === undefined || signal.aborted) {
        yield { type: 'finished', result: stoppedWith('') };
        return;
      }
      const events = ready.client.stream('generate', request, signal);
      for await (const event of stopInTime(events, signal, () => this.#endHung(ready), new OneAnswer())) {
        if (event.type === 'finished') this.#worked();
        if (event.type === 'prompt') this.#templateFailed(event.templateProblem);
        yield event;
      }
    } finally {
      this.#use(-1);
    }
  }

  sample(request: GenerateParams, chains: number, signal: AbortSignal): SampleStream {
    const stopped = new Set<number>();
    let stop = (chain: number): void => void stopped.add(chain);
    const begun = (client: InferenceClient, id: number) => {
      stop = (chain) => client.cancel(id, chain);
      for (const chain of stopped) stop(chain);
    };
    return {
      stop: (chain) => stop(chain),
      [Symbol.asyncIterator]: () => this.#sample(request, chains, signal, begun),
    };
  }

  async *#sample(
    request: GenerateParams,
    chains: number,
    signal: AbortSignal,
    begun: (client: InferenceClient, id: number) => void,
  ): AsyncGenerator<SampleStreamEvent, void> {
    this.#use(1);
    try {
      const ready = await unlessAborted(this.#current().ready, signal);
      if (ready === undefined || signal.aborted) {
        yield { type: 'finished', result: { chains: Array.from({ length: chains }, () => stoppedWith('')) } };
        return;
      }
      const { client } = ready;
      const events = client.stream('sample', { ...request, chains }, signal, (id) => begun(client, id));
      const answers = new SeveralAnswers(chains);
      for await (const event of stopInTime(events, signal, () => this.#endHung(ready), answers)) {
        if (event.type === 'finished') this.#worked();
        yield event;
      }
    } finally {
      this.#use(-1);
    }
  }

  async score(request: ScoreParams, signal: AbortSignal): Promise<readonly ContinuationScore[]> {
    this.#use(1);
    try {
      const { client } = await this.#current().ready;
      for await (const event of client.stream('score', request, signal)) return event.result;
      throw new Error('The stream ended without a result.');
    } finally {
      this.#use(-1);
    }
  }

  async measure(request: MeasureParams): Promise<ContextUse> {
    const { client } = await this.#current().ready;
    return client.call('measure', request);
  }

  async prefetch(request: PrefetchParams, signal: AbortSignal): Promise<PrefetchResult | undefined> {
    if (this.#session === undefined || this.#state.state !== 'ready') return undefined;
    const { client } = await this.#session.ready;
    for await (const event of client.stream('prefetch', request, signal)) return event.result;
    return undefined;
  }

  async countTokens(texts: readonly string[]): Promise<readonly number[]> {
    this.#use(1);
    try {
      const { client } = await this.#current().ready;
      return await client.call('countTokens', { texts });
    } finally {
      this.#use(-1);
    }
  }

  /**
   * Ends the process and frees its memory, within two seconds. Past crashes are forgiven: the next start runs as the settings
   * say.
   */
  async stop(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#crashes = noCrashes;
    this.#override = undefined;
    this.#givenUp = undefined;
    this.#setState({ state: 'idle' });
    await session?.process?.dispose();
    // Also of a process that the system cannot end.
    session?.client?.close(notNeeded);
  }

  #controls(): LocalControls {
    // An object literal's getter has its own `this`.
    const pid = () => this.#session?.process?.pid;
    return {
      backends: this.#options.backends,
      get pid() {
        return pid();
      },
      wouldChange: (params) => !isDeepStrictEqual(params, this.#params),
      configure: async (params) => {
        if (isDeepStrictEqual(params, this.#params)) return;
        this.#params = params;
        await this.stop();
      },
      insist: () => {
        this.#insistsOn = this.#params;
      },
      startOver: async () => {
        const { backends } = this.#options;
        for (const backend of backends.candidates(this.#params.gpu)) backends.forget(backend);
        backends.setPlan(this.#params.gpu, this.#params.modelPath, undefined);
        await this.stop();
      },
    };
  }

  #current(): Session {
    if (this.#session === undefined) {
      this.#setState({ state: 'loading' });
      // The session exists before anything of it runs, so that `stop` finds it.
      const session: Session = {
        process: undefined,
        client: undefined,
        ready: Promise.resolve().then(() => this.#bringUp(session)),
      };
      session.ready.catch(() => undefined);
      this.#session = session;
    }
    return this.#session;
  }

  async #bringUp(session: Session): Promise<Ready> {
    const params = this.#params;
    try {
      if (this.#givenUp !== undefined) throw new FailureError(this.#givenUp);
      await this.#options.inspect(params.modelPath);
      for (;;) {
        const ready = await this.#tryToLoad(session, params);
        if (ready !== undefined) return ready;
      }
    } catch (error) {
      // A process without a model is of no use; the next call starts afresh, perhaps with another file.
      if (this.#session === session) {
        this.#session = undefined;
        void session.process?.dispose();
        this.#setState({ state: 'failed', failure: toFailure(error) });
      }
      throw error;
    }
  }

  /** One process; `undefined` when it died while it loaded and another try is due. @throws FailureError */
  async #tryToLoad(session: Session, params: LoadParams): Promise<Ready | undefined> {
    const { backends, checkMemory, sequences, identify } = this.#options;
    const wanted = this.#override ?? backends.planFor(params.gpu, params.modelPath);
    const report = await backends.choose(params.gpu, wanted?.backend);
    const { backend } = report;
    const plan: RunPlan = { backend, layerShare: wanted?.backend === backend ? wanted.layerShare : 1 };
    const ignoreMemory = this.#insistsOn === params;
    if (!ignoreMemory) await checkMemory?.(params, report);
    const fitting = ignoreMemory ? undefined : await sequences?.(params, report);
    const identity = identify?.(params.modelPath).catch(() => undefined);
    if (this.#session !== session) throw new FailureError(notNeeded);

    this.#setState({ state: 'loading' });
    const { process, client } = this.#launch(session, plan, params);
    try {
      const withSequences = fitting === undefined ? params : { ...params, sequences: fitting };
      const adapted = { ...withSequences, gpu: plan.backend, layerShare: plan.layerShare, ignoreMemory };
      const loaded = await client.call('load', adapted, (event) => {
        if (this.#session === session) this.#setState({ state: 'loading', fraction: event.fraction });
      });
      process.heartbeat?.loaded();
      const info = engineInfo(loaded, await identity);
      if (this.#session === session) this.#setState({ state: 'ready', info });
      return { client, process, info };
    } catch (error) {
      const failure = toFailure(error);
      if (failure.name !== 'engine-died' || this.#session !== session) throw error;
      const { wasAsked } = await process.ended;
      if (wasAsked || this.#givenUp !== undefined) throw new FailureError(this.#givenUp ?? failure);
      return undefined;
    }
  }

  #launch(
    session: Session,
    plan: RunPlan,
    params: LoadParams,
  ): { readonly process: InferenceProcess; readonly client: InferenceClient } {
    const { entry, args = [], log } = this.#options;
    const client = new InferenceClient(
      (message) => process.send(message),
      (isOwed) => (isOwed ? process.heartbeat?.start() : process.heartbeat?.stop()),
    );
    const process: InferenceProcess = new InferenceProcess(
      entry,
      args,
      (message) => client.receive(message),
      log,
      (pulse) => this.#session?.process === process && this.#setPulse(pulse),
    );
    this.#pulse = WELL;
    session.process = process;
    session.client = client;
    void process.ended.then((end) => {
      if (this.#session !== session) {
        client.close(notNeeded);
        return;
      }
      log(`The inference process ended: ${end.cause}`);
      const failure = this.#died(end, plan, params);
      client.close(failure);
      // Until the model is there, the load goes on or fails by itself.
      if (this.#state.state !== 'ready') return;
      this.#session = undefined;
      this.#setState({ state: 'failed', failure });
    });
    return { process, client };
  }

  /** Takes a death into account; what it is called, and how the next start runs. */
  #died({ cause, log, wasAsked }: ProcessEnd, plan: RunPlan, params: LoadParams): Failure {
    if (wasAsked) return { name: 'engine-died', cause, log, then: 'as-before' };
    const { backends } = this.#options;
    const { history, verdict } = afterDeath(this.#crashes, plan, backends.candidates(params.gpu), Date.now());
    this.#crashes = history;
    switch (verdict.do) {
      case 'again':
        return { name: 'engine-died', cause, log, then: 'as-before' };
      case 'stepDown': {
        this.#override = verdict.plan;
        backends.forget(plan.backend);
        const lower = verdict.plan.backend === plan.backend ? 'fewer-layers' : verdict.plan.backend;
        return { name: 'engine-died', cause, log, then: lower };
      }
      case 'stop':
        backends.setPlan(params.gpu, params.modelPath, undefined);
        this.#givenUp = { name: 'engine-unstable', cause, log, tried: history.tried };
        return this.#state.state === 'ready' ? this.#givenUp : { name: 'engine-died', cause, log };
    }
  }

  /** The user stopped its answer and it did not react: all it owes ends, and the next call starts a new one. */
  #endHung({ client, process }: Ready): void {
    this.#options.log('The inference process did not react to Stop and is killed.');
    const failure: Failure = { name: 'engine-killed' };
    client.close(failure);
    process.kill();
    if (this.#session?.process !== process) return;
    this.#session = undefined;
    this.#setState({ state: 'failed', failure });
  }

  /** An answer came to its end: if crashes led to this way of running, the next window begins with it. */
  #worked(): void {
    if (this.#override === undefined) return;
    this.#options.backends.setPlan(this.#params.gpu, this.#params.modelPath, this.#override);
  }

  /** The chat template of the file turned out to be unusable: Cerebrum's prompt is used from now on. */
  #templateFailed(templateProblem: string | undefined): void {
    if (templateProblem === undefined || this.#state.state !== 'ready') return;
    const { info } = this.#state;
    if (info.templateProblem === templateProblem) return;
    this.#setState({ state: 'ready', info: { ...info, chatTemplate: 'missing', templateProblem } });
  }

  #use(change: 1 | -1): void {
    this.#openCalls += change;
    this.emit('use');
  }

  #setPulse(pulse: Pulse): void {
    if (pulse.state === 'silent') this.#options.log(`The inference process does not answer (${pulse.part}).`);
    this.#pulse = pulse;
    this.emit('pulse', pulse);
  }

  #setState(state: EngineState): void {
    // What was told of a process that is gone holds no longer.
    if (this.#session === undefined) this.#pulse = WELL;
    this.#state = state;
    this.emit('state', state);
  }
}

function engineInfo(loaded: LoadedModel, identity: string | undefined): EngineInfo {
  const { name, contextSize, chatTemplate, templateProblem, turnEnd, gpu, devices, ...local } = loaded;
  return {
    ...{ name, contextSize, chatTemplate, local },
    ...(templateProblem === undefined ? {} : { templateProblem }),
    ...(turnEnd === undefined ? {} : { turnEnd }),
    runsOn: { backend: gpu, devices },
    ...(identity === undefined ? {} : { identity }),
    ...(templateProblem === undefined ? {} : { templateProblem }),
    ...(turnEnd === undefined ? {} : { turnEnd }),
  };
}

/** What `promise` gives; `undefined` as soon as `signal` is aborted. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  return Promise.race([promise, aborted]);
}

/** Nobody sees this: the call it ends belongs to settings that hold no longer. */
const notNeeded: Failure = { name: 'engine-died', cause: 'it was stopped', log: '' };

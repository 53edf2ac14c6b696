import { stoppedWith } from '../../../protocol/inference.ts';
import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import type { RunPlan, WorkingRung } from '../../../protocol/backends.ts';
import { FailureError, toFailure, type Failure } from '../../../protocol/failures.ts';
import type {
  ContextUse,
  GenerateParams,
  GenerationEvent,
  GenerationResult,
  LoadedModel,
  LoadParams,
  MeasureParams,
  WarmUpParams,
  WarmUpResult,
} from '../../../protocol/inference.ts';
import type { Backends } from './backends.ts';
import { afterDeath, noCrashes, type CrashHistory } from './crashPolicy.ts';
import { WELL, type Pulse } from './heartbeat.ts';
import { InferenceClient } from './inferenceClient.ts';
import { InferenceProcess, type ProcessEnd } from './inferenceProcess.ts';
import { stopInTime } from './stopInTime.ts';

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
  /** Its arguments. */
  readonly args?: readonly string[];
  /** Looks at the file before anything native does. @throws FailureError `model-…` */
  readonly inspect: (path: string) => Promise<unknown>;
  /** Where the model can run. */
  readonly backends: Backends;
  /** Compares what the model will take with what is free. @throws FailureError `memory-short` */
  readonly checkMemory?: (params: LoadParams, rung: WorkingRung) => Promise<void>;
  /** How many conversations it keeps read; left out: as `LoadParams` say. */
  readonly chats?: (params: LoadParams, rung: WorkingRung) => Promise<number>;
  /** Receives what the process writes, line by line. */
  readonly log: (line: string) => void;
}

interface Ready {
  readonly client: InferenceClient;
  readonly process: InferenceProcess;
  readonly model: LoadedModel;
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
 * does not answer is told of by its `pulse`, and ended only when the user stops its answer, restarts or unloads it. Emits
 * `state`, `pulse`, and `use` when a call begins or ends.
 */
export class Engine extends EventEmitter<{ state: [EngineState]; pulse: [Pulse]; use: [] }> {
  readonly #options: EngineOptions;
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

  constructor(options: EngineOptions, params: LoadParams) {
    super();
    this.#options = options;
    this.#params = params;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Whether the process answers, while it owes an answer. */
  get pulse(): Pulse {
    return this.#pulse;
  }

  /** The inference process's id while there is one. */
  get pid(): number | undefined {
    return this.#session?.process?.pid;
  }

  /** Whether a call is open. */
  get isInUse(): boolean {
    return this.#openCalls > 0;
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
  async start(): Promise<LoadedModel> {
    return (await this.#current().ready).model;
  }

  /**
   * Streams an answer. Aborting stops it within two seconds, whatever the process does, also while the model still loads; the
   * words so far are its result. A process that did not react is ended.
   */
  async *generate(params: GenerateParams, signal: AbortSignal): AsyncGenerator<Generation, void> {
    this.#use(1);
    try {
      const ready = await this.#ready(signal);
      if (ready === undefined || signal.aborted) {
        yield { type: 'finished', result: stoppedWith('') };
        return;
      }
      const events = ready.client.stream('generate', params, signal);
      for await (const event of stopInTime(events, signal, () => this.#endHung(ready))) {
        if (event.type === 'finished') this.#worked();
        if (event.type === 'prompt') this.#templateFailed(event.templateProblem);
        yield event;
      }
    } finally {
      this.#use(-1);
    }
  }

  /** What the prompt would hold if this were asked now. @throws FailureError */
  async measure(params: MeasureParams): Promise<ContextUse> {
    const { client } = await this.#current().ready;
    return client.call('measure', params);
  }

  /**
   * Reads the prompt of a question ahead that is likely to come; any other call ends that early. Starts nothing: without a
   * model that is ready there is no result.
   *
   * @throws FailureError
   */
  async warmUp(params: WarmUpParams, signal: AbortSignal): Promise<WarmUpResult | undefined> {
    if (this.#session === undefined || this.#state.state !== 'ready') return undefined;
    const { client } = await this.#session.ready;
    for await (const event of client.stream('warmUp', params, signal)) return event.result;
    return undefined;
  }

  /** Tokens of each text by itself, without BOS. @throws FailureError */
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

  /** The next loads with the present settings do not ask whether memory will do. */
  insist(): void {
    this.#insistsOn = this.#params;
  }

  /** Ends the process; the next start looks at every backend anew and begins at the top. */
  async startOver(): Promise<void> {
    const { backends } = this.#options;
    for (const rung of backends.rungs(this.#params.gpu)) backends.forget(rung);
    backends.setPlan(this.#params.gpu, this.#params.modelPath, undefined);
    await this.stop();
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

  /** The process once the model is there; `undefined` when `signal` was aborted before. */
  async #ready(signal: AbortSignal): Promise<Ready | undefined> {
    const { ready } = this.#current();
    const aborted = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined);
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    return Promise.race([ready, aborted]);
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
    const { backends, checkMemory, chats } = this.#options;
    const wanted = this.#override ?? backends.planFor(params.gpu, params.modelPath);
    const rung = await backends.choose(params.gpu, wanted?.backend);
    const plan: RunPlan = {
      backend: rung.backend,
      layerShare: wanted?.backend === rung.backend ? wanted.layerShare : 1,
    };
    const ignoreMemory = this.#insistsOn === params;
    if (!ignoreMemory) await checkMemory?.(params, rung);
    const kept = ignoreMemory ? undefined : await chats?.(params, rung);
    if (this.#session !== session) throw new FailureError(notNeeded);

    this.#setState({ state: 'loading' });
    const { process, client } = this.#launch(session, plan, params);
    try {
      const withChats = kept === undefined ? params : { ...params, chats: kept };
      const adapted = { ...withChats, gpu: plan.backend, layerShare: plan.layerShare, ignoreMemory };
      const model = await client.call('load', adapted, (event) => {
        if (this.#session === session) this.#setState({ state: 'loading', fraction: event.fraction });
      });
      process.heartbeat?.loaded();
      if (this.#session === session) this.#setState({ state: 'ready', model });
      return { client, process, model };
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
    const { history, verdict } = afterDeath(this.#crashes, plan, backends.rungs(params.gpu), Date.now());
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

  /** The chat template of the file turned out to be of no use: the model is asked as Cerebrum is from now on. */
  #templateFailed(templateProblem: string | undefined): void {
    if (templateProblem === undefined || this.#state.state !== 'ready') return;
    const { model } = this.#state;
    if (model.templateProblem === templateProblem) return;
    this.#setState({ state: 'ready', model: { ...model, chatTemplate: 'missing', templateProblem } });
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

/** Nobody sees this: the call it ends belongs to settings that hold no longer. */
const notNeeded: Failure = { name: 'engine-died', cause: 'it was stopped', log: '' };

import { EventEmitter } from 'node:events';
import type { RunPlan, WorkingBackend } from '../../../protocol/backends.ts';
import { FailureError, toFailure, type Failure } from '../../../protocol/failures.ts';
import type { EngineInfo, LoadParams } from '../../../protocol/inference.ts';
import type { EngineEvents, EngineState } from '../engine.ts';
import type { Backends } from './backends.ts';
import { engineInfo } from './engineInfo.ts';
import { WELL, type Pulse } from '../pulse.ts';
import { InferenceClient } from './inferenceClient.ts';
import { InferenceProcess } from './inferenceProcess.ts';
import { Recovery } from './recovery.ts';

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

export interface Ready {
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
 * Keeps at most one inference process with a model: starts it when it is first needed, on the best backend that works, and takes note
 * when it dies. The next call starts a new one: as before after a first crash, one step down after each further one
 * (`crashPolicy.ts`). A crash while the model loads is met at once. A process that does not answer shows in its `pulse`, and is ended
 * only when the user stops its answer, restarts or unloads it.
 */
export class Supervisor extends EventEmitter<Pick<EngineEvents, 'state' | 'pulse'>> {
  readonly #options: ProcessEngineOptions;
  readonly #recovery: Recovery;
  #params: LoadParams;
  #session: Session | undefined;
  #state: EngineState = { state: 'idle' };
  #pulse = WELL;
  /** The parameters the user wants loaded whatever the estimate says. */
  #insistsOn: LoadParams | undefined;

  constructor(options: ProcessEngineOptions, params: LoadParams) {
    super();
    this.#options = options;
    this.#params = params;
    this.#recovery = new Recovery(options.backends);
  }

  get params(): LoadParams {
    return this.#params;
  }

  get state(): EngineState {
    return this.#state;
  }

  get pulse(): Pulse {
    return this.#pulse;
  }

  get pid(): number | undefined {
    return this.#session?.process?.pid;
  }

  /** The process with its model, started where there is none. @throws FailureError */
  ready(): Promise<Ready> {
    return this.#current().ready;
  }

  /** The process that has its model, if there is one; starts nothing. */
  get readyNow(): Promise<Ready> | undefined {
    return this.#state.state === 'ready' ? this.#session?.ready : undefined;
  }

  /** Ends the process; the next one loads this. */
  async replaceParams(params: LoadParams): Promise<void> {
    this.#params = params;
    await this.stop();
  }

  /** Loads with the present parameters do not ask whether memory will do. */
  insist(): void {
    this.#insistsOn = this.#params;
  }

  /**
   * Ends the process and frees its memory, within two seconds. Past crashes are forgiven: the next start runs as the settings
   * say.
   */
  async stop(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#recovery.forgive();
    this.#setState({ state: 'idle' });
    await session?.process?.dispose();
    // Also of a process that the system cannot end.
    session?.client?.close(notNeeded);
  }

  /** The user stopped its answer and it did not react: all it owes ends, and the next call starts a new one. */
  endHung({ client, process }: Ready): void {
    this.#options.log('The inference process did not react to Stop and is killed.');
    const failure: Failure = { name: 'engine-killed' };
    client.close(failure);
    process.kill();
    if (this.#session?.process !== process) return;
    this.#session = undefined;
    this.#setState({ state: 'failed', failure });
  }

  /** An answer came to its end. */
  worked(): void {
    this.#recovery.worked(this.#params);
  }

  /** The chat template of the file turned out to be unusable: Cerebrum's prompt is used from now on. */
  templateFailed(templateProblem: string | undefined): void {
    if (templateProblem === undefined || this.#state.state !== 'ready') return;
    const { info } = this.#state;
    if (info.templateProblem === templateProblem) return;
    this.#setState({ state: 'ready', info: { ...info, chatTemplate: 'missing', templateProblem } });
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
      if (this.#recovery.givenUp !== undefined) throw new FailureError(this.#recovery.givenUp);
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
    const wanted = this.#recovery.planFor(params);
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
      if (wasAsked || this.#recovery.givenUp !== undefined) throw new FailureError(this.#recovery.givenUp ?? failure);
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
      const wasReady = this.#state.state === 'ready';
      const failure = this.#recovery.died(end, plan, params, wasReady);
      client.close(failure);
      // Until the model is there, the load goes on or fails by itself.
      if (!wasReady) return;
      this.#session = undefined;
      this.#setState({ state: 'failed', failure });
    });
    return { process, client };
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

import { EventEmitter } from 'node:events';
import { basename } from 'node:path';
import { FailureError, toFailure, type Failure } from '../../../protocol/failures.ts';
import {
  stoppedWith,
  type ContextUse,
  type ContinuationScore,
  type EngineInfo,
  type GenerateParams,
  type MeasureParams,
  type PrefetchResult,
} from '../../../protocol/inference.ts';
import type {
  Engine,
  EngineCapabilities,
  EngineEvents,
  EngineState,
  Generation,
  SampleStream,
  SampleStreamEvent,
} from '../engine.ts';
import { WELL, type Pulse } from '../pulse.ts';
import { sampleStream } from '../sampleStream.ts';
import { unlessAborted } from '../unlessAborted.ts';
import { AnswerQueue } from './answerQueue.ts';
import { discover, type DiscoverOptions } from './servers/discover.ts';
import type { Connection } from './connection/connection.ts';
import { callJson } from './connection/http.ts';
import { patiently, type Patience } from './connection/patience.ts';
import { RemotePrompts } from './prompt/prompt.ts';
import type { Server } from './servers/server.ts';
import { Answers } from './writeAnswers.ts';

export interface RemoteEngineOptions extends DiscoverOptions {
  /** Asked for with every start: keys and files change. @throws FailureError */
  readonly open: () => Promise<Connection>;
  /** Receives what is worth knowing, without a word of a prompt, an answer or a key. */
  readonly log?: (line: string) => void;
  /** For tests: waits in place of a timer. */
  readonly wait?: Patience['wait'];
  /** After so long without a word from the server that is told; milliseconds. */
  readonly quietMs?: number;
}

interface Ready {
  readonly connection: Connection;
  readonly server: Server;
  readonly prompts: RemotePrompts;
  readonly info: EngineInfo;
}

/** A server at work sends the first word sooner than this, unless it has a queue; milliseconds. */
const QUIET_MS = 15_000;

/** Answers from a server that others run. Nothing is sent before something is asked, and nothing while nobody asks. */
export class RemoteEngine extends EventEmitter<EngineEvents> implements Engine {
  readonly #options: RemoteEngineOptions;
  #state: EngineState = { state: 'idle' };
  #ready: Promise<Ready> | undefined;
  #server: Server | undefined;
  #open = new AbortController();
  #openCalls = 0;
  /** What calls wait for, by the call. */
  readonly #pulses = new Map<object, Pulse>();

  constructor(options: RemoteEngineOptions) {
    super();
    this.#options = options;
  }

  get state(): EngineState {
    return this.#state;
  }

  get capabilities(): EngineCapabilities {
    const server = this.#server;
    return {
      where: 'remote',
      parallel: server?.parallel ?? 1,
      seeds: server !== undefined && server.kind !== 'openai',
      scores: false,
      prefetch: false,
      exactTokens: server?.tokenizer !== undefined,
    };
  }

  get pulse(): Pulse {
    return this.#pulses.values().next().value ?? WELL;
  }

  get isInUse(): boolean {
    return this.#openCalls > 0;
  }

  async start(signal?: AbortSignal): Promise<EngineInfo> {
    const ready = this.#connect();
    if (signal === undefined) return (await ready).info;
    const started = await unlessAborted(ready, signal);
    if (started === undefined) throw signal.reason;
    return started.info;
  }

  async *generate(request: GenerateParams, signal: AbortSignal): AsyncGenerator<Generation, void> {
    for await (const event of this.#write(request, 1, signal, () => undefined)) {
      if (event.type === 'chainFinished') continue;
      if (event.type === 'finished') {
        yield { type: 'finished', result: event.result.chains[0] ?? stoppedWith('') };
      } else if (event.type === 'text') {
        const { type, text, tokens, ms } = event;
        yield { type, text, tokens, ms };
      } else yield event;
    }
  }

  sample(request: GenerateParams, chains: number, signal: AbortSignal): SampleStream {
    return sampleStream((begun) => this.#write(request, chains, signal, begun));
  }

  async *#write(
    request: GenerateParams,
    count: number,
    signal: AbortSignal,
    begun: (stop: (chain: number) => void) => void,
  ): AsyncGenerator<SampleStreamEvent, void> {
    this.#use(1);
    const left = new AbortController();
    const until = AbortSignal.any([signal, this.#open.signal, left.signal]);
    const quiet = this.#watch();
    try {
      const begin = this.#connect().then(async (ready) => ({
        ...ready,
        prompt: await ready.prompts.render(request, request.maxTokens),
      }));
      const ready = await unlessAborted(begin, until);
      if (ready === undefined || until.aborted) {
        begin.catch(() => undefined);
        yield { type: 'finished', result: { chains: Array.from({ length: count }, () => stoppedWith('')) } };
        return;
      }
      const { connection, server, prompts, prompt } = ready;
      yield { type: 'prompt', promptTokens: prompt.tokens, reusedTokens: 0, droppedTurns: prompt.droppedTurns };
      const queue = new AnswerQueue();
      const patience = this.#patience(until, connection, quiet.call);
      const answers = new Answers({ connection, server, prompts, prompt, params: request, patience }, count, queue);
      begun((chain) => answers.stop(chain));
      answers.write(until).then(
        () => queue.end(),
        (error: unknown) => {
          if (!until.aborted) {
            queue.end({ error });
            return;
          }
          for (const index of answers.chains.keys()) answers.stop(index);
          queue.end();
        },
      );
      for await (const event of queue) {
        quiet.heard();
        yield event;
      }
      yield { type: 'finished', result: { chains: answers.chains.map((chain) => chain.result()) } };
    } catch (error) {
      this.#failed(toFailure(error));
      throw error;
    } finally {
      quiet.end();
      left.abort();
      this.#use(-1);
    }
  }

  /** Tells when nothing comes for long. There is no limit: the server may have a queue, and the user can stop. */
  #watch(): { readonly call: object; heard(): void; end(): void } {
    const { quietMs = QUIET_MS } = this.#options;
    const call = {};
    let since = performance.now();
    const timer = setInterval(() => {
      const ms = performance.now() - since;
      // What is waited for on purpose is told already.
      if (ms >= quietMs && this.#pulses.get(call)?.state !== 'waiting')
        this.#beat(call, { state: 'quiet', seconds: Math.round(ms / 1000) });
    }, quietMs / 3);
    return {
      call,
      heard: () => {
        since = performance.now();
        this.#beat(call, WELL);
      },
      end: () => {
        clearInterval(timer);
        this.#beat(call, WELL);
      },
    };
  }

  #beat(call: object, pulse: Pulse): void {
    const before = JSON.stringify(this.pulse);
    if (pulse.state === 'well') this.#pulses.delete(call);
    else this.#pulses.set(call, pulse);
    if (JSON.stringify(this.pulse) !== before) this.emit('pulse', this.pulse);
  }

  async score(): Promise<readonly ContinuationScore[]> {
    const { connection } = await this.#connect();
    throw new FailureError({ name: 'server-cannot', address: connection.address.root, what: 'scores' });
  }

  async measure(request: MeasureParams): Promise<ContextUse> {
    return (await this.#connect()).prompts.measure(request);
  }

  async countTokens(texts: readonly string[]): Promise<readonly number[]> {
    this.#use(1);
    try {
      return await (await this.#connect()).prompts.countTokens(texts);
    } finally {
      this.#use(-1);
    }
  }

  prefetch(): Promise<PrefetchResult | undefined> {
    return Promise.resolve(undefined);
  }

  stop(): Promise<void> {
    this.#open.abort();
    this.#open = new AbortController();
    this.#forget();
    this.#become({ state: 'idle' });
    return Promise.resolve();
  }

  #connect(): Promise<Ready> {
    if (this.#ready !== undefined) return this.#ready;
    const ready = this.#discover(this.#open.signal);
    this.#ready = ready;
    this.#become({ state: 'loading' });
    ready.then(
      ({ info, server }) => {
        if (this.#ready !== ready) return;
        this.#server = server;
        this.#become({ state: 'ready', info });
      },
      (error: unknown) => {
        if (this.#ready !== ready) return;
        this.#forget();
        this.#become({ state: 'failed', failure: toFailure(error) });
      },
    );
    return ready;
  }

  async #discover(signal: AbortSignal): Promise<Ready> {
    const { open, log = () => undefined } = this.#options;
    const connection = await open();
    const server = await patiently(
      () => discover(connection, this.#options, signal),
      this.#patience(signal, connection, this),
    );
    const prompts = await RemotePrompts.of(server);
    const started = performance.now();
    await callJson(connection, '/v1/models', undefined, signal);
    const info = infoOf(server, prompts, connection, performance.now() - started);
    log(
      `Server ${connection.address.host}: ${server.kind}, context ${String(server.contextSize)}, template ${prompts.chatTemplate}.`,
    );
    return { connection, server, prompts, info };
  }

  #patience(signal: AbortSignal, { address }: Connection, call: object): Patience {
    const { log = () => undefined, wait } = this.#options;
    return {
      log: (line) => log(`Server ${address.host}: ${line}`),
      onWait: (waiting) =>
        this.#beat(
          call,
          waiting ? { state: 'waiting', why: waiting.why, seconds: Math.ceil(waiting.ms / 1000) } : WELL,
        ),
      ...{ signal, wait },
    };
  }

  /** What was found may be gone: the next call looks anew. */
  #failed({ name }: Failure): void {
    if (
      this.#state.state !== 'ready' ||
      !/^server-(unreachable|broke-off|key-refused|not-api|model-unknown|refused)$/.test(name)
    )
      return;
    this.#forget();
    this.#become({ state: 'idle' });
  }

  #forget(): void {
    this.#ready = undefined;
    this.#server = undefined;
  }

  #become(state: EngineState): void {
    this.#state = state;
    this.emit('state', state);
  }

  #use(change: 1 | -1): void {
    this.#openCalls += change;
    this.emit('use');
  }
}

function infoOf(server: Server, prompts: RemotePrompts, { address }: Connection, roundTripMs: number): EngineInfo {
  const { kind, model, contextSize, isContextKnown, build, tokenizer, parallel } = server;
  return {
    // llama-server calls a model by its path, unless it was given a name.
    name: basename(model.replaceAll('\\', '/')),
    ...{ contextSize, chatTemplate: prompts.chatTemplate, identity: model },
    server: {
      ...{ kind, host: address.host, sendsTokens: tokenizer !== undefined, isContextKnown, parallel, roundTripMs },
      ...(build !== undefined && { build }),
    },
  };
}

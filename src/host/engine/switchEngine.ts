import { EventEmitter } from 'node:events';
import type {
  ContextUse,
  ContinuationScore,
  EngineInfo,
  GenerateParams,
  MeasureParams,
  PrefetchParams,
  PrefetchResult,
  ScoreParams,
} from '../../protocol/inference.ts';
import type {
  Engine,
  EngineCapabilities,
  EngineEvents,
  EngineState,
  Generation,
  LocalControls,
  LocalEngine,
  SampleStream,
} from './engine.ts';
import type { Pulse } from './pulse.ts';

/** The engine on this machine, and a server in its place while one is chosen. */
export class SwitchEngine extends EventEmitter<EngineEvents> implements LocalEngine {
  readonly #here: LocalEngine;
  #chosen: Engine;

  constructor(here: LocalEngine) {
    super();
    this.#here = here;
    this.#chosen = here;
    this.#follow(here);
  }

  /** Of the engine on this machine, also while a server answers. */
  get local(): LocalControls {
    return this.#here.local;
  }

  get state(): EngineState {
    return this.#chosen.state;
  }

  get pulse(): Pulse {
    return this.#chosen.pulse;
  }

  get capabilities(): EngineCapabilities {
    return this.#chosen.capabilities;
  }

  get isInUse(): boolean {
    return this.#chosen.isInUse;
  }

  /** Lets this server answer, or this machine. What the one before took is freed; its answers end. */
  async choose(server: Engine | undefined): Promise<void> {
    const before = this.#chosen;
    this.#chosen = server ?? this.#here;
    if (before === this.#chosen) return;
    if (server !== undefined) this.#follow(server);
    this.emit('state', this.state);
    await before.stop();
    if (before !== this.#here) before.removeAllListeners();
  }

  start(signal?: AbortSignal): Promise<EngineInfo> {
    return this.#chosen.start(signal);
  }

  generate(request: GenerateParams, signal: AbortSignal): AsyncIterable<Generation> {
    return this.#chosen.generate(request, signal);
  }

  sample(request: GenerateParams, chains: number, signal: AbortSignal): SampleStream {
    return this.#chosen.sample(request, chains, signal);
  }

  score(request: ScoreParams, signal: AbortSignal): Promise<readonly ContinuationScore[]> {
    return this.#chosen.score(request, signal);
  }

  measure(request: MeasureParams): Promise<ContextUse> {
    return this.#chosen.measure(request);
  }

  countTokens(texts: readonly string[]): Promise<readonly number[]> {
    return this.#chosen.countTokens(texts);
  }

  prefetch(request: PrefetchParams, signal: AbortSignal): Promise<PrefetchResult | undefined> {
    return this.#chosen.prefetch(request, signal);
  }

  stop(): Promise<void> {
    return this.#chosen.stop();
  }

  /** Only the chosen one is heard. */
  #follow(engine: Engine): void {
    engine.on('state', (state) => this.#chosen === engine && this.emit('state', state));
    engine.on('pulse', (pulse) => this.#chosen === engine && this.emit('pulse', pulse));
    engine.on('use', () => this.#chosen === engine && this.emit('use'));
  }
}

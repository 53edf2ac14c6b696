import type { EventEmitter } from 'node:events';
import type { Failure } from '../../protocol/failures.ts';
import type {
  ContextUse,
  ContinuationScore,
  EngineInfo,
  GenerateParams,
  GenerationEvent,
  GenerationResult,
  LoadParams,
  MeasureParams,
  PrefetchParams,
  PrefetchResult,
  SampleEvent,
  SampleResult,
  ScoreParams,
} from '../../protocol/inference.ts';
import type { Backends } from './local/backends.ts';
import type { Pulse } from './pulse.ts';

export type EngineState =
  | { readonly state: 'idle' }
  /** `fraction` of the model file; absent while nothing of it is read yet. */
  | { readonly state: 'loading'; readonly fraction?: number }
  | { readonly state: 'ready'; readonly info: EngineInfo }
  | { readonly state: 'failed'; readonly failure: Failure };

/** Events of a generation; the last one carries the result. Stopping is a result, too. */
export type Generation = GenerationEvent | { readonly type: 'finished'; readonly result: GenerationResult };

/** Events of several answers to one prompt; the last one carries all results. */
export type SampleStreamEvent = SampleEvent | { readonly type: 'finished'; readonly result: SampleResult };

export interface SampleStream extends AsyncIterable<SampleStreamEvent> {
  /** Ends one chain; its text so far is its result. The others go on. */
  stop(chain: number): void;
}

/** Why something is aborted that nobody waits for: a process that does not follow at once is left in peace. */
export const NOT_NEEDED = Symbol('not needed');

/** What an engine can do; whoever shows a feature asks here first. */
export interface EngineCapabilities {
  readonly where: 'local' | 'shared' | 'remote';
  /** Answers that are written at once; further ones wait. */
  readonly parallel: number;
  /** The same seed gives the same text, in batches of the same size. */
  readonly seeds: boolean;
  /** `score` works. */
  readonly scores: boolean;
  /** `prefetch` does something. */
  readonly prefetch: boolean;
  /** `countTokens` and `measure` are exact. */
  readonly exactTokens: boolean;
}

export interface EngineEvents {
  state: [EngineState];
  pulse: [Pulse];
  /** A call began or ended. */
  use: [];
}

/** Where answers come from. No caller knows a process, a GPU or an address. */
export interface Engine extends EventEmitter<EngineEvents> {
  readonly state: EngineState;
  /** Whether it answers, while it owes an answer. */
  readonly pulse: Pulse;
  readonly capabilities: EngineCapabilities;
  /** Whether a call is open. */
  readonly isInUse: boolean;
  /** Only of an engine on this machine. */
  readonly local?: LocalControls;

  /** Makes it ready if it is not. Aborting `signal` ends the waiting, not the start. @throws FailureError */
  start(signal?: AbortSignal): Promise<EngineInfo>;

  /**
   * Streams an answer. Aborting stops it within two seconds, whatever the process does, also while the model still loads; its text so
   * far is the result. A process that does not react is ended, unless the reason is `NOT_NEEDED`.
   *
   * @throws FailureError while iterating
   */
  generate(request: GenerateParams, signal: AbortSignal): AsyncIterable<Generation>;

  /** Streams `chains` answers to one prompt, which is read once. Aborting stops all of them. @throws FailureError while iterating */
  sample(request: GenerateParams, chains: number, signal: AbortSignal): SampleStream;

  /** How likely each continuation is, in their order. @throws FailureError */
  score(request: ScoreParams, signal: AbortSignal): Promise<readonly ContinuationScore[]>;

  /** What the prompt would hold if this were asked now. @throws FailureError */
  measure(request: MeasureParams): Promise<ContextUse>;

  /** Tokens of each text by itself, without BOS. @throws FailureError */
  countTokens(texts: readonly string[]): Promise<readonly number[]>;

  /**
   * Reads the prompt of a likely question before it is asked; any other call ends that early. Starts nothing: without a model that is
   * ready there is no result.
   *
   * @throws FailureError
   */
  prefetch(request: PrefetchParams, signal: AbortSignal): Promise<PrefetchResult | undefined>;

  /** Ends what runs and frees what it takes. The next call starts it again. */
  stop(): Promise<void>;
}

/** What only an engine on this machine has. */
export interface LocalControls {
  readonly backends: Backends;
  /** The inference process's id while there is one. */
  readonly pid: number | undefined;
  /** Whether `params` differ from what the engine runs with. */
  wouldChange(params: LoadParams): boolean;
  /** Takes other settings; a process that runs with the old ones is ended, and the next call starts a new one. */
  configure(params: LoadParams): Promise<void>;
  /** The next loads with the present settings do not ask whether memory will do. */
  insist(): void;
  /** Ends the process; the next start looks at every backend anew and begins with the best. */
  startOver(): Promise<void>;
}

export type LocalEngine = Engine & { readonly local: LocalControls };

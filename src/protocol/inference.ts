/**
 * The border between the extension host and the inference process (Node IPC, one JSON message each).
 * The host sends requests, each with an id; every request is answered by exactly one `finished` or `failed`,
 * with any number of `event`s before it. When the process dies, the host's side settles what is open.
 */
import type { Backend } from './backends.ts';
import type { Failure } from './failures.ts';
import type { SamplingParams } from './sampling.ts';
import type { Turn } from './turns.ts';

/** Which device the model's layers go to; `auto` tries Metal, CUDA and Vulkan before the CPU. */
export type GpuChoice = 'auto' | Backend;

export interface LoadParams {
  readonly modelPath: string;
  readonly gpu: GpuChoice;
  /** Tokens; the model's own training length is the upper bound. */
  readonly contextSize: number;
  /** Decode and prefill threads; left out: as many as the machine has free while it works. */
  readonly threads?: number;
  /** Whether greedy answers may draft what they quote, where that pays; left out: where the model is large enough for it. */
  readonly lookupDecoding?: boolean;
  /** Element type of the KV cache; `f16` when left out. `q8_0` takes about half the memory and needs flash attention. */
  readonly kvCacheType?: KvCacheType;
  /** Of the model's layers at most this share goes to the GPU, 0 to 1; left out: all that fit. */
  readonly layerShare?: number;
  /** Sequences of the KV cache: so many requests or chains run at once, each with room for `contextSize` tokens; 1 when left out. */
  readonly sequences?: number;
  /** The user insists: load even when it looks as if memory will not do. */
  readonly ignoreMemory?: boolean;
}

export type KvCacheType = 'f16' | 'q8_0';

/** What was loaded and how it really runs. */
export interface LoadedModel {
  /** `general.name` of the file, or its file name. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly contextSize: number;
  readonly gpu: Backend;
  /** Device names of the GPU in use; empty on the CPU. */
  readonly devices: readonly string[];
  readonly gpuLayers: number;
  /** All that could be on the GPU, the output layer among them. */
  readonly layers: number;
  readonly kvCacheType: KvCacheType;
  /** On a quiet machine. */
  readonly threads: number;
  readonly loadMs: number;
  /**
   * How conversations are put to the model. `cerebrum`: as Cerebrum was trained · `own`: by the file's chat template,
   * which is another · `missing`: as for Cerebrum, because the file brings no template that can be used.
   */
  readonly chatTemplate: 'cerebrum' | 'own' | 'missing';
  /** Why the template that the file brings cannot be used; absent where it is used, or where there is none. */
  readonly templateProblem?: string;
  /** Text at which answers end, where the vocabulary has no token that ends them. */
  readonly turnEnd?: string;
  /** Release of llama.cpp inside the native library. */
  readonly llamaCpp: string;
  readonly sequences: number;
  /** Tokens that one native call takes at most. */
  readonly batchSize: number;
  readonly flashAttention: boolean | 'auto';
}

/** `openai`: any other server with OpenAI's `/v1/completions`. */
export type ServerKind = 'llama-server' | 'vllm' | 'sglang' | 'openai';

/** The server that runs the model, where that is none of this machine's processes. */
export interface ServerFacts {
  readonly kind: ServerKind;
  /** Host and port. */
  readonly host: string;
  /** The server's own version; absent where it tells none. */
  readonly build?: string;
  /** Prompts go as token ids, so no text in them can be a control token and BOS is there exactly once. */
  readonly sendsTokens: boolean;
  /** The server tells its context size; else `contextSize` is a guess. */
  readonly isContextKnown: boolean;
  /** Answers that it writes at once; further ones wait. */
  readonly parallel: number;
  /** From a request to its answer, in milliseconds. */
  readonly roundTripMs: number;
}

/** What every engine tells of the model it answers with. */
export interface EngineInfo extends Pick<
  LoadedModel,
  'name' | 'contextSize' | 'chatTemplate' | 'templateProblem' | 'turnEnd'
> {
  /** SHA-256 of the model file in hex, or the server's own name for what it runs; absent where nobody knows it. */
  readonly identity?: string;
  /** Absent where the engine does not tell. */
  readonly runsOn?: { readonly backend: Backend; readonly devices: readonly string[] };
  /** Only of an engine on this machine. */
  readonly local?: LocalModel;
  /** Only of a server. */
  readonly server?: ServerFacts;
}

/** The model file and how it runs on this machine. */
export type LocalModel = Omit<
  LoadedModel,
  'name' | 'contextSize' | 'chatTemplate' | 'templateProblem' | 'turnEnd' | 'gpu' | 'devices'
>;

/** `background` (an evaluation) pauses between steps while anything in the foreground runs. */
export type Priority = 'foreground' | 'background';

/** What a prompt is made of. */
export interface PromptParams {
  /** Optional system turn, then user and assistant in turn, the last one the user's (or see `continueAnswer`). */
  readonly turns: readonly Turn[];
  /** The last turn is the assistant's unfinished answer: go on from its text. */
  readonly continueAnswer?: boolean;
  /** In place of `turns`: the whole prompt as plain text, without a chat template. BOS goes in front where the model wants one. */
  readonly plainText?: string;
}

export interface GenerateParams extends PromptParams {
  /** Upper bound on the answer, in tokens; the context's free room bounds it too. */
  readonly maxTokens: number;
  readonly sampling: SamplingParams;
  /** The answer ends before any of these texts, as it does at the end of the model's turn. */
  readonly stops?: readonly string[];
  /** `foreground` when left out. */
  readonly priority?: Priority;
  /** The result repeats the rendered prompt with its token ids (for inspection). */
  readonly returnPrompt?: boolean;
}

export interface SampleParams extends GenerateParams {
  /** Answers to the one prompt; chain `i` has `chainSeed(sampling.seed, i)`. */
  readonly chains: number;
}

export interface SampleResult {
  /** In the order of their index. */
  readonly chains: readonly GenerationResult[];
}

export interface ScoreParams extends PromptParams {
  /** Texts that may follow the prompt, each with the space before it. */
  readonly continuations: readonly string[];
  /** `foreground` when left out. */
  readonly priority?: Priority;
}

/** How likely a text is behind a prompt. */
export interface ContinuationScore {
  /**
   * Sum of the natural logarithms of its tokens' probabilities over the whole vocabulary, at temperature 1. Each term is exact to
   * about 1e-5; a token less likely than 2^-126 counts as that.
   */
  readonly logProbability: number;
  readonly tokens: number;
  /** Greedy decoding would give these tokens. */
  readonly isGreedy: boolean;
}

export interface MeasureParams {
  /** Optional system turn, then the user and the assistant in turn, up to an answer. */
  readonly turns: readonly Turn[];
  /** The next question; may be empty. */
  readonly question: string;
  /** What goes in front of it, as it stands in the prompt. */
  readonly context: readonly string[];
  /** Upper bound on the answer, in tokens. */
  readonly maxTokens: number;
}

/** What takes up the context window; all in tokens. */
export interface ContextUse {
  readonly contextSize: number;
  /** Kept free for the answer. */
  readonly reserved: number;
  /** The system sentence, the role names and the turns that still fit. */
  readonly conversation: number;
  /** What goes along with the question. */
  readonly context: number;
  readonly question: number;
  /** Turns at the start that do not fit, as in `GenerationEvent`. */
  readonly droppedTurns: number;
}

/**
 * Why an answer ended. `finished`: EOS · `nextTurn`: the model began to write the user's next turn ("\nUser:") · `limit`:
 * `maxTokens` · `contextFull`: the context's end · `loop`: it said the same over and over · `stopped`: by the user.
 */
export type StopReason = 'finished' | 'nextTurn' | 'limit' | 'contextFull' | 'loop' | 'stopped';

export interface GenerationStats {
  /** Tokens of the whole prompt, BOS included. */
  readonly promptTokens: number;
  /** How many of them were still in the KV cache. */
  readonly reusedTokens: number;
  readonly generatedTokens: number;
  /** Until the first token of the answer was there: the step that reads the end of the prompt gives it. */
  readonly prefillMs: number;
  /** From then on. */
  readonly generateMs: number;
}

/** How fast an answer was written, the wait for its first token apart; undefined where there is nothing to tell it from. */
export function tokensPerSecond({
  generatedTokens,
  generateMs,
}: Pick<GenerationStats, 'generatedTokens' | 'generateMs'>): number | undefined {
  return generatedTokens > 1 && generateMs > 0 ? (1000 * (generatedTokens - 1)) / generateMs : undefined;
}

export interface GenerationResult {
  readonly stopReason: StopReason;
  /** The whole answer as it should stand in the history: trimmed, without EOS. */
  readonly answer: string;
  readonly stats: GenerationStats;
  readonly prompt?: { readonly text: string; readonly tokens: readonly number[] };
  /** Absent where it was stopped before it began. */
  readonly made?: Made;
}

/** The result of an answer that was stopped without figures: before it began, or by a process that does not react. */
export const stoppedWith = (answer: string): GenerationResult => ({
  stopReason: 'stopped',
  answer,
  stats: { promptTokens: 0, reusedTokens: 0, generatedTokens: 0, prefillMs: 0, generateMs: 0 },
});

/** All that an answer was made with, beside the model file: on the same build and device the same again gives the same text. */
export interface MadeWith extends Pick<
  LoadedModel,
  'llamaCpp' | 'gpu' | 'devices' | 'gpuLayers' | 'threads' | 'kvCacheType' | 'batchSize' | 'flashAttention'
> {
  readonly sampling: SamplingParams;
  /** In hex, of the prompt's token ids as decimal numbers joined by commas. */
  readonly promptSha256: string;
  readonly maxTokens: number;
  readonly stops: readonly string[];
  /** Drafts were tried: they change the batches, not the tokens. */
  readonly lookupDecoding: boolean;
  /** Answers written in the same steps, this one among them, at most: batches of other sizes round differently. */
  readonly parallel: number;
  /** Tokens of the prompt that the KV cache held already: they were read in other batches. Answers of earlier versions do not say it. */
  readonly reusedTokens?: number;
}

/** All that is known of how a server made an answer: what it says of itself, and what it was asked for. */
export interface MadeByServer extends Pick<MadeWith, 'sampling' | 'maxTokens' | 'stops'> {
  /** Answers that the server writes at once, at most. */
  readonly parallel: number;
  readonly server: Pick<ServerFacts, 'kind' | 'host' | 'build'> & {
    /** As the server calls it. */
    readonly model: string;
    readonly contextSize: number;
  };
  /** In hex: of the token ids as `MadeWith` says, or of the text where the server takes none. */
  readonly promptSha256: string;
}

export type Made = MadeWith | MadeByServer;

export interface PrefetchParams {
  /** As for `generate`, with the question that is likely to come. */
  readonly turns: readonly Turn[];
  /** The question is still being typed: what may become other tokens is left out. */
  readonly isDraft: boolean;
  /** What the answer will be asked with: it decides which turns fit. */
  readonly maxTokens: number;
  /** At most so many tokens are read. */
  readonly limit: number;
}

export interface PrefetchResult {
  readonly promptTokens: number;
  /** How many of them the KV cache held before. */
  readonly reusedTokens: number;
  /** How many more it holds now. */
  readonly readTokens: number;
}

/** Request name to what it takes, what it tells on the way and what it gives. */
export interface Requests {
  /** Loads the one model of this process; a second load is refused (start a new process). */
  readonly load: {
    params: LoadParams;
    event: { readonly type: 'progress'; readonly fraction: number };
    result: LoadedModel;
  };
  readonly generate: { params: GenerateParams; event: GenerationEvent; result: GenerationResult };
  /** Several answers to one prompt, which is read once. */
  readonly sample: { params: SampleParams; event: SampleEvent; result: SampleResult };
  readonly score: { params: ScoreParams; event: never; result: readonly ContinuationScore[] };
  /** What the prompt would hold if this were asked now. Nothing is evaluated, the KV cache stays as it is. */
  readonly measure: { params: MeasureParams; event: never; result: ContextUse };
  /** Reads a prompt into the KV cache before it is asked. Any other request but `measure` and `countTokens` ends it early. */
  readonly prefetch: { params: PrefetchParams; event: never; result: PrefetchResult };
  /** Tokens of each text by itself, without BOS. */
  readonly countTokens: { params: { readonly texts: readonly string[] }; event: never; result: readonly number[] };
}
export type RequestName = keyof Requests;

export type GenerationEvent =
  /** First of all: the prompt is fixed. `droppedTurns` oldest turns did not fit any more (the system turn never leaves). */
  | {
      readonly type: 'prompt';
      readonly promptTokens: number;
      readonly reusedTokens: number;
      readonly droppedTurns: number;
      /** As `LoadedModel` has it: it may turn out with a later prompt. */
      readonly templateProblem?: string;
    }
  /** After every prefilled chunk; `done` and `total` count the prompt tokens that were not in the KV cache. */
  | { readonly type: 'prefill'; readonly done: number; readonly total: number }
  /** The next piece of the answer; `tokens` were sampled and `ms` went by since the piece before, or since sampling began. */
  | { readonly type: 'text'; readonly text: string; readonly tokens: number; readonly ms: number };

/** Of one prompt with several answers: `chain` counts from 0. */
export type SampleEvent =
  | Exclude<GenerationEvent, { type: 'text' }>
  | (Extract<GenerationEvent, { type: 'text' }> & { readonly chain: number })
  | { readonly type: 'chainFinished'; readonly chain: number; readonly result: GenerationResult };

export type ToInference =
  | {
      [R in RequestName]: { readonly type: R; readonly id: number; readonly params: Requests[R]['params'] };
    }[RequestName]
  /** The user stopped request `id`, or one chain of it; it still answers, soon. */
  | { readonly type: 'cancel'; readonly id: number; readonly chain?: number }
  /** Free everything and exit. */
  | { readonly type: 'shutdown' };

export type FromInference =
  | { readonly type: 'event'; readonly id: number; readonly event: Requests[RequestName]['event'] }
  | { readonly type: 'finished'; readonly id: number; readonly result: Requests[RequestName]['result'] }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure };

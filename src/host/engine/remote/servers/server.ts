import type { SamplingParams } from '../../../../protocol/sampling.ts';
import type { ServerKind } from '../../../../protocol/inference.ts';
import type { Turn } from '../../../../protocol/turns.ts';

/** A server that was found, and how to talk to it. */
export interface Server {
  readonly kind: ServerKind;
  /** As the server calls it; goes into every request. */
  readonly model: string;
  /** Tokens that a prompt and its answer can have together. */
  readonly contextSize: number;
  /** The server told its context size. */
  readonly isContextKnown: boolean;
  /** Answers that it writes at once; further ones wait. */
  readonly parallel: number;
  /** Answers that one request can ask for. */
  readonly mostPerRequest: number;
  /** Its own version, where it tells. */
  readonly build?: string;
  /** Absent: prompts go as text. */
  readonly tokenizer?: Tokenizer | undefined;
  /** Renders messages by the model's chat template, without BOS; absent: nobody knows the template. @throws FailureError */
  readonly template?: (turns: readonly Turn[]) => Promise<string>;
  /** The body of a request to `/v1/completions`. */
  body(request: CompletionRequest): Record<string, unknown>;
}

export interface CompletionRequest {
  /** Text without BOS, or token ids with it. */
  readonly prompt: string | readonly number[];
  readonly maxTokens: number;
  readonly sampling: SamplingParams;
  readonly stops: readonly string[];
  readonly chains: number;
}

/** Token ids of a server's model. @throws FailureError */
export interface Tokenizer {
  /** What stands in front of every prompt; empty where the model has no BOS. */
  readonly bos: readonly number[];
  /** Nothing in `text` becomes a control token. */
  plain(text: string): Promise<readonly number[]>;
  /** As the server reads a text by itself: control tokens in it count. */
  parsed(text: string): Promise<readonly number[]>;
  /** The id of a control token by its text; `undefined` where the text is none. */
  control(text: string): Promise<number | undefined>;
}

/** Every value is said: what a request leaves out, servers fill in from the model's files or their command line. */
export function samplingBody(
  { model }: Pick<Server, 'model'>,
  { prompt, maxTokens, sampling, stops, chains }: CompletionRequest,
): Record<string, unknown> {
  return {
    ...{ model, prompt, stream: true, max_tokens: maxTokens },
    ...(stops.length > 0 && { stop: stops }),
    ...(chains > 1 && { n: chains }),
    ...{ temperature: sampling.temperature, top_p: sampling.topP, top_k: sampling.topK, min_p: sampling.minP },
    ...{ presence_penalty: sampling.presencePenalty, frequency_penalty: sampling.frequencyPenalty },
    // llama-server knows only the second name, vLLM and SGLang only the first.
    ...{ repetition_penalty: sampling.repeatPenalty, repeat_penalty: sampling.repeatPenalty },
    seed: sampling.seed,
  };
}

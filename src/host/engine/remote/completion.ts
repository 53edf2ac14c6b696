/** What the events of `/v1/completions` say, read by shape: no field of a server is trusted to be there or to have its type. */

export interface Choice {
  readonly index: number;
  readonly text: string;
  /** Token ids, where the server tells them. */
  readonly tokens?: readonly number[];
  /** Absent while the choice goes on. */
  readonly finish?: Finish;
}

export interface Finish {
  /** `stop` and what OpenAI's API calls `length`; any other word is the server's own (`abort`, `content_filter`). */
  readonly reason: string;
  /** The stop text at which it ended, where the server tells; empty: the model ended its turn. */
  readonly stop?: string;
}

export interface CompletionEvent {
  readonly choices: readonly Choice[];
  readonly usage?: {
    readonly promptTokens: number;
    readonly completionTokens?: number;
    readonly cachedTokens?: number;
  };
  /** Tokens of the prompt that are read, of all that were to be read. */
  readonly progress?: { readonly done: number; readonly total: number };
}

type Json = Record<string, unknown>;

/** Reads llama-server (`__verbose`, `prompt_progress`), vLLM and SGLang (`stop_reason`, `matched_stop`, `token_ids`) and the plain form. */
export function completionEvent(event: Json): CompletionEvent {
  const choices = Array.isArray(event['choices']) ? (event['choices'] as readonly unknown[]) : [];
  const usage = usageOf(event['usage']);
  const progress = progressOf(event['prompt_progress']);
  return {
    choices: choices.map((choice) => choiceOf(record(choice), record(event['__verbose']))),
    ...(usage && { usage }),
    ...(progress && { progress }),
  };
}

function choiceOf(choice: Json, verbose: Json): Choice {
  const { index, text, finish_reason: reason, stop_reason: stopReason, matched_stop: matched, token_ids: ids } = choice;
  const tokens = numbers(ids) ?? numbers(verbose['tokens'])?.filter((token) => token !== 0 || text !== '');
  const finish =
    typeof reason === 'string' && reason !== '' ? finishOf(reason, stopReason ?? matched, verbose) : undefined;
  return {
    index: typeof index === 'number' ? index : 0,
    text: typeof text === 'string' ? text : '',
    ...(tokens && { tokens }),
    ...(finish && { finish }),
  };
}

function finishOf(reason: string, stopReason: unknown, { stop_type: type, stopping_word: word }: Json): Finish {
  if (typeof stopReason === 'string') return { reason, stop: stopReason };
  if (type === 'word' && typeof word === 'string') return { reason, stop: word };
  return type === 'eos' || stopReason === null ? { reason, stop: '' } : { reason };
}

function usageOf(value: unknown): CompletionEvent['usage'] {
  const { prompt_tokens: prompt, completion_tokens: completion, prompt_tokens_details: details } = record(value);
  if (typeof prompt !== 'number') return undefined;
  const cached = record(details)['cached_tokens'];
  return {
    promptTokens: prompt,
    ...(typeof completion === 'number' && { completionTokens: completion }),
    ...(typeof cached === 'number' && { cachedTokens: cached }),
  };
}

function progressOf(value: unknown): CompletionEvent['progress'] {
  const { total, cache, processed } = record(value);
  if (typeof total !== 'number' || typeof cache !== 'number' || typeof processed !== 'number') return undefined;
  return { done: Math.max(0, processed - cache), total: total - cache };
}

function numbers(value: unknown): readonly number[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === 'number') ? value : undefined;
}

const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

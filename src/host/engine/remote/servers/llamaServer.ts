import type { Connection } from '../connection/connection.ts';
import { callJson } from '../connection/http.ts';
import { optional, type FoundModel } from './models.ts';
import { samplingBody, type CompletionRequest, type Server, type Tokenizer } from './server.ts';
import { numberAt, objectAt, tokenIds } from './json.ts';

export interface LlamaServerOptions {
  /** Off: every prompt is read anew. Only so does the same request give the same bits. */
  readonly cachePrompt: boolean;
}

/**
 * llama.cpp's llama-server (tools/server of the release that node-llama-cpp carries): token ids in prompts, special texts left alone
 * by `/tokenize` with `parse_special: false`, several answers by `n`, up to its slots.
 *
 * @throws FailureError
 */
export async function llamaServer(
  connection: Connection,
  found: FoundModel,
  { cachePrompt }: LlamaServerOptions,
  signal: AbortSignal,
): Promise<Server> {
  const props = await optional(callJson(connection, '/props', undefined, signal));
  const ofSlot = numberAt(objectAt(props, 'default_generation_settings'), 'n_ctx');
  const contextSize = ofSlot ?? numberAt(objectAt(found.facts, 'meta'), 'n_ctx');
  const slots = Math.max(1, numberAt(props, 'total_slots') ?? 1);
  const { build_info: build } = (props ?? {}) as { readonly build_info?: unknown };
  const tokenizer = await optional(llamaTokenizer(connection, signal));
  return {
    kind: 'llama-server',
    model: found.id,
    contextSize: contextSize ?? 4096,
    isContextKnown: contextSize !== undefined,
    parallel: slots,
    mostPerRequest: slots,
    ...(typeof build === 'string' && { build }),
    ...(tokenizer && { tokenizer }),
    template: async (turns) => {
      const { prompt } = (await callJson(connection, '/apply-template', { messages: turns })) as { prompt?: unknown };
      return String(prompt);
    },
    body: (request) => ({ ...samplingBody({ model: found.id }, request), ...ownValues(request, cachePrompt) }),
  };
}

/** What other servers do not have: samplers that its command line can turn on, and what it tells on the way. */
const ownValues = ({ sampling }: CompletionRequest, cachePrompt: boolean) => ({
  ...{ cache_prompt: cachePrompt, repeat_last_n: sampling.penaltyWindow },
  samplers: ['penalties', 'top_k', 'top_p', 'min_p', 'temperature'],
  ...{ mirostat: 0, dynatemp_range: 0, ignore_eos: false },
  ...{ return_progress: true, return_tokens: true },
  // Tells an end of turn from a stop text; the fields keep it from repeating the prompt.
  ...{ verbose: true, response_fields: ['stop_type', 'stopping_word', 'truncated'] },
});

async function llamaTokenizer(connection: Connection, signal: AbortSignal): Promise<Tokenizer> {
  const tokenize = async (content: string, marked: boolean, parsed: boolean) =>
    tokenIds(await callJson(connection, '/tokenize', { content, add_special: marked, parse_special: parsed }));
  const [bare, marked] = await Promise.all([tokenize('a', false, false), tokenize('a', true, false)]);
  signal.throwIfAborted();
  return {
    bos: marked.slice(0, Math.max(0, marked.indexOf(bare[0] ?? -1))),
    plain: (text) => tokenize(text, false, false),
    parsed: (text) => tokenize(text, false, true),
    control: async (text) => controlId(await tokenize(text, false, true), await tokenize(text, false, false)),
  };
}

/** Parsed, a control token ends the list or is the only one: a tokenizer may put a space in front. */
export function controlId(parsed: readonly number[], plain: readonly number[]): number | undefined {
  const last = parsed.at(-1);
  if (last === undefined || parsed.length > 2 || parsed.join() === plain.join()) return undefined;
  return last;
}

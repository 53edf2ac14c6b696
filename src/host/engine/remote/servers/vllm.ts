import type { Turn } from '../../../../protocol/turns.ts';
import { withoutControlTexts } from '../prompt/controlTexts.ts';
import type { Connection } from '../connection/connection.ts';
import { callJson } from '../connection/http.ts';
import { numberAt, textAt, tokenIds } from './json.ts';
import { controlId } from './llamaServer.ts';
import { optional, type FoundModel } from './models.ts';
import { samplingBody, type Server, type Tokenizer } from './server.ts';

/** It joins requests into batches as they come; so many are worth sending at once (docs/team.md). */
const PARALLEL = 16;

/**
 * vLLM, and SGLang, which has the same API: token ids in prompts, tokenizers of Hugging Face, which always read control tokens out of a
 * text (vllm/entrypoints/openai, protocol.py).
 *
 * @throws FailureError
 */
export async function vllm(connection: Connection, found: FoundModel, signal: AbortSignal): Promise<Server> {
  const contextSize = numberAt(found.facts, 'max_model_len');
  const version = await optional(callJson(connection, '/version', undefined, signal));
  const build = textAt(version, 'version');
  const tokenizer = found.owner === 'vllm' ? await optional(vllmTokenizer(connection, found.id, signal)) : undefined;
  return {
    kind: found.owner === 'vllm' ? 'vllm' : 'sglang',
    model: found.id,
    contextSize: contextSize ?? 4096,
    isContextKnown: contextSize !== undefined,
    parallel: PARALLEL,
    mostPerRequest: PARALLEL,
    ...(build !== undefined && { build }),
    ...(tokenizer && {
      tokenizer,
      template: (turns: readonly Turn[]) => render(connection, found.id, turns, tokenizer.bosText),
    }),
    body: (request) => ({
      ...samplingBody({ model: found.id }, request),
      // 0 meant "all" only later; -1 always did.
      ...(request.sampling.topK === 0 && { top_k: -1 }),
      stream_options: { include_usage: true },
      ...(found.owner === 'vllm' && { return_token_ids: true }),
    }),
  };
}

interface HuggingFaceTokenizer extends Tokenizer {
  readonly bosText: string;
}

async function vllmTokenizer(
  connection: Connection,
  model: string,
  signal: AbortSignal,
): Promise<HuggingFaceTokenizer> {
  const tokenize = async (prompt: string, marked = false) =>
    tokenIds(await callJson(connection, '/tokenize', { model, prompt, add_special_tokens: marked }));
  const [bare, marked] = await Promise.all([tokenize('a'), tokenize('a', true)]);
  signal.throwIfAborted();
  const bos = marked.slice(0, Math.max(0, marked.indexOf(bare[0] ?? -1)));
  return {
    bos,
    bosText: bos.length === 0 ? '' : await detokenize(connection, model, bos),
    plain: async (text) => {
      const ids: number[] = [];
      for (const [index, piece] of withoutControlTexts(text).entries()) {
        for (const id of index === 0 ? await tokenize(piece) : await tokensInside(piece, tokenize)) ids.push(id);
      }
      return ids;
    },
    parsed: (text) => tokenize(text),
    control: async (text) => {
      const pieces = withoutControlTexts(text);
      const plain = [...(await tokenize(pieces[0] ?? '')), ...(await tokensInside(pieces.slice(1).join(''), tokenize))];
      return controlId(await tokenize(text), plain);
    },
  };
}

/** Tokens of a text that stands behind other text: a tokenizer may put a space in front of what it is given. */
async function tokensInside(
  text: string,
  tokenize: (text: string) => Promise<readonly number[]>,
): Promise<readonly number[]> {
  if (text === '') return [];
  for (const before of ['x', '\n', '0']) {
    const [head, whole] = [await tokenize(before), await tokenize(before + text)];
    if (head.every((id, index) => whole[index] === id)) return whole.slice(head.length);
  }
  return tokenize(text);
}

async function detokenize(connection: Connection, model: string, tokens: readonly number[]): Promise<string> {
  return textAt(await callJson(connection, '/detokenize', { model, tokens }), 'prompt') ?? '';
}

/** The template's text, by way of its tokens: vLLM renders messages only into those. */
async function render(
  connection: Connection,
  model: string,
  messages: readonly Turn[],
  bosText: string,
): Promise<string> {
  const tokens = tokenIds(await callJson(connection, '/tokenize', { model, messages, add_generation_prompt: true }));
  const text = await detokenize(connection, model, tokens);
  return bosText !== '' && text.startsWith(bosText) ? text.slice(bosText.length) : text;
}

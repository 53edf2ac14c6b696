import { numberAt } from './json.ts';
import type { FoundModel } from './models.ts';
import { samplingBody, type Server } from './server.ts';

/** Any other server with OpenAI's `/v1/completions` (LM Studio and the like): prompts as text, one answer a request. */
export function openAiServer(found: FoundModel): Server {
  const contextSize = numberAt(found.facts, 'max_model_len') ?? numberAt(found.facts, 'max_context_length');
  return {
    kind: 'openai',
    model: found.id,
    contextSize: contextSize ?? 4096,
    isContextKnown: contextSize !== undefined,
    parallel: 1,
    mostPerRequest: 1,
    body: (request) => ({ ...samplingBody({ model: found.id }, request), stream_options: { include_usage: true } }),
  };
}

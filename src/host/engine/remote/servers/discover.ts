import { FailureError } from '../../../../protocol/failures.ts';
import { checkedTokenizer } from './canary.ts';
import type { Connection } from '../connection/connection.ts';
import { callJson } from '../connection/http.ts';
import { objectAt, textAt } from './json.ts';
import { llamaServer } from './llamaServer.ts';
import { findModel, optional, type FoundModel } from './models.ts';
import { openAiServer } from './openAiServer.ts';
import type { Server } from './server.ts';
import { vllm } from './vllm.ts';

export interface DiscoverOptions {
  /** As the server calls it; left out: the only one it has. */
  readonly model?: string;
  readonly cachePrompt?: boolean;
}

/** Which server answers there, with which model. @throws FailureError; `signal.reason` when aborted */
export async function discover(
  connection: Connection,
  { model, cachePrompt = true }: DiscoverOptions,
  signal: AbortSignal,
): Promise<Server> {
  const found = await findModel(connection, model, signal);
  if (found.owner === 'llamacpp')
    return checkedTokenizer(await llamaServer(connection, found, { cachePrompt }, signal), signal);
  if (found.owner === 'vllm' || found.owner === 'sglang')
    return checkedTokenizer(await vllm(connection, found, signal), signal);
  await refuseUnsupported(connection, found, signal);
  return openAiServer(found);
}

/** Ollama puts its template around a prompt and cuts its middle; TGI always adds BOS, gives no token ids and is not maintained. */
async function refuseUnsupported(connection: Connection, { owner }: FoundModel, signal: AbortSignal): Promise<void> {
  const address = connection.address.root;
  const version = await optional(callJson(connection, '/api/version', undefined, signal));
  if (owner === 'library' || textAt(version, 'version') !== undefined)
    throw new FailureError({ name: 'server-unsupported', address, kind: 'ollama' });
  const info = await optional(callJson(connection, '/info', undefined, signal));
  if (objectAt(info, 'max_total_tokens') !== undefined || textAt(info, 'router')?.includes('text-generation') === true)
    throw new FailureError({ name: 'server-unsupported', address, kind: 'tgi' });
}

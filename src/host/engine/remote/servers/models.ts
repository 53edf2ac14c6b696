import { FailureError, toFailure } from '../../../../protocol/failures.ts';
import type { Connection } from '../connection/connection.ts';
import { callJson } from '../connection/http.ts';
import { objectAt, textAt } from './json.ts';

/** A model as `/v1/models` lists it. */
export interface FoundModel {
  readonly id: string;
  /** Who the server says it is: `llamacpp`, `vllm`, `sglang`, `library` (Ollama) … */
  readonly owner: string;
  readonly facts: unknown;
}

/**
 * The model that answers: the one named, or the only one. Adapters on top of another model (vLLM's LoRA, with a `parent`) are taken
 * by name only.
 *
 * @throws FailureError `server-model-unknown`
 */
export async function findModel(
  connection: Connection,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<FoundModel> {
  const { root } = connection.address;
  const list = objectAt(await callJson(connection, '/v1/models', undefined, signal), 'data');
  const models = (Array.isArray(list) ? list : []).flatMap((facts: unknown): FoundModel[] => {
    const id = textAt(facts, 'id');
    return id === undefined ? [] : [{ id, owner: textAt(facts, 'owned_by') ?? '', facts }];
  });
  if (models.length === 0 && !Array.isArray(list))
    throw new FailureError({ name: 'server-not-api', address: root, found: 'not-json', status: 200 });
  const own = models.filter(({ facts }) => textAt(facts, 'parent') === undefined);
  const found = wanted === undefined ? (own.length === 1 ? own[0] : undefined) : models.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  throw new FailureError({
    ...{ name: 'server-model-unknown', address: root, models: models.map(({ id }) => connection.key.redact(id)) },
    ...(wanted !== undefined && { model: wanted }),
  });
}

/**
 * What a server may keep to itself: reverse proxies let through little but `/v1`. `undefined` where it gives nothing.
 *
 * @throws FailureError the connection is lost, or the server still loads
 */
export async function optional<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'AbortError') throw error;
    if (toFailure(error).name === 'server-unreachable' || toFailure(error).name === 'server-loading') throw error;
    return undefined;
  }
}

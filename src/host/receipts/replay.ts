import type { GenerationResult } from '../../protocol/inference.ts';
import type { Engine } from '../engine/engine.ts';
import { compare, type Comparison, type Receipt } from './receipt.ts';

export interface Replayed {
  readonly result: GenerationResult;
  readonly comparison: Comparison;
}

/** Makes the answer of a receipt again with the model that is loaded; `undefined` when it was stopped. @throws FailureError */
export async function replay(engine: Engine, receipt: Receipt, signal: AbortSignal): Promise<Replayed | undefined> {
  const { turns, maxTokens, made } = receipt;
  const request = { turns, maxTokens, sampling: made.sampling, stops: made.stops };
  for await (const event of engine.generate(request, signal)) {
    if (event.type !== 'finished') continue;
    const { result } = event;
    return signal.aborted ? undefined : { result, comparison: compare(receipt, result) };
  }
  return undefined;
}

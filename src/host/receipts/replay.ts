import type { GenerationResult } from '../../protocol/inference.ts';
import { SEED_LIMIT } from '../../protocol/sampling.ts';
import type { Engine } from '../engine/engine.ts';
import { type Before, compare, type Comparison } from './comparison.ts';
import type { Receipt } from './receipt.ts';

export interface Replayed {
  /** Of a vote: the chain that differs, else the one that was shown. */
  readonly result: GenerationResult;
  readonly comparison: Comparison;
}

/** Makes the answer of a receipt again with the model that is loaded; `undefined` when it was stopped. @throws FailureError */
export function replay(
  engine: Pick<Engine, 'generate' | 'sample'>,
  receipt: Receipt,
  signal: AbortSignal,
): Promise<Replayed | undefined> {
  const { vote } = receipt;
  return vote === undefined ? replayParts(engine, receipt, signal) : replayVote(engine, receipt, vote, signal);
}

/** What a model wrote in one go. */
interface Go extends Before {
  /** The text that it went on from. */
  readonly from: string;
  readonly maxTokens: number;
}

/** All that a model wrote of an answer, in order. */
function goesOf({ answer, parts = [], made, maxTokens, stopReason }: Receipt): Go[] {
  const before = parts.flatMap((part, i): Go[] =>
    part.made === undefined
      ? []
      : [
          {
            from: answer.slice(0, parts[i - 1]?.end ?? 0),
            // More of it may have been written, and cut away before the answer went on.
            ...{ answer: answer.slice(0, part.end), isCut: true },
            ...{ made: part.made, maxTokens: part.maxTokens ?? maxTokens },
          },
        ],
  );
  const from = answer.slice(0, parts.at(-1)?.end ?? 0);
  return [...before, { from, answer, made, maxTokens, isCut: stopReason === 'stopped' }];
}

/** One part after the other, until one is not as it was. */
async function replayParts(
  engine: Pick<Engine, 'generate'>,
  receipt: Receipt,
  signal: AbortSignal,
): Promise<Replayed | undefined> {
  let replayed: Replayed | undefined;
  for (const go of goesOf(receipt)) {
    const result = await replayGo(engine, receipt, go, signal);
    if (result === undefined) return undefined;
    replayed = { result, comparison: compare(go, result) };
    if (!replayed.comparison.same) break;
  }
  return replayed;
}

async function replayGo(
  engine: Pick<Engine, 'generate'>,
  { turns }: Receipt,
  { from, answer, made, maxTokens, isCut }: Go,
  signal: AbortSignal,
): Promise<GenerationResult | undefined> {
  const goesOn = from !== '';
  const enough = new AbortController();
  const request = {
    turns: goesOn ? [...turns, { role: 'assistant', content: from } as const] : turns,
    continueAnswer: goesOn,
    ...{ maxTokens, sampling: made.sampling, stops: made.stops },
    returnPrompt: true,
  };
  let length = from.length;
  for await (const event of engine.generate(request, AbortSignal.any([signal, enough.signal]))) {
    if (event.type === 'finished') return signal.aborted ? undefined : event.result;
    // The space before the first word is no part of the answer: one character more than was there.
    if (event.type === 'text' && isCut === true && (length += event.text.length) > answer.length) enough.abort();
  }
  return undefined;
}

/** All chains of a vote at once, as they were written. */
async function replayVote(
  engine: Pick<Engine, 'sample'>,
  { turns, made, maxTokens, answer }: Receipt,
  { asked, chains }: NonNullable<Receipt['vote']>,
  signal: AbortSignal,
): Promise<Replayed | undefined> {
  const known = new Map(chains.map((chain) => [chain.chain, chain]));
  const first = chains[0];
  if (first === undefined) return undefined;
  const seed = (first.seed - first.chain + SEED_LIMIT) % SEED_LIMIT;
  const stream = engine.sample(
    { turns, maxTokens, sampling: { ...made.sampling, seed }, stops: made.stops, returnPrompt: true },
    asked,
    signal,
  );
  const lengths = new Map<number, number>();
  for await (const event of stream) {
    if (event.type === 'text') {
      const { chain, text } = event;
      const was = known.get(chain);
      const length = (lengths.get(chain) ?? 0) + text.length;
      lengths.set(chain, length);
      if (was === undefined || (was.stopReason === 'stopped' && length > was.answer.length)) stream.stop(chain);
    }
    if (event.type !== 'finished') continue;
    if (signal.aborted) return undefined;
    const results = event.result.chains;
    for (const { chain, answer: text, stopReason, seed: own } of chains) {
      const result = results[chain];
      if (result === undefined) continue;
      const before = { answer: text, made: { ...made, sampling: { ...made.sampling, seed: own } } };
      const comparison = compare({ ...before, isCut: stopReason === 'stopped' }, result);
      if (!comparison.same) return { result, comparison: { ...comparison, chain } };
    }
    const shown = results.find((result) => result.answer === answer) ?? results[first.chain];
    return shown && { result: shown, comparison: { same: true, chains: chains.length } };
  }
  return undefined;
}

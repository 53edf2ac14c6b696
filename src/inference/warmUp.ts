import type { Token } from 'node-llama-cpp';
import type { WarmUpParams, WarmUpResult } from '../protocol/inference.ts';
import type { Turn } from '../protocol/turns.ts';
import { fitTurns, promptBudget } from '../reasoning/budget.ts';
import { contextShift, type GenerationContext } from './generation.ts';

/** Prompt tokens per native call: a request that comes meanwhile waits for one of them. */
const CHUNK = 32;

/**
 * Puts the prompt of a question that is likely to come into the KV cache, so that its answer begins sooner. What the cache
 * shares with it stays; `signal` ends it after the chunk at hand, and what was read until then is kept.
 *
 * @throws FailureError as `generate` would
 */
export async function warmUp(
  { sequence, format, contextSize }: GenerationContext,
  { turns, isDraft, maxTokens, limit }: WarmUpParams,
  signal: AbortSignal,
): Promise<WarmUpResult> {
  const render = (some: readonly Turn[]) => format.render(some, false).tokens;
  const limits = { budget: promptBudget(contextSize, maxTokens), contextSize };
  const fitted = fitTurns(turns, limits, (some) => render(some).length);
  const prompt = isDraft ? stablePart(fitted.turns, render) : render(fitted.turns);

  // The last token is evaluated by the first decode step, here as there.
  const wanted = prompt.slice(0, -1);
  const reusedTokens = sequence.compareContextTokens(wanted).firstDifferentIndex;
  const end = Math.min(wanted.length, reusedTokens + limit);
  // What lies behind the common part is let go only for something to put there.
  if (reusedTokens < end) await sequence.adaptStateToTokens(wanted, false);
  let at = reusedTokens;
  for (; at < end && !signal.aborted; at += CHUNK) {
    await sequence.evaluateWithoutGeneratingNewTokens(wanted.slice(at, Math.min(at + CHUNK, end)), { contextShift });
  }
  return { promptTokens: prompt.length, reusedTokens, readTokens: Math.min(at, end) - reusedTokens };
}

/** The tokens that hold whatever else is typed: those before the last word, which may still grow into other tokens. */
function stablePart(turns: readonly Turn[], render: (turns: readonly Turn[]) => readonly Token[]): readonly Token[] {
  const draft = turns.at(-1)?.content ?? '';
  const head = draft.slice(0, draft.search(/\S*$/));
  const ending = (word: string) => render([...turns.slice(0, -1), { role: 'user', content: head + word }]);
  const [one, other] = [ending('a'), ending('.')];
  const length = one.findIndex((token, i) => token !== other[i]);
  // One more, which the caller leaves to the first decode step.
  return one.slice(0, length + 1);
}

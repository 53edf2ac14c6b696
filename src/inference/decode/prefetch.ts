import { boundTurns } from '../prompt/boundedText.ts';
import { whenRendered } from '../prompt/whenRendered.ts';
import type { Token } from 'node-llama-cpp';
import type { GenerationEvent, WarmUpParams, WarmUpResult } from '../../protocol/inference.ts';
import type { Turn } from '../../protocol/turns.ts';
import { fitTurns, promptBudget } from '../../reasoning/prompt/budget.ts';
import type { GenerationContext } from './generation.ts';

/**
 * Puts the prompt of a question that is likely to come into the KV cache, so that its answer begins sooner. What the cache
 * shares with it stays; `signal` ends it, and what was read until then is kept.
 *
 * @throws FailureError as `generate` would
 */
export async function warmUp(
  { model, slots, format, contextSize }: GenerationContext,
  { turns, isDraft, maxTokens, limit }: WarmUpParams,
  signal: AbortSignal,
): Promise<WarmUpResult> {
  const render = (some: readonly Turn[]) => format.render(some, false).tokens;
  const limits = { budget: promptBudget(contextSize, maxTokens), contextSize };
  const bounded = await boundTurns(turns, limits, (text) => model.tokenize(text).length);
  const prompt = await whenRendered(format, () => {
    const fitted = fitTurns(bounded.turns, limits, (some) => render(some).length);
    return isDraft ? stablePart(fitted.turns, render) : render(fitted.turns);
  });

  const slot = await slots.choose(prompt, signal);
  if (slot === undefined) return { promptTokens: prompt.length, reusedTokens: 0, readTokens: 0 };
  const { sequence, prefill } = slot;
  // The last token is evaluated by the first decode step, here as there.
  const wanted = prompt.slice(0, -1);
  const reusedTokens = sequence.compareContextTokens(wanted).firstDifferentIndex;
  const end = Math.min(wanted.length, reusedTokens + limit);
  let readTokens = 0;
  // What lies behind the common part is let go only for something to put there.
  if (reusedTokens < end && !signal.aborted) {
    slot.worth = Math.min(slot.worth, reusedTokens);
    await sequence.adaptStateToTokens(wanted, false);
    const onChunk = (event: GenerationEvent) => (readTokens = event.type === 'prefill' ? event.done : 0);
    await prefill.all(prompt.slice(0, end), onChunk, signal);
  }
  return { promptTokens: prompt.length, reusedTokens, readTokens };
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

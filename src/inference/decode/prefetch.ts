import type { Token } from 'node-llama-cpp';
import type { GenerationEvent, PrefetchParams, PrefetchResult } from '../../protocol/inference.ts';
import type { Turn } from '../../protocol/turns.ts';
import type { GenerationContext } from './generation.ts';
import { whenRendered } from '../prompt/whenRendered.ts';
import { renderRequest } from './renderedRequest.ts';

/**
 * Puts the prompt of a likely question into the KV cache, so that its answer begins sooner. What the cache shares with it stays;
 * `signal` ends it, and what was read until then is kept. Where all sequences are in use, nothing is read.
 *
 * @throws FailureError as `generate` would
 */
export async function prefetch(
  context: GenerationContext,
  { turns, isDraft, maxTokens, limit }: PrefetchParams,
  signal: AbortSignal,
): Promise<PrefetchResult> {
  const request = await renderRequest(context, { turns }, maxTokens);
  const render = (some: readonly Turn[]) => context.format.render(some, false).tokens;
  const prompt = isDraft ? await whenRendered(context.format, () => stablePart(request.turns, render)) : request.tokens;
  // The last token is evaluated by the first decode step, here as there.
  const wanted = prompt.slice(0, -1);

  const lease = context.pool.takeFree(prompt, 'background');
  if (lease === undefined) return { promptTokens: prompt.length, reusedTokens: 0, readTokens: 0 };
  const { slot, recalled } = lease;
  const lane = context.scheduler.join('background');
  try {
    if (!(await slot.calls.waitUntilIdle(signal)))
      return { promptTokens: prompt.length, reusedTokens: 0, readTokens: 0 };
    const reusedTokens = slot.sequence.compareContextTokens(wanted).firstDifferentIndex;
    const end = Math.min(wanted.length, reusedTokens + limit);
    let readTokens = 0;
    // What lies behind the common part is let go only for something to put there.
    if (reusedTokens < end && !signal.aborted) {
      slot.cachedTokens = Math.min(slot.cachedTokens, reusedTokens);
      await slot.sequence.adaptStateToTokens(wanted, false);
      const onChunk = (event: GenerationEvent) => (readTokens = event.type === 'prefill' ? event.done : 0);
      await slot.prefill.all(prompt.slice(0, end), lane, onChunk, AbortSignal.any([signal, recalled]));
    }
    return { promptTokens: prompt.length, reusedTokens, readTokens };
  } finally {
    lane.leave();
    lease.release();
  }
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

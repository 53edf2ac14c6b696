import type { GenerationResult, SampleEvent, SampleParams, SampleResult } from '../../protocol/inference.ts';
import { chainSeed } from '../../protocol/sampling.ts';
import type { Lease } from '../server/sequencePool.ts';
import { copySequence } from './copySequence.ts';
import { Answer, type GenerationContext } from './generation.ts';
import { renderRequest, type RenderedRequest } from './renderedRequest.ts';

/** One of the answers, and what ends it alone. */
interface Chain {
  readonly index: number;
  readonly answer: Answer;
  readonly signal: AbortSignal;
}

/**
 * Reads the prompt once, gives it to as many sequences as are free, and writes the chains on them side by side; more chains than
 * sequences take turns. Each ends by itself, and `signalOf` ends one alone.
 *
 * @param signalOf aborted when a chain is to end
 * @throws FailureError as `generate` would
 */
export async function sample(
  context: GenerationContext,
  params: SampleParams,
  emit: (event: SampleEvent) => void,
  signal: AbortSignal,
  signalOf: (chain: number) => AbortSignal,
): Promise<SampleResult> {
  const { pool } = context;
  const { priority = 'foreground', chains: count } = params;
  const request = await renderRequest(context, params, params.maxTokens);
  const chains = Array.from({ length: count }, (_, index): Chain => {
    const sampling = { ...params.sampling, seed: chainSeed(params.sampling.seed, index) };
    const show = (batch: { text: string; tokens: number; ms: number }) =>
      emit({ type: 'text', chain: index, ...batch });
    const answer = new Answer(context, request, { ...params, sampling }, show);
    return { index, answer, signal: AbortSignal.any([signal, signalOf(index)]) };
  });
  const results: GenerationResult[] = [];
  const finish = ({ index, answer }: Chain) => {
    if (results[index] !== undefined) return;
    results[index] = answer.result();
    emit({ type: 'chainFinished', chain: index, result: results[index] });
  };
  const waiting = [...chains];
  try {
    while (waiting.length > 0) {
      const first = await pool.take(request.tokens, priority, signal);
      if (first === undefined) break;
      const leases = await spread(context, request, first, { params, wanted: waiting.length }, emit, signal);
      await allSettled(leases.map((lease) => writeChains(lease, waiting, finish, () => pool.isWanted(priority))));
    }
    chains.forEach(finish);
    return { chains: results };
  } finally {
    for (const { answer } of chains) answer.close();
  }
}

/** Reads the prompt into the first sequence and copies it to those that are free, as many as are wanted. */
async function spread(
  context: GenerationContext,
  { tokens, droppedTurns }: RenderedRequest,
  first: Lease,
  { params: { priority = 'foreground' }, wanted }: { readonly params: SampleParams; readonly wanted: number },
  emit: (event: SampleEvent) => void,
  signal: AbortSignal,
): Promise<Lease[]> {
  const { pool, scheduler } = context;
  const leases = [first];
  try {
    const { sequence, prefill } = first.slot;
    const shared = tokens.slice(0, -1);
    await sequence.adaptStateToTokens(shared, false);
    emit({ type: 'prompt', promptTokens: tokens.length, reusedTokens: sequence.nextTokenIndex, droppedTurns });
    const lane = scheduler.join(priority);
    try {
      await prefill.all(
        shared,
        lane,
        (event) => event.type === 'prefill' && emit(event),
        AbortSignal.any([signal, first.recalled]),
      );
    } finally {
      lane.leave();
    }
    while (leases.length < wanted && !signal.aborted) {
      const further = pool.takeFree(tokens, priority);
      if (further === undefined) break;
      leases.push(further);
      if (!(await further.slot.calls.waitUntilIdle(signal))) break;
    }
    // A sequence that gets no copy reads the prompt itself when its first chain begins.
    if (!signal.aborted && sequence.nextTokenIndex === shared.length) {
      if (!(await first.slot.calls.waitUntilIdle(signal))) return leases;
      await copySequence(
        sequence,
        leases.slice(1).map(({ slot }) => slot.sequence),
      );
    }
    return leases;
  } catch (error) {
    for (const lease of leases) lease.release();
    throw error;
  }
}

/** Writes one chain after the other on one sequence, until none waits or the sequence is wanted elsewhere. */
async function writeChains(
  lease: Lease,
  waiting: Chain[],
  finish: (chain: Chain) => void,
  isWanted: () => boolean,
): Promise<void> {
  try {
    for (let chain = waiting.shift(); chain !== undefined; chain = waiting.shift()) {
      const { answer, signal } = chain;
      // Prompt and progress were told when the prompt was read for all.
      await answer.write(lease, () => undefined, signal);
      if (!answer.isOver && !signal.aborted) {
        waiting.unshift(chain);
        return;
      }
      finish(chain);
      if (isWanted()) return;
    }
  } finally {
    lease.release();
  }
}

/** Waits for all, then throws what the first one threw. */
async function allSettled(runs: readonly Promise<void>[]): Promise<void> {
  for (const run of await Promise.allSettled(runs)) if (run.status === 'rejected') throw run.reason;
}

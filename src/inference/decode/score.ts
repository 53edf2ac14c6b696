import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { ContinuationScore, ScoreParams } from '../../protocol/inference.ts';
import type { Lease } from '../server/sequencePool.ts';
import type { GenerationContext } from './generation.ts';
import { noContextShift } from './noContextShift.ts';
import { whenRendered } from '../prompt/whenRendered.ts';
import { plainTokens, renderRequest } from './renderedRequest.ts';

/** Below this, a 32-bit float loses digits, and then all. */
const LEAST_PROBABILITY = 2 ** -126;

const ask = { generateNext: { token: true, probabilities: true, options: { temperature: 0 } } } as const;

/**
 * How likely each continuation is behind the prompt. Tokens are those of the whole text behind as many as the prompt has alone
 * (lm-evaluation-harness, `TemplateLM._encode_pair`): a tokenizer may join the two at the seam. The prompt is read once.
 *
 * @throws FailureError as `generate` would; `signal.reason` when aborted
 */
export async function score(
  context: GenerationContext,
  params: ScoreParams,
  signal: AbortSignal,
): Promise<readonly ContinuationScore[]> {
  const { priority = 'foreground', continuations } = params;
  const texts: WholeText[] = [];
  for (const continuation of continuations) {
    texts.push(await whenRendered(context.format, () => wholeText(context, params, continuation)));
  }
  const prompt = await renderRequest(
    context,
    params,
    Math.max(1, ...texts.map((whole) => whole.tokens.length - whole.start)),
  );
  const scores: ContinuationScore[] = [];
  while (scores.length < texts.length) {
    const lease = await context.pool.take(prompt.tokens, priority, signal);
    if (lease === undefined) break;
    try {
      await scoreOn(lease, texts, scores, context, params, signal);
    } finally {
      lease.slot.cachedTokens = lease.slot.sequence.nextTokenIndex;
      lease.release();
    }
    signal.throwIfAborted();
  }
  signal.throwIfAborted();
  return scores;
}

interface WholeText {
  readonly tokens: readonly Token[];
  /** Index of the continuation's first token; at least 1. */
  readonly start: number;
}

/** Spaces at the end of a plain prompt belong to the continuation, as models were trained. */
function wholeText({ model, format }: GenerationContext, params: ScoreParams, continuation: string): WholeText {
  const { plainText, turns, continueAnswer = false } = params;
  if (plainText !== undefined) {
    const head = plainTokens(model, plainText.trimEnd());
    return { tokens: plainTokens(model, plainText + continuation), start: Math.max(1, head.length) };
  }
  const head = format.render(turns, continueAnswer).tokens;
  const last = continueAnswer ? turns.at(-1) : undefined;
  const before = last === undefined ? turns : turns.slice(0, -1);
  const whole = format.render([...before, { role: 'assistant', content: (last?.content ?? '') + continuation }], true);
  return { tokens: whole.tokens, start: Math.max(1, head.length) };
}

/** Adds scores until all are there or the slot is recalled. */
async function scoreOn(
  { slot, recalled }: Lease,
  texts: readonly WholeText[],
  scores: ContinuationScore[],
  { scheduler }: GenerationContext,
  { priority = 'foreground' }: ScoreParams,
  signal: AbortSignal,
): Promise<void> {
  const until = priority === 'background' ? AbortSignal.any([signal, recalled]) : signal;
  const lane = scheduler.join(priority);
  try {
    for (const { tokens, start } of texts.slice(scores.length)) {
      await slot.sequence.adaptStateToTokens(tokens.slice(0, start - 1), false);
      await slot.prefill.all(tokens.slice(0, start - 1), lane, () => undefined, until);
      if (until.aborted) return;
      if (start >= tokens.length) {
        scores.push({ logProbability: 0, tokens: 0, isGreedy: true });
        continue;
      }
      if (!(await lane.turn('prefill', until))) return;
      const run = scoreTokens(slot.sequence, tokens.slice(start - 1));
      if (!(await slot.calls.ended(run, until))) {
        run.catch(() => undefined);
        return;
      }
      scores.push(await run);
    }
  } finally {
    lane.leave();
  }
}

/** Of all tokens behind the first, each behind those before it. */
async function scoreTokens(sequence: LlamaContextSequence, tokens: readonly Token[]): Promise<ContinuationScore> {
  const input = tokens.slice(0, -1).map((token): [Token, typeof ask] => [token, ask]);
  const output = await sequence.controlledEvaluate(input, { contextShift: noContextShift });
  let logProbability = 0;
  let isGreedy = true;
  for (const [index, token] of tokens.slice(1).entries()) {
    const next = output[index]?.next;
    logProbability += Math.log(Math.max(LEAST_PROBABILITY, next?.probabilities?.get(token) ?? 0));
    isGreedy &&= next?.token === token;
  }
  return { logProbability, tokens: tokens.length - 1, isGreedy };
}

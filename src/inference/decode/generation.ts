import { boundTurns } from '../prompt/boundedText.ts';
import { stoppedWith } from '../../protocol/inference.ts';
import type { LlamaModel, Token } from 'node-llama-cpp';
import type { GenerateParams, GenerationEvent, GenerationResult, StopReason } from '../../protocol/inference.ts';
import type { Turn } from '../../protocol/turns.ts';
import { fitTurns, promptBudget } from '../../reasoning/prompt/budget.ts';
import { TextStop } from '../../reasoning/prompt/stopString.ts';
import { whenRendered } from '../prompt/whenRendered.ts';
import type { ChatFormat } from '../prompt/format.ts';
import { decodeWithLookup } from './lookup/lookupDecoding.ts';
import type { PayOff } from './lookup/draftPolicy.ts';
import { noContextShift } from './noContextShift.ts';
import type { Slot, Slots } from './slots.ts';
import { StreamingText } from './streamingText.ts';
import { TextBatcher } from './textBatcher.ts';

/** What a generation works on: slots of a KV cache that is kept from one call to the next. */
export interface GenerationContext {
  readonly model: LlamaModel;
  readonly slots: Slots;
  readonly format: ChatFormat;
  readonly contextSize: number;
  /** Whether drafts from the text so far pay; left out: no drafts. */
  readonly payOff?: PayOff;
  /** Called before every step of work. */
  readonly beforeStep: () => void;
}

/**
 * Fits the turns into the context, prefills what the KV cache does not hold yet and samples the answer.
 * Stopping (`signal`) is an outcome: the words so far are the result.
 *
 * @throws FailureError `roles-not-alternating`, `question-empty`, `question-too-long`
 */
export async function generate(
  context: GenerationContext,
  params: GenerateParams,
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
): Promise<GenerationResult> {
  const { slots, contextSize, format } = context;
  const open = params.continueAnswer ?? false;

  const budget = promptBudget(contextSize, params.maxTokens);
  const bounded = await boundTurns(
    params.turns,
    { budget, contextSize },
    (text) => context.model.tokenize(text).length,
  );
  if (signal.aborted) return stoppedWith('');
  const {
    fitted,
    text,
    tokens: prompt,
  } = await whenRendered(format, () => {
    const count = (turns: readonly Turn[]) => format.render(turns, open).tokens.length;
    const fitted = fitTurns(bounded.turns, { budget, contextSize }, count);
    return { fitted, ...format.render(fitted.turns, open) };
  });

  const slot = await slots.choose(prompt, signal);
  if (slot === undefined) return stoppedWith('');
  const { sequence, prefill } = slot;
  // The last prompt token gives the first one of the answer, so it is never left in the cache.
  await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
  const reusedTokens = sequence.nextTokenIndex;
  const droppedTurns = bounded.dropped + fitted.dropped;
  const { templateProblem } = format;
  emit({
    type: 'prompt',
    promptTokens: prompt.length,
    reusedTokens,
    droppedTurns,
    ...(templateProblem === undefined ? {} : { templateProblem }),
  });

  const started = performance.now();
  const rest = await prefill.butLast(prompt, emit, signal);
  const maxTokens = Math.min(params.maxTokens, contextSize - prompt.length);
  const sampled = await decode({ ...context, slot }, { prompt, rest }, { ...params, maxTokens }, emit, signal);
  const ended = performance.now();
  const prefilled = sampled.firstAt ?? ended;
  slot.worth = sequence.nextTokenIndex;

  const before = open ? (fitted.turns.at(-1)?.content ?? '') : '';
  const answer = format.answerOf(before + sampled.text);
  if (!open) format.remember(fitted.turns, answer, sampled.tokens);
  const stopReason =
    sampled.stopReason === 'limit' && maxTokens < params.maxTokens ? 'contextFull' : sampled.stopReason;
  return {
    stopReason,
    answer,
    stats: {
      promptTokens: prompt.length,
      reusedTokens,
      generatedTokens: sampled.tokens.length,
      prefillMs: prefilled - started,
      generateMs: ended - prefilled,
    },
    ...(params.returnPrompt ? { prompt: { text, tokens: prompt } } : {}),
  };
}

type DecodeParams = Pick<GenerateParams, 'maxTokens' | 'temperature' | 'seed'>;

interface Sampled {
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly stopReason: Exclude<StopReason, 'contextFull'>;
  /** When its first token was there, of `performance.now()`. */
  readonly firstAt: number | undefined;
}

type DecodeContext = GenerationContext & { readonly slot: Slot };

interface Prompt {
  readonly prompt: readonly Token[];
  /** Its end, which the KV cache does not hold yet; at least one token. */
  readonly rest: Token[];
}

async function decode(
  context: DecodeContext,
  { prompt, rest }: Prompt,
  params: DecodeParams,
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
): Promise<Sampled> {
  const { model, format, beforeStep, slot } = context;
  const tokens: Token[] = [];
  const pieces: string[] = [];
  const decoder = new StreamingText(model, prompt);
  const stop = new TextStop(format.textStop);
  const batcher = new TextBatcher((batch) => emit({ type: 'text', ...batch }));
  const show = (text: string, tokens: number) => {
    pieces.push(text);
    batcher.push(text, tokens);
  };
  let stopReason: Sampled['stopReason'] = signal.aborted ? 'stopped' : 'limit';
  let firstAt: number | undefined;
  let sampling: AsyncGenerator<Token, void> | undefined;
  try {
    if (!signal.aborted && params.maxTokens > 0) {
      beforeStep();
      sampling = tokensOf(context, { prompt, rest }, params);
      let token = await slot.prefill.first(sampling, rest.length, signal);
      if (token !== undefined) firstAt = performance.now();
      for (;;) {
        if (token === undefined) {
          stopReason = 'stopped';
          break;
        }
        if (model.isEogToken(token) || format.endsAnswer(token)) {
          stopReason = 'finished';
          break;
        }
        tokens.push(token);
        show(stop.push(decoder.push(token)), 1);
        if (stop.found) {
          stopReason = format.turnEnd === undefined ? 'nextTurn' : 'finished';
          break;
        }
        if (tokens.length >= params.maxTokens) break;
        beforeStep();
        token = await slot.calls.next(sampling, signal);
      }
    }
    show(stop.push(decoder.end()), 0);
    show(stop.end(), 0);
  } finally {
    if (sampling !== undefined) slot.calls.end(sampling);
    batcher.end();
  }
  return { tokens, text: pieces.join(''), stopReason, firstAt };
}

/** Greedy decoding may draft from what the text quotes; sampling cannot: each draw changes the ones after it. */
function tokensOf(
  { slot: { sequence }, payOff }: DecodeContext,
  { prompt, rest }: Prompt,
  { temperature, seed, maxTokens }: DecodeParams,
): AsyncGenerator<Token, void> {
  const options = { yieldEogToken: true, contextShift: noContextShift } as const;
  if (temperature === 0 && payOff !== undefined) {
    return decodeWithLookup({ sequence, prompt, rest, maxTokens, payOff, options });
  }
  return sequence.evaluate(rest, { ...options, temperature, seed: seed ?? randomSeed() });
}

/** The library's default seed is the time in seconds: two samples within a second would be equal. */
function randomSeed(): number {
  return Math.floor(Math.random() * 0x7fff_ffff);
}

import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import type { GenerateParams, GenerationEvent, GenerationResult, StopReason } from '../protocol/inference.ts';
import { fitTurns, promptBudget } from '../reasoning/budget.ts';
import { stripAnswer } from '../reasoning/template.ts';
import { TextStop } from '../reasoning/textStop.ts';
import type { ChatFormat } from './chatFormat.ts';
import { StreamingText } from './streamingText.ts';
import { TextBatcher } from './textBatcher.ts';

/** What a generation works on: one sequence, whose KV cache is kept from one call to the next. */
export interface GenerationContext {
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly format: ChatFormat;
  readonly contextSize: number;
  /** Prompt tokens per native call: Stop and progress wait for one chunk at most. */
  readonly prefillChunk: number;
}

/** The library's own answer to a full context is to drop the prompt's head in silence; the budget makes this unreachable. */
const contextShift = {
  strategy: () => {
    throw new Error('The prompt and the answer outgrew the context window.');
  },
};

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
  const { sequence, contextSize, format } = context;
  const open = params.continueAnswer ?? false;

  const budget = promptBudget(contextSize, params.maxTokens);
  const fitted = fitTurns(params.turns, { budget, contextSize }, (turns) => format.render(turns, open).tokens.length);
  const { text, tokens: prompt } = format.render(fitted.turns, open);

  // The last prompt token is evaluated by the first decode step, so it is never left in the cache.
  await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
  const reusedTokens = sequence.nextTokenIndex;
  emit({ type: 'prompt', promptTokens: prompt.length, reusedTokens, droppedTurns: fitted.dropped });

  const started = performance.now();
  await prefill(context, prompt, emit, signal);
  const prefilled = performance.now();
  const maxTokens = Math.min(params.maxTokens, contextSize - prompt.length);
  const sampled = await decode(context, prompt, { ...params, maxTokens }, emit, signal);
  const ended = performance.now();

  const before = open ? (fitted.turns.at(-1)?.content ?? '') : '';
  const answer = stripAnswer(before + sampled.text);
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

/** Evaluates all prompt tokens but the last that the KV cache lacks, chunk by chunk. */
async function prefill(
  { sequence, prefillChunk }: GenerationContext,
  prompt: readonly Token[],
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const start = sequence.nextTokenIndex;
  const end = prompt.length - 1;
  for (let at = start; at < end && !signal.aborted; at += prefillChunk) {
    const chunk = prompt.slice(at, Math.min(at + prefillChunk, end));
    await sequence.evaluateWithoutGeneratingNewTokens(chunk, { contextShift });
    emit({ type: 'prefill', done: at + chunk.length - start, total: end - start });
  }
}

interface Sampled {
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly stopReason: Exclude<StopReason, 'contextFull'>;
}

async function decode(
  { model, sequence, format }: GenerationContext,
  prompt: readonly Token[],
  params: Pick<GenerateParams, 'maxTokens' | 'temperature' | 'seed'>,
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
): Promise<Sampled> {
  const tokens: Token[] = [];
  const pieces: string[] = [];
  const decoder = new StreamingText(model, prompt);
  const stop = new TextStop(format.textStop);
  const batcher = new TextBatcher((batch) => emit({ type: 'text', ...batch }));
  const show = (text: string, tokens: number) => {
    pieces.push(text);
    batcher.push(text, tokens);
  };
  const sampling = {
    temperature: params.temperature,
    seed: params.seed ?? randomSeed(),
    yieldEogToken: true,
    contextShift,
  } as const;

  // A function: the signal changes while the loop waits for the next token.
  const isStopped = () => signal.aborted;
  let stopReason: Sampled['stopReason'] = isStopped() ? 'stopped' : 'limit';
  try {
    if (!isStopped() && params.maxTokens > 0) {
      for await (const token of sequence.evaluate(prompt.slice(-1), sampling)) {
        if (model.isEogToken(token)) {
          stopReason = 'finished';
          break;
        }
        tokens.push(token);
        show(stop.push(decoder.push(token)), 1);
        if (stop.found) {
          stopReason = 'finished';
          break;
        }
        if (isStopped()) {
          stopReason = 'stopped';
          break;
        }
        if (tokens.length >= params.maxTokens) break;
      }
    }
    show(stop.push(decoder.end()), 0);
    show(stop.end(), 0);
  } finally {
    batcher.end();
  }
  return { tokens, text: pieces.join(''), stopReason };
}

/** The library's default seed is the time in seconds: two samples within a second would be equal. */
function randomSeed(): number {
  return Math.floor(Math.random() * 0x7fff_ffff);
}

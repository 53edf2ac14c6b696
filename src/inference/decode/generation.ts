import type { LlamaModel, Token } from 'node-llama-cpp';
import type {
  GenerateParams,
  GenerationEvent,
  GenerationResult,
  MadeWith,
  StopReason,
} from '../../protocol/inference.ts';
import { openedThought } from '../../reasoning/steps/thought.ts';
import type { ChatFormat } from '../prompt/format.ts';
import type { Lane, Scheduler } from '../server/scheduler.ts';
import type { Lease, SequencePool, Slot } from '../server/sequencePool.ts';
import { WrittenAnswer } from './writtenAnswer.ts';
import type { DraftPolicy } from './lookup/draftPolicy.ts';
import { promptHash, renderRequest, type RenderedRequest } from './renderedRequest.ts';
import { tokenSource, usesLookup } from './tokenSource.ts';
import type { Batch } from './textBatcher.ts';

/** What a generation works on: a loaded model, and sequences that are kept from one call to the next. */
export interface GenerationContext {
  readonly model: LlamaModel;
  readonly pool: SequencePool;
  readonly scheduler: Scheduler;
  readonly format: ChatFormat;
  readonly contextSize: number;
  /** Whether drafts from the text so far pay; left out: no drafts. */
  readonly draftPolicy?: DraftPolicy;
  readonly facts: EngineFacts;
}

/** The same for all answers of a process. */
export type EngineFacts = Omit<
  MadeWith,
  'sampling' | 'promptSha256' | 'maxTokens' | 'stops' | 'lookupDecoding' | 'parallel' | 'reusedTokens'
>;

/**
 * Fits the turns into the context, reads what the KV cache does not hold yet and writes the answer.
 * Stopping (`signal`) is an outcome: the text so far is the result.
 *
 * @throws FailureError `roles-not-alternating`, `question-empty`, `question-too-long`
 */
export async function generate(
  context: GenerationContext,
  params: GenerateParams,
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
): Promise<GenerationResult> {
  const request = await renderRequest(context, params, params.maxTokens);
  const answer = new Answer(context, request, params, (batch) => emit({ type: 'text', ...batch }));
  const { priority = 'foreground' } = params;
  try {
    while (!answer.isOver) {
      const lease = await context.pool.take(request.tokens, priority, signal);
      if (lease === undefined) break;
      await answer.write(lease, emit, signal).finally(() => lease.release());
    }
    return answer.result();
  } finally {
    answer.close();
  }
}

/** One answer to a rendered request: written on one sequence, or on several one after the other where the foreground took them. */
export class Answer {
  readonly #context: GenerationContext;
  readonly #request: RenderedRequest;
  readonly #params: GenerateParams;
  readonly #writer: WrittenAnswer;
  readonly #maxTokens: number;
  readonly #stops: readonly string[];
  #stopReason: StopReason | undefined;
  #reusedTokens: number | undefined;
  #parallel = 1;
  readonly #times = { started: 0, first: undefined as number | undefined, ended: 0 };

  constructor(
    context: GenerationContext,
    request: RenderedRequest,
    params: GenerateParams,
    show: (batch: Batch) => void,
  ) {
    this.#context = context;
    this.#request = request;
    this.#params = params;
    this.#maxTokens = Math.min(params.maxTokens, context.contextSize - request.tokens.length);
    const isConversation = params.plainText === undefined;
    const ofFormat = isConversation ? context.format.textStop : undefined;
    this.#stops = [...(ofFormat === undefined ? [] : [ofFormat]), ...(params.stops ?? [])];
    const { format } = context;
    const isNextTurn = (stop: string) => stop === ofFormat && format.turnEnd === undefined;
    const limits = {
      maxTokens: this.#maxTokens,
      stops: this.#stops,
      stopReason: (stop: string) => (isNextTurn(stop) ? ('nextTurn' as const) : ('finished' as const)),
      endsAnswer: (token: Token) => isConversation && format.endsAnswer(token),
      endsLoops: isConversation,
      opening: isConversation && params.continueAnswer !== true ? openedThought(request.text) : '',
    };
    this.#writer = new WrittenAnswer(context.model, request.tokens, limits, show);
  }

  /** Nothing more will be written. */
  get isOver(): boolean {
    return this.#stopReason !== undefined;
  }

  /** Writes until the answer is over or the slot is recalled; the next call then goes on. */
  async write({ slot, recalled }: Lease, emit: (event: GenerationEvent) => void, signal: AbortSignal): Promise<void> {
    const { scheduler } = this.#context;
    const { tokens } = this.#request;
    const until = this.#params.priority === 'background' ? AbortSignal.any([signal, recalled]) : signal;
    const lane = scheduler.join(this.#params.priority ?? 'foreground');
    try {
      // The chain before may have left a call on this sequence.
      if (!(await slot.calls.waitUntilIdle(until))) return;
      // Greedily, the text so far decides all that follows; a drawn one is drawn again, so that the random numbers go on as they would have.
      const begun = this.#params.sampling.temperature === 0 ? this.#writer.tokens : [];
      const prompt = begun.length === 0 ? tokens : [...tokens, ...begun];
      // The last prompt token gives the first one of the answer, so it is never left in the cache.
      await slot.sequence.adaptStateToTokens(prompt.slice(0, -1), false);
      const isFirst = this.#reusedTokens === undefined;
      this.#reusedTokens ??= slot.sequence.nextTokenIndex;
      if (isFirst) {
        emit({ type: 'prompt', ...this.#promptFacts(this.#reusedTokens) });
        this.#times.started = performance.now();
      }
      const rest = await slot.prefill.butLast(prompt, lane, isFirst ? emit : () => undefined, until);
      await this.#decode(
        slot,
        lane,
        { prompt, rest, replayed: begun.length === 0 ? [...this.#writer.tokens] : [] },
        until,
      );
    } finally {
      if (!this.isOver && signal.aborted) this.#stopReason = 'stopped';
      slot.cachedTokens = slot.sequence.nextTokenIndex;
      this.#parallel = Math.max(this.#parallel, lane.together);
      lane.leave();
      this.#times.ended = performance.now();
    }
  }

  async #decode(
    slot: Slot,
    lane: Lane,
    {
      prompt,
      rest,
      replayed,
    }: { readonly prompt: readonly Token[]; readonly rest: Token[]; readonly replayed: Token[] },
    signal: AbortSignal,
  ): Promise<void> {
    if (this.#writer.isFull) {
      this.#stopReason = 'limit';
      return;
    }
    if (!(await lane.turn(rest.length > 1 ? 'prefill' : 'decode', signal))) return;
    const { sampling, maxTokens } = { ...this.#params, maxTokens: this.#maxTokens };
    const { draftPolicy } = this.#context;
    const isDrafting = usesLookup(sampling, draftPolicy);
    const turn = () => lane.turn('decode', signal);
    const source = tokenSource({
      sequence: slot.sequence,
      prompt,
      rest,
      written: this.#writer.tokens,
      sampling,
      maxTokens,
      draftPolicy,
      turn,
    });
    const next = async (instead?: Token) => {
      // Drafts ask for their turns themselves: not every token needs a native call.
      if (!isDrafting && !(await turn())) return undefined;
      return slot.calls.next(source, signal, instead);
    };
    try {
      let token = await slot.prefill.first(source, rest.length, signal);
      for (const kept of replayed) token = token === undefined ? undefined : await next(kept);
      if (token !== undefined) this.#times.first ??= performance.now();
      while (token !== undefined) {
        this.#stopReason = this.#writer.push(token);
        if (this.isOver) return;
        token = await next();
      }
    } finally {
      slot.calls.end(source);
    }
  }

  #promptFacts(reusedTokens: number): Omit<Extract<GenerationEvent, { type: 'prompt' }>, 'type'> {
    const { tokens, droppedTurns } = this.#request;
    const { templateProblem } = this.#context.format;
    return {
      promptTokens: tokens.length,
      reusedTokens,
      droppedTurns,
      ...(templateProblem === undefined ? {} : { templateProblem }),
    };
  }

  /** Shows what is held back. */
  close(): void {
    this.#writer.end();
  }

  /** To be called at the end; an answer that is not over was stopped. */
  result(): GenerationResult {
    const { turns, tokens, text } = this.#request;
    const { continueAnswer = false, returnPrompt, sampling, maxTokens } = this.#params;
    const { format, facts, draftPolicy } = this.#context;
    const before = continueAnswer ? (turns.at(-1)?.content ?? '') : '';
    const answer = format.answerOf(before + this.#writer.end());
    if (!continueAnswer && turns.length > 0) format.remember(turns, answer, this.#writer.tokens);
    const isCut = this.#stopReason === 'limit' && this.#maxTokens < maxTokens;
    const { started, first, ended } = this.#times;
    return {
      stopReason: isCut ? 'contextFull' : (this.#stopReason ?? 'stopped'),
      answer,
      stats: {
        promptTokens: tokens.length,
        reusedTokens: this.#reusedTokens ?? 0,
        generatedTokens: this.#writer.tokens.length,
        prefillMs: (first ?? ended) - started,
        generateMs: ended - (first ?? ended),
      },
      ...(returnPrompt ? { prompt: { text, tokens } } : {}),
      made: {
        ...facts,
        ...{ sampling, maxTokens: this.#maxTokens, stops: this.#stops, parallel: this.#parallel },
        promptSha256: promptHash(tokens),
        lookupDecoding: usesLookup(sampling, draftPolicy),
        reusedTokens: this.#reusedTokens ?? 0,
      },
    };
  }
}

import { randomInt } from 'node:crypto';
import { toFailure, type Failure } from '../../../protocol/failures.ts';
import type { Answer, AnswerPart } from '../../../protocol/conversation.ts';
import type { FailureView } from '../../../protocol/failureView.ts';
import type { GenerationResult } from '../../../protocol/inference.ts';
import { SEED_LIMIT, samplingParams } from '../../../protocol/sampling.ts';
import type { Engine } from '../../engine/engine.ts';
import { modelTurns, type Transcript } from '../transcript.ts';
import { AnswerWriter, type RunOf } from './answerWriter.ts';
import type { StopWhen } from '../../../reasoning/answers/votes.ts';
import { closedThought, stopsBehind } from '../../../reasoning/steps/closeThought.ts';
import { mayAnswerEarly } from '../../../reasoning/steps/mayAnswerEarly.ts';
import { questionOf } from '../askedFor.ts';
import { isBegunWith, partsOf } from './answerParts.ts';
import { fitContextOf } from './fitContextOf.ts';

export interface SessionSettings {
  /** Tokens. */
  readonly maxTokens: number;
  readonly temperature: number;
  /** Empty: the model's own sentence. */
  readonly systemPrompt: string;
  /** Chains of a vote. */
  readonly votes: number;
  /** When chains of a vote that are not needed any more are stopped. */
  readonly stopVote: StopWhen;
  /** Tokens after which a thought is ended and the answer has to follow; 0: never. */
  readonly thinkingTokens: number;
}

/** The parts of an answer that is to go on as it stands. */
function partsBehind(answer: Answer | undefined, systemPrompt: string): readonly AnswerPart[] | undefined {
  if (answer === undefined) return undefined;
  if (answer.made !== undefined) return isBegunWith(answer, systemPrompt) ? partsOf(answer, answer.text) : undefined;
  // Of one that is done again from a step, they are known already.
  return answer.earlier?.at(-1)?.end === answer.text.length ? answer.earlier : undefined;
}

/** Where answers come from, the same for all conversations. */
export interface RunParts {
  readonly engine: Engine;
  settings(): SessionSettings;
  failureView(failure: Failure): FailureView;
  /** How the loaded model runs, for its answers. */
  readonly runOf: RunOf;
}

/** What writes an answer, until it has ended. */
export interface Run {
  /** Never rejects: a failure becomes the answer's. */
  readonly ended: Promise<void>;
  /** Asks the engine to stop; the text so far stays. */
  stop(): void;
  /** Ends the thought, so that the answer follows; nothing where it has begun. Absent: it cannot be done. */
  answerNow?(): void;
}

/** What is wanted of a run. */
export interface RunRequest {
  /** The answer goes on from its last word; else it starts from nothing. */
  readonly goOn: boolean;
  /** The settings' temperature counts where it is higher. */
  readonly leastTemperature: number;
}

/** Writes one answer of a transcript, from the first moment to its end. */
export class AnswerRun implements Run {
  readonly ended: Promise<void>;
  readonly #abort = new AbortController();
  readonly #thought = new AbortController();
  readonly #parts: RunParts;
  readonly #transcript: Transcript;
  readonly #answer: string;

  /** @param answer the answer's id in the transcript */
  constructor(parts: RunParts, transcript: Transcript, answer: string, request: RunRequest) {
    this.#parts = parts;
    this.#transcript = transcript;
    this.#answer = answer;
    const earlier = request.goOn ? partsBehind(transcript.answer(answer), parts.settings().systemPrompt) : [];
    transcript.change(answer, {
      ...{ status: 'waiting', failure: undefined, stats: undefined, made: undefined, droppedTurns: 0 },
      ...{ earlier: undefined, tries: undefined },
      ...(!request.goOn && { stepCosts: undefined, vote: undefined, answeredEarly: undefined }),
    });
    this.ended = this.#write(request, earlier);
  }

  stop(): void {
    this.#abort.abort();
  }

  answerNow(): void {
    const answer = this.#transcript.answer(this.#answer);
    if (answer === undefined || this.#thought.signal.aborted) return;
    if (!mayAnswerEarly(answer, questionOf(this.#transcript.turns, this.#answer))) return;
    if (closedThought(answer.text) !== undefined) this.#thought.abort();
  }

  async #write({ goOn, leastTemperature }: RunRequest, earlier: readonly AnswerPart[] | undefined): Promise<void> {
    const { engine } = this.#parts;
    const { signal } = this.#abort;
    const { maxTokens, systemPrompt, temperature: chosen, thinkingTokens } = this.#parts.settings();
    const temperature = Math.max(chosen, leastTemperature);
    const sampling = samplingParams({ temperature, seed: randomInt(SEED_LIMIT) });
    const isAnew = temperature > chosen;
    this.#transcript.change(this.#answer, {
      settings: { ...sampling, maxTokens, systemPrompt, ...(isAnew && { isAnew }) },
    });
    let writer = new AnswerWriter(this.#transcript, this.#answer, goOn, earlier);
    const write = async (goesOn: boolean, stop: AbortSignal): Promise<GenerationResult | undefined> => {
      const turns = modelTurns(this.#transcript.turns, this.#answer, { systemPrompt, goOn: goesOn });
      const stops = goesOn ? stopsBehind(this.#transcript.answer(this.#answer)?.text ?? '') : [];
      const request = { turns, continueAnswer: goesOn, maxTokens, sampling, stops, returnPrompt: true };
      let result: GenerationResult | undefined;
      let thought = 0;
      for await (const event of engine.generate(request, stop)) {
        if (event.type === 'finished') result = event.result;
        else writer.write(event);
        if (event.type !== 'text' || thinkingTokens === 0) continue;
        thought += event.tokens;
        if (thought >= thinkingTokens) this.answerNow();
      }
      return result;
    };
    const finish = (result: GenerationResult | undefined) =>
      result && writer.finish(result, engine.state, this.#parts.runOf);
    try {
      await fitContextOf(this.#transcript, this.#answer, engine, { maxTokens, systemPrompt }, signal);
      const thought = await write(goOn, AbortSignal.any([signal, this.#thought.signal]));
      const isThoughtEnded = this.#thought.signal.aborted && thought?.stopReason === 'stopped' && !signal.aborted;
      if (!isThoughtEnded) {
        finish(thought);
        return;
      }
      const parts = writer.closeThought(thought);
      writer = new AnswerWriter(this.#transcript, this.#answer, true, parts, thought.stats);
      finish(await write(true, signal));
    } catch (error) {
      writer.fail(this.#parts.failureView(toFailure(error)));
    }
  }
}

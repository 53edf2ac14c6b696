import type { FailureView } from '../../../protocol/failureView.ts';
import type { EngineInfo, GenerationEvent, GenerationResult, GenerationStats } from '../../../protocol/inference.ts';
import type { AnswerChange, AnswerPart, AnswerStats, ModelRun } from '../../../protocol/conversation.ts';
import { parseAnswer } from '../../../reasoning/steps/answerParser.ts';
import { closedThought } from '../../../reasoning/steps/closeThought.ts';
import { stepsOf } from '../../../reasoning/steps/revise.ts';
import { StepMeter } from '../../../reasoning/steps/stepMeter.ts';
import type { EngineState } from '../../engine/engine.ts';
import type { Transcript } from '../transcript.ts';
import { partsOf } from './answerParts.ts';

/** What an answer took, and the model it took it of; nothing where the engine is gone. */
export function statsOf(stats: GenerationStats, engine: EngineState, runOf: RunOf): { readonly stats?: AnswerStats } {
  if (engine.state !== 'ready') return {};
  const { info } = engine;
  const run = runOf(info);
  const place = info.server?.host ?? info.runsOn?.backend ?? '';
  return { stats: { ...stats, gpu: place, model: info.name, ...(run && { run }) } };
}

/** What two parts of one answer took. The prompt is that of the second part, which holds the first. */
const together = (first: GenerationStats, second: GenerationStats): GenerationStats => ({
  ...second,
  generatedTokens: first.generatedTokens + second.generatedTokens,
  generateMs: first.generateMs + second.generateMs,
});

/** How the loaded model runs, for its answers. */
export type RunOf = (info: EngineInfo) => ModelRun | undefined;

/** Carries what an engine says while it generates into one answer of a transcript. */
export class AnswerWriter {
  readonly #transcript: Transcript;
  /** The answer's. */
  readonly #id: string;
  readonly #meter: StepMeter;
  readonly #spent: GenerationStats | undefined;
  readonly #earlier: readonly AnswerPart[] | undefined;

  /**
   * @param earlier the parts it goes on from; `undefined`: nobody knows how they were made
   * @param spent what the answer took before, where it is written in two parts
   */
  constructor(
    transcript: Transcript,
    id: string,
    goOn: boolean,
    earlier: readonly AnswerPart[] | undefined,
    spent?: GenerationStats,
  ) {
    this.#transcript = transcript;
    this.#spent = spent;
    this.#earlier = earlier;
    this.#id = id;
    const written = transcript.answer(id);
    this.#meter = new StepMeter(goOn ? written?.text : '', goOn ? written?.stepCosts : []);
  }

  write(event: GenerationEvent): void {
    const id = this.#id;
    switch (event.type) {
      case 'prompt':
        this.#transcript.change(id, { status: 'reading', droppedTurns: event.droppedTurns });
        break;
      case 'prefill':
        this.#transcript.change(id, { reading: { done: event.done, total: event.total } });
        break;
      case 'text':
        this.#append(event.text, event.tokens, event.ms);
        break;
    }
  }

  finish({ prompt, answer, stats, stopReason, made }: GenerationResult, engine: EngineState, runOf: RunOf): void {
    const id = this.#id;
    if (prompt !== undefined) this.#transcript.keepPrompt({ turn: id, prompt });
    if (stats.promptTokens > 0) this.#transcript.setText(id, answer);
    this.#transcript.change(id, {
      reading: undefined,
      stepCosts: this.#stepCosts(),
      status: stopReason,
      ...this.#madeOf(made),
      ...statsOf(this.#spent ? together(this.#spent, stats) : stats, engine, runOf),
    });
  }

  #madeOf(made: GenerationResult['made']): Pick<AnswerChange, 'made' | 'earlier'> {
    const earlier = this.#earlier;
    return {
      made: earlier === undefined ? undefined : made,
      earlier: earlier === undefined || earlier.length === 0 ? undefined : earlier,
    };
  }

  /**
   * Ends the thought that was stopped in `result`: the answer is to follow. Where it has begun, it goes on as it is.
   *
   * @returns the parts it goes on from
   */
  closeThought({ answer, stats, made }: GenerationResult): readonly AnswerPart[] | undefined {
    const id = this.#id;
    if (stats.promptTokens > 0) this.#transcript.setText(id, answer);
    const stepCosts = this.#stepCosts();
    const thought = this.#transcript.answer(id);
    const text = thought?.text ?? '';
    const closed = closedThought(text);
    this.#transcript.change(id, { status: 'reading', ...(closed !== undefined && { answeredEarly: true }) });
    if (closed !== undefined) {
      this.#transcript.setText(id, closed);
      this.#transcript.change(id, { stepCosts: stepCosts.slice(0, stepsOf(parseAnswer(closed)).length) });
    }
    return partsOf({ ...thought, text, ...this.#madeOf(made) }, closed ?? text);
  }

  fail(failure: FailureView): void {
    this.#transcript.change(this.#id, {
      status: 'failed',
      reading: undefined,
      failure,
      stepCosts: this.#stepCosts(),
    });
  }

  #append(piece: string, tokens: number, ms: number): void {
    const answer = this.#transcript.answer(this.#id);
    // The model's first token carries the space after "AI:".
    const text = answer?.text === '' ? piece.trimStart() : piece;
    if (answer?.status !== 'writing') this.#transcript.change(this.#id, { status: 'writing', reading: undefined });
    this.#transcript.append(this.#id, text);
    if (this.#meter.append(text, tokens, ms)) this.#transcript.change(this.#id, { stepCosts: this.#meter.costs });
  }

  #stepCosts() {
    return this.#meter.end(this.#transcript.answer(this.#id)?.text ?? '');
  }
}

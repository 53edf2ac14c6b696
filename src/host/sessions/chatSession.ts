import { randomInt, randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { toFailure, type Failure } from '../../protocol/failures.ts';
import type { EngineInfo, GenerationResult } from '../../protocol/inference.ts';
import type { FailureView } from '../../protocol/failureView.ts';
import {
  OPEN_STATUSES,
  type Answer,
  type AnswerChange,
  type ModelRun,
  type Question,
  type ToPanel,
} from '../../protocol/panel.ts';
import { SEED_LIMIT, samplingParams } from '../../protocol/sampling.ts';
import type { Turn } from '../../protocol/turns.ts';
import type { Engine, Generation } from '../engine/engine.ts';
import { textBeforeRedo } from '../../reasoning/steps/revise.ts';
import { StepMeter } from '../../reasoning/steps/stepMeter.ts';
import { questionOf } from './askedFor.ts';
import type { Conversation } from '../history/conversationStore.ts';
import type { AskedQuestion } from '../questions/askedQuestion.ts';
import { fitAttached, roomForAttached } from '../questions/fitAttached.ts';
import type { History } from '../history/history.ts';
import type { Prompt, PromptOf } from '../history/storedPrompts.ts';
import { modelTurns, Transcript, type Removed } from './transcript.ts';

export interface SessionSettings {
  /** Tokens. */
  readonly maxTokens: number;
  readonly temperature: number;
  /** Empty: the model's own sentence. */
  readonly systemPrompt: string;
}

/** A step that was rejected comes out the same again when the likeliest token is always taken. */
const REDO_TEMPERATURE = 0.8;

interface SessionEvents {
  /** A delta about the conversation. */
  message: [ToPanel];
  /** Words that go back to who wrote them. */
  givenBack: [Extract<ToPanel, { type: 'refused' }>];
  /** An answer began (true) or ended (false). */
  generating: [boolean];
  /** A question was not taken, or taken back. */
  returned: [AskedQuestion];
}

/** Where answers come from and go to, the same for all conversations. */
export interface SessionParts {
  readonly engine: Engine;
  readonly history: History;
  settings(): SessionSettings;
  failureView(failure: Failure): FailureView;
  /** How the loaded model runs, for its answers. */
  runOf(info: EngineInfo): ModelRun | undefined;
}

/** An open conversation and the answer being written. One answer at a time; one more question may wait for it. */
export class ChatSession extends EventEmitter<SessionEvents> {
  readonly transcript: Transcript;
  readonly #parts: SessionParts;
  #queued: AskedQuestion | undefined;
  #lastPrompt: PromptOf | undefined;
  #running: { readonly abort: AbortController; readonly ended: Promise<void> } | undefined;

  /** @param stored what the history holds of it; left out: an empty conversation */
  constructor(parts: SessionParts, stored?: Conversation) {
    super();
    this.#parts = parts;
    this.transcript = new Transcript(parts.history, (message) => this.emit('message', message), stored);
  }

  /** The question that waits for the running answer to end. */
  get queued(): AskedQuestion | undefined {
    return this.#queued;
  }

  get isGenerating(): boolean {
    return this.#running !== undefined;
  }

  /** Asks, or lets the question wait for the running answer. What cannot be taken goes back with the reason. */
  ask(question: AskedQuestion): void {
    if (question.text.trim() === '') {
      this.#giveBack(question, { name: 'question-empty' });
    } else if (this.#running === undefined) {
      this.#begin(question);
    } else if (this.#queued === undefined) {
      this.#setQueued(question);
    } else {
      this.#giveBack(question, { name: 'busy' });
    }
  }

  /** What the model would be asked if `question` were asked now. */
  promptFor(question: AskedQuestion): { readonly turns: readonly Turn[]; readonly maxTokens: number } {
    const { maxTokens, systemPrompt } = this.#parts.settings();
    const answer = emptyAnswer();
    const asked: Question = { role: 'user', id: randomUUID(), ...question };
    const turns = modelTurns([...this.transcript.turns, asked, answer], answer.id, { systemPrompt, goOn: false });
    return { turns, maxTokens };
  }

  /** Asks about the answer `id`; the steps of what comes are tied to the same code. */
  followUp(id: string, text: string): void {
    const source = questionOf(this.transcript.turns, id)?.source;
    // The code itself is not sent again: nothing of it can have been left out.
    this.ask({ text, ...(source && { source: { ...source, lastSentLine: source.lastLine } }) });
  }

  /** Stops the running answer, whose words stay, and gives the waiting question back. Resolves when the answer has ended. */
  async stop(): Promise<void> {
    this.cancelQueued();
    this.#running?.abort.abort();
    await this.#running?.ended;
  }

  /** Asks the last answer's question again. The answer stays as another version, unless it has no words. */
  retry(id: string): void {
    const answer = this.#endedLastAnswer(id);
    if (answer === undefined) return;
    if (answer.text.trim() === '') {
      this.transcript.setText(id, '');
      this.#generate(id, false);
    } else {
      const again = emptyAnswer();
      this.transcript.addVersion(again, id);
      this.#generate(again.id, false);
    }
  }

  /** Asks other words in place of the question `id`, which stays as another version; a running answer is stopped. */
  async edit(id: string, text: string): Promise<void> {
    const question = this.#question(id);
    if (question === undefined || text.trim() === '') return;
    await this.stop();
    const edited: Question = { ...question, id: randomUUID(), text };
    this.transcript.addVersion(edited, id);
    this.#answer();
  }

  /** Shows another version of the turn `id`; not while an answer is being written. */
  switchBranch(id: string, step: number): void {
    if (this.#running === undefined) this.transcript.switchBranch(id, step);
  }

  /** Deletes the turn `id` and what follows it; a running answer is stopped. */
  async deleteTurn(id: string): Promise<Removed | undefined> {
    await this.stop();
    return this.transcript.remove(id);
  }

  /** Takes a deletion back; a running answer is stopped. */
  async restore(removed: Removed): Promise<void> {
    await this.stop();
    this.transcript.restore(removed);
  }

  /** Lets the last answer go on from its last word. */
  continueAnswer(id: string): void {
    const answer = this.#endedLastAnswer(id);
    if (answer !== undefined) this.#generate(answer.id, answer.text.trim() !== '');
  }

  /**
   * Does the last answer again from its step `step` (0-based): in other words, or from `words` in the step's place. The
   * answer stays as another version.
   */
  redoStep(id: string, step: number, words?: string): void {
    const answer = this.#endedLastAnswer(id);
    const kept = answer && textBeforeRedo(answer.text, step, words);
    if (answer === undefined || kept === undefined) return;
    const stepCosts = answer.stepCosts?.slice(0, step) ?? [];
    const again: Answer = { ...emptyAnswer(), text: kept, stepCosts };
    this.transcript.addVersion(again, id);
    this.#generate(again.id, kept.trim() !== '', words === undefined ? REDO_TEMPERATURE : 0);
  }

  /** Asks the question `id` again without the piece `entry` of its context; a running answer is stopped. */
  async removeContext(id: string, entry: string): Promise<void> {
    const question = this.#question(id);
    if (question === undefined) return;
    await this.stop();
    const context = (question.context ?? []).filter((piece) => piece.id !== entry);
    this.transcript.addVersion({ ...question, id: randomUUID(), context }, id);
    this.#answer();
  }

  /** The exact prompt of the last answer in this window that came to an end. */
  get lastPrompt(): Prompt | undefined {
    return this.#lastPrompt?.prompt;
  }

  /** Takes the waiting question back. */
  cancelQueued(): void {
    const question = this.#queued;
    if (question === undefined) return;
    this.#setQueued(undefined);
    this.#giveBack(question);
  }

  /** Shows the versions among which the turn `id` is; not while an answer is being written. */
  showTurn(id: string): void {
    if (this.#running === undefined) this.transcript.showTurn(id);
  }

  #question(id: string): Question | undefined {
    const turn = this.transcript.turns.find((candidate) => candidate.id === id);
    return turn?.role === 'user' ? turn : undefined;
  }

  #endedLastAnswer(id: string): Answer | undefined {
    const last = this.transcript.turns.at(-1);
    const matches = last?.role === 'assistant' && last.id === id && !OPEN_STATUSES.includes(last.status);
    return matches && this.#running === undefined ? last : undefined;
  }

  #begin(asked: AskedQuestion): void {
    this.transcript.add({ role: 'user', id: randomUUID(), ...asked });
    this.#answer();
  }

  /** Answers the question at the end. */
  #answer(): void {
    const answer = emptyAnswer();
    this.transcript.add(answer);
    this.#generate(answer.id, false);
  }

  #generate(id: string, goOn: boolean, leastTemperature = 0): void {
    const { transcript } = this;
    transcript.change(id, {
      ...{ status: 'waiting', failure: undefined, stats: undefined, droppedTurns: 0 },
      ...(!goOn && { stepCosts: undefined }),
    });
    const abort = new AbortController();
    const ended = this.#write(transcript, id, { goOn, leastTemperature }, abort.signal).then(() => this.#ended());
    this.#running = { abort, ended };
    this.emit('generating', true);
  }

  #ended(): void {
    this.#running = undefined;
    this.#parts.history.flush();
    this.emit('generating', false);
    const next = this.#queued;
    if (next === undefined) return;
    this.#setQueued(undefined);
    this.#begin(next);
  }

  /** Writes the answer `id` from the engine's events. Never rejects: a failure becomes the answer's. */
  async #write(
    transcript: Transcript,
    id: string,
    { goOn, leastTemperature }: { readonly goOn: boolean; readonly leastTemperature: number },
    signal: AbortSignal,
  ): Promise<void> {
    const { maxTokens, systemPrompt, ...settings } = this.#parts.settings();
    const temperature = Math.max(settings.temperature, leastTemperature);
    const sampling = samplingParams({ temperature, seed: randomInt(SEED_LIMIT) });
    transcript.change(id, { settings: { ...sampling, maxTokens, systemPrompt } });
    const written = transcript.answer(id);
    const meter = new StepMeter(goOn ? written?.text : '', goOn ? written?.stepCosts : []);
    try {
      await this.#fitContext(transcript, id, { maxTokens, systemPrompt }, signal);
      const turns = modelTurns(transcript.turns, id, { systemPrompt, goOn });
      for await (const event of this.#parts.engine.generate(
        { turns, continueAnswer: goOn, maxTokens, sampling, returnPrompt: true },
        signal,
      )) {
        this.#apply(transcript, id, event, meter);
      }
    } catch (error) {
      const stepCosts = meter.end(transcript.answer(id)?.text ?? '');
      const failure = this.#parts.failureView(toFailure(error));
      transcript.change(id, { status: 'failed', reading: undefined, failure, stepCosts });
    }
  }

  /** Cuts what the user added to the question of the answer `id` to the window of the model that will answer. */
  async #fitContext(
    transcript: Transcript,
    id: string,
    settings: Pick<SessionSettings, 'maxTokens' | 'systemPrompt'>,
    signal: AbortSignal,
  ): Promise<void> {
    const { turns } = transcript;
    const question = turns[turns.findIndex((turn) => turn.id === id) - 1];
    if (question?.role !== 'user' || !question.context?.some(({ attached }) => attached !== undefined)) return;
    const { context, text } = question;
    const fitted = async () => {
      const { contextSize } = await this.#parts.engine.start();
      const { engine } = this.#parts;
      const asked = { ...settings, contextSize, question: text };
      const room = await roomForAttached((params) => engine.measure(params), asked);
      return fitAttached(this.#parts.engine, context, room);
    };
    const kept = await Promise.race([fitted(), aborted(signal)]);
    if (kept !== undefined && !isDeepStrictEqual(kept, context)) transcript.setContext(question.id, kept);
  }

  #apply(transcript: Transcript, id: string, event: Generation, meter: StepMeter): void {
    const answer = transcript.answer(id);
    switch (event.type) {
      case 'prompt':
        transcript.change(id, { status: 'reading', droppedTurns: event.droppedTurns });
        break;
      case 'prefill':
        transcript.change(id, { reading: { done: event.done, total: event.total } });
        break;
      case 'text': {
        // The model's first token carries the space after "AI:".
        const text = answer?.text === '' ? event.text.trimStart() : event.text;
        if (answer?.status !== 'writing') transcript.change(id, { status: 'writing', reading: undefined });
        transcript.append(id, text);
        if (meter.append(text, event.tokens, event.ms)) transcript.change(id, { stepCosts: meter.costs });
        break;
      }
      case 'finished':
        this.#keepPrompt(transcript, id, event.result);
        if (event.result.stats.promptTokens > 0) transcript.setText(id, event.result.answer);
        transcript.change(id, {
          reading: undefined,
          stepCosts: meter.end(transcript.answer(id)?.text ?? ''),
          ...this.#outcome(event.result),
        });
        break;
    }
  }

  #keepPrompt(transcript: Transcript, turn: string, { prompt }: GenerationResult): void {
    if (prompt === undefined) return;
    transcript.keepPrompt({ turn, prompt }, this.#lastPrompt);
    this.#lastPrompt = { turn, prompt };
  }

  #outcome({ stopReason, stats }: GenerationResult): AnswerChange {
    const { state } = this.#parts.engine;
    if (state.state !== 'ready') return { status: stopReason };
    const { info } = state;
    const run = this.#parts.runOf(info);
    return {
      status: stopReason,
      stats: { ...stats, gpu: info.runsOn?.backend ?? '', model: info.name, ...(run && { run }) },
    };
  }

  #setQueued(question: AskedQuestion | undefined): void {
    this.#queued = question;
    this.#parts.history.setQueued(question);
    this.emit('message', { type: 'queuedChanged', ...(question === undefined ? {} : { queued: question.text }) });
  }

  #giveBack(question: AskedQuestion, failure?: Failure): void {
    const { text } = question;
    this.emit('returned', question);
    this.emit('givenBack', {
      type: 'refused',
      text,
      ...(failure === undefined ? {} : { failure: this.#parts.failureView(failure) }),
    });
  }
}

/** Resolves when the user stops; never when not. */
const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

const emptyAnswer = (): Answer => ({ role: 'assistant', id: randomUUID(), text: '', status: 'waiting' });

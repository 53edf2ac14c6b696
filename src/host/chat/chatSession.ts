import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { toFailure, type Failure } from '../../protocol/failures.ts';
import type { GenerationResult } from '../../protocol/inference.ts';
import {
  OPEN_STATUSES,
  type Answer,
  type AnswerChange,
  type ContextEntry,
  type FailureView,
  type QuestionSource,
  type ToPanel,
} from '../../protocol/panel.ts';
import type { Engine, Generation } from '../engine/engine.ts';
import type { History } from './history.ts';
import { modelTurns, Transcript } from './transcript.ts';

export interface AskedQuestion {
  readonly text: string;
  readonly source?: QuestionSource;
  /** The code in the answer is to replace lines of `source`. */
  readonly wantsFix?: boolean;
  /** Sent in front of the text. */
  readonly context?: readonly ContextEntry[];
}

export interface SessionSettings {
  /** Tokens. */
  readonly maxTokens: number;
  readonly temperature: number;
  /** Empty: the model's own sentence. */
  readonly systemPrompt: string;
}

interface SessionEvents {
  /** A delta about the conversation on screen. */
  message: [ToPanel];
  /** Another conversation is on screen. */
  opened: [];
  /** An answer began (true) or ended (false). */
  generating: [boolean];
}

/** The conversation on screen and the answer being written. One answer at a time; one more question may wait for it. */
export class ChatSession extends EventEmitter<SessionEvents> {
  readonly #engine: Engine;
  readonly #history: History;
  readonly #settings: () => SessionSettings;
  readonly #failureView: (failure: Failure) => FailureView;
  #opened: Transcript | undefined;
  #queued: AskedQuestion | undefined;
  #lastPrompt: GenerationResult['prompt'];
  #running: { readonly abort: AbortController; readonly ended: Promise<void> } | undefined;

  constructor(
    engine: Engine,
    history: History,
    settings: () => SessionSettings,
    failureView: (failure: Failure) => FailureView,
  ) {
    super();
    this.#engine = engine;
    this.#history = history;
    this.#settings = settings;
    this.#failureView = failureView;
  }

  /** The conversation on screen; read from disk when it is first asked for. */
  get transcript(): Transcript {
    this.#opened ??= this.#open(this.#history.current());
    return this.#opened;
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

  /** Stops the running answer, whose words stay, and gives the waiting question back. Resolves when the answer has ended. */
  async stop(): Promise<void> {
    this.cancelQueued();
    this.#running?.abort.abort();
    await this.#running?.ended;
  }

  /** Throws the last answer away and asks its question again. */
  retry(id: string): void {
    const answer = this.#endedLastAnswer(id);
    if (answer === undefined) return;
    this.transcript.setText(answer.id, '');
    this.#generate(answer.id, false);
  }

  /** Lets the last answer go on from its last word. */
  continueAnswer(id: string): void {
    const answer = this.#endedLastAnswer(id);
    if (answer !== undefined) this.#generate(answer.id, answer.text.trim() !== '');
  }

  /** Asks the last question, `id`, again without the piece `entry` of its context; an answer that is being written is stopped. */
  async removeContext(id: string, entry: string): Promise<void> {
    const isLast = () => this.transcript.turns.at(-2)?.id === id;
    if (!isLast()) return;
    await this.stop();
    const [question, answer] = this.transcript.turns.slice(-2);
    if (!isLast() || question?.role !== 'user' || answer === undefined) return;
    const kept = (question.context ?? []).filter((piece) => piece.id !== entry);
    this.transcript.setContext(id, kept);
    this.retry(answer.id);
  }

  /** The exact prompt of the last answer in this window that came to an end. */
  get lastPrompt(): GenerationResult['prompt'] {
    return this.#lastPrompt;
  }

  /** Takes the waiting question back. */
  cancelQueued(): void {
    const question = this.#queued;
    if (question === undefined) return;
    this.#setQueued(undefined);
    this.#giveBack(question);
  }

  /** Begins an empty conversation; a running answer is stopped and stays where it was. */
  async newChat(): Promise<void> {
    await this.stop();
    this.#history.setCurrent(undefined);
    this.#opened = this.#open();
    this.emit('opened');
  }

  #open(stored?: ReturnType<History['current']>): Transcript {
    const transcript: Transcript = new Transcript(
      this.#history,
      (message) => {
        if (transcript === this.#opened) this.emit('message', message);
      },
      stored,
    );
    return transcript;
  }

  #endedLastAnswer(id: string): Answer | undefined {
    const last = this.transcript.turns.at(-1);
    const matches = last?.role === 'assistant' && last.id === id && !OPEN_STATUSES.includes(last.status);
    return matches && this.#running === undefined ? last : undefined;
  }

  #begin(asked: AskedQuestion): void {
    const answer: Answer = { role: 'assistant', id: randomUUID(), text: '', status: 'waiting' };
    this.transcript.add({ role: 'user', id: randomUUID(), ...asked });
    this.transcript.add(answer);
    this.#generate(answer.id, false);
  }

  #generate(id: string, goOn: boolean): void {
    const { transcript } = this;
    transcript.change(id, { status: 'waiting', failure: undefined, stats: undefined, droppedTurns: 0 });
    const abort = new AbortController();
    const ended = this.#write(transcript, id, goOn, abort.signal).then(() => this.#ended());
    this.#running = { abort, ended };
    this.emit('generating', true);
  }

  #ended(): void {
    this.#running = undefined;
    this.#history.flush();
    this.emit('generating', false);
    const next = this.#queued;
    if (next === undefined) return;
    this.#setQueued(undefined);
    this.#begin(next);
  }

  /** Writes the answer `id` from the engine's events. Never rejects: a failure becomes the answer's. */
  async #write(transcript: Transcript, id: string, goOn: boolean, signal: AbortSignal): Promise<void> {
    const { maxTokens, temperature, systemPrompt } = this.#settings();
    const turns = modelTurns(transcript.turns, id, { systemPrompt, goOn });
    try {
      for await (const event of this.#engine.generate(
        { turns, continueAnswer: goOn, maxTokens, temperature, returnPrompt: true },
        signal,
      )) {
        this.#apply(transcript, id, event);
      }
    } catch (error) {
      transcript.change(id, { status: 'failed', reading: undefined, failure: this.#failureView(toFailure(error)) });
    }
  }

  #apply(transcript: Transcript, id: string, event: Generation): void {
    const answer = transcript.answer(id);
    switch (event.type) {
      case 'prompt':
        transcript.change(id, { status: 'reading', droppedTurns: event.droppedTurns });
        break;
      case 'prefill':
        transcript.change(id, { reading: { done: event.done, total: event.total } });
        break;
      case 'text':
        if (answer?.status !== 'writing') transcript.change(id, { status: 'writing', reading: undefined });
        // The model's first token carries the space after "AI:".
        transcript.append(id, answer?.text === '' ? event.text.trimStart() : event.text);
        break;
      case 'finished':
        this.#lastPrompt = event.result.prompt ?? this.#lastPrompt;
        if (event.result.stats.promptTokens > 0) transcript.setText(id, event.result.answer);
        transcript.change(id, { reading: undefined, ...this.#outcome(event.result) });
        break;
    }
  }

  #outcome({ stopReason, stats }: GenerationResult): AnswerChange {
    const { state } = this.#engine;
    if (state.state !== 'ready') return { status: stopReason };
    return { status: stopReason, stats: { ...stats, gpu: state.model.gpu, model: state.model.name } };
  }

  #setQueued(question: AskedQuestion | undefined): void {
    this.#queued = question;
    this.#history.setQueued(question?.text);
    this.emit('message', { type: 'queuedChanged', ...(question === undefined ? {} : { queued: question.text }) });
  }

  #giveBack({ text }: AskedQuestion, failure?: Failure): void {
    this.emit('message', {
      type: 'refused',
      text,
      ...(failure === undefined ? {} : { failure: this.#failureView(failure) }),
    });
  }
}

import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { ChatSettings, ChatSettingsView } from '../../protocol/chatSettings.ts';
import type { Failure } from '../../protocol/failures.ts';
import {
  COMPLETE_STATUSES,
  OPEN_STATUSES,
  type Answer,
  type AnswerStatus,
  type Question,
} from '../../protocol/conversation.ts';
import type { ToPanel } from '../../protocol/panel.ts';
import type { Turn } from '../../protocol/turns.ts';
import { parseAnswer } from '../../reasoning/steps/answerParser.ts';
import { closedThought } from '../../reasoning/steps/closeThought.ts';
import { stepsOf, textBeforeRedo } from '../../reasoning/steps/revise.ts';
import { NOT_NEEDED } from '../engine/engine.ts';
import type { Conversation } from '../history/store/conversationStore.ts';
import type { History } from '../history/history.ts';
import { asTyped, type AskedQuestion } from '../questions/askedQuestion.ts';
import { mayAnswerEarly } from '../../reasoning/steps/mayAnswerEarly.ts';
import { questionOf } from './askedFor.ts';
import { isBegunWith, partsOf } from './runs/answerParts.ts';
import { AnswerRun, type Run, type RunParts, type RunRequest } from './runs/answerRun.ts';
import { isWorthTrying, tryAgain } from './runs/tryAgain.ts';
import { withChatSettings } from './withChatSettings.ts';
import { VotedAnswerRun } from './runs/votedAnswerRun.ts';
import { modelTurns, Transcript, type Removed } from './transcript.ts';

/** An answer or a step that was rejected comes out the same again when the likeliest token is always taken. */
const REDO_TEMPERATURE = 0.8;
/** An answer that ended so was written by the model as far as it goes. */
const WHOLE: readonly AnswerStatus[] = [...COMPLETE_STATUSES, 'limit', 'contextFull', 'loop'];

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
export interface SessionParts extends RunParts {
  readonly history: History;
  /** Whether the question of a finished answer is to be answered some more times; absent: it is not. */
  triesAgain?(): boolean;
  /** Whether chats go to the disk; absent: they do. */
  keepsHistory?(): boolean;
}

/** An open conversation and the answer being written. One answer at a time; one more question may wait for it. */
export class ChatSession extends EventEmitter<SessionEvents> {
  readonly transcript: Transcript;
  readonly #parts: SessionParts;
  /** For answers of this chat. */
  readonly #runParts: RunParts;
  #queued: AskedQuestion | undefined;
  #running: { readonly run: Run; readonly ended: Promise<void> } | undefined;
  /** Ends the tries beside the last answer. */
  #trying = new AbortController();

  /**
   * @param stored what the history holds of it; left out: an empty conversation
   * @param isPrivate nothing of it goes to the disk
   */
  constructor(parts: SessionParts, stored?: Conversation, isPrivate = false) {
    super();
    this.#parts = parts;
    const { engine, runOf } = parts;
    const failureView = (failure: Failure) => parts.failureView(failure);
    this.#runParts = { engine, runOf, failureView, settings: () => this.withOwn(parts.settings()) };
    this.transcript = new Transcript(
      parts.history,
      (message) => this.emit('message', message),
      stored,
      () => !isPrivate && (parts.keepsHistory?.() ?? true),
    );
  }

  /** The question that waits for the running answer to end. */
  get queued(): AskedQuestion | undefined {
    return this.#queued;
  }

  get isGenerating(): boolean {
    return this.#running !== undefined;
  }

  /** These settings as they count in this chat, which may have some of its own. */
  withOwn<T extends ChatSettings>(settings: T): T {
    return withChatSettings(settings, this.transcript.settings);
  }

  /** What the chat has of its own, beside the settings. */
  get settingsView(): ChatSettingsView {
    const { temperature, maxTokens, systemPrompt } = this.#parts.settings();
    return { own: this.transcript.settings, settings: { temperature, maxTokens, systemPrompt } };
  }

  /** From the next answer on; a running one ends as it began. @throws FailureError `history-unwritable`, and nothing is changed */
  setSettings(settings: ChatSettings): void {
    this.transcript.setSettings(settings);
    this.emit('message', { type: 'chatSettingsChanged', ...this.settingsView });
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
    const { maxTokens, systemPrompt } = this.#runParts.settings();
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
    this.#trying.abort(NOT_NEEDED);
    this.cancelQueued();
    this.#running?.run.stop();
    await this.#running?.ended;
  }

  /**
   * Asks the last answer's question again: where this model has said what it finds likeliest, drawn anew. The answer stays as
   * another version, unless it has no words.
   */
  retry(id: string): void {
    const answer = this.#endedLastAnswer(id);
    if (answer === undefined) return;
    const leastTemperature = this.#isLikeliest(answer) ? REDO_TEMPERATURE : 0;
    if (answer.text.trim() === '') {
      this.transcript.setText(id, '');
      this.#writeAnew(id, leastTemperature);
    } else {
      const again = emptyAnswer();
      this.transcript.addVersion(again, id);
      this.#writeAnew(again.id, leastTemperature);
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

  /**
   * Asks `asked` in place of the question `id`, which stays as another version; a running answer is stopped. Resolves with the answer
   * when it has ended.
   */
  async askAgain(id: string, asked: AskedQuestion): Promise<Answer | undefined> {
    if (this.#question(id) === undefined) return undefined;
    await this.stop();
    const question: AskedQuestion & { title?: unknown } = { ...asked };
    delete question.title;
    this.transcript.addVersion({ role: 'user', id: randomUUID(), ...question }, id);
    const answer = this.#answer();
    await this.#running?.ended;
    return this.transcript.answer(answer);
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
    // A text that chains voted for is theirs: it does not go on as another.
    if (answer === undefined || answer.vote !== undefined) return;
    this.#generate(answer.id, { goOn: answer.text.trim() !== '' });
  }

  /**
   * Ends the thought of the answer `id` with its last whole sentence and has the answer follow. One that ended early stays as another
   * version.
   */
  answerNow(id: string): void {
    if (this.#running !== undefined) {
      if (this.transcript.turns.at(-1)?.id === id) this.#running.run.answerNow?.();
      return;
    }
    const answer = this.#endedLastAnswer(id);
    const text = answer && closedThought(answer.text);
    if (answer === undefined || text === undefined || !mayAnswerEarly(answer, questionOf(this.transcript.turns, id)))
      return;
    const stepCosts = answer.stepCosts?.slice(0, stepsOf(parseAnswer(text)).length) ?? [];
    const again: Answer = { ...emptyAnswer(), text, stepCosts, answeredEarly: true, ...this.#earlierOf(answer, text) };
    this.transcript.addVersion(again, id);
    this.#generate(again.id, { goOn: true });
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
    const again: Answer = { ...emptyAnswer(), text: kept, stepCosts, ...this.#earlierOf(answer, kept) };
    this.transcript.addVersion(again, id);
    this.#generate(again.id, {
      goOn: kept.trim() !== '',
      leastTemperature: words === undefined ? REDO_TEMPERATURE : 0,
    });
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

  /** Asked again without a change, the model that is loaded now would say the same. */
  #isLikeliest({ status, stats }: Answer): boolean {
    const { state } = this.#parts.engine;
    if (this.#runParts.settings().temperature > 0 || !WHOLE.includes(status)) return false;
    return state.state !== 'ready' || stats?.model === state.info.name;
  }

  /** How `text`, from which an answer is to go on, came about in another version of it. */
  #earlierOf(answer: Answer, text: string): Pick<Answer, 'earlier'> {
    const isAlike = isBegunWith(answer, this.#runParts.settings().systemPrompt);
    const earlier = isAlike ? partsOf(answer, text) : undefined;
    return earlier === undefined ? {} : { earlier };
  }

  #begin({ title, ...asked }: AskedQuestion): void {
    this.transcript.add({ role: 'user', id: randomUUID(), ...asked }, title);
    this.#answer();
  }

  /** Answers the question at the end. @returns the answer's id */
  #answer(): string {
    const answer = emptyAnswer();
    this.transcript.add(answer);
    this.#writeAnew(answer.id);
    return answer.id;
  }

  /** Writes the answer `id` from nothing: by a vote where its question wants one. */
  #writeAnew(id: string, leastTemperature = 0): void {
    if (questionOf(this.transcript.turns, id)?.wantsVote === true) {
      this.#start(id, new VotedAnswerRun(this.#runParts, this.transcript, id));
    } else this.#generate(id, { leastTemperature });
  }

  #generate(id: string, { goOn = false, leastTemperature = 0 }: Partial<RunRequest> = {}): void {
    this.#start(id, new AnswerRun(this.#runParts, this.transcript, id, { goOn, leastTemperature }));
  }

  #start(id: string, run: Run): void {
    this.#trying.abort(NOT_NEEDED);
    this.#running = { run, ended: run.ended.then(() => this.#ended(id)) };
    this.emit('generating', true);
  }

  #ended(id: string): void {
    this.#running = undefined;
    const { status, vote } = this.transcript.answer(id) ?? {};
    // Two votes with the same text are still two votes.
    if (status !== undefined && WHOLE.includes(status) && vote === undefined) this.transcript.dropRepeated(id);
    this.#parts.history.flush();
    this.emit('generating', false);
    const next = this.#queued;
    if (next === undefined) {
      this.#tryAgain(id);
      return;
    }
    this.#setQueued(undefined);
    this.#begin(next);
  }

  #tryAgain(id: string): void {
    const answer = this.transcript.answer(id);
    if (answer === undefined || this.#parts.triesAgain?.() !== true) return;
    if (!isWorthTrying(answer, questionOf(this.transcript.turns, id))) return;
    this.#trying = new AbortController();
    void tryAgain(this.#runParts, this.transcript, id, this.#trying.signal);
  }

  #setQueued(question: AskedQuestion | undefined): void {
    this.#queued = question;
    // Words of a private chat are not written down anywhere.
    this.#parts.history.setQueued(this.transcript.isPrivate ? undefined : question);
    this.emit('message', { type: 'queuedChanged', ...(question === undefined ? {} : { queued: question.text }) });
  }

  #giveBack(question: AskedQuestion, failure?: Failure): void {
    this.emit('returned', question);
    this.emit('givenBack', {
      type: 'refused',
      text: asTyped(question),
      ...(failure === undefined ? {} : { failure: this.#parts.failureView(failure) }),
    });
  }
}

const emptyAnswer = (): Answer => ({ role: 'assistant', id: randomUUID(), text: '', status: 'waiting' });

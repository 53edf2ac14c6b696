import * as vscode from 'vscode';
import type { PanelTurn } from '../../protocol/conversation.ts';
import { toFailure } from '../../protocol/failures.ts';
import type { ToPanel } from '../../protocol/panel.ts';
import { answerSettings } from '../models/answerSettings.ts';
import { failureView } from '../platform/failureView.ts';
import type { AskedQuestion } from '../questions/askedQuestion.ts';
import type { ChatSession } from '../sessions/chatSession.ts';
import type { ChatPlace, OpenChats } from '../sessions/openChats.ts';
import type { CodeHere } from './codeHere.ts';
import { answerToFollow, kindOf, turnsOf, type Exchange } from './exchange.ts';
import { exchangeWords, type WordsParts } from './exchangeWords.ts';
import { TrackedLines } from './trackedLines.ts';
import { untrusted, type ThreadComment, type ThreadController } from './threadController.ts';

export interface AskThreadParts extends WordsParts {
  readonly controller: ThreadController;
  readonly openChats: OpenChats;
}

/** Where a thread is, and the code it is about. */
interface ThreadPlace {
  readonly document: vscode.TextDocument;
  readonly lines: vscode.Range;
  readonly code: Promise<CodeHere | undefined>;
}

/** An exchange and its two comments. */
interface Shown extends Exchange {
  readonly asked: ThreadComment;
  readonly answered: ThreadComment;
}

/** Milliseconds between two drawings of an answer that grows: VS Code draws all of a comment anew. */
const DRAW_MS = 150;
/** So many UTF-16 units of text take a millisecond more. */
const PER_MS = 20;

/**
 * A question that is asked beside its code. It is a turn of a chat like any other: the thread shows that turn and those that are asked
 * in it after that one, and goes without them.
 */
export class AskThread implements vscode.Disposable {
  readonly thread: vscode.CommentThread;
  readonly #parts: AskThreadParts;
  readonly #code: Promise<CodeHere | undefined>;
  readonly #place: TrackedLines;
  readonly #exchanges: Shown[] = [];
  #codeNow: CodeHere | undefined;
  /** Since the first question; keeps the chat open whatever the panel shows. */
  #chat: ChatPlace | undefined;
  #session: ChatSession | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  /**
   * @param thread at `lines` of the document
   * @param code what the question is about
   */
  constructor(parts: AskThreadParts, thread: vscode.CommentThread, { document, lines, code }: ThreadPlace) {
    this.#parts = parts;
    this.thread = thread;
    this.#code = code;
    const { firstLine, lastLine } = { firstLine: lines.start.line + 1, lastLine: lines.end.line + 1 };
    this.#place = new TrackedLines(document, { firstLine, lastLine }, () => this.#move(document));
    void code.then((known) => {
      this.#codeNow = known;
      if (this.#isClosed) known?.dispose();
      else this.#draw();
    });
  }

  get isEmpty(): boolean {
    return this.#exchanges.length === 0;
  }

  /** Where the last question and its answer stand, once they do. */
  get inChat(): { readonly chat: string; readonly turn: string } | undefined {
    const asked = this.#exchanges.findLast(({ turn }) => turn !== undefined)?.turn;
    if (this.#session === undefined || asked === undefined) return undefined;
    const [, answer] = turnsOf(this.#turns, { turn: asked });
    return { chat: this.#session.transcript.id, turn: answer?.id ?? asked };
  }

  /** Asks what was typed: about the code, and once there is an answer about that, until the code changes. */
  async ask(text: string): Promise<void> {
    const words = text.trim();
    if (words === '') return;
    const { controller } = this.#parts;
    const exchange: Shown = { words, shown: '', asked: controller.question(words), answered: controller.answer('') };
    this.#exchanges.push(exchange);
    this.#draw();
    await this.#askFor(exchange);
  }

  /** Tries the last question again: one that was not asked, or one whose answer failed. */
  async retry(): Promise<void> {
    const last = this.#exchanges.at(-1);
    if (last?.turn !== undefined) {
      const [, answer] = turnsOf(this.#turns, last);
      if (answer !== undefined) this.#session?.retry(answer.id);
    } else if (last !== undefined) {
      delete last.failure;
      delete last.notice;
      delete last.sent;
      delete last.madeFrom;
      this.#draw();
      await this.#askFor(last);
    }
  }

  /** Stops the answer, whose text stays, or keeps the question from being asked. */
  async stop(): Promise<void> {
    const last = this.#exchanges.at(-1);
    if (last === undefined) return;
    if (last.turn !== undefined) await this.#session?.stop();
    else if (last.sent !== undefined) this.#session?.cancelQueued();
    else this.#giveUp(last, vscode.l10n.t('Stopped'));
  }

  /** Shows what is known now, a moment later. */
  refresh(): void {
    if (this.#isClosed) return;
    const length = this.#exchanges.at(-1)?.shown.length ?? 0;
    this.#timer ??= setTimeout(() => this.#draw(), DRAW_MS + length / PER_MS);
  }

  /** A question that waited for another answer was not asked. */
  returned({ text }: AskedQuestion): void {
    const waiting = this.#waiting(text);
    if (waiting !== undefined) this.#giveUp(waiting, vscode.l10n.t('Stopped'));
  }

  /** Takes it out of the editor. The chat keeps what was asked, and an answer that is shown there goes on. */
  dispose(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.thread.dispose();
    this.#codeNow?.dispose();
    this.#place.dispose();
    if (this.#chat !== undefined) void this.#parts.openChats.removePlace(this.#chat);
  }

  /** VS Code moves what it shows by itself, but tells nobody where it is. */
  #move(document: vscode.TextDocument): void {
    const { firstLine, lastLine } = this.#place.now;
    if (lastLine > document.lineCount) return;
    this.thread.range = new vscode.Range(
      new vscode.Position(firstLine - 1, 0),
      document.lineAt(lastLine - 1).range.end,
    );
  }

  get #turns(): readonly PanelTurn[] {
    return this.#session?.transcript.turns ?? [];
  }

  async #askFor(exchange: Exchange): Promise<void> {
    try {
      const session = this.#session;
      const answer = answerToFollow(this.#turns, this.#exchanges);
      const mayFollow = answer !== undefined && session !== undefined && this.#codeNow?.isChanged !== true;
      if (!mayFollow) await this.#askAboutCode(exchange);
      else this.#send(session, exchange, exchange.words, () => session.followUp(answer.id, exchange.words));
    } catch (error) {
      exchange.failure = failureView(toFailure(error));
    }
    this.#draw();
  }

  async #askAboutCode(exchange: Exchange): Promise<void> {
    const { engine, openChats } = this.#parts;
    const code = await this.#code;
    const settings = (this.#session ?? openChats.current).withOwn(answerSettings());
    const question = await code?.question(engine, exchange.words, settings);
    // Another conversation may be on its way to where the user is: the question is meant for that one.
    await openChats.active.changing;
    if (this.#isClosed || exchange.notice !== undefined) return;
    if (question === undefined) {
      this.#giveUp(exchange, noCode());
      return;
    }
    const session = this.#session ?? this.#follow();
    this.#send(session, exchange, question.text, () => session.ask(question));
  }

  #send(session: ChatSession, exchange: Exchange, text: string, ask: () => void): void {
    // The chat would give a second question that waits back to the panel.
    if (session.queued !== undefined) {
      exchange.failure = failureView({ name: 'busy' });
      return;
    }
    exchange.sent = text;
    ask();
  }

  /** From now on the thread is a place of the conversation that the user was in last. */
  #follow(): ChatSession {
    const place = this.#parts.openChats.addThread();
    const { session } = place;
    this.#chat = place;
    this.#session = session;
    place.on('message', (message) => this.#hear(message));
    place.on('opened', () => {
      // The conversation was deleted.
      if (place.session !== session) this.dispose();
    });
    return session;
  }

  #hear(message: ToPanel): void {
    if (message.type === 'turnAdded' && message.turn.role === 'user') {
      const waiting = this.#waiting(message.turn.text);
      if (waiting !== undefined) waiting.turn = message.turn.id;
    }
    this.refresh();
  }

  #waiting(text: string): Exchange | undefined {
    return this.#exchanges.find(({ turn, sent }) => turn === undefined && sent === text);
  }

  #giveUp(exchange: Exchange, notice: string): void {
    exchange.notice = notice;
    this.#draw();
  }

  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isClosed) return;
    const label = labelOf(this.#codeNow);
    if (this.thread.label !== label) this.thread.label = label;
    const kind = kindOf(this.#turns, this.#exchanges.at(-1));
    if (this.thread.contextValue !== kind) this.thread.contextValue = kind;
    const changed = this.#exchanges.filter((exchange) => this.#drawAnswer(exchange));
    const comments = this.#exchanges.flatMap(({ asked, answered }) => [asked, answered]);
    // The same comments in a new list: VS Code then draws only what they say anew.
    if (changed.length > 0 || comments.length !== this.thread.comments.length) this.thread.comments = comments;
  }

  /** Whether its comment says something else now. */
  #drawAnswer(exchange: Shown): boolean {
    const { body, label } = exchangeWords(exchange, this.#turns, this.#parts);
    if (exchange.shown === body && exchange.answered.label === label) return false;
    if (exchange.shown !== body) exchange.answered.body = untrusted(body);
    exchange.shown = body;
    exchange.answered.label = label;
    return true;
  }
}

export const noCode = (): string =>
  vscode.l10n.t('There is no code here. Select the code to ask about, then try again.');

function labelOf(code: CodeHere | undefined): string {
  if (code === undefined) return '';
  return code.isChanged ? `${code.label} · ${vscode.l10n.t('The code has changed since')}` : code.label;
}

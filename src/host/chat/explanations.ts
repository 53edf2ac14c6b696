import { EventEmitter } from 'node:events';
import * as vscode from 'vscode';
import {
  OPEN_STATUSES,
  type Answer,
  type PanelTurn,
  type Question,
  type StepLink,
  type ToPanel,
} from '../../protocol/panel.ts';
import { codeIn, locateCode } from '../../reasoning/askedCode.ts';
import { findChanged } from '../../reasoning/changedCode.ts';
import { LinkedSteps } from '../../reasoning/linkedSteps.ts';
import type { Section } from '../../reasoning/steps.ts';
import { linesOf, openDocument, openQuietly } from '../editor/documents.ts';
import type { ActiveSession } from './activeSession.ts';
import { questionOf, questionWithCode } from './askedFor.ts';

/** An answer about code of a document, with its steps' links as they are now. */
export interface Explanation {
  readonly id: string;
  readonly uri: string;
  readonly steps: readonly Section[];
  readonly links: readonly StepLink[];
}

interface Entry {
  readonly answer: string;
  readonly pieces: readonly string[];
  readonly uri: string;
  /** As it was seen last; a document that VS Code closed keeps its text. */
  document: vscode.TextDocument;
  /** Where the first piece was when it was asked about, 1-based. */
  readonly near: number;
  linked: LinkedSteps;
  links: readonly StepLink[];
}

/** Older explanations of a long conversation are not linked. */
const MOST = 30;

interface Events {
  /** An answer is about to be written, or the conversation's newest was read from the history. */
  begun: [Explanation];
  /** The links of an explanation changed. */
  changed: [Explanation];
  /** Another conversation is on screen: none of the former ones is there any more. */
  cleared: [];
}

/**
 * The explanations of the conversation on screen. Their links are made from the history and the documents, so they are
 * there again after a reload; they follow the answer while it is written and the document while it is edited.
 */
export class Explanations extends EventEmitter<Events> implements vscode.Disposable {
  readonly #session: ActiveSession;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners: vscode.Disposable;
  #loading = Promise.resolve();

  constructor(session: ActiveSession) {
    super();
    this.#session = session;
    session.on('message', (message) => this.#follow(message));
    session.on('read', () => this.load());
    session.on('opened', () => this.load());
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
      // A document that was closed may have changed on disk before it came back.
      vscode.workspace.onDidOpenTextDocument((document) => this.#reopened(document.uri.toString())),
    );
  }

  /** Links the conversation on screen anew. */
  load(): void {
    this.#entries.clear();
    this.emit('cleared');
    const { turns } = this.#session.transcript;
    const answers = turns.filter((turn) => turn.role === 'assistant').slice(-MOST);
    this.#loading = this.#loadAll(answers.map(({ id }) => id));
  }

  /** Resolves when those of the conversation on screen are linked. */
  get loaded(): Promise<void> {
    return this.#loading;
  }

  all(): Explanation[] {
    return [...this.#entries.values()].map(explanation);
  }

  get(id: string): Explanation | undefined {
    const entry = this.#entries.get(id);
    return entry && explanation(entry);
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  async #loadAll(answers: readonly string[]): Promise<void> {
    let newest: Entry | undefined;
    for (const id of answers) newest = (await this.#link(id)) ?? newest;
    if (newest !== undefined && this.#entries.has(newest.answer)) this.emit('begun', explanation(newest));
  }

  async #begin(id: string): Promise<void> {
    const entry = await this.#link(id);
    if (entry !== undefined) this.emit('begun', explanation(entry));
  }

  #follow(message: ToPanel): void {
    // Another version of a turn is on screen, or one was deleted.
    if (message.type === 'pathChanged') this.load();
    if (message.type === 'turnAdded' && message.turn.role === 'assistant') void this.#begin(message.turn.id);
    if (message.type !== 'append' && message.type !== 'answerText' && message.type !== 'answerChanged') return;
    const entry = this.#entries.get(message.id);
    const answer = this.#session.transcript.answer(message.id);
    if (entry && answer && entry.linked.read(answer.text, isOpen(answer))) this.#refresh(entry);
  }

  async #link(id: string): Promise<Entry | undefined> {
    const question = askedCodeOf(this.#session.transcript.turns, id);
    if (question?.source === undefined) return undefined;
    const pieces = codeIn(question.text);
    const { uri, firstLine } = question.source;
    const document = await openQuietly(uri);
    const answer = this.#session.transcript.answer(id);
    const linked = document && linkedSteps(pieces, linesOf(document), firstLine);
    if (document === undefined || linked === undefined || answer === undefined) return undefined;
    linked.read(answer.text, isOpen(answer));
    const entry: Entry = { answer: id, pieces, uri, document, near: firstLine, linked, links: [] };
    this.#entries.set(id, entry);
    this.#refresh(entry);
    return entry;
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    for (const entry of this.#entries.values()) {
      if (entry.uri !== uri || contentChanges.length === 0) continue;
      for (const { range, text } of contentChanges) {
        entry.linked.edit({
          startLine: range.start.line,
          startCharacter: range.start.character,
          endLine: range.end.line,
          endCharacter: range.end.character,
          breaks: text.split(/\r\n|\r|\n/).length - 1,
        });
      }
      this.#refresh(entry);
      // What was changed may be back: undone, or moved.
      if (entry.links.some(({ isStale }) => isStale)) this.#locateAgain(entry, document, locatedSteps);
    }
  }

  #reopened(uri: string): void {
    const document = openDocument(uri);
    if (document === undefined) return;
    for (const entry of this.#entries.values()) {
      if (entry.uri === uri && !this.#locateAgain(entry, document, linkedSteps)) this.#refresh(entry);
    }
  }

  #locateAgain(entry: Entry, document: vscode.TextDocument, locate: typeof locatedSteps): boolean {
    const linked = locate(entry.pieces, linesOf(document), entry.links[0]?.firstLine ?? entry.near);
    const answer = this.#session.transcript.answer(entry.answer);
    if (linked === undefined || answer === undefined) return false;
    entry.linked = linked;
    entry.linked.read(answer.text, isOpen(answer));
    this.#refresh(entry);
    return true;
  }

  #refresh(entry: Entry): void {
    const document = (entry.document = openDocument(entry.uri) ?? entry.document);
    const lineAt = (line: number) => (line > document.lineCount ? undefined : document.lineAt(line - 1).text);
    entry.links = entry.linked.links(lineAt);
    this.emit('changed', explanation(entry));
  }
}

const explanation = ({ answer, uri, linked, links }: Entry): Explanation => ({
  id: answer,
  uri,
  steps: linked.steps,
  links,
});

/** Of code that stands in the document as it was asked about, wherever that is now. */
function locatedSteps(pieces: readonly string[], lines: readonly string[], near: number): LinkedSteps | undefined {
  const code = locateCode(pieces, lines, near);
  return code && new LinkedSteps(code);
}

/** The same, or of what is left of the code: links to lines that changed meanwhile are stale. */
function linkedSteps(pieces: readonly string[], lines: readonly string[], near: number): LinkedSteps | undefined {
  const [piece, ...more] = pieces;
  const located = locatedSteps(pieces, lines, near);
  // Of several pieces the question does not tell where each one was.
  if (located !== undefined || piece === undefined || more.length > 0) return located;
  const { code, places } = findChanged(piece, lines, near);
  return new LinkedSteps(code, places);
}

const isOpen = (answer: Answer): boolean => OPEN_STATUSES.includes(answer.status);

function askedCodeOf(turns: readonly PanelTurn[], answer: string): Question | undefined {
  const question = questionOf(turns, answer);
  return question && questionWithCode(turns, question);
}

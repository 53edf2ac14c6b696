import { EventEmitter } from 'node:events';
import * as vscode from 'vscode';
import { OPEN_STATUSES, type Answer, type PanelTurn, type Question } from '../../protocol/conversation.ts';
import type { ToPanel } from '../../protocol/panel.ts';
import type { AnchoredFile } from '../../reasoning/anchors/severalFiles.ts';
import { askedDocuments, locateGroups, type AskedDocument } from '../../reasoning/questions/askedDocuments.ts';
import { findChanged } from '../../reasoning/links/changedCode.ts';
import { LinkedSteps, type DocumentLink } from '../../reasoning/links/linkedSteps.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { linesOf, openDocument, openQuietly } from '../editor/documents.ts';
import type { OpenChats } from '../sessions/openChats.ts';
import { questionOf, questionWithCode } from '../sessions/askedFor.ts';

/** An answer about code of documents, with its steps' links as they are now. */
export interface Explanation {
  readonly id: string;
  readonly uris: readonly string[];
  readonly steps: readonly Section[];
  readonly links: readonly DocumentLink[];
}

interface Entry {
  readonly answer: string;
  readonly asked: readonly AskedDocument[];
  /** As they were seen last, by their URI; a document that VS Code closed keeps its text. */
  readonly documents: Map<string, vscode.TextDocument>;
  linked: LinkedSteps;
  links: readonly DocumentLink[];
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
  readonly #openChats: OpenChats;
  readonly #entries = new Map<string, Entry>();
  /** Documents that may only be followed when the user opens them, by their URI: the answers about them. */
  readonly #unopened = new Map<string, Set<string>>();
  readonly #listeners: vscode.Disposable;
  #loading = Promise.resolve();

  constructor(openChats: OpenChats) {
    super();
    this.#openChats = openChats;
    openChats.on('message', (message) => this.#follow(message));
    openChats.on('read', () => this.load());
    openChats.on('opened', () => this.load());
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
      // A document that was closed may have changed on disk before it came back.
      vscode.workspace.onDidOpenTextDocument((document) => this.#reopened(document.uri.toString())),
    );
  }

  /** Links the conversation on screen anew. */
  load(): void {
    this.#entries.clear();
    this.#unopened.clear();
    this.emit('cleared');
    const { turns } = this.#openChats.current.transcript;
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
    if (message.type === 'contextChanged')
      void this.#link(answerAfter(this.#openChats.current.transcript.turns, message.id));
    if (message.type === 'turnAdded' && message.turn.role === 'assistant') void this.#begin(message.turn.id);
    if (message.type !== 'append' && message.type !== 'answerText' && message.type !== 'answerChanged') return;
    const entry = this.#entries.get(message.id);
    const answer = this.#openChats.current.transcript.answer(message.id);
    if (entry && answer && entry.linked.read(answer.text, isOpen(answer))) this.#refresh(entry);
  }

  async #link(id: string): Promise<Entry | undefined> {
    const question = askedCodeOf(this.#openChats.current.transcript.turns, id);
    const asked = question === undefined ? [] : askedDocuments(question);
    const opened = await Promise.all(asked.map(async ({ uri }) => [uri, await openQuietly(uri)] as const));
    const found = opened.flatMap(([uri, document]) => (document === undefined ? [] : [[uri, document] as const]));
    for (const [uri, document] of opened) if (document === undefined) this.#await(uri, id);
    const documents = new Map(found);
    const files = located(asked, documents, { orChanged: true });
    const answer = this.#openChats.current.transcript.answer(id);
    if (files.length === 0 || answer === undefined) return undefined;
    // What was found beside the question and is not in its document now is not waited for.
    for (const { uri, isFound } of asked) if (isFound && !files.some((file) => file.uri === uri)) documents.delete(uri);
    const linked = new LinkedSteps(files);
    linked.read(answer.text, isOpen(answer));
    const entry: Entry = { answer: id, asked, documents, linked, links: [] };
    this.#entries.set(id, entry);
    this.#refresh(entry);
    return entry;
  }

  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    for (const entry of this.#entries.values()) {
      if (!entry.documents.has(uri) || contentChanges.length === 0) continue;
      for (const { range, text } of contentChanges) {
        entry.linked.edit(uri, {
          startLine: range.start.line,
          startCharacter: range.start.character,
          endLine: range.end.line,
          endCharacter: range.end.character,
          breaks: text.split(/\r\n|\r|\n/).length - 1,
        });
      }
      this.#refresh(entry);
      // What was changed may be back: undone, or moved.
      if (entry.links.some((link) => link.isStale && link.uri === uri)) this.#locateAgain(entry, false);
    }
  }

  #await(uri: string, answer: string): void {
    const waiting = this.#unopened.get(uri) ?? new Set();
    this.#unopened.set(uri, waiting.add(answer));
  }

  #reopened(uri: string): void {
    const waiting = this.#unopened.get(uri) ?? [];
    this.#unopened.delete(uri);
    for (const answer of waiting) void this.#link(answer);
    for (const entry of this.#entries.values()) {
      if (entry.documents.has(uri) && !this.#locateAgain(entry, true)) this.#refresh(entry);
    }
  }

  /** Whether all that was asked about is still in its documents. */
  #locateAgain(entry: Entry, orChanged: boolean): boolean {
    const documents = new Map([...entry.documents].map(([uri, known]) => [uri, openDocument(uri) ?? known]));
    const near = (uri: string) => entry.links.find((link) => link.uri === uri)?.firstLine;
    const files = located(entry.asked, documents, { orChanged, near });
    const answer = this.#openChats.current.transcript.answer(entry.answer);
    if (files.length < entry.documents.size || answer === undefined) return false;
    entry.linked = new LinkedSteps(files);
    entry.linked.read(answer.text, isOpen(answer));
    this.#refresh(entry);
    return true;
  }

  #refresh(entry: Entry): void {
    const { documents } = entry;
    for (const [uri, known] of documents) documents.set(uri, openDocument(uri) ?? known);
    const lineAt = (uri: string, line: number) => {
      const document = documents.get(uri);
      return document === undefined || line > document.lineCount ? undefined : document.lineAt(line - 1).text;
    };
    entry.links = entry.linked.links(lineAt);
    this.emit('changed', explanation(entry));
  }
}

const explanation = ({ answer, documents, linked, links }: Entry): Explanation => ({
  id: answer,
  uris: [...documents.keys()],
  steps: linked.steps,
  links,
});

interface Locating {
  /** What is left of code that has changed counts, too: links to lines that changed are stale. */
  readonly orChanged: boolean;
  /** Where the first piece is expected now, if that is known better. */
  readonly near?: (uri: string) => number | undefined;
}

/** The code asked about as it stands in the documents now; a document that has not all of it is left out. */
function located(
  asked: readonly AskedDocument[],
  documents: ReadonlyMap<string, vscode.TextDocument>,
  { orChanged, near }: Locating,
): AnchoredFile[] {
  return asked.flatMap(({ uri, label, groups, isFound }): AnchoredFile[] => {
    const document = documents.get(uri);
    if (document === undefined) return [];
    const lines = linesOf(document);
    const code = locateGroups(groups, lines, near?.(uri));
    if (code !== undefined) return [{ ...code, uri, label, isFound }];
    const [piece, ...more] = groups.flatMap(({ pieces }) => pieces);
    // Of several pieces the question does not tell where each one was.
    if (!orChanged || piece === undefined || more.length > 0) return [];
    const changed = findChanged(piece, lines, near?.(uri) ?? groups[0]?.near ?? 1);
    // What was found beside the question may have been sent shortened, or in words that stand nowhere.
    if (isFound && changed.places.every((place) => place === undefined)) return [];
    return [{ ...changed, uri, label, isFound }];
  });
}

const isOpen = (answer: Answer): boolean => OPEN_STATUSES.includes(answer.status);

const answerAfter = (turns: readonly PanelTurn[], question: string): string =>
  turns[turns.findIndex((turn) => turn.id === question) + 1]?.id ?? '';

function askedCodeOf(turns: readonly PanelTurn[], answer: string): Question | undefined {
  const question = questionOf(turns, answer);
  return question && questionWithCode(turns, question);
}

import { EventEmitter } from 'node:events';
import * as vscode from 'vscode';
import type { ContextEntry, FromPanel, ToPanel } from '../../protocol/panel.ts';
import { selectedLines, type Attachable } from '../editor/attachable.ts';
import { mayBeRead } from '../editor/mayBeRead.ts';
import { suggestionsFor, wholeSymbol, type Suggestion } from '../editor/suggestions.ts';
import type { Engine } from '../engine/engine.ts';
import type { ActiveSession } from './activeSession.ts';
import { Attachments } from './attachments.ts';
import type { Memento } from './history.ts';
import { NextQuestion, type NextQuestionSettings } from './nextQuestion.ts';

/** What the panel says about the question being written. */
type FromComposer = Extract<
  FromPanel,
  {
    type:
      | 'ask'
      | 'draftChanged'
      | 'attach'
      | 'attachSuggestion'
      | 'attachDropped'
      | 'detach'
      | 'revealAttachment'
      | 'suggestContext';
  }
>;

/** Files that are open, wherever they are, and files of the workspace. */
const FILE_SCHEMES = /^(file|vscode-remote|vscode-vfs|vscode-userdata|untitled|memfs)$/;

/** The composer's side in the host: what is added to the next question, what it costs, and asking it. */
export class ComposerContext extends EventEmitter<{ message: [ToPanel] }> implements vscode.Disposable {
  readonly #attachments: Attachments;
  readonly #next: NextQuestion;
  /** What was offered last, by its id. */
  #offered = new Map<string, Suggestion>();
  #offers = 0;
  /** The letters typed last: what was found for earlier ones comes too late. */
  #query = '';

  constructor(engine: Engine, session: ActiveSession, memento: Memento, settings: () => NextQuestionSettings) {
    super();
    this.#attachments = new Attachments(memento);
    this.#next = new NextQuestion(engine, session, this.#attachments, memento, settings);
    this.#next.on('message', (message) => this.emit('message', message));
  }

  /** What a page must know where the next question will be asked. */
  messages(): ToPanel[] {
    return this.#next.messages();
  }

  /** The words that were in the composer of the side bar. */
  restoredDraft(): ToPanel[] {
    return this.#next.restoredDraft();
  }

  /** @param isSideBar whether it comes from there: its words are there again after a reload */
  receive(message: FromComposer, isSideBar: boolean): void {
    switch (message.type) {
      case 'ask':
        void this.#next.ask(message.text, isSideBar);
        break;
      case 'draftChanged':
        this.#next.setDraft(message.text, isSideBar);
        break;
      case 'attach':
        this.#attach(message.what);
        break;
      case 'attachSuggestion':
        void this.#attachSuggestion(message.id);
        break;
      case 'attachDropped':
        void this.#attachDropped(message.uris);
        break;
      case 'detach':
        this.#attachments.remove(message.id);
        break;
      case 'revealAttachment':
        void this.#attachments.reveal(message.id);
        break;
      case 'suggestContext':
        void this.#suggest(message.query);
        break;
    }
  }

  /** Adds the selected lines of an editor; whether there are any. */
  addSelection(editor: vscode.TextEditor): boolean {
    const lines = selectedLines(editor);
    this.#attachments.add(...lines);
    return lines.length > 0;
  }

  /** Adds files the user pointed at; asks about those that should not be read by the way. */
  async addFiles(uris: readonly vscode.Uri[], isTrusted = true): Promise<void> {
    for (const uri of uris) {
      if (await mayBeRead(uri, isTrusted)) this.#attachments.add({ kind: 'file', uri: uri.toString() });
    }
  }

  /** Adds again what a question took along that was not asked. */
  restore(context: readonly ContextEntry[]): void {
    this.#attachments.restore(context);
  }

  /** The settings changed. */
  refresh(): void {
    this.#next.refresh();
  }

  dispose(): void {
    this.#next.dispose();
    this.#attachments.dispose();
  }

  #attach(what: 'selection' | 'problems'): void {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    if (what === 'selection') this.#attachments.add({ kind: 'selection' });
    else if (active !== undefined) this.#attachments.add({ kind: 'problems', uri: active });
    else {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no text editor whose problems could be added. Open a file first.'),
      );
    }
  }

  async #attachSuggestion(id: string): Promise<void> {
    const what: Attachable | undefined = this.#offered.get(id)?.what;
    if (what === undefined || !(await mayBeRead(vscode.Uri.parse(what.uri), true))) return;
    this.#attachments.add(await wholeSymbol(what));
  }

  async #attachDropped(addresses: readonly string[]): Promise<void> {
    const uris = addresses.flatMap((address) => {
      try {
        return [asHere(vscode.Uri.parse(address, true))];
      } catch {
        return [];
      }
    });
    await this.addFiles(
      uris.filter(({ scheme }) => FILE_SCHEMES.test(scheme)),
      false,
    );
  }

  async #suggest(query: string): Promise<void> {
    this.#query = query;
    const suggestions = await suggestionsFor(query);
    if (query !== this.#query) return;
    this.#offered = new Map(suggestions.map((suggestion) => [`s${++this.#offers}`, suggestion]));
    const items = [...this.#offered].map(([id, { name, detail, what }]) => ({ id, name, detail, kind: what.kind }));
    this.emit('message', { type: 'suggestions', query, items });
  }
}

/** An extension host that runs where the files are knows them as files; the workbench's window, as remote ones. */
function asHere(uri: vscode.Uri): vscode.Uri {
  const file = uri.with({ scheme: 'file', authority: '' });
  const isKnown = (one: vscode.Uri) => vscode.workspace.getWorkspaceFolder(one) !== undefined;
  return uri.scheme === 'vscode-remote' && !isKnown(uri) && isKnown(file) ? file : uri;
}

import { EventEmitter } from 'node:events';
import * as vscode from 'vscode';
import { changedFiles } from '../../editor/context/changedFiles.ts';
import { gitApi } from '../../editor/context/git.ts';
import type { ContextEntry } from '../../../protocol/conversation.ts';
import type { ToPanel } from '../../../protocol/panel.ts';
import { selectedLines, type ReadAttachable } from '../../editor/context/attachable.ts';
import { mayBeRead } from '../../editor/context/mayBeRead.ts';
import { filesOfFolder } from '../../editor/context/filesOfFolder.ts';
import { suggestionsFor, wholeSymbol, type Suggestion } from '../../editor/context/suggestions.ts';
import { unlinked } from '../../platform/texts/unlinked.ts';
import type { Engine } from '../../engine/engine.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import { Attachments } from './attachments.ts';
import type { Memento } from '../../history/history.ts';
import { NextQuestion, type NextQuestionSettings } from './nextQuestion.ts';

/** Files that are open, wherever they are, and files of the workspace. */
const FILE_SCHEMES = /^(file|vscode-remote|vscode-vfs|vscode-userdata|untitled|memfs)$/;

/**
 * The host's side of the composer: the text, what goes along with it, what that costs, and asking it. Emits `draft` when the
 * text changed.
 */
export class ComposerContext
  extends EventEmitter<{ message: [ToPanel]; draft: [string] }>
  implements vscode.Disposable
{
  readonly #attachments: Attachments;
  readonly #next: NextQuestion;
  /** What was offered last, by its id. */
  #offered = new Map<string, Suggestion>();
  #offers = 0;
  /** The letters typed last: what was found for earlier ones comes too late. */
  #query = '';

  /** @param lastCommand reads what ran last in the active terminal */
  constructor(
    engine: Engine,
    openChats: OpenChats,
    memento: Memento,
    settings: () => NextQuestionSettings,
    lastCommand: () => Promise<ReadAttachable>,
  ) {
    super();
    this.#attachments = new Attachments(memento, lastCommand);
    this.#next = new NextQuestion(engine, openChats, this.#attachments, memento, settings);
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

  /** @param isKept whether the text is there again after a reload: that of the side bar */
  ask(text: string, isKept: boolean, wantsVote?: boolean): Promise<void> {
    return this.#next.ask(text, isKept, wantsVote);
  }

  /** @param isKept as above */
  setDraft(text: string, isKept: boolean): void {
    this.#next.setDraft(text, isKept);
    this.emit('draft', text);
  }

  detach(id: string): void {
    this.#attachments.remove(id);
  }

  revealAttachment(id: string): Promise<void> {
    return this.#attachments.reveal(id);
  }

  /** Whether something goes along with the next question. */
  get hasAttachments(): boolean {
    return !this.#attachments.isEmpty;
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

  async attach(what: 'selection' | 'problems' | 'changes' | 'terminal'): Promise<void> {
    if (what === 'changes') {
      await this.#attachChanges();
      return;
    }
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    if (what === 'selection' || what === 'terminal') this.#attachments.add({ kind: what });
    else if (active !== undefined) this.#attachments.add({ kind: 'problems', uri: active });
    else {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No text editor is open. Open the file whose problems you want to add.'),
      );
    }
  }

  /** All files that differ from the last commit; those that may hold secrets are asked about. */
  async #attachChanges(): Promise<void> {
    const git = gitApi();
    const changed = git === undefined ? [] : await changedFiles(git);
    const files = changed.filter(({ kind }) => kind !== 'deleted');
    if (files.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No file differs from the last commit in the repositories that VS Code has open.'),
      );
    }
    for (const { uri } of files) {
      if (await mayBeRead(uri, true)) this.#attachments.add({ kind: 'changes', uri: uri.toString() });
    }
  }

  async attachSuggestion(id: string): Promise<void> {
    const what = this.#offered.get(id)?.what;
    if (what === undefined) return;
    const uri = vscode.Uri.parse(what.uri);
    if (what.kind === 'folder') await this.#attachFolder(uri);
    else if (await mayBeRead(uri, true)) this.#attachments.add(await wholeSymbol(what));
  }

  /** The files in it, without those that one would have to ask about; says so where some are missing. */
  async #attachFolder(folder: vscode.Uri): Promise<void> {
    const { files, leftOut } = await filesOfFolder(folder);
    const before = this.#attachments.size;
    this.#attachments.add(...files.map((uri) => ({ kind: 'file', uri: uri.toString() }) as const));
    const room = Attachments.most - before;
    const name = vscode.workspace.asRelativePath(folder);
    const said = [
      ...(files.length > room
        ? [vscode.l10n.t('{0} has {1} files; only {2} were added.', name, files.length, Math.max(0, room))]
        : []),
      ...(leftOut > 0
        ? [vscode.l10n.t('{0} left out: files with secrets, ignored by Git, or links to outside.', leftOut)]
        : []),
    ];
    if (said.length > 0) void vscode.window.showInformationMessage(unlinked(said.join(' ')));
  }

  async attachDropped(addresses: readonly string[]): Promise<void> {
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

  async suggest(query: string): Promise<void> {
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

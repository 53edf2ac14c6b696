import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { ContextEntry } from '../../../protocol/conversation.ts';
import { linesAfter } from '../../../reasoning/context/attached.ts';
import {
  attachablesIn,
  readAttachable,
  type Attachable,
  type ReadAttachable,
} from '../../editor/context/attachable.ts';
import { revealLines } from '../../editor/reveal.ts';
import type { Memento } from '../../history/history.ts';
import type { ReadAttachment } from './nextQuestion.ts';

/** Where it is kept over a reload of the window, per workspace. */
const KEPT = 'attachments';

interface Attached {
  readonly id: string;
  readonly what: Attachable;
}

/** What goes along with the next question. Emits `changed` when it, or what it says, may be another. */
export class Attachments extends EventEmitter<{ changed: [] }> implements vscode.Disposable {
  /** More would not fit into any window, and nobody could look over them. */
  static readonly most = 20;
  readonly #memento: Memento;
  readonly #lastCommand: () => Promise<ReadAttachable>;
  #attached: readonly Attached[];
  readonly #listeners: vscode.Disposable;

  /** @param lastCommand reads what ran last in the active terminal */
  constructor(memento: Memento, lastCommand: () => Promise<ReadAttachable>) {
    super();
    this.#memento = memento;
    this.#lastCommand = lastCommand;
    this.#attached = attachablesIn(memento.get(KEPT)).map((what) => ({ id: randomUUID(), what }));
    const touched = (uri: vscode.Uri) => {
      if (this.#isAbout(uri.toString())) this.emit('changed');
    };
    const files = vscode.workspace.createFileSystemWatcher('**/*');
    this.#listeners = vscode.Disposable.from(
      files,
      files.onDidCreate(touched),
      files.onDidChange(touched),
      files.onDidDelete(touched),
      vscode.workspace.onDidChangeTextDocument((event) => this.#edited(event)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.forEach(touched)),
      vscode.window.onDidChangeTextEditorSelection(() => this.#liveChanged('selection')),
      vscode.window.onDidChangeActiveTextEditor(() => this.#liveChanged('selection')),
      vscode.window.onDidEndTerminalShellExecution(() => this.#liveChanged('terminal')),
      vscode.window.onDidChangeActiveTerminal(() => this.#liveChanged('terminal')),
    );
  }

  get size(): number {
    return this.#attached.length;
  }

  get isEmpty(): boolean {
    return this.#attached.length === 0;
  }

  /** Adds what is not there yet, up to a sensible number. */
  add(...added: readonly Attachable[]): void {
    const isNew = (what: Attachable) => !this.#attached.some((known) => isDeepStrictEqual(known.what, what));
    const more = added.filter(isNew).map((what) => ({ id: randomUUID(), what }));
    this.#set([...this.#attached, ...more].slice(0, Attachments.most));
  }

  remove(...ids: readonly string[]): void {
    this.#set(this.#attached.filter(({ id }) => !ids.includes(id)));
  }

  /** Adds again what a question took along that was not asked. */
  restore(context: readonly ContextEntry[]): void {
    this.add(
      ...context.flatMap(({ attached, uri, name, firstLine, lastLine, leftOut = 0 }): Attachable[] => {
        if (attached === undefined) return [];
        if (attached === 'file' || attached === 'problems' || attached === 'changes') return [{ kind: attached, uri }];
        if (attached === 'terminal') return [{ kind: attached }];
        return [{ kind: attached, uri, name, firstLine, lastLine: lastLine + leftOut }];
      }),
    );
  }

  async reveal(id: string): Promise<void> {
    const what = this.#attached.find((candidate) => candidate.id === id)?.what;
    if (what === undefined) return;
    if (what.kind === 'terminal') {
      vscode.window.activeTerminal?.show();
      return;
    }
    const { label, pieces } = await readAttachable(what, this.#lastCommand);
    const uri = pieces[0]?.uri ?? ('uri' in what ? what.uri : undefined);
    if (uri === undefined) return;
    const { firstLine, lastLine } =
      what.kind === 'file' ? { firstLine: 1, lastLine: 1 } : (pieces[0] ?? { firstLine: 1, lastLine: 1 });
    await revealLines({ uri, label, firstLine, lastLine });
  }

  async read(): Promise<ReadAttachment[]> {
    return Promise.all(
      this.#attached.map(async ({ id, what }) => ({
        ...(await readAttachable(what, this.#lastCommand)),
        id,
        kind: what.kind,
        name: what.kind === 'symbol' ? what.name : '',
        isLive: !('uri' in what),
      })),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #set(attached: readonly Attached[]): void {
    this.#attached = attached;
    void this.#memento.update(
      KEPT,
      attached.map(({ what }) => what),
    );
    this.emit('changed');
  }

  #isAbout(uri: string): boolean {
    return this.#attached.some(({ what }) => 'uri' in what && what.uri === uri);
  }

  #liveChanged(kind: Attachable['kind']): void {
    if (this.#attached.some(({ what }) => what.kind === kind && !('uri' in what))) this.emit('changed');
  }

  /** Lines that were added follow the text they are about. */
  #edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const uri = document.uri.toString();
    if (contentChanges.length === 0) return;
    const isLive = this.#attached.some(({ what }) => what.kind === 'selection' && !('uri' in what));
    if (!this.#isAbout(uri) && !isLive) return;
    const moved = this.#attached.flatMap(({ id, what }) => {
      if (!('firstLine' in what) || what.uri !== uri) return [{ id, what }];
      const lines = contentChanges.reduce<{ firstLine: number; lastLine: number } | undefined>(
        (now, { range, text }) =>
          now &&
          linesAfter(now, {
            startLine: range.start.line,
            endLine: range.end.line,
            endCharacter: range.end.character,
            breaks: text.split(/\r\n|\r|\n/).length - 1,
          }),
        what,
      );
      return lines === undefined ? [] : [{ id, what: { ...what, ...lines } }];
    });
    if (isDeepStrictEqual(moved, this.#attached)) this.emit('changed');
    else this.#set(moved);
  }
}

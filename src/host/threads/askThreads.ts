import * as vscode from 'vscode';
import { THREADS } from '../platform/names.ts';
import { AskThread, noCode, type AskThreadParts } from './askThread.ts';
import { CodeHere } from './codeHere.ts';
import { focusReply, nextReplyBox } from './focusReply.ts';

/** The threads in which questions are asked beside their code. */
export class AskThreads implements vscode.Disposable {
  readonly #parts: AskThreadParts;
  readonly #open = new Map<vscode.CommentThread, AskThread>();

  constructor(parts: AskThreadParts) {
    this.#parts = parts;
    const refresh = () => this.#all.forEach((thread) => thread.refresh());
    parts.engine.on('state', refresh);
    parts.explanations.on('changed', refresh);
    parts.explanations.on('cleared', refresh);
    parts.runs.on('compared', refresh);
    parts.openChats.on('returned', (question) => this.#all.forEach((thread) => thread.returned(question)));
  }

  /**
   * Opens a thread below the selection, or below the cursor's line, for a question about what the editor points at. Where one stands
   * already, the next question is asked in that.
   */
  async open(editor: vscode.TextEditor): Promise<void> {
    const { controller, engine } = this.#parts;
    const { document } = editor;
    const range = selectedLines(editor);
    const known = this.#at(document.uri, range);
    if (known?.isEmpty === false) {
      known.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      await focusReply();
      return;
    }
    // One that VS Code took away when it was collapsed does not come back.
    if (known !== undefined) this.close(known.thread);
    const code = CodeHere.at(editor, () => opened.refresh());
    const isThere = nextReplyBox();
    const thread = controller.add(document.uri, range, { label: '', kind: THREADS.empty, canReply: true });
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    const opened = new AskThread(this.#parts, thread, { document, lines: range, code });
    this.#open.set(thread, opened);
    // A question is likely: the model loads meanwhile. A failure shows in the answer. A server is left in peace until something is asked.
    if (engine.capabilities.where === 'local') engine.start().catch(() => undefined);
    if (await isThere) await focusReply();
    if ((await code) !== undefined || !opened.isEmpty) return;
    this.close(thread);
    void vscode.window.showInformationMessage(noCode());
  }

  /** The one that VS Code gives a button of a thread; `undefined` for any other argument. */
  of(thread: unknown): AskThread | undefined {
    return this.#open.get(thread as vscode.CommentThread);
  }

  close(thread: unknown): void {
    this.of(thread)?.dispose();
    this.#open.delete(thread as vscode.CommentThread);
  }

  dispose(): void {
    this.#all.forEach((thread) => thread.dispose());
    this.#open.clear();
  }

  get #all(): AskThread[] {
    return [...this.#open.values()];
  }

  #at(uri: vscode.Uri, { end }: vscode.Range): AskThread | undefined {
    return this.#all.find(
      ({ thread }) => thread.uri.toString() === uri.toString() && thread.range?.end.line === end.line,
    );
  }
}

/** The lines that are selected, else the cursor's. VS Code shows a thread below the last one. */
function selectedLines(editor: vscode.TextEditor): vscode.Range {
  const { document, selection } = editor;
  const { start, end, isReversed } = selection;
  const isBehind = !selection.isEmpty && end.character === 0;
  const last = document.lineAt(isBehind ? end.line - 1 : end.line).range.end;
  // The cursor has to be in a line of its thread.
  if (isBehind) editor.selection = isReversed ? new vscode.Selection(last, start) : new vscode.Selection(start, last);
  return new vscode.Range(start.with({ character: 0 }), last);
}

import * as vscode from 'vscode';
import { fitCode } from './fitCode.ts';

/** The scheme of the right side of the diff: the file as it would be. `package.json` shows the buttons there. */
const SCHEME = 'cerebrum-proposal';

interface Proposal {
  readonly document: vscode.Uri;
  readonly range: vscode.Range;
  /** What stood in `range`. */
  readonly before: string;
  readonly after: string;
  /** The whole file as it would be. */
  readonly content: string;
}

/** Replacements of a selection, each shown as a diff until the user accepts or discards it. */
export class Replacements implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #proposals = new Map<string, Proposal>();
  readonly #registered: vscode.Disposable;
  #count = 0;

  constructor() {
    this.#registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === SCHEME) this.#proposals.delete(uri.toString());
      }),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#proposals.get(uri.toString())?.content ?? '';
  }

  /** Shows what `code` in place of the editor's selection would change. */
  async propose(editor: vscode.TextEditor, code: string): Promise<void> {
    const { document } = editor;
    const range = whole(document, editor.selection);
    const indentation = /^[ \t]*/.exec(document.lineAt(range.start.line).text)?.[0] ?? '';
    const isFromMargin = range.start.character === 0;
    const text = (isFromMargin ? indentation : '') + fitCode(code, indentation);
    const after = document.eol === vscode.EndOfLine.CRLF ? text.replaceAll('\n', '\r\n') : text;
    const all = document.getText();
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const uri = vscode.Uri.from({ scheme: SCHEME, path: document.uri.path, query: String(++this.#count) });
    this.#proposals.set(uri.toString(), {
      document: document.uri,
      range,
      before: document.getText(range),
      after,
      content: all.slice(0, from) + after + all.slice(to),
    });
    const name = vscode.workspace.asRelativePath(document.uri, false);
    const title = vscode.l10n.t('{0} with the code of the answer', name);
    await vscode.commands.executeCommand('vscode.diff', document.uri, uri, title, { preview: true });
  }

  /** Writes the replacement whose diff is in front, unless the text has changed under it, and closes the diff. */
  async accept(): Promise<void> {
    const shown = this.#shown();
    if (shown === undefined) return;
    const { tab, proposal } = shown;
    const document = await vscode.workspace.openTextDocument(proposal.document);
    if (document.getText(proposal.range) !== proposal.before) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The file has changed since. Nothing was replaced; select the code again.'),
      );
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.replace(proposal.document, proposal.range, proposal.after);
    if (!(await vscode.workspace.applyEdit(edit))) {
      void vscode.window.showWarningMessage(vscode.l10n.t('Nothing was replaced: this file cannot be written to.'));
      return;
    }
    await vscode.window.tabGroups.close(tab);
    await vscode.window.showTextDocument(document, {
      selection: new vscode.Range(proposal.range.start, proposal.range.start),
    });
  }

  /** Closes the diff in front; nothing is changed. */
  async discard(): Promise<void> {
    const shown = this.#shown();
    if (shown !== undefined) await vscode.window.tabGroups.close(shown.tab);
  }

  dispose(): void {
    this.#registered.dispose();
  }

  #shown(): { readonly tab: vscode.Tab; readonly proposal: Proposal } | undefined {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    if (!(tab?.input instanceof vscode.TabInputTextDiff)) return undefined;
    const proposal = this.#proposals.get(tab.input.modified.toString());
    return proposal && { tab, proposal };
  }
}

/** A selection of whole lines ends at the start of the line after them; that line's break stays. */
function whole(document: vscode.TextDocument, { start, end }: vscode.Selection): vscode.Range {
  const isAtMargin = end.character === 0 && end.line > start.line;
  return new vscode.Range(start, isAtMargin ? document.lineAt(end.line - 1).range.end : end);
}

import * as vscode from 'vscode';

/** Opens the document and selects the lines (1-based, inclusive); says so when it is not there any more. */
export async function revealLines(at: {
  readonly uri: string;
  readonly label: string;
  readonly firstLine: number;
  readonly lastLine: number;
}): Promise<void> {
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(at.uri));
    const last = document.lineAt(Math.min(at.lastLine, document.lineCount) - 1);
    const first = document.lineAt(Math.min(at.firstLine, document.lineCount) - 1);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(first.range.start, last.range.end) });
  } catch {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} cannot be opened: it was moved, deleted or closed.', at.label),
    );
  }
}

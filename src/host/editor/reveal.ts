import * as vscode from 'vscode';
import { unlinked } from '../platform/unlinked.ts';
import { openDocument } from './documents.ts';
import { isNearby } from './mayBeOpened.ts';

/** Opens the document and selects the lines (1-based, inclusive); says so when it is not there any more. */
export async function revealLines(at: {
  readonly uri: string;
  readonly label: string;
  readonly firstLine: number;
  readonly lastLine: number;
}): Promise<void> {
  try {
    const uri = vscode.Uri.parse(at.uri);
    if (openDocument(at.uri) === undefined && !isNearby(uri) && !(await isMeant(at.uri))) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const last = document.lineAt(Math.min(at.lastLine, document.lineCount) - 1);
    const first = document.lineAt(Math.min(at.firstLine, document.lineCount) - 1);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(first.range.start, last.range.end) });
  } catch {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} cannot be opened: it was moved, deleted or closed.', unlinked(at.label)),
    );
  }
}

/** The panel shows a name only, and a chat that was imported may name any address behind it. */
async function isMeant(address: string): Promise<boolean> {
  const open = vscode.l10n.t('Open');
  const detail = vscode.l10n.t('It is neither on this machine nor in this workspace: {0}', address);
  const asked = vscode.l10n.t('Open a document outside this workspace?');
  return (await vscode.window.showWarningMessage(asked, { modal: true, detail }, open)) === open;
}

import * as vscode from 'vscode';
import { unlinked } from '../platform/texts/unlinked.ts';
import { linesNow } from '../../reasoning/questions/askedCode.ts';
import { linesOf, openDocument } from './documents.ts';
import { isNearby } from './mayBeOpened.ts';

/**
 * Opens the document and selects the lines (1-based, inclusive); says so when it is not there any more.
 *
 * @param pieces the code as it was when the lines were named: they are where it is now
 */
export async function revealLines(
  at: { readonly uri: string; readonly label: string; readonly firstLine: number; readonly lastLine: number },
  pieces: readonly string[] = [],
): Promise<void> {
  try {
    const uri = vscode.Uri.parse(at.uri);
    if (openDocument(at.uri) === undefined && !isNearby(uri) && !(await isMeant(at.uri))) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const now = linesNow(pieces, linesOf(document), at.firstLine);
    const { firstLine, lastLine } = now ?? at;
    const last = document.lineAt(Math.min(lastLine, document.lineCount) - 1);
    const first = document.lineAt(Math.min(firstLine, document.lineCount) - 1);
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(first.range.start, last.range.end) });
    if (pieces.length > 0 && now === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0} changed since you asked. This is where the lines were.', unlinked(at.label)),
      );
    }
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

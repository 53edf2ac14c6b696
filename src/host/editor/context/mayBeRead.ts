import * as vscode from 'vscode';
import { doubtOf, isOpen } from './maySendUnasked.ts';
import { GIT_MS, ignoredFiles } from './ignoredFiles.ts';
import { withTimeout } from '../../platform/withTimeout.ts';

/**
 * Whether the file's text may go into a question: the user is asked about files that hold secrets by custom, that git
 * ignores, that link out of the workspace and, where `isTrusted` is false, that lie outside of it and are not open.
 *
 * @param isTrusted the user pointed at the file in VS Code itself, not in a web page
 */
export async function mayBeRead(uri: vscode.Uri, isTrusted: boolean): Promise<boolean> {
  const label = vscode.workspace.asRelativePath(uri);
  const doubt = await doubtAbout(uri, label, isTrusted);
  if (doubt === undefined) return true;
  const detail = vscode.l10n.t('Its text would go to the model on this machine and into the chat history.');
  const add = vscode.l10n.t('Add to Chat');
  return (await vscode.window.showWarningMessage(doubt, { modal: true, detail }, add)) === add;
}

async function doubtAbout(uri: vscode.Uri, label: string, isTrusted: boolean): Promise<string | undefined> {
  const doubt = await doubtOf(uri);
  if (doubt === 'secrets') return vscode.l10n.t('{0} looks like a file with secrets.', label);
  if (doubt === 'outside') return vscode.l10n.t('{0} is a link to a file outside this workspace.', label);
  if (!isTrusted && vscode.workspace.getWorkspaceFolder(uri) === undefined && !isOpen(uri)) {
    return vscode.l10n.t('{0} is outside this workspace.', label);
  }
  const ignored = await withTimeout(ignoredFiles([uri]), GIT_MS);
  return ignored?.has(uri.toString()) === true ? vscode.l10n.t('{0} is ignored by Git.', label) : undefined;
}

import * as vscode from 'vscode';
import { holdsSecrets } from '../../../reasoning/context/privacy.ts';
import { mayOpenUnasked } from '../mayBeOpened.ts';
import { fileDoubt, type FileDoubt } from './linkedFile.ts';

/** Whether a file's text may go along with a question unasked: it lies in the workspace or is open, and is no secret. */
export async function maySendUnasked(uri: vscode.Uri): Promise<boolean> {
  return (mayOpenUnasked(uri) || isOpen(uri)) && (await doubtOf(uri)) === undefined;
}

/** By both names of a file: its own and that of what it links to. */
export async function doubtOf(uri: vscode.Uri): Promise<FileDoubt | undefined> {
  if (uri.scheme === 'file') return fileDoubt(uri.fsPath, workspacePaths());
  if (holdsSecrets(uri.path)) return 'secrets';
  const type = await vscode.workspace.fs.stat(uri).then(
    (stat) => stat.type,
    () => vscode.FileType.Unknown,
  );
  // Of other file systems nothing tells where a link leads.
  return (type & vscode.FileType.SymbolicLink) === 0 ? undefined : 'outside';
}

export function isOpen(uri: vscode.Uri): boolean {
  const wanted = uri.toString();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === wanted);
}

const workspacePaths = (): string[] =>
  (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);

import * as vscode from 'vscode';

/** Documents in memory that the user writes in. */
const WRITTEN_IN_MEMORY = ['untitled', 'vscode-notebook-cell', 'search-editor', 'vscode-interactive-input'];

/**
 * Whether a document can be written to. Others, such as the old side of a diff or an output, would take an edit in memory and
 * then show what is nowhere.
 */
export async function mayBeChanged({ uri }: vscode.TextDocument): Promise<boolean> {
  if (WRITTEN_IN_MEMORY.includes(uri.scheme)) return true;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) return false;
  const permissions = await vscode.workspace.fs.stat(uri).then(
    (stat) => stat.permissions ?? 0,
    // A file that is gone is written anew.
    () => 0,
  );
  return (permissions & vscode.FilePermission.Readonly) === 0;
}

export function sayReadOnly(label: string): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t('{0} is read-only here. Open the file itself, then try again.', label),
  );
}

import * as vscode from 'vscode';

/** How a document is named: its path in the workspace, with the name of its folder where there are several, else its name. No path outside tells where somebody's files lie. */
export function labelOf(uri: vscode.Uri): string {
  const file = fileOf(uri);
  if (file !== undefined) return vscode.workspace.asRelativePath(file);
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  if (name !== '') return name;
  return uri.scheme === 'search-editor' ? vscode.l10n.t('Search') : vscode.l10n.t('Untitled');
}

/** The file of the workspace that a document shows: itself, or an earlier state of it, or a piece. */
function fileOf(uri: vscode.Uri): vscode.Uri | undefined {
  const plain = uri.with({ query: '', fragment: '' });
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  const candidates = folders.map(({ scheme, authority }) => plain.with({ scheme, authority }));
  return [plain, ...candidates].find((candidate) => vscode.workspace.getWorkspaceFolder(candidate) !== undefined);
}

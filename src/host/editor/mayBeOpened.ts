import * as vscode from 'vscode';

/**
 * Whether a document may be opened without being asked for: it lies in the workspace. A chat that was imported may name any
 * address, and opening one can mean a connection: a share on Windows, a repository of a server elsewhere.
 */
export function mayOpenUnasked(uri: vscode.Uri): boolean {
  if (leavesItsFolder(uri)) return false;
  return (vscode.workspace.workspaceFolders ?? []).some(
    ({ uri: { scheme, authority } }) =>
      (uri.scheme === scheme || (uri.scheme === NOTEBOOK_CELL && scheme === 'file')) &&
      uri.authority === authority &&
      vscode.workspace.getWorkspaceFolder(uri.with({ scheme, fragment: '' })) !== undefined,
  );
}

/** Whether opening it, as the user asked, stays on this machine or on the one that the window works on. */
export function isNearby(uri: vscode.Uri): boolean {
  if (['file', 'untitled', NOTEBOOK_CELL].includes(uri.scheme) && uri.authority === '') return true;
  return (vscode.workspace.workspaceFolders ?? []).some(
    ({ uri: { scheme, authority } }) => scheme === uri.scheme && authority === uri.authority,
  );
}

const NOTEBOOK_CELL = 'vscode-notebook-cell';
const leavesItsFolder = ({ path }: vscode.Uri): boolean => path.split(/[/\\]/).includes('..');

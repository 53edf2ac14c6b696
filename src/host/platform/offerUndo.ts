import * as vscode from 'vscode';

/** Says what was done, with a button that undoes it and, where `deleteNow` is given, one that makes it final. */
export async function offerUndo(
  done: string,
  undo: () => void | Promise<void>,
  deleteNow?: () => Promise<void>,
): Promise<void> {
  const label = vscode.l10n.t('Undo');
  const now = vscode.l10n.t('Delete Now');
  const chosen = await vscode.window.showInformationMessage(done, label, ...(deleteNow === undefined ? [] : [now]));
  if (chosen === label) await undo();
  else if (chosen === now) await deleteNow?.();
}

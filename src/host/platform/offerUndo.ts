import * as vscode from 'vscode';

/** Says what was done, with a button that undoes it. */
export async function offerUndo(done: string, undo: () => void | Promise<void>): Promise<void> {
  const label = vscode.l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(done, label)) === label) await undo();
}

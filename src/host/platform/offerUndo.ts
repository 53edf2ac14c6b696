import * as vscode from 'vscode';
import { unlinked } from './unlinked.ts';

/** Says what was done, with a button that undoes it. */
export async function offerUndo(done: string, undo: () => void | Promise<void>): Promise<void> {
  const label = vscode.l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(unlinked(done), label)) === label) await undo();
}

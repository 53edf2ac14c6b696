import * as vscode from 'vscode';
import { unlinked } from './texts/unlinked.ts';

/** Says what was done, with a button that undoes it and, where `deleteNow` is given, one that makes it final. */
export async function offerUndo(
  done: string,
  undo: () => void | Promise<void>,
  deleteNow?: () => Promise<void>,
): Promise<void> {
  const label = vscode.l10n.t('Undo');
  const now = vscode.l10n.t('Delete Now');
  const more = deleteNow === undefined ? [] : [now];
  const chosen = await vscode.window.showInformationMessage(unlinked(done), label, ...more);
  if (chosen === label) await undo();
  else if (chosen === now) await deleteNow?.();
}

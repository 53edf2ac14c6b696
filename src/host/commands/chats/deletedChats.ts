import * as vscode from 'vscode';
import { toFailure } from '../../../protocol/failures.ts';
import { showFailure } from '../../platform/failureView.ts';
import type { CommandParts } from '../commandParts.ts';

type Parts = Pick<CommandParts, 'history' | 'reader'>;

/** Delete Removed Chats Now…: what can still be restored, and damaged databases that were set aside, leave the disk. */
export async function deleteForGood({ history, reader }: Parts): Promise<void> {
  try {
    const { conversations, turns } = history.use('read', (store) => store.countDeleted());
    const aside = history.setAsideFiles.length;
    if (conversations + turns + aside === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There are no deleted chats or messages on the disk.'));
      return;
    }
    const confirm = vscode.l10n.t('Delete Now');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Delete for good what was removed from the history?'),
      {
        modal: true,
        detail: vscode.l10n.t(
          'Deleted chats: {0}. Deleted messages: {1}. Damaged databases that were set aside: {2}. They leave the disk now and cannot be restored.',
          conversations,
          turns,
          aside,
        ),
      },
      confirm,
    );
    if (chosen === confirm) await deleteNow({ reader });
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

/** Takes what was deleted from the disk at once, and says so. */
export async function deleteNow({ reader }: Pick<CommandParts, 'reader'>): Promise<void> {
  try {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Deleting chats from the disk…') },
      () => reader.deleteForGood(),
    );
    void vscode.window.showInformationMessage(vscode.l10n.t('Deleted chats are no longer on the disk.'));
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

/** Restore Chats…: copies what can be read in a damaged database that was set aside and is missing in the history. */
export async function restoreChats({ history }: Parts): Promise<void> {
  const files = history.setAsideFiles;
  if (files.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No damaged history was set aside: nothing is missing.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(
    files.map((file) => ({ label: vscode.Uri.file(file).path.split('/').at(-1) ?? file, file })),
    { title: vscode.l10n.t('Restore Chats from a Damaged History') },
  );
  if (chosen === undefined) return;
  try {
    history.use('write', () => undefined);
    history.restoreFrom(chosen.file);
  } catch (error) {
    await showFailure(toFailure(error));
  }
}

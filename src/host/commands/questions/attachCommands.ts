import * as vscode from 'vscode';
import type { ChatView } from '../../panel/chatView.ts';
import type { ComposerContext } from '../../panel/composer/composerContext.ts';

export interface AttachParts {
  readonly composer: ComposerContext;
  readonly view: ChatView;
}

/** Add Selection to Chat: the selected lines go along with the next question. */
export async function addSelection({ composer, view }: AttachParts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !composer.addSelection(editor)) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing is selected. Select some lines, then try again.'));
    return;
  }
  await view.focus('focusComposer');
}

/** Add File to Chat: from the explorer or a tab the files it gives, else the active file. */
export async function addFile({ composer, view }: AttachParts, uri?: unknown, all?: unknown): Promise<void> {
  const given = [...(Array.isArray(all) ? (all as unknown[]) : []), uri].filter((one) => one instanceof vscode.Uri);
  const active = vscode.window.activeTextEditor?.document.uri;
  const files = given.length > 0 ? given : active === undefined ? [] : [active];
  if (files.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no file to add. Open one first.'));
    return;
  }
  await composer.addFiles(files);
  await view.focus('focusComposer');
}

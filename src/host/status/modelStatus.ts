import { basename } from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../platform/names.ts';
import { unlinked } from '../platform/texts/unlinked.ts';

export interface ModelStatus {
  /** @param name of the model that is loaded; left out, the file of the one that would answer */
  update(name?: string): void;
  dispose(): void;
}

/** Which model answers or would, in the editor's language status (click: another). */
export function createModelStatus(modelPath: () => string): ModelStatus {
  const item = vscode.languages.createLanguageStatusItem('cerebrum.model', { pattern: '**' });
  item.name = vscode.l10n.t('Cerebrum: model');
  item.detail = 'Cerebrum';
  item.command = { command: COMMANDS.chooseModel, title: vscode.l10n.t('Switch') };
  const update = (name = basename(modelPath())) => {
    item.text = unlinked(name);
  };
  update();
  return { update, dispose: () => item.dispose() };
}

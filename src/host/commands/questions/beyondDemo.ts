import * as vscode from 'vscode';
import type { BeyondDemo } from '../../models/demoAbilities.ts';
import { COMMANDS } from '../../platform/names.ts';
import { readSettings } from '../../platform/settings.ts';

/** Kinds of question that the user, in this window, had the demo model try all the same. */
export type Agreed = Set<BeyondDemo>;

/**
 * Whether a question of this kind is asked: with the demo model only when the user wants it all the same. Its answer would look
 * like any other.
 */
export async function mayAsk(kind: BeyondDemo, agreed: Agreed): Promise<boolean> {
  const { modelPath, serverAddress } = readSettings();
  if (modelPath !== '' || serverAddress !== '' || agreed.has(kind)) return true;
  const get = vscode.l10n.t('Get Cerebrum 7b…');
  const anyway = vscode.l10n.t('Ask Anyway');
  const choice = await vscode.window.showInformationMessage(sentence(kind), get, anyway);
  if (choice === get) void vscode.commands.executeCommand(COMMANDS.getModel);
  if (choice === anyway) agreed.add(kind);
  return choice === anyway;
}

function sentence(kind: BeyondDemo): string {
  switch (kind) {
    case 'debugger':
      return vscode.l10n.t('The demo model was not trained to explain a stopped program. This needs Cerebrum 7b.');
    case 'changes':
      return vscode.l10n.t('The demo model was not trained to explain changes. This needs Cerebrum 7b.');
    case 'testFailure':
      return vscode.l10n.t('The demo model was not trained to explain failed tests. This needs Cerebrum 7b.');
    case 'terminal':
      return vscode.l10n.t('The demo model was not trained to explain terminal output. This needs Cerebrum 7b.');
    case 'problem':
      return vscode.l10n.t('The demo model was not trained on this kind of problem. This needs Cerebrum 7b.');
  }
}

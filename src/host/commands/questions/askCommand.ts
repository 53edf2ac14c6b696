import * as vscode from 'vscode';
import type { OpenChats } from '../../sessions/openChats.ts';
import type { ChatView } from '../../panel/chatView.ts';

/** Ask…: a question from an input box; the answer appears in the panel. */
export async function askFromPalette(openChats: OpenChats, view: ChatView, wantsVote = false): Promise<void> {
  const question = await vscode.window.showInputBox({
    title: wantsVote ? vscode.l10n.t('Ask with a Vote') : vscode.l10n.t('Ask Cerebrum'),
    prompt: vscode.l10n.t('The answer appears in the Cerebrum panel.'),
    placeHolder: vscode.l10n.t('A question or a problem to think through'),
    // A click elsewhere must not lose what was typed.
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Write a question first.') : undefined),
  });
  if (question === undefined) return;
  await view.reveal();
  await openChats.ask({ text: question, ...(wantsVote && { wantsVote }) });
}

import * as vscode from 'vscode';
import { toFailure } from '../../protocol/failures.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ChatView } from '../chat/chatView.ts';
import { explain } from '../chat/explainer.ts';
import { selectedSnippet } from '../editor/selection.ts';
import type { Engine } from '../engine/engine.ts';
import { failureView } from '../platform/failureView.ts';
import { readSettings } from '../platform/settings.ts';

/** Explain Step by Step: asks about the selection of the active editor, in the panel. */
export async function explainSelection(parts: { engine: Engine; session: ChatSession; view: ChatView }): Promise<void> {
  const { engine, session, view } = parts;
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no text editor to explain from. Open a text file and select some code.'),
    );
    return;
  }
  const snippet = selectedSnippet(editor);
  if (snippet === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing is selected. Select the code you want explained, then try again.'),
    );
    return;
  }
  // The panel comes first: it shows how far the engine is while a large selection waits to be counted.
  await view.reveal();
  try {
    session.ask(await explain(engine, snippet, readSettings().maxTokens));
  } catch (error) {
    view.notify({ type: 'notice', failure: failureView(toFailure(error)) });
  }
}

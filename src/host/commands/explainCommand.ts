import * as vscode from 'vscode';
import { explainQuestion, type Snippet } from '../../reasoning/explain.ts';
import { traceQuestion } from '../../reasoning/gates/trace.ts';
import { askAbout } from '../chat/askAbout.ts';
import { gatherContext } from '../editor/context.ts';
import { pointedAt } from '../editor/selection.ts';
import { readSettings } from '../platform/settings.ts';
import { askInPanel, type GateParts } from './askInPanel.ts';

/** Explain Step by Step: the selection of the active editor, else the function or block around the cursor, else its line. */
export function explainCode(parts: GateParts): Promise<void> {
  return askAboutEditor(parts, explainQuestion);
}

/** Trace Values: what the code prints, or what its variable is at the end, value by value. */
export function traceValues(parts: GateParts): Promise<void> {
  return askAboutEditor(parts, traceQuestion);
}

async function askAboutEditor(parts: GateParts, words: (sent: Snippet) => string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no text editor to explain from. Open a text file and select some code.'),
    );
    return;
  }
  await askInPanel(parts, async () => {
    const snippet = await pointedAt(editor);
    if (snippet === undefined) {
      return vscode.l10n.t('There is no code here. Select the code you want explained, then try again.');
    }
    const gather = () => gatherContext(editor.document, snippet.parts);
    return askAbout(parts.engine, snippet, readSettings(), words, gather);
  });
}

import * as vscode from 'vscode';
import { explainQuestion, type Snippet } from '../../../reasoning/questions/explain.ts';
import { traceQuestion } from '../../../reasoning/questions/trace.ts';
import { askAbout } from '../../questions/askAbout.ts';
import { gatherContext } from '../../editor/context/gatherContext.ts';
import { textEditor } from '../../editor/documents.ts';
import { pointedAt, snippetOfLines, type LocatedSnippet } from '../../editor/selection.ts';
import { askInPanel, settingsHere, type AskParts } from './askInPanel.ts';

/** Lines of a document, 1-based, inclusive, as a lens gives them. */
export interface LinesAt {
  readonly uri: vscode.Uri;
  readonly firstLine: number;
  readonly lastLine: number;
}

/**
 * Explain Step by Step: the lines that are given, else the selection of the active editor, else the function or block
 * around the cursor, else its line.
 */
export async function explainCode(parts: AskParts, at?: LinesAt): Promise<void> {
  // A menu of VS Code passes arguments of its own.
  if (at?.uri === undefined || typeof at.firstLine !== 'number') {
    await askAboutEditor(parts, explainQuestion);
    return;
  }
  const { uri, firstLine, lastLine } = at;
  const document = await vscode.workspace.openTextDocument(uri);
  await ask(parts, document, explainQuestion, () => Promise.resolve(snippetOfLines(document, firstLine, lastLine)));
}

/** Trace Values: what the code prints, or what its variable is at the end, value by value. */
export function traceValues(parts: AskParts): Promise<void> {
  return askAboutEditor(parts, traceQuestion);
}

async function askAboutEditor(parts: AskParts, words: (sent: Snippet) => string): Promise<void> {
  const editor = textEditor();
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No text editor is open. Open a file and select some code.'),
    );
    return;
  }
  await ask(parts, editor.document, words, () => pointedAt(editor));
}

function ask(
  parts: AskParts,
  document: vscode.TextDocument,
  words: (sent: Snippet) => string,
  find: () => Promise<LocatedSnippet | undefined>,
): Promise<void> {
  return askInPanel(parts, async () => {
    const snippet = await find();
    if (snippet === undefined) {
      return vscode.l10n.t('There is no code here. Select the code to explain, then try again.');
    }
    const gather = () => gatherContext(document, snippet.parts);
    return askAbout(parts.engine, snippet, settingsHere(parts), words, gather);
  });
}

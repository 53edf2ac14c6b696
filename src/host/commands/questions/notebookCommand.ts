import * as vscode from 'vscode';
import { cellQuestion } from '../../../reasoning/questions/cell.ts';
import { askAbout } from '../../questions/askAbout.ts';
import { gatherContext } from '../../editor/context/gatherContext.ts';
import { cellError, cellSnippet } from '../../editor/notebook.ts';
import type { TerminalScreen } from '../../editor/terminal/terminalScreen.ts';
import { askInPanel, settingsHere, type AskParts } from './askInPanel.ts';

/** Characters of an error that are read. */
const LONGEST_ERROR = 10_000;

/** Explain Cell: the cell the command came from, else the selected one; with the error of its output, if it has one. */
export async function explainNotebookCell(
  parts: AskParts,
  screen: TerminalScreen,
  given?: vscode.NotebookCell,
): Promise<void> {
  const cell = given ?? selectedCell();
  if (cell === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select a notebook cell, then try again.'));
    return;
  }
  await askInPanel(parts, async () => {
    const snippet = cellSnippet(cell);
    if (snippet === undefined) return vscode.l10n.t('The cell is empty.');
    const said = cellError(cell);
    const [error] = said === undefined ? [] : await screen.show([said.slice(0, LONGEST_ERROR)]);
    const gather = () => gatherContext(cell.document, snippet.parts);
    return askAbout(parts.engine, snippet, settingsHere(parts), (sent) => cellQuestion(sent, error), gather);
  });
}

function selectedCell(): vscode.NotebookCell | undefined {
  const editor = vscode.window.activeNotebookEditor;
  return editor?.notebook.cellAt(editor.selection.start);
}

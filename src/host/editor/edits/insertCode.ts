import * as vscode from 'vscode';
import type { CodePlace } from '../../../protocol/panel.ts';
import { unlinked } from '../../platform/texts/unlinked.ts';
import { textEditor } from '../documents.ts';
import { labelOf } from '../label.ts';
import { fenceLanguage } from './fenceLanguage.ts';
import { fitCode } from './fitCode.ts';
import { mayBeChanged, sayReadOnly } from './mayBeChanged.ts';
import type { Proposals } from './proposals.ts';
import { proposeInSelection } from './replaceSelection.ts';

export interface CodeToInsert {
  readonly place: CodePlace;
  readonly code: string;
  readonly language: string;
}

/** Puts a block of an answer where the user asked for it. What would overwrite something is shown first, never applied. */
export async function insertCode({ place, code, language }: CodeToInsert, proposals: Proposals): Promise<void> {
  if (place === 'newFile') return openNewFile(code, language);
  const editor = textEditor();
  if (editor === undefined) {
    const newFile = vscode.l10n.t('New File');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t('No text editor is open to insert the code into.'),
      newFile,
    );
    return chosen === newFile ? openNewFile(code, language) : undefined;
  }
  const selected = editor.selections.filter(({ isEmpty }) => !isEmpty);
  if (place === 'selection' && selected.length > 1) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Several pieces are selected. Select the one that the code should replace.'),
    );
    return;
  }
  const [only] = selected;
  if (place === 'selection' && only !== undefined) {
    return proposeInSelection(proposals, editor.document, only, code);
  }
  if (place === 'selection') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing is selected. Select what the code should replace.'),
    );
    return;
  }
  await insertAtCursor(editor, code);
}

async function openNewFile(content: string, word: string): Promise<void> {
  const language = fenceLanguage(word, await vscode.languages.getLanguages());
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }));
}

async function insertAtCursor(editor: vscode.TextEditor, code: string): Promise<void> {
  const { document } = editor;
  if (!(await mayBeChanged(document))) {
    sayReadOnly(unlinked(labelOf(document.uri)));
    return;
  }
  const at = editor.selection.active;
  const before = document.lineAt(at.line).text.slice(0, at.character);
  const text = fitCode(code, /^[ \t]*/.exec(before)?.[0] ?? '');
  const inserted = await editor.edit((edit) => edit.insert(at, text));
  if (!inserted) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The code was not inserted: this editor cannot be written to.'),
    );
    return;
  }
  await vscode.window.showTextDocument(document, editor.viewColumn);
}

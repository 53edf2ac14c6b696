import * as vscode from 'vscode';
import type { Snippet, SnippetPart } from '../../reasoning/explain.ts';
import { languageName } from './languageNames.ts';

export interface LocatedSnippet extends Snippet {
  readonly uri: string;
}

/** The selected pieces of an editor's text in the file's order, or `undefined` when nothing (or only white space) is selected. */
export function selectedSnippet(editor: vscode.TextEditor): LocatedSnippet | undefined {
  const { document } = editor;
  const selections = editor.selections
    .filter((selection) => !selection.isEmpty)
    .sort((a, b) => a.start.compareTo(b.start));
  const parts = selections.map((selection) => part(document, selection)).filter(({ code }) => code.trim() !== '');
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;
  return {
    uri: document.uri.toString(),
    label: vscode.workspace.asRelativePath(document.uri, false),
    language: languageName(document.languageId),
    fence: document.languageId === 'plaintext' ? '' : document.languageId,
    parts: [first, ...rest],
  };
}

function part(document: vscode.TextDocument, selection: vscode.Selection): SnippetPart {
  let { start, end } = selection;
  // A selection of whole lines ends at the start of the line after them.
  if (end.character === 0 && end.line > start.line) end = document.lineAt(end.line - 1).range.end;
  // The indentation in front of the first word belongs to the code: without it the first line would stand out of its block.
  if (start.character <= document.lineAt(start.line).firstNonWhitespaceCharacterIndex)
    start = start.with({ character: 0 });
  const code = document.getText(new vscode.Range(start, end)).replaceAll('\r\n', '\n');
  return { code, firstLine: start.line + 1, lastLine: end.line + 1 };
}

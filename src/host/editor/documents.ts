import * as vscode from 'vscode';
import { mayOpenUnasked } from './mayBeOpened.ts';

/** The document if it is open, or lies in the workspace and can be opened without showing it. */
export async function openQuietly(uri: string): Promise<vscode.TextDocument | undefined> {
  const open = openDocument(uri);
  if (open !== undefined) return open;
  try {
    if (!mayOpenUnasked(vscode.Uri.parse(uri))) return undefined;
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    return undefined;
  }
}

export function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri && !document.isClosed);
}

/** The text editor the user means: the active one or, while a chat is the active editor, one beside it. */
export function textEditor(): vscode.TextEditor | undefined {
  return vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn);
}

/** A chat that is the active editor is not covered by what it leads to. */
function columnBesideChat(): vscode.ViewColumn | undefined {
  const isChat = vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview;
  return isChat ? (textEditor()?.viewColumn ?? vscode.ViewColumn.Beside) : undefined;
}

/** All lines, without their ends. */
export function linesOf(document: vscode.TextDocument): string[] {
  return document.getText().split(/\r\n|\r|\n/);
}

/** Brings lines (1-based, inclusive) into sight with the cursor before the first one; in the editor that shows them already, if one does. */
export async function goToLines(
  document: vscode.TextDocument,
  lines: { readonly firstLine: number; readonly lastLine: number },
  preserveFocus: boolean,
): Promise<vscode.TextEditor> {
  const uri = document.uri.toString();
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri);
  const viewColumn = shown?.viewColumn ?? columnBesideChat();
  const editor = await vscode.window.showTextDocument(document, {
    preserveFocus,
    ...(viewColumn !== undefined && { viewColumn }),
  });
  const start = new vscode.Position(
    lines.firstLine - 1,
    document.lineAt(lines.firstLine - 1).firstNonWhitespaceCharacterIndex,
  );
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(
    new vscode.Range(start, document.lineAt(lines.lastLine - 1).range.end),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
  return editor;
}

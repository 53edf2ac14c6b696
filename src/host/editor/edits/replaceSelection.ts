import * as vscode from 'vscode';
import { labelOf } from '../label.ts';
import { fitCode } from './fitCode.ts';
import type { Proposals } from './proposals.ts';

/** Shows what `code` in place of a selection would change. */
export async function proposeInSelection(
  proposals: Proposals,
  document: vscode.TextDocument,
  selection: vscode.Selection,
  code: string,
): Promise<void> {
  const range = whole(document, selection);
  const indentation = /^[ \t]*/.exec(document.lineAt(range.start.line).text)?.[0] ?? '';
  const isFromMargin = range.start.character === 0;
  const text = (isFromMargin ? indentation : '') + fitCode(code, indentation);
  const name = labelOf(document.uri);
  await proposals.propose({ document, range, text, title: vscode.l10n.t('{0}: Code from the Answer', name) });
}

/** A selection of whole lines ends at the start of the line after them; that line's break stays. */
function whole(document: vscode.TextDocument, { start, end }: vscode.Selection): vscode.Range {
  const isAtMargin = end.character === 0 && end.line > start.line;
  return new vscode.Range(start, isAtMargin ? document.lineAt(end.line - 1).range.end : end);
}

import * as vscode from 'vscode';
import type { Snippet, SnippetPart, SnippetParts } from '../../reasoning/questions/explain.ts';
import { blockAround, type OutlineSymbol } from '../../reasoning/questions/outline.ts';
import { withTimeout } from '../platform/withTimeout.ts';
import { labelOf } from './label.ts';
import { languageName } from './languageNames.ts';
import { outlineOf } from './outline.ts';

export interface LocatedSnippet extends Snippet {
  readonly uri: string;
}

/** A language service that just starts, on a busy machine, may take this long to say which function the cursor is in. */
const OUTLINE_MS = 30_000;
/** After this long the user is told what is waited for, and may go on with the line alone. */
const QUIET_MS = 1_000;

/**
 * What the editor points at: the selected pieces in the file's order; without a selection the function or block around
 * the cursor, else its line. `undefined` when there is nothing but white space.
 */
export async function pointedAt(editor: vscode.TextEditor): Promise<LocatedSnippet | undefined> {
  return selectedSnippet(editor) ?? (await snippetAround(editor.document, editor.selection.active));
}

/** The selected pieces of an editor's text in the file's order, or `undefined` when nothing (or only white space) is selected. */
function selectedSnippet(editor: vscode.TextEditor): LocatedSnippet | undefined {
  const selections = editor.selections
    .filter((selection) => !selection.isEmpty)
    .sort((a, b) => a.start.compareTo(b.start));
  return snippetOf(editor.document, selections);
}

async function snippetAround(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<LocatedSnippet | undefined> {
  const block = blockAround(await outlineWithProgress(document), position.line + 1);
  const { firstLine, lastLine } = block ?? { firstLine: position.line + 1, lastLine: position.line + 1 };
  return snippetOfLines(document, firstLine, lastLine);
}

async function outlineWithProgress(document: vscode.TextDocument): Promise<OutlineSymbol[]> {
  const asked = outlineOf(document.uri, OUTLINE_MS);
  const soon = await withTimeout(asked, QUIET_MS);
  if (soon !== undefined) return soon;
  const title = vscode.l10n.t('Looking for the function around the cursor. Cancel explains the line alone.');
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (_, cancel) =>
    Promise.race([asked, new Promise<[]>((resolve) => cancel.onCancellationRequested(() => resolve([])))]),
  );
}

/** Whole lines of a document, 1-based, inclusive; `undefined` when they hold nothing but white space. */
export function snippetOfLines(
  document: vscode.TextDocument,
  firstLine: number,
  lastLine: number,
): LocatedSnippet | undefined {
  const end = document.lineAt(Math.min(lastLine, document.lineCount) - 1).range.end;
  return snippetOf(document, [new vscode.Range(new vscode.Position(firstLine - 1, 0), end)]);
}

/** Pieces of a document; `undefined` when they hold nothing but white space. */
function snippetOf(document: vscode.TextDocument, ranges: readonly vscode.Range[]): LocatedSnippet | undefined {
  const parts = ranges.map((range) => part(document, range)).filter(({ code }) => code.trim() !== '');
  return isSome(parts) ? { ...describe(document), parts } : undefined;
}

function isSome(parts: readonly SnippetPart[]): parts is SnippetParts {
  return parts.length > 0;
}

/** How a document is named in a question. */
export function describe(document: vscode.TextDocument): Omit<LocatedSnippet, 'parts'> {
  return {
    uri: document.uri.toString(),
    label: label(document),
    language: languageName(document.languageId),
    fence: document.languageId === 'plaintext' ? '' : document.languageId,
  };
}

function label({ uri }: vscode.TextDocument): string {
  const path = labelOf(uri);
  const notebook = vscode.workspace.notebookDocuments.find(({ uri: { path } }) => path === uri.path);
  const cell = notebook?.getCells().find(({ document }) => document.uri.toString() === uri.toString());
  return cell === undefined ? path : vscode.l10n.t('{0}, cell {1}', path, cell.index + 1);
}

function part(document: vscode.TextDocument, range: vscode.Range): SnippetPart {
  let { start, end } = range;
  // A selection of whole lines ends at the start of the line after them.
  if (end.character === 0 && end.line > start.line) end = document.lineAt(end.line - 1).range.end;
  // The indentation in front of the first word belongs to the code: without it the first line would stand out of its block.
  if (start.character <= document.lineAt(start.line).firstNonWhitespaceCharacterIndex)
    start = start.with({ character: 0 });
  if (isInsidePair(document, start)) start = start.translate(0, -1);
  if (isInsidePair(document, end)) end = end.translate(0, 1);
  const code = document.getText(new vscode.Range(start, end)).replaceAll('\r\n', '\n');
  return { code, firstLine: start.line + 1, lastLine: end.line + 1 };
}

/** Between the two halves of a surrogate pair: half a character is none. */
function isInsidePair(document: vscode.TextDocument, { line, character }: vscode.Position): boolean {
  return (document.lineAt(line).text.codePointAt(character - 1) ?? 0) > 0xffff;
}

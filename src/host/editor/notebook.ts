import type * as vscode from 'vscode';
import { snippetOfLines, type LocatedSnippet } from './selection.ts';

const ERROR_MIME = 'application/vnd.code.notebook.error';

/** A cell's code; `undefined` when it is empty. */
export function cellSnippet(cell: vscode.NotebookCell): LocatedSnippet | undefined {
  return snippetOfLines(cell.document, 1, cell.document.lineCount);
}

/** Name and message of the error in a cell's output, e.g. `NameError: name 'x' is not defined`. */
export function cellError(cell: vscode.NotebookCell): string | undefined {
  const item = cell.outputs.flatMap(({ items }) => items).find(({ mime }) => mime === ERROR_MIME);
  if (item === undefined) return undefined;
  try {
    const error: unknown = JSON.parse(new TextDecoder().decode(item.data));
    if (typeof error !== 'object' || error === null) return undefined;
    const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
    return [name, message].filter((part) => typeof part === 'string' && part !== '').join(': ') || undefined;
  } catch {
    return undefined;
  }
}

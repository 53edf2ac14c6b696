import * as vscode from 'vscode';
import type { OutlineSymbol } from '../../reasoning/questions/outline.ts';
import { withTimeout } from '../platform/withTimeout.ts';

/** The document's symbols as its language service tells them; none when there is no such service or it takes too long. */
export async function outlineOf(uri: vscode.Uri, milliseconds: number): Promise<OutlineSymbol[]> {
  const symbols = await withTimeout(
    vscode.commands.executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    ),
    milliseconds,
  );
  return (symbols ?? []).map(plain);
}

function plain(symbol: vscode.DocumentSymbol | vscode.SymbolInformation): OutlineSymbol {
  const range = 'range' in symbol ? symbol.range : symbol.location.range;
  return {
    name: symbol.name,
    kind: kind(symbol.kind),
    firstLine: range.start.line + 1,
    lastLine: range.end.line + 1,
    children: 'children' in symbol ? symbol.children.map(plain) : [],
  };
}

const { Function, Method, Constructor, Operator, Class, Interface, Struct, Enum } = vscode.SymbolKind;
const FUNCTIONS: readonly vscode.SymbolKind[] = [Function, Method, Constructor, Operator];
const TYPES: readonly vscode.SymbolKind[] = [Class, Interface, Struct, Enum];

function kind(symbol: vscode.SymbolKind): OutlineSymbol['kind'] {
  if (FUNCTIONS.includes(symbol)) return 'function';
  return TYPES.includes(symbol) ? 'type' : 'other';
}

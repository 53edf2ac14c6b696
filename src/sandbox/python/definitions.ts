import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { changedIn, childrenOf } from './names.ts';

/** The names that a piece of code defines; `undefined` where it is no program, or does something else, too. */
export function definedInPython(code: string): readonly string[] | undefined {
  const { topNode } = parser.parse(code);
  if (hasFault(topNode)) return undefined;
  const names = childrenOf(topNode).map((node) => namesOf(node, code));
  return names.every((some) => some !== undefined) ? names.flat() : undefined;
}

const hasFault = (node: SyntaxNode): boolean => node.type.isError || childrenOf(node).some(hasFault);

function namesOf(node: SyntaxNode, code: string): readonly string[] | undefined {
  switch (node.name) {
    case 'FunctionDefinition':
    case 'ClassDefinition': {
      const name = childrenOf(node).find((child) => child.name === 'VariableName');
      return name && [code.slice(name.from, name.to)];
    }
    case 'AssignStatement':
      return changedIn(node, code);
    case 'Comment':
      return [];
    default:
      return undefined;
  }
}

/** With blanks in place of imports of nothing but these names; lines stay where they are. */
export function withoutPythonImports(code: string, names: readonly string[]): string {
  return code.replace(
    /^from [\w.]+ import (?:\(([^)]*)\)|([^\n(#]*))/gm,
    (statement, inBrackets?: string, list?: string) => {
      const imported = (inBrackets ?? list ?? '').split(',').map((name) => name.trim());
      const isCovered = imported.filter(Boolean).every((name) => names.includes(name));
      return isCovered ? statement.replace(/[^\n]/g, ' ') : statement;
    },
  );
}

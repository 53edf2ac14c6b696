import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Piece } from '../program.ts';
import { childrenOf, targetsIn } from './names.ts';

/** What a piece of code defines and needs; `undefined` where it is no program, or does something else, too. */
export function pythonPiece(code: string): Piece | undefined {
  const { topNode } = parser.parse(code);
  // `global` changes what other lines of its file set.
  if (some(topNode, (node) => node.type.isError || node.name === 'ScopeStatement')) return undefined;
  const defines = childrenOf(topNode).map((node) => (isState(node, code) ? undefined : namesOf(node, code)));
  return defines.every((names) => names !== undefined)
    ? { defines: defines.flat(), needs: freeNames(topNode, code) }
    : undefined;
}

/** The names that a program sets outside of functions. */
export const topLevelOfPython = (code: string): readonly string[] =>
  childrenOf(parser.parse(code).topNode).flatMap((node) => namesOf(node, code) ?? []);

const some = (node: SyntaxNode, is: (node: SyntaxNode) => boolean): boolean =>
  is(node) || childrenOf(node).some((child) => some(child, is));

/** What is no constant by its name may have been set again by lines that did not go along. */
const isState = (node: SyntaxNode, code: string): boolean =>
  node.name === 'AssignStatement' && assigned(node, code).some((name) => !/^_?[A-Z][A-Z\d_]*$/.test(name));

function assigned(node: SyntaxNode, code: string): string[] {
  const children = childrenOf(node);
  const last = children.map(({ name }) => name).lastIndexOf('AssignOp');
  return children.slice(0, Math.max(0, last)).flatMap((child) => targetsIn(child, code));
}

function namesOf(node: SyntaxNode, code: string): readonly string[] | undefined {
  switch (node.name) {
    case 'FunctionDefinition':
    case 'ClassDefinition': {
      const name = childrenOf(node).find((child) => child.name === 'VariableName');
      return name && [code.slice(name.from, name.to)];
    }
    case 'AssignStatement':
      return assigned(node, code);
    case 'Comment':
      return [];
    default:
      return undefined;
  }
}

/** Names that are used and set nowhere in the piece. */
function freeNames(root: SyntaxNode, code: string): string[] {
  const set = new Set<string>();
  const used = new Set<string>();
  const textOf = (node: SyntaxNode) => code.slice(node.from, node.to);
  const visit = (node: SyntaxNode): void => {
    const children = childrenOf(node);
    for (const name of namesOf(node, code) ?? []) set.add(name);
    if (node.name === 'VariableName') used.add(textOf(node));
    if (node.name === 'ParamList') {
      for (const [i, child] of children.entries())
        if (child.name === 'VariableName' && children[i - 1]?.name !== 'AssignOp') set.add(textOf(child));
    }
    // `for x in`, `[… for x in …]`, `with … as x`, `(x := …)`
    for (const [i, child] of children.entries()) {
      const word = children[i - 1]?.name;
      if (word === 'for' || word === 'as' || (node.name === 'NamedExpression' && i === 0))
        for (const name of targetsIn(child, code)) set.add(name);
    }
    children.forEach(visit);
  };
  visit(root);
  return [...used].filter((name) => !set.has(name));
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

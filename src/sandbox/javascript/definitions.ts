import type { AnyNode, Program } from 'acorn';
import { parseProgram } from './instrument.ts';
import { namesInPattern } from './names.ts';

/** The names that a piece of code defines; `undefined` where it is no program, or does something else, too. */
export function definedInJavaScript(code: string): readonly string[] | undefined {
  const program = parsed(code);
  const names = program?.body.map(namesOf);
  return names?.every((some) => some !== undefined) ? names.flat() : undefined;
}

function namesOf(statement: AnyNode): readonly string[] | undefined {
  const isExport = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  const node = isExport ? statement.declaration : statement;
  switch (node?.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id ? [node.id.name] : undefined;
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => namesInPattern(id));
    case 'EmptyStatement':
      return [];
    default:
      return undefined;
  }
}

/** With blanks in place of imports of nothing but these names; lines stay where they are. */
export function withoutJavaScriptImports(code: string, names: readonly string[]): string {
  // A statement that types make longer is no program here: found by its words.
  return code.replace(/^import\s[^;'"]*['"][^'"\n]*['"];?/gm, (statement) => {
    const [node] = parsed(statement)?.body ?? [];
    const isCovered =
      node?.type === 'ImportDeclaration' &&
      node.specifiers.length > 0 &&
      node.specifiers.every(
        ({ type, local, ...rest }) =>
          names.includes(local.name) &&
          type !== 'ImportNamespaceSpecifier' &&
          (!('imported' in rest) || rest.imported.type !== 'Identifier' || rest.imported.name === local.name),
      );
    return isCovered ? statement.replace(/[^\n]/g, ' ') : statement;
  });
}

function parsed(code: string): Program | undefined {
  try {
    return parseProgram(code);
  } catch {
    return undefined;
  }
}

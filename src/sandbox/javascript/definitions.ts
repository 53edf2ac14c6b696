import type { AnyNode, Program } from 'acorn';
import type { Piece } from '../program.ts';
import { parseProgram } from './instrument.ts';
import { childrenOf, namesInPattern } from './names.ts';

/** What a piece of code defines and needs; `undefined` where it is no program, or does something else, too. */
export function javaScriptPiece(code: string): Piece | undefined {
  const program = parsed(code);
  const defines = program?.body.map((statement) => (isState(statement) ? undefined : namesOf(statement)));
  if (program === undefined || !defines?.every((names) => names !== undefined)) return undefined;
  return { defines: defines.flat(), needs: freeNames(program) };
}

/** The names that a program declares outside of functions and blocks. */
export const topLevelOfJavaScript = (code: string): readonly string[] =>
  parsed(code)?.body.flatMap((statement) => namesOf(statement) ?? []) ?? [];

const declarationIn = (statement: AnyNode): AnyNode | null | undefined =>
  statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
    ? statement.declaration
    : statement;

/** What is no constant may have been set again by lines that did not go along. */
function isState(statement: AnyNode): boolean {
  const node = declarationIn(statement);
  return node?.type === 'VariableDeclaration' && node.kind !== 'const';
}

function namesOf(statement: AnyNode): readonly string[] | undefined {
  const node = declarationIn(statement);
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

/** Names that are used and declared nowhere in the program. */
function freeNames(program: Program): string[] {
  const declared = new Set<string>();
  const used = new Set<string>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'VariableDeclarator') namesInPattern(node.id).forEach((name) => declared.add(name));
    if ('params' in node) node.params.flatMap(namesInPattern).forEach((name) => declared.add(name));
    if (node.type === 'CatchClause' && node.param) namesInPattern(node.param).forEach((name) => declared.add(name));
    if ('id' in node && node.id?.type === 'Identifier') declared.add(node.id.name);
    if (node.type === 'Identifier') used.add(node.name);
    const isNamed = node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition';
    const name = node.type === 'MemberExpression' ? node.property : isNamed ? node.key : undefined;
    const isComputed = 'computed' in node && node.computed;
    for (const child of childrenOf(node)) if (child !== name || isComputed) visit(child);
    if (node.type === 'Property' && node.shorthand) visit(node.value);
  };
  visit(program);
  return [...used].filter((name) => !declared.has(name));
}

/** With blanks in place of imports of nothing but these names; lines stay where they are. */
export function withoutJavaScriptImports(code: string, names: readonly string[]): string {
  // By its words: what types make of the program is not known here.
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

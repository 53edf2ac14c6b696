import type { AnyNode, Expression, Pattern } from 'acorn';

/** The names a pattern binds or assigns. */
export function namesInPattern(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((p) => namesInPattern(p.type === 'RestElement' ? p.argument : p.value));
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesInPattern(element)));
    case 'RestElement':
      return namesInPattern(pattern.argument);
    case 'AssignmentPattern':
      return namesInPattern(pattern.left);
    case 'MemberExpression':
      return pathsOf(pattern);
  }
}

const isFunction = (node: AnyNode): boolean =>
  [
    'FunctionExpression',
    'FunctionDeclaration',
    'ArrowFunctionExpression',
    'ClassExpression',
    'ClassDeclaration',
  ].includes(node.type);

/** The nodes right below a node. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const isNode = (value: unknown): value is AnyNode =>
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
  return Object.values(node).flatMap((value: unknown) => {
    if (Array.isArray(value)) return value.filter(isNode);
    return isNode(value) ? [value] : [];
  });
}

/** What a statement or expression may have changed by the time it is over, functions within it left out. */
export function changedIn(node: AnyNode): string[] {
  if (isFunction(node)) return [];
  return [...ownChanges(node), ...childrenOf(node).flatMap(changedIn)];
}

function ownChanges(node: AnyNode): string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.init ? namesInPattern(node.id) : [];
    case 'AssignmentExpression':
      return namesInPattern(node.left);
    case 'UpdateExpression':
      return targetOf(node.argument);
    case 'UnaryExpression':
      return node.operator === 'delete' ? targetOf(node.argument) : [];
    case 'CallExpression':
      // A method may change what it belongs to.
      return node.callee.type === 'MemberExpression' ? pathsOf(node.callee).slice(0, 1).filter(isVariable) : [];
    default:
      return [];
  }
}

const BUILT_IN = new Set([
  'Math',
  'console',
  'JSON',
  'Object',
  'Array',
  'Number',
  'String',
  'Symbol',
  'Promise',
  'Reflect',
]);
const isVariable = (name: string): boolean => !BUILT_IN.has(name) && !name.startsWith('super');

function targetOf(node: Expression): string[] {
  if (node.type === 'Identifier') return [node.name];
  return node.type === 'MemberExpression' ? pathsOf(node) : [];
}

/** Of `cart.items[0].price`: `cart`, and the longest dotted path from it, `cart.items`. Of `this.total`: `this.total`. */
function pathsOf(node: AnyNode): string[] {
  const parts: string[] = [];
  let at: AnyNode = node;
  while (at.type === 'MemberExpression') {
    if (at.computed || at.property.type !== 'Identifier') parts.length = 0;
    else parts.unshift(at.property.name);
    at = at.object;
  }
  if (at.type === 'ThisExpression') return parts[0] === undefined ? [] : [`this.${parts[0]}`];
  if (at.type !== 'Identifier') return [];
  return parts.length === 0 ? [at.name] : [at.name, [at.name, ...parts].join('.')];
}

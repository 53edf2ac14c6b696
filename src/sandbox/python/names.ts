import type { SyntaxNode } from '@lezer/common';

/** The nodes right below a node, in order. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** Expressions with names of their own, and what is run later. */
const OWN_NAMES = /^(?:LambdaExpression|\w*ComprehensionExpression)$/;

/** What a statement may have changed by the time it is over: names, and dotted paths such as `self.total`. */
export function changedIn(node: SyntaxNode, code: string): string[] {
  if (OWN_NAMES.test(node.name)) return [];
  const children = childrenOf(node);
  const below = children.flatMap((child) => changedIn(child, code));
  switch (node.name) {
    case 'AssignStatement': {
      const last = children.map(({ name }) => name).lastIndexOf('AssignOp');
      return [...children.slice(0, Math.max(0, last)).flatMap((child) => targetsIn(child, code)), ...below];
    }
    case 'UpdateStatement':
    case 'NamedExpression':
      return [...children.slice(0, 1).flatMap((child) => targetsIn(child, code)), ...below];
    case 'CallExpression': {
      const callee = children[0];
      // A method may change what it belongs to; a function may change the lists it is given.
      const root = callee?.name === 'MemberExpression' ? pathsOf(callee, code).slice(0, 1) : [];
      return [...root.filter((name) => !['math', 'str', 'super'].includes(name)), ...below];
    }
    default:
      return below;
  }
}

/** The names that a target of an assignment or a loop binds. */
export function targetsIn(node: SyntaxNode, code: string): string[] {
  switch (node.name) {
    case 'VariableName':
      return [code.slice(node.from, node.to)];
    case 'MemberExpression':
      return pathsOf(node, code);
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'ParenthesizedExpression':
      return childrenOf(node).flatMap((child) => targetsIn(child, code));
    default:
      return [];
  }
}

/** Of `cart.items[0].price`: `cart`, and the longest dotted path from it, `cart.items`. Of `self.x`: that alone. */
function pathsOf(node: SyntaxNode, code: string): string[] {
  let parts: string[] = [];
  let at: SyntaxNode | null = node;
  while (at.name === 'MemberExpression') {
    const children = childrenOf(at);
    const property = children.find(({ name }) => name === 'PropertyName');
    parts = property === undefined ? [] : [code.slice(property.from, property.to), ...parts];
    at = at.firstChild;
    if (at === null) return [];
  }
  if (at.name !== 'VariableName') return [];
  const root = code.slice(at.from, at.to);
  if (root === 'self') return parts[0] === undefined ? [] : [`self.${parts[0]}`];
  return parts.length === 0 ? [root] : [root, [root, ...parts].join('.')];
}

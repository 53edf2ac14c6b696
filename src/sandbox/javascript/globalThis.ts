/** Whether a program asks for `this` where it depends on how the file is run, as a script or as a module. */
import type { AnyNode, Program } from 'acorn';
import { childrenOf } from './names.ts';

/** @param isStrict then `this` is `undefined` in a function that is called by its name */
export function usesGlobalThis(program: Program, isStrict: boolean): boolean {
  const constructors = new Set<string>();
  const collect = (node: AnyNode): void => {
    if (node.type === 'NewExpression' && node.callee.type === 'Identifier') constructors.add(node.callee.name);
    childrenOf(node).forEach(collect);
  };
  collect(program);
  const isOpen = (node: AnyNode, isOwned: boolean): boolean => {
    switch (node.type) {
      case 'ThisExpression':
        return true;
      case 'ClassDeclaration':
      case 'ClassExpression':
        return node.body.body.some((member) => 'computed' in member && member.computed && isOpen(member.key, false));
      case 'FunctionDeclaration':
        return (
          !isStrict && !constructors.has(node.id?.name ?? '') && childrenOf(node).some((child) => isOpen(child, false))
        );
      case 'FunctionExpression':
        return !isStrict && !isOwned && childrenOf(node).some((child) => isOpen(child, false));
      case 'Property':
        return isOpen(node.value, true);
      case 'AssignmentExpression':
        return isOpen(node.left, false) || isOpen(node.right, node.left.type === 'MemberExpression');
      case 'VariableDeclarator': {
        const isConstructor = node.id.type === 'Identifier' && constructors.has(node.id.name);
        return node.init ? isOpen(node.init, isConstructor) : false;
      }
      default:
        return childrenOf(node).some((child) => isOpen(child, false));
    }
  };
  return isOpen(program, false);
}

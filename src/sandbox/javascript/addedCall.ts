/** The call of a function that stands alone: with the arguments that the question names, else with small ones. */
import type { Expression, Function as FunctionNode, Pattern, Program, SpreadElement } from 'acorn';
import type { AddedCall } from '../../protocol/sandbox.ts';
import { argumentsFromWords, callInWords } from '../arguments.ts';
import { Obstacle } from '../program.ts';

/**
 * Undefined where the program itself does something.
 *
 * @param body the program's own statements @param code all of the program @param typed the same with its types
 * @throws Obstacle when there is nothing that could be called
 */
export function addedCall(body: Program['body'], code: string, typed: string, words: string): AddedCall | undefined {
  const functions: { readonly name: string; readonly node: FunctionNode }[] = [];
  for (const statement of body) {
    const node =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
        ? statement.declaration
        : statement;
    if (node?.type === 'FunctionDeclaration' && node.id) functions.push({ name: node.id.name, node });
    else if (node?.type === 'VariableDeclaration') {
      for (const { id, init } of node.declarations) {
        const isFunction = init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression';
        if (isFunction && id.type === 'Identifier') functions.push({ name: id.name, node: init });
        else if (init && !isConstant(init)) return undefined;
      }
    } else if (node?.type !== 'ClassDeclaration' && node?.type !== 'EmptyStatement') return undefined;
  }
  const named = functions.find(({ name }) => callInWords(words, name) !== undefined) ?? functions.at(-1);
  if (named === undefined) return undefined;
  const { name, node } = named;
  if (node.async || node.generator) throw new Obstacle('unsupported', node.async ? 'async' : 'function*');
  const call = callInWords(words, name);
  if (call !== undefined) return { text: call, chosen: false };
  const params = node.params.filter((param) => param.type !== 'AssignmentPattern' && param.type !== 'RestElement');
  const names = params.map((param) => (param.type === 'Identifier' ? param.name : undefined));
  const given = argumentsFromWords(words, names);
  if (given !== undefined) return { text: `${name}(${given.join(', ')})`, chosen: false };
  const inner = code.slice(node.body.start, node.body.end);
  const chosen = params.map((param, index) => choose(param, inner, typed, index));
  return { text: `${name}(${chosen.join(', ')})`, chosen: true };
}

function isConstant(node: Expression | SpreadElement | null): boolean {
  switch (node?.type) {
    case 'Literal':
      return true;
    case 'UnaryExpression':
      return isConstant(node.argument);
    case 'ArrayExpression':
      return node.elements.every((element) => isConstant(element));
    case 'ObjectExpression':
      return node.properties.every((property) => property.type === 'Property' && isConstant(property.value));
    default:
      return false;
  }
}

const NUMBERS = [4, 3, 2];

/** A small argument that suits what the function does with the parameter. */
const BY_TYPE: Record<string, string> = {
  string: '"abc"',
  boolean: 'true',
  'number[]': '[3, 1, 2]',
  'string[]': '["b", "a"]',
};

function choose(param: Pattern, body: string, typed: string, index: number): string {
  if (param.type !== 'Identifier') throw new Obstacle('unsupported', 'parameters');
  const name = param.name.replaceAll('$', '\\$&');
  const type = new RegExp(`[(,]\\s*${name}\\??\\s*:\\s*(number|string|boolean)(\\[\\])?\\s*[,)=]`).exec(typed);
  const byType = type && BY_TYPE[`${type[1] ?? ''}${type[2] ?? ''}`];
  if (byType) return byType;
  const used = (pattern: string): boolean => new RegExp(`(?<![\\w$.])${name}${pattern}`).test(body);
  if (
    used('\\s*\\.\\s*(?:map|filter|reduce|forEach|push|some|every|sort|pop|slice\\(\\)|find)\\b') ||
    new RegExp(`\\bof\\s+${name}\\b`).test(body)
  )
    return '[3, 1, 2]';
  if (used('\\s*\\[\\s*\\w+\\s*\\]') && used('\\.length')) return '[3, 1, 2]';
  if (used('\\s*\\.\\s*(?:toUpperCase|toLowerCase|trim|split|charAt|startsWith|endsWith|replace|padStart|includes)\\b'))
    return '"abc"';
  if (used('\\s*(?:\\.|\\[|\\()')) throw new Obstacle('nothing', param.name);
  return String(NUMBERS[index % NUMBERS.length]);
}

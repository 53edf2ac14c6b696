/** The call of a function that stands alone: with the arguments that the question names, else with small ones. */
import type { SyntaxNode } from '@lezer/common';
import type { AddedCall } from '../../protocol/sandbox.ts';
import { argumentsFromWords, callInWords } from '../arguments.ts';
import { Obstacle } from '../program.ts';
import { childrenOf } from './names.ts';

const BY_TYPE: Record<string, string> = { str: '"abc"', bool: 'True', float: '2.5', list: '[3, 1, 2]' };
const NUMBERS = [4, 3, 2];

/**
 * Undefined where the program itself does something.
 *
 * @param body the program's own statements
 * @throws Obstacle when there is nothing that could be called
 */
export function addedPythonCall(body: readonly SyntaxNode[], code: string, words: string): AddedCall | undefined {
  const statements = body.filter(({ name }) => name !== 'Comment');
  const isPassive = ({ name, from, to }: SyntaxNode): boolean =>
    ['FunctionDefinition', 'ClassDefinition', 'ImportStatement'].includes(name) ||
    (name === 'AssignStatement' && /^\s*\w+\s*(?::\s*[\w[\], ]+)?=\s*[-\d."'\w, [\]]*$/.test(code.slice(from, to)));
  const functions = statements.filter(({ name }) => name === 'FunctionDefinition');
  if (functions.length === 0 || !statements.every(isPassive)) return undefined;
  const nameOf = (node: SyntaxNode): string => {
    const name = childrenOf(node).find((child) => child.name === 'VariableName');
    return name === undefined ? '' : code.slice(name.from, name.to);
  };
  const node = functions.find((each) => callInWords(words, nameOf(each)) !== undefined) ?? functions.at(-1);
  if (node === undefined) return undefined;
  const name = nameOf(node);
  const text = code.slice(node.from, node.to);
  if (/\byield\b/.test(text)) throw new Obstacle('unsupported', 'yield');
  const call = callInWords(words, name);
  if (call !== undefined) return { text: call, chosen: false };
  const params = required(node, code);
  const given = argumentsFromWords(
    words,
    params.map((param) => param.name),
  );
  if (given !== undefined) return { text: `${name}(${given.join(', ')})`, chosen: false };
  const chosen = params.map((param, i) => choose(param, text.slice(text.indexOf(':')), i));
  return { text: `${name}(${chosen.join(', ')})`, chosen: true };
}

interface Param {
  readonly name: string;
  readonly type: string;
}

/** Parameters without a default. */
function required(node: SyntaxNode, code: string): Param[] {
  const list = childrenOf(node).find(({ name }) => name === 'ParamList');
  const children = list === undefined ? [] : childrenOf(list);
  return children.flatMap((child, i): Param[] => {
    if (child.name !== 'VariableName' || ['AssignOp', '*', '**'].includes(children[i - 1]?.name ?? '')) return [];
    const type = children[i + 1]?.name === 'TypeDef' ? children[i + 1] : undefined;
    if (children[i + (type ? 2 : 1)]?.name === 'AssignOp') return [];
    return [
      {
        name: code.slice(child.from, child.to),
        type:
          type === undefined
            ? ''
            : code.slice(type.from, type.to).replace(/^:\s*/, '').replace(/\[.*/s, '').toLowerCase(),
      },
    ];
  });
}

function choose({ name, type }: Param, body: string, index: number): string {
  const byType = BY_TYPE[type];
  if (byType !== undefined) return byType;
  const used = (pattern: string): boolean => new RegExp(pattern.replaceAll('NAME', `(?<![\\w.])${name}\\b`)).test(body);
  if (
    used('\\bin\\s+(?:sorted\\(|enumerate\\()?NAME') ||
    used('\\b(?:len|sum|max|min|sorted)\\(NAME\\s*\\)') ||
    used('NAME\\.(?:append|pop|sort)')
  )
    return '[3, 1, 2]';
  if (used('NAME\\.(?:upper|lower|strip|split|startswith|endswith|replace)')) return '"abc"';
  if (used('NAME\\s*[.[(]')) throw new Obstacle('nothing', name);
  return String(NUMBERS[index % NUMBERS.length]);
}

import type { SyntaxNode } from '@lezer/common';
import type { RunObstacle } from '../../protocol/sandbox.ts';
import { Obstacle } from '../program.ts';
import { childrenOf } from './names.ts';

/** Built-in functions, by why a program that uses them is not run. */
const FUNCTIONS = new Map<string, RunObstacle>([
  ['input', 'input'],
  ['open', 'files'],
  ['__import__', 'imports'],
  ['__builtins__', 'unsupported'],
  ...'exec eval compile globals locals vars dir id hash memoryview breakpoint help exit quit delattr setattr getattr'
    .split(' ')
    .map((name) => [name, 'unsupported'] as const),
]);

const MODULES = new Map<string, RunObstacle>([
  ...['random', 'secrets', 'uuid'].map((name) => [name, 'chance'] as const),
  ...['time', 'datetime', 'calendar'].map((name) => [name, 'time'] as const),
  ...['os', 'sys', 'pathlib', 'io', 'shutil', 'subprocess', 'tempfile'].map((name) => [name, 'files'] as const),
  ...['requests', 'urllib', 'socket', 'http'].map((name) => [name, 'network'] as const),
]);

/** Modules that say nothing about what a program does. */
export const TYPES_ONLY = ['typing', '__future__', 'collections.abc'];

/** @throws Obstacle for a module that is not there */
export function refuseModule(name: string, line: number): never {
  const why = MODULES.get(name.split('.')[0] ?? '') ?? 'imports';
  throw new Obstacle(why, name, line);
}

const KNOWN_DUNDERS = ['__init__', '__name__', '__class__', '__str__', '__repr__', '__len__', '__eq__', '__add__'];

/** @throws Obstacle for what must not or cannot be run here */
export function refuseForeign(node: SyntaxNode, code: string, line: number): void {
  const text = code.slice(node.from, node.to);
  switch (node.name) {
    case '⚠':
      throw new Obstacle('syntax', undefined, line);
    case 'MatchStatement':
    case 'AwaitExpression':
      throw new Obstacle('unsupported', node.name === 'MatchStatement' ? 'match' : 'await', line);
    case 'FunctionDefinition':
      if (text.startsWith('async')) throw new Obstacle('unsupported', 'async', line);
      return;
    case 'VariableName': {
      const why = FUNCTIONS.get(text);
      if (why !== undefined) throw new Obstacle(why, text, line);
      return;
    }
    case 'PropertyName':
      if (text.startsWith('__') && !KNOWN_DUNDERS.includes(text)) throw new Obstacle('unsupported', text, line);
  }
}

const BUILT_IN_TYPES = /^(?:list|dict|int|str|float|tuple|set)$/;

/** Of `'%.2f' % x` and `'{:,.2f}'.format(x)`; what stands in an f-string is looked at where it is drawn. */
const DRAWN_DECIMALS = /%[-+ #0-9]*\.?\d*[eEfFgG]|\{\w*:[^{}]*[,_.%eEfFgG]/;

/** Why MicroPython may do something else here than CPython. */
export function differsFromCPython(node: SyntaxNode, code: string): string | undefined {
  switch (node.name) {
    case 'SetExpression':
    case 'SetComprehensionExpression':
      return 'sets';
    case 'VariableName':
      return differsByName(node, code.slice(node.from, node.to), code);
    case 'ParamList':
      // Their order is lost.
      return childrenOf(node).some(({ name }) => name === '**') ? 'keyword arguments' : undefined;
    case 'String':
      return DRAWN_DECIMALS.test(code.slice(node.from, node.to)) ? 'formats' : undefined;
    case 'FormatSpec':
      return /[,_]/.test(code.slice(node.from, node.to)) ? 'formats' : undefined;
    case 'ArgList': {
      const text = code.slice(node.from, node.to);
      const callee = node.prevSibling && code.slice(node.prevSibling.from, node.prevSibling.to);
      if (node.parent?.name === 'ClassDefinition') {
        const bases = text.slice(1, -1).split(',');
        if (bases.some((base) => BUILT_IN_TYPES.test(base.trim()))) return 'built-in types';
        // It looks for a method in another order.
        if (bases.filter((base) => /^\s*[\w.]+\s*$/.test(base)).length > 1) return 'several base classes';
      }
      // Its sort is not stable.
      if (/\bkey\s*=/.test(text) && /(?:^sorted|\.sort)$/.test(callee ?? '')) return 'sort';
      return callee === 'dict' && /^\(\s*\w+\s*=(?!=)/.test(text) ? 'dict()' : undefined;
    }
    case 'CompareOp':
    case 'is': {
      if (!/^is\b/.test(code.slice(node.from, node.to))) return undefined;
      return /^\s*(?:not\s+)?(?:None|True|False)\b/.test(code.slice(node.to)) ? undefined : 'is';
    }
    case 'DictionaryExpression':
      return childrenOf(node).some(({ name }) => name === '**') ? 'dictionaries' : undefined;
    default:
      return undefined;
  }
}

function differsByName(node: SyntaxNode, name: string, code: string): string | undefined {
  switch (name) {
    case 'set':
    case 'frozenset':
      return 'sets';
    case '__slots__':
      return name;
    case 'format':
      return node.parent?.name === 'CallExpression' ? 'formats' : undefined;
    case 'dict': {
      // It stands for another type here, which `dict(…)` and `isinstance` do not show.
      const { parent } = node;
      const isCall = parent?.name === 'CallExpression' && parent.firstChild?.from === node.from;
      const list = parent?.name === 'TupleExpression' ? parent.parent : parent;
      const caller = list?.name === 'ArgList' ? list.prevSibling : undefined;
      const isAsked = caller !== undefined && caller !== null && code.slice(caller.from, caller.to) === 'isinstance';
      return isCall || isAsked || isInType(node) ? undefined : 'dictionaries';
    }
    default:
      return undefined;
  }
}

function isInType(node: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) if (at.name === 'TypeDef') return true;
  return false;
}

import type { AnyNode, Identifier, Program } from 'acorn';
import type { RunObstacle } from '../../protocol/sandbox.ts';
import { Obstacle } from '../program.ts';
import { childrenOf, namesInPattern } from './names.ts';

/** Deeper programs would overflow the stack of who walks them. */
const MAX_DEPTH = 400;

/** Names of other environments and of what differs from run to run, by why a program that uses them is not run. */
const FOREIGN: Partial<Record<RunObstacle, string>> = {
  browser:
    'window document navigator location localStorage sessionStorage alert confirm HTMLElement Element Node Event MouseEvent ' +
    'requestAnimationFrame history screen customElements MutationObserver getComputedStyle self frames parent top',
  input: 'prompt readline',
  files: 'process Buffer __dirname __filename global Deno Bun',
  imports: 'require module exports',
  network: 'fetch XMLHttpRequest WebSocket EventSource',
  time: 'Date performance setTimeout setInterval setImmediate queueMicrotask Temporal',
  chance: 'crypto',
  locale: 'Intl',
  unsupported:
    'eval Function WebAssembly SharedArrayBuffer Atomics WeakRef FinalizationRegistry structuredClone AbortController',
};

const FOREIGN_NAMES: ReadonlyMap<string, RunObstacle> = new Map(
  Object.entries(FOREIGN).flatMap(([why, names]) =>
    names.split(' ').map((name) => [name, why as RunObstacle] as const),
  ),
);

/** Members whose result depends on chance, the locale, or the engine. */
const FOREIGN_MEMBERS: ReadonlyMap<string, RunObstacle> = new Map([
  ['toLocaleString', 'locale'],
  ['toLocaleDateString', 'locale'],
  ['toLocaleTimeString', 'locale'],
  ['toLocaleUpperCase', 'locale'],
  ['toLocaleLowerCase', 'locale'],
  ['localeCompare', 'locale'],
]);

const LOGS = ['log', 'info', 'debug', 'warn', 'error'];

/** @throws Obstacle for what must not or cannot be run here */
export function refuseForeign(program: Program): void {
  const declared = new Set<string>();
  /** Members that the program gives its own objects. */
  const members = new Set<string>();
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator') for (const name of namesInPattern(node.id)) declared.add(name);
    if ('params' in node) for (const param of node.params) for (const name of namesInPattern(param)) declared.add(name);
    if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id)
      declared.add(node.id.name);
    if (node.type === 'CatchClause' && node.param) for (const name of namesInPattern(node.param)) declared.add(name);
    if (/^(?:Property|MethodDefinition|PropertyDefinition)$/.test(node.type) && 'key' in node)
      members.add(keyOf(node.key));
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression')
      members.add(keyOf(node.left.property));
  });
  const examined = new Examined(declared, members);
  walk(program, (node, isInFunction) => examined.refuse(node, isInFunction));
}

/** A name or a text as the name of a property. */
const keyOf = (node: AnyNode): string => {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
};

function walk(program: Program, see: (node: AnyNode, isInFunction: boolean) => void): void {
  const visit = (node: AnyNode, depth: number, isInFunction: boolean): void => {
    if (depth > MAX_DEPTH) throw new Obstacle('unsupported', 'deep nesting');
    see(node, isInFunction);
    const isInside = isInFunction || 'params' in node;
    for (const child of childrenOf(node)) visit(child, depth + 1, isInside);
  };
  visit(program, 0, false);
}

class Examined {
  readonly #declared: ReadonlySet<string>;
  readonly #members: ReadonlySet<string>;
  /** Names of members and labels, and those that were seen where they are harmless. */
  readonly #skipped = new Set<AnyNode>();

  constructor(declared: ReadonlySet<string>, members: ReadonlySet<string>) {
    this.#declared = declared;
    this.#members = members;
  }

  /** Called for a node before those in it. */
  refuse(node: AnyNode, isInFunction: boolean): void {
    const line = node.loc?.start.line;
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ImportExpression':
      case 'ExportAllDeclaration':
        throw new Obstacle('imports', node.source.type === 'Literal' ? String(node.source.value) : '', line);
      case 'MetaProperty':
        if (node.meta.name === 'import') throw new Obstacle('imports', 'import.meta', line);
        return;
      case 'AwaitExpression':
        if (!isInFunction) throw new Obstacle('unsupported', 'await', line);
        return;
      case 'LabeledStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        if (node.label) this.#skipped.add(node.label);
        return;
      case 'MemberExpression': {
        const name = node.computed && node.property.type === 'Identifier' ? '' : keyOf(node.property);
        if (!node.computed) this.#skipped.add(node.property);
        const why = FOREIGN_MEMBERS.get(name) ?? this.#ownerRefuses(node.object, name);
        if (why !== undefined) throw new Obstacle(why, name, line);
        return;
      }
      case 'VariableDeclarator':
      case 'AssignmentExpression': {
        // `const { floor } = Math`
        const [pattern, from] = node.type === 'VariableDeclarator' ? [node.id, node.init] : [node.left, node.right];
        if (from?.type !== 'Identifier' || pattern.type !== 'ObjectPattern') return;
        const keys = pattern.properties.map((p) => (p.type === 'RestElement' || p.computed ? '' : keyOf(p.key)));
        for (const key of keys) {
          const why = key === '' ? undefined : this.#ownerRefuses(from, key);
          if (why !== undefined) throw new Obstacle(why, key, line);
        }
        if (keys.includes('')) this.#skipped.delete(from);
        return;
      }
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (!node.computed && !(node.type === 'Property' && node.shorthand)) this.#skipped.add(node.key);
        return;
      case 'Identifier': {
        const isFree = !this.#skipped.has(node) && !this.#declared.has(node.name);
        const why = isFree
          ? (FOREIGN_NAMES.get(node.name) ?? (node.name === 'Math' ? 'chance' : undefined))
          : undefined;
        if (why !== undefined) throw new Obstacle(why, node.name, line);
        return;
      }
      default:
    }
  }

  /** Members that only some objects have. Under another name, `Math` may do anything. */
  #ownerRefuses(owner: AnyNode, name: string): RunObstacle | undefined {
    // Of an error, it names the engine's own files.
    if (name === 'stack') return this.#members.has(name) ? undefined : 'unsupported';
    if (owner.type !== 'Identifier' || this.#declared.has(owner.name)) return undefined;
    if (owner.name === 'Math') {
      if (name === '' || name === 'random') return 'chance';
      this.#skipped.add(owner satisfies Identifier);
    }
    return owner.name === 'console' && !LOGS.includes(name) ? 'unsupported' : undefined;
  }
}

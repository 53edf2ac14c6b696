/** Rewrites a Python program so that it tells which values its names get, which way it goes and what it prints. */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { Edits } from '../edits.ts';
import { Obstacle, squeezed, unusedName, type Rewritten, type Site } from '../program.ts';
import { addedPythonCall } from './addedCall.ts';
import { differsFromCPython, refuseForeign, refuseModule, TYPES_ONLY } from './foreign.ts';
import { changedIn, childrenOf, targetsIn } from './names.ts';

const MAX_DEPTH = 300;

/** @param linesBefore lines of definitions in front of the program's own @throws Obstacle */
export function instrumentPython(source: string, words: string, linesBefore = 0): Rewritten {
  const code = source.replaceAll('\r\n', '\n').replaceAll('\t', '    ');
  const root = parser.parse(code).topNode;
  const writer = new Writer(code, unusedName(code));
  writer.examine(root, 0);
  if (root.firstChild === null) throw new Obstacle('nothing');
  const own = childrenOf(root).filter((node) => writer.lineOf(node) > linesBefore);
  const added = addedPythonCall(own, code, words);
  for (const child of childrenOf(root)) writer.visit(child);
  const names = childrenOf(root).flatMap((node) => (node.name === 'AssignStatement' ? changedIn(node, code) : []));
  return {
    code: writer.edits.apply(code) + (added === undefined ? '\n' : `\n${added.text}\n`),
    sites: writer.sites,
    names: [...new Set(names)].filter((name) => !name.includes('.')),
    hook: writer.hook,
    ...(added && { added }),
    ...(writer.unsure !== undefined && { unsure: writer.unsure }),
  };
}

const SIMPLE = ['AssignStatement', 'UpdateStatement', 'ExpressionStatement'];

class Writer {
  readonly edits = new Edits();
  readonly sites: Site[] = [];
  readonly hook: string;
  unsure: string | undefined;
  readonly #code: string;
  readonly #lineStarts: number[] = [0];

  constructor(code: string, hook: string) {
    this.#code = code;
    this.hook = hook;
    for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
    // Upper and lower case, and what is a letter, are known of ASCII only.
    if (/[^\x20-\x7e\n]/.test(code.replace(/#.*/g, ''))) this.unsure = 'letters';
  }

  examine(node: SyntaxNode, depth: number): void {
    if (depth > MAX_DEPTH) throw new Obstacle('unsupported', 'deep nesting');
    refuseForeign(node, this.#code, this.lineOf(node));
    this.unsure ??= differsFromCPython(node, this.#code);
    for (const child of childrenOf(node)) this.examine(child, depth + 1);
  }

  visit(node: SyntaxNode): void {
    const children = childrenOf(node);
    const behind = (word: string): SyntaxNode[] =>
      children.filter((_, i) => i > 0 && children[i - 1]?.name === word && children[i]?.name !== 'Body');
    switch (node.name) {
      case 'ImportStatement':
        this.#import(node);
        return;
      case 'IfStatement':
        for (const test of [...behind('if'), ...behind('elif')]) this.#wrapTest(test, 'if');
        break;
      case 'WhileStatement':
        for (const test of behind('while')) this.#wrapTest(test, 'loop');
        this.#first(
          children.find(({ name }) => name === 'Body'),
          this.#tell(
            node,
            behind('while').flatMap((t) => changedIn(t, this.#code)),
          ),
        );
        break;
      case 'ConditionalExpression':
        for (const test of behind('if')) this.#wrapTest(test, 'choice');
        break;
      case 'ForStatement': {
        const until = children.findIndex(({ name }) => name === 'in');
        const targets = children.slice(1, until).flatMap((target) => targetsIn(target, this.#code));
        this.#first(
          children.find(({ name }) => name === 'Body'),
          this.#tell(node, targets),
        );
        break;
      }
      case 'FunctionDefinition':
        this.#function(node);
        break;
      case 'LambdaExpression':
        this.#lambda(node);
        break;
      case 'ReturnStatement': {
        const [first, last] = [children[1], children.at(-1)];
        if (first && last) {
          this.edits.open(first.from, `${this.hook}.r(${this.hook}_f,(`);
          children.slice(1).forEach((child) => this.visit(child));
          this.edits.close(last.to, `),${this.lineOf(node)})`);
        }
        return;
      }
      case 'RaiseStatement': {
        const raised = children[1];
        if (raised && !children.some(({ name }) => name === 'from')) {
          this.edits.open(raised.from, `${this.hook}.h(`);
          this.visit(raised);
          this.edits.close(raised.to, ')');
        }
        return;
      }
      case 'TryStatement':
        this.#handlers(children);
        break;
      case 'CallExpression':
        if (children[0]?.name === 'VariableName' && this.#text(children[0]) === 'print') {
          const { from, to } = children[0];
          this.edits.remove(from, to);
          this.edits.open(from, `${this.hook}.p(${this.#site(node, { source: squeezed(this.#text(node)) })})`);
        }
        break;
      case 'DictionaryExpression':
      case 'DictionaryComprehensionExpression':
        this.#dictionary(children);
        return;
    }
    if (node.name.endsWith('ComprehensionExpression')) for (const test of behind('if')) this.#wrapTest(test, 'choice');
    for (const child of children) this.visit(child);
    if (SIMPLE.includes(node.name)) {
      const told = this.#tell(node, changedIn(node, this.#code));
      if (told !== '') this.edits.close(node.to, `; ${told}`);
    }
  }

  #import(node: SyntaxNode): void {
    const text = this.#text(node).replace(/\s+/g, ' ');
    const from = /^from ([\w.]+) import \(?(.*?)\)?$/.exec(text);
    const assignments: string[] = [];
    const names = (list: string) =>
      list.split(',').map((part) => /^\s*([\w.]+)(?: as (\w+))?\s*$/.exec(part) ?? [part, part.trim(), undefined]);
    if (from && TYPES_ONLY.includes(from[1] ?? '')) {
      assignments.push('pass');
    } else if (from) {
      if (from[1] !== 'math') refuseModule(from[1] ?? '', this.lineOf(node));
      for (const [, name = '', as] of names(from[2] ?? '')) {
        if (!/^\w+$/.test(name)) refuseModule('math', this.lineOf(node));
        assignments.push(`${as ?? name} = ${this.hook}.math.${name}`);
      }
    } else {
      for (const [, name = '', as] of names(text.replace(/^import /, ''))) {
        if (TYPES_ONLY.includes(name)) continue;
        if (name !== 'math') refuseModule(name, this.lineOf(node));
        assignments.push(`${as ?? name} = ${this.hook}.math`);
      }
    }
    this.edits.remove(node.from, node.to);
    this.edits.open(node.from, assignments.join('; ') || 'pass');
  }

  #wrapTest(test: SyntaxNode, of: Site['of'] & string): void {
    this.edits.open(test.from, `${this.hook}.b(${this.#site(test, { source: squeezed(this.#text(test)), of })},(`);
    this.edits.closeOuter(test.to, '))');
  }

  #function(node: SyntaxNode): void {
    const children = childrenOf(node);
    const name = children.find((child) => child.name === 'VariableName');
    const params = children.find((child) => child.name === 'ParamList');
    const pairs = paramsOf(params, this.#code)
      .filter((param) => param !== 'self' && param !== 'cls')
      .map((param) => `("${param}",${param}),`);
    const site = this.#site(node, { name: name === undefined ? '' : this.#text(name) });
    this.#first(
      children.find((child) => child.name === 'Body'),
      `${this.hook}_f = ${this.hook}.e(${site},(${pairs.join('')}))`,
    );
  }

  #lambda(node: SyntaxNode): void {
    const children = childrenOf(node);
    const body = children.at(-1);
    if (body === undefined || body.name === ':') return;
    const pairs = paramsOf(
      children.find(({ name }) => name === 'ParamList'),
      this.#code,
    ).map((param) => `("${param}",${param}),`);
    const target = node.parent?.name === 'AssignStatement' ? node.parent.firstChild : null;
    const name = target?.name === 'VariableName' ? this.#text(target) : '';
    this.edits.open(body.from, `${this.hook}.r(${this.hook}.e(${this.#site(node, { name })},(${pairs.join('')})),(`);
    this.edits.closeOuter(body.to, '))');
  }

  /** Errors of the interpreter itself have other messages than CPython's. */
  #handlers(children: readonly SyntaxNode[]): void {
    children.forEach((child, i) => {
      if (child.name !== 'except') return;
      const body = children.slice(i).find(({ name }) => name === 'Body');
      if (body === undefined) return;
      const between = children.slice(i + 1, children.indexOf(body));
      const as = between.findIndex(({ name }) => name === 'as');
      const named = as < 0 ? undefined : between[as + 1];
      const name = named === undefined ? `${this.hook}_x` : this.#text(named);
      if (named === undefined) this.edits.open(body.from, `${between.length === 0 ? ' BaseException' : ''} as ${name}`);
      this.#first(body, `${this.hook}.c(${name})`);
    });
  }

  /** MicroPython's own dictionaries keep no order. */
  #dictionary(children: readonly SyntaxNode[]): void {
    const replace = (node: SyntaxNode, text: string) => {
      this.edits.remove(node.from, node.to);
      this.edits.open(node.from, text);
    };
    const isEmpty = children.length === 2;
    const isOver = (i: number): boolean => ['for', '}'].includes(children[i]?.name ?? '');
    children.forEach((child, i) => {
      if (child.name === '{') replace(child, isEmpty ? `${this.hook}.d(` : `${this.hook}.d([(`);
      else if (child.name === '}')
        replace(child, isEmpty ? ')' : children[i - 1]?.name === ',' || this.#comprehends(children) ? '])' : ')])');
      else if (child.name === ':') replace(child, ',');
      else if (child.name === ',') replace(child, isOver(i + 1) ? '),' : '),(');
      else {
        this.visit(child);
        if (children[i + 1]?.name === 'for' && children[i - 1]?.name === ':') this.edits.closeOuter(child.to, ')');
        if (children[i - 1]?.name === 'if') this.#wrapTest(child, 'choice');
      }
    });
  }

  #comprehends(children: readonly SyntaxNode[]): boolean {
    return children.some(({ name }) => name === 'for');
  }

  /** Puts a statement at the beginning of a suite. */
  #first(body: SyntaxNode | undefined, statement: string): void {
    const first = body && childrenOf(body).find(({ name }) => name !== ':' && name !== 'Comment');
    if (first === undefined || statement === '') return;
    const lineStart = this.#lineStarts[this.lineOf(first) - 1] ?? 0;
    const indent = this.#code.slice(lineStart, first.from);
    this.edits.open(first.from, indent.trim() === '' ? `${statement}\n${indent}` : `${statement}; `);
  }

  #tell(node: SyntaxNode, names: readonly string[]): string {
    return [...new Set(names)].map((name) => `${this.hook}.s(${this.#site(node, { name })},${name})`).join('; ');
  }

  #site(node: SyntaxNode, site: Omit<Site, 'line'>): number {
    return this.sites.push({ line: this.lineOf(node), ...site }) - 1;
  }

  #text(node: SyntaxNode): string {
    return this.#code.slice(node.from, node.to);
  }

  lineOf(node: SyntaxNode): number {
    let [low, high] = [0, this.#lineStarts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= node.from) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** The names of a list of parameters. */
function paramsOf(params: SyntaxNode | undefined, code: string): string[] {
  if (params === undefined) return [];
  const children = childrenOf(params);
  return children
    .filter(({ name }, i) => name === 'VariableName' && children[i - 1]?.name !== 'AssignOp')
    .map(({ from, to }) => code.slice(from, to));
}

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
  const code = source.replaceAll('\r\n', '\n').replace(/^\t+/gm, (tabs) => '    '.repeat(tabs.length));
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
    untold: [...writer.untold],
    ...(writer.suspends && { suspends: true }),
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
  /** Functions around what is visited. */
  #depth = 0;
  readonly untold = new Set<string>();
  suspends = false;
  readonly #code: string;
  /** Built-in functions that the program does not replace. */
  readonly #builtIn: (name: string) => boolean;
  /** Names of properties that are calls: to look at them would run them once more. */
  readonly #properties: ReadonlySet<string>;
  readonly #lineStarts: number[] = [0];

  constructor(code: string, hook: string) {
    this.#code = code;
    this.hook = hook;
    for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
    // Upper and lower case, and what is a letter, are known of ASCII only.
    if (/[^\x20-\x7e\n]/.test(code.replace(/#.*/g, ''))) this.unsure = 'letters';
    this.#builtIn = (name) => !new RegExp(`\\b(?:def|class|as)\\s+${name}\\b|\\b${name}\\s*=(?!=)`).test(code);
    const properties = code.matchAll(/^\s*@(?:property|(?:\w+\.)?cached_property|\w+\.setter)\s*\n\s*def\s+(\w+)/gm);
    this.#properties = new Set([...properties].map(([, name = '']) => name));
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
      case 'WhileStatement': {
        const changed = behind('while').flatMap((test) => changedIn(test, this.#code));
        for (const test of behind('while')) this.#wrapTest(test, 'loop');
        this.#first(
          children.find(({ name }) => name === 'Body'),
          this.#tell(node, changed),
        );
        break;
      }
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
        return;
      case 'LambdaExpression':
        this.#lambda(node);
        break;
      case 'ReturnStatement': {
        const [first, last] = [children[1], children.at(-1)];
        if (first && last) {
          this.edits.open(first.from, `${this.hook}.r(${this.hook}_f,(`);
          children.slice(1).forEach((child) => {
            this.#leaveUntold(changedIn(child, this.#code));
            this.visit(child);
          });
          this.edits.close(last.to, `),${this.lineOf(node)})`);
        } else if (this.#depth > 0) {
          this.edits.open(node.from, `${this.#left}; `);
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
        this.#call(node, children[0]);
        break;
      case 'BinaryExpression':
        this.#comparison(children);
        break;
      case 'FormatReplacement':
        this.#drawn(children);
        break;
      case 'DeleteStatement':
      case 'YieldStatement':
      case 'YieldExpression':
      case 'AssertStatement':
        this.suspends ||= node.name.startsWith('Yield');
        this.#leaveUntold(
          children.flatMap((child) => [...targetsIn(child, this.#code), ...changedIn(child, this.#code)]),
        );
        break;
      case 'WithStatement':
        this.#leaveUntold(behind('as').flatMap((target) => targetsIn(target, this.#code)));
        break;
      case 'DictionaryExpression':
      case 'DictionaryComprehensionExpression':
        this.#dictionary(children);
        return;
    }
    if (node.name.endsWith('ComprehensionExpression')) {
      for (const test of behind('if')) this.#wrapTest(test, 'choice');
      this.#leaveUntold(comprehended(children).flatMap((target) => targetsIn(target, this.#code)));
    }
    for (const child of children) this.visit(child);
    if (SIMPLE.includes(node.name)) {
      const names = changedIn(node, this.#code);
      // Of several values in one statement the last is told.
      this.#leaveUntold(names.filter((name, i) => names.indexOf(name) !== i));
      const told = this.#tell(node, names);
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

  /** Built-in functions that do something else here. */
  #call(node: SyntaxNode, callee: SyntaxNode | undefined): void {
    if (callee?.name !== 'VariableName') return;
    const name = this.#text(callee);
    const with_ = (text: string): void => {
      this.edits.remove(callee.from, callee.to);
      this.edits.open(callee.from, text);
    };
    if (name === 'print') with_(`${this.hook}.p(${this.#site(node, { source: squeezed(this.#text(node)) })})`);
    else if (REPLACED.has(name) && this.#builtIn(name)) with_(`${this.hook}.${REPLACED.get(name) ?? ''}`);
  }

  /** Two dictionaries are equal here only in the same order. */
  #comparison(children: readonly SyntaxNode[]): void {
    const [left, sign] = children;
    const compares =
      sign !== undefined && (sign.name === 'in' || sign.name === 'not' || /^[!=]=$/.test(this.#text(sign)));
    if (left === undefined || !compares || left.name === 'BinaryExpression' || /^(?:Number|String)$/.test(left.name))
      return;
    this.edits.open(left.from, `${this.hook}.k(`);
    this.edits.closeOuter(left.to, ')');
  }

  /** `{price:.2f}`: what is drawn may be drawn with other digits. */
  #drawn(children: readonly SyntaxNode[]): void {
    const value = children[1];
    const spec = children.find(({ name }) => name === 'FormatSpec');
    const isPlain =
      value !== undefined && children.every((child) => child === value || /^(?:[{}]|Format\w+)$/.test(child.name));
    if (!isPlain) return;
    const [, digits, kind] = /\.(\d+)([fF%]?)\}?$/.exec(spec === undefined ? '' : this.#text(spec)) ?? [];
    const places = digits === undefined ? -1 : Number(digits) + (kind === '%' ? 2 : 0);
    this.edits.open(value.from, `${this.hook}.g(${String(places)},`);
    this.edits.closeOuter(value.to, ')');
  }

  #leaveUntold(names: readonly string[]): void {
    for (const name of names) this.untold.add(name);
  }

  #wrapTest(test: SyntaxNode, of: Site['of'] & string): void {
    this.#leaveUntold(changedIn(test, this.#code));
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
    const body = children.find((child) => child.name === 'Body');
    this.#first(body, `${this.hook}_f = ${this.hook}.e(${site},(${pairs.join('')}))`);
    this.#depth++;
    for (const child of children) this.visit(child);
    this.#depth--;
    this.#last(body, this.#left);
  }

  /** How a function is left that gives nothing back. */
  get #left(): string {
    return `${this.hook}.l(${this.hook}_f)`;
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
      this.#first(body, `${this.hook}.c(${name},${this.#depth > 0 ? `${this.hook}_f` : 'None'})`);
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
    this.#leaveUntold(comprehended(children).flatMap((target) => targetsIn(target, this.#code)));
    children.forEach((child, i) => {
      if (comprehended(children).includes(child)) return;
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

  /** Puts a statement at the end of a suite. */
  #last(body: SyntaxNode | undefined, statement: string): void {
    const inside = body && childrenOf(body).filter(({ name }) => name !== ':' && name !== 'Comment' && name !== ';');
    const [first, last] = [inside?.[0], inside?.at(-1)];
    if (first === undefined || last === undefined) return;
    const lineStart = this.#lineStarts[this.lineOf(first) - 1] ?? 0;
    const indent = this.#code.slice(lineStart, first.from);
    // Some statements end behind their line.
    const end = last.from + this.#text(last).trimEnd().length;
    this.edits.close(end, indent.trim() === '' ? `\n${indent}${statement}` : `; ${statement}`);
  }

  #tell(node: SyntaxNode, names: readonly string[]): string {
    const told = [...new Set(names)].filter((name) => !this.#properties.has(name.split('.').at(-1) ?? ''));
    return told.map((name) => `${this.hook}.s(${this.#site(node, { name })},${name})`).join('; ');
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

/** Built-in functions, by the function of the runtime that stands in. */
const REPLACED: ReadonlyMap<string, string> = new Map([
  ['dict', 'd'],
  ['isinstance', 'i'],
  ['str', 't'],
  ['round', 'o'],
]);

/** What stands between `for` and `in` in a comprehension, commas included. */
function comprehended(children: readonly SyntaxNode[]): readonly SyntaxNode[] {
  let isTarget = false;
  return children.filter(({ name }) => {
    if (name === 'for') isTarget = true;
    else if (name === 'in') isTarget = false;
    return isTarget && name !== 'for';
  });
}

/** The names of a list of parameters. */
function paramsOf(params: SyntaxNode | undefined, code: string): string[] {
  if (params === undefined) return [];
  const children = childrenOf(params);
  return children
    .filter(({ name }, i) => name === 'VariableName' && children[i - 1]?.name !== 'AssignOp')
    .map(({ from, to }) => code.slice(from, to));
}

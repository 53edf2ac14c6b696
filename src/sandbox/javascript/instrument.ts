/** Rewrites a JavaScript program so that it tells which values its names get, which way it goes and what it prints. */
import { parse, type AnyNode, type Function as FunctionNode, type Program, type Statement } from 'acorn';
import { Edits } from '../edits.ts';
import { Obstacle, squeezed, unusedName, type Rewritten, type Site } from '../program.ts';
import { addedCall } from './addedCall.ts';
import { refuseForeign } from './foreign.ts';
import { usesGlobalThis } from './globalThis.ts';
import { changedIn, childrenOf, namesInPattern } from './names.ts';

/**
 * @param linesBefore lines of definitions in front of the program's own
 * @param typed the program with its types, as the added call reads them
 * @throws Obstacle
 */
export function instrumentJavaScript(
  code: string,
  words: string,
  linesBefore = 0,
  { typed = code, isTypeScript = false } = {},
): Rewritten {
  const program = parseProgram(code);
  const writer = new Writer(code, unusedName(code));
  for (const node of program.body) writer.exported(node);
  refuseForeign(program);
  // So are modules, and what a TypeScript compiler makes.
  const isStrict = isTypeScript || program.body.some(({ type }) => /^(?:Im|Ex)port/.test(type));
  const own = program.body.filter(({ loc }) => (loc?.start.line ?? 0) > linesBefore);
  // A proxy runs code of the program when it is looked at.
  const unsure = /\bProxy\b/.test(code) ? 'proxies' : usesGlobalThis(program, isStrict) ? 'this' : undefined;
  const added = addedCall(own, code, typed, words);
  writer.statements(program.body);
  if (program.body.length === 0) throw new Obstacle('nothing');
  return {
    code: `${isStrict ? '"use strict";' : ''}${writer.edits.apply(code)}${added === undefined ? '' : `\n;${added.text};`}`,
    sites: writer.sites,
    names: topNames(program),
    hook: writer.hook,
    untold: [...writer.untold],
    ...(writer.suspends && { suspends: true }),
    ...(unsure !== undefined && { unsure }),
    ...(added && { added: { text: added.text, chosen: added.chosen } }),
  };
}

/** @throws Obstacle */
export function parseProgram(code: string): Program {
  const options = { ecmaVersion: 2024, locations: true } as const;
  try {
    return parse(code, { ...options, sourceType: 'script' });
  } catch (error) {
    try {
      return parse(code, { ...options, sourceType: 'module' });
    } catch {
      const { message, loc } = error as SyntaxError & { loc?: { line: number } };
      throw new Obstacle('syntax', message.replace(/ \(\d+:\d+\)$/, ''), loc?.line);
    }
  }
}

/** What is declared outside of functions and blocks. */
function topNames(program: Program): string[] {
  return program.body.flatMap((node) => {
    const statement = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    return statement?.type === 'VariableDeclaration'
      ? statement.declarations.flatMap(({ id }) => namesInPattern(id))
      : [];
  });
}

class Writer {
  readonly edits = new Edits();
  readonly sites: Site[] = [];
  readonly hook: string;
  readonly untold = new Set<string>();
  suspends = false;
  readonly #code: string;
  #functions = 0;

  constructor(code: string, hook: string) {
    this.#code = code;
    this.hook = hook;
  }

  /** `export` says nothing about what a program does. */
  exported(node: AnyNode): void {
    if (node.type === 'ExportNamedDeclaration') {
      if (node.source) throw new Obstacle('imports', String(node.source.value), node.loc?.start.line);
      this.edits.remove(node.start, node.declaration?.start ?? node.end);
    } else if (node.type === 'ExportDefaultDeclaration') {
      const named = 'id' in node.declaration && node.declaration.id;
      if (named) this.edits.remove(node.start, node.declaration.start);
      else throw new Obstacle('unsupported', 'export default', node.loc?.start.line);
    }
  }

  statements(body: readonly AnyNode[]): void {
    for (const statement of body) this.#statement(statement, true);
  }

  /** @param inList whether other statements may follow it where it stands */
  #statement(node: AnyNode, inList: boolean): void {
    switch (node.type) {
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        if (node.declaration) this.#statement(node.declaration, inList);
        return;
      case 'BlockStatement':
        this.statements(node.body);
        return;
      case 'IfStatement': {
        const told = this.#told(node.test, changedIn(node.test));
        this.#test(node.test, 'if');
        this.#inBraces(node.consequent, told);
        if (node.alternate) this.#inBraces(node.alternate, told);
        if (inList) this.edits.close(node.end, told);
        return;
      }
      case 'ForStatement': {
        const head = [node.init, node.test, node.update].filter((part) => part !== null && part !== undefined);
        const names = unique(head.flatMap(changedIn));
        for (const part of [node.init, node.update]) if (part) this.#expressions(part);
        // With the test, so that the value that ends the loop is told, too.
        if (node.test) this.#test(node.test, 'loop', names);
        this.#inBraces(node.body, node.test ? '' : this.#told(node, names));
        const isOwn = node.init?.type === 'VariableDeclaration' && node.init.kind !== 'var';
        if (inList && !isOwn) this.edits.close(node.end, this.#told(node, names));
        return;
      }
      case 'ForInStatement':
      case 'ForOfStatement': {
        const { left } = node;
        const names =
          left.type === 'VariableDeclaration'
            ? left.declarations.flatMap(({ id }) => namesInPattern(id))
            : namesInPattern(left);
        this.#expressions(node.right);
        this.#inBraces(node.body, this.#told(node, names));
        return;
      }
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.#test(node.test, 'loop');
        this.#inBraces(node.body, node.type === 'WhileStatement' ? this.#told(node, changedIn(node.test)) : '');
        if (inList) this.edits.close(node.end, this.#told(node, changedIn(node.test)));
        return;
      case 'LabeledStatement':
        this.#statement(node.body, false);
        return;
      case 'SwitchStatement':
        this.#valued(node.discriminant);
        for (const { test, consequent } of node.cases) {
          if (test) this.#expressions(test);
          this.statements(consequent);
        }
        return;
      case 'TryStatement':
        this.statements(node.block.body);
        if (node.handler) {
          const { param, body } = node.handler;
          const name = param?.type === 'Identifier' ? param.name : `${this.hook}_error`;
          if (param === null || param === undefined) this.edits.open(body.start, `(${name})`);
          const caught = param && param.type !== 'Identifier' ? 'null' : name;
          this.edits.close(body.start + 1, `${this.hook}.c(${caught},${this.#frame});`);
          this.statements(body.body);
        }
        if (node.finalizer) this.statements(node.finalizer.body);
        return;
      case 'ReturnStatement':
        if (node.argument) {
          this.edits.open(node.argument.start, `${this.hook}.r(${this.#frame},(`);
          this.#valued(node.argument);
          this.edits.close(node.argument.end, `),${node.loc?.start.line ?? 0})`);
        } else if (this.#frame !== 'undefined') {
          this.edits.open(node.start, `{${this.hook}.l(${this.#frame});`);
          this.edits.close(node.end, '}');
        }
        return;
      case 'ThrowStatement':
        this.edits.open(node.argument.start, `${this.hook}.h((`);
        this.#valued(node.argument);
        this.edits.close(node.argument.end, '))');
        return;
      case 'VariableDeclaration':
      case 'ExpressionStatement': {
        const names = changedIn(node);
        this.#expressions(node);
        // Of several values in one statement the last is told.
        for (const [i, name] of names.entries()) if (names.indexOf(name) !== i) this.untold.add(name);
        if (inList) this.edits.close(node.end, this.#told(node, names));
        else for (const name of names) this.untold.add(name);
        return;
      }
      default:
        this.#expressions(node);
    }
  }

  #frame = 'undefined';

  /** An expression, and what was done to names on the way to its value. */
  #valued(node: AnyNode): void {
    const names = changedIn(node);
    if (names.length > 0) this.edits.open(node.start, `${this.hook}.a((`);
    this.#expressions(node);
    if (names.length > 0) this.edits.close(node.end, `),()=>{${this.#told(node, names)}})`);
  }

  /** Puts the body of an `if` or a loop in braces, and `first` at its beginning. */
  #inBraces(node: Statement, first: string): void {
    if (node.type === 'BlockStatement') {
      this.edits.close(node.start + 1, first);
      this.statements(node.body);
      return;
    }
    this.edits.open(node.start, `{${first}`);
    this.#statement(node, true);
    this.edits.close(node.end, '}');
  }

  /** Functions, conditions and calls that print, wherever they stand. */
  #expressions(node: AnyNode): void {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        this.#function(node);
        return;
      case 'MethodDefinition':
      case 'Property':
      case 'PropertyDefinition': {
        const name = node.key.type === 'Identifier' ? node.key.name : '';
        // A field gets its first value where nobody looks.
        if (node.type === 'PropertyDefinition' && node.value) this.untold.add(`this.${name}`);
        if (node.computed) this.#expressions(node.key);
        if (node.value) this.#named(node.value, name);
        return;
      }
      case 'VariableDeclarator':
        if (node.id.type !== 'Identifier') this.#expressions(node.id);
        if (node.init) this.#named(node.init, node.id.type === 'Identifier' ? node.id.name : '');
        return;
      case 'AssignmentExpression':
        this.#expressions(node.left);
        this.#named(node.right, node.left.type === 'Identifier' ? node.left.name : '');
        return;
      case 'ConditionalExpression':
        this.#test(node.test, 'choice');
        this.#expressions(node.consequent);
        this.#expressions(node.alternate);
        return;
      case 'CallExpression':
        if (/^console\.(?:log|info|debug|warn|error)$/.test(this.#code.slice(node.callee.start, node.callee.end))) {
          this.edits.remove(node.callee.start, node.callee.end);
          this.edits.open(node.callee.start, `${this.hook}.p(${this.#site(node, { source: this.#source(node) })})`);
          node.arguments.forEach((argument) => this.#expressions(argument));
          return;
        }
        break;
      case 'StaticBlock':
        this.statements(node.body);
        return;
      default:
    }
    for (const child of childrenOf(node)) this.#expressions(child);
  }

  #named(node: AnyNode, name: string): void {
    if (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression') this.#function(node, name);
    else this.#expressions(node);
  }

  #function(node: FunctionNode, name = node.id?.name ?? ''): void {
    const frame = `${this.hook}_${++this.#functions}`;
    const before = this.#frame;
    const params = node.params.flatMap(namesInPattern);
    for (const param of node.params) this.#expressions(param);
    const pairs = params.map((param) => `[${JSON.stringify(param)},${param}]`).join(',');
    const entered = `${this.hook}.e(${this.#site(node as AnyNode, { name })},[${pairs}])`;
    if (node.body.type === 'BlockStatement') {
      const directives = node.body.body.filter(
        (s) => s.type === 'ExpressionStatement' && 'directive' in s && s.directive,
      );
      this.edits.close(directives.at(-1)?.end ?? node.body.start + 1, `;const ${frame}=${entered};`);
      // What these give back is not what they return.
      this.#frame = node.async || node.generator ? 'undefined' : frame;
      this.suspends ||= node.async || node.generator;
      this.statements(node.body.body);
      this.edits.open(node.body.end - 1, `;${this.hook}.l(${frame});`);
    } else {
      this.edits.open(node.body.start, `${this.hook}.r(${entered},${this.hook}.a((`);
      this.#expressions(node.body);
      this.edits.close(node.body.end, `),()=>{${this.#told(node.body, changedIn(node.body))}}))`);
    }
    this.#frame = before;
  }

  #test(node: AnyNode, of: Site['of'] & string, names: readonly string[] = []): void {
    const told = unique(names).map((name) => `${this.#tell(node, name)},`);
    const site = this.#site(node, { source: this.#source(node), of });
    this.edits.open(node.start, `${this.hook}.b(${site},(${told.join('')}`);
    this.#expressions(node);
    this.edits.close(node.end, '))');
  }

  #told(node: AnyNode, names: readonly string[]): string {
    return unique(names)
      .map((name) => `;${this.#tell(node, name)};`)
      .join('');
  }

  /** What has a getter is not looked at: it might do something. */
  #tell(node: AnyNode, name: string): string {
    const [root = '', ...path] = name.split('.');
    const isPlain = path.length === 0 || path.some((part) => part.startsWith('#'));
    const value = isPlain ? name : `${this.hook}.m(${root},${JSON.stringify(path)})`;
    return `${this.hook}.s(${this.#site(node, { name })},()=>${value})`;
  }

  #site(node: AnyNode, site: Omit<Site, 'line'>): number {
    return this.sites.push({ line: node.loc?.start.line ?? 0, ...site }) - 1;
  }

  #source(node: AnyNode): string {
    return squeezed(this.#code.slice(node.start, node.end));
  }
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];

/** Rewrites a JavaScript program so that it tells which values its names get, which way it goes and what it prints. */
import { parse, type AnyNode, type Function as FunctionNode, type Program, type Statement } from 'acorn';
import { Edits } from '../edits.ts';
import { Obstacle, squeezed, unusedName, type Rewritten, type Site } from '../program.ts';
import { addedCall } from './addedCall.ts';
import { FOREIGN_MEMBERS, FOREIGN_NAMES } from './foreign.ts';
import { changedIn, childrenOf, namesInPattern } from './names.ts';

/** Deeper programs would overflow the stack of who walks them. */
const MAX_DEPTH = 400;

/**
 * @param linesBefore lines of definitions in front of the program's own
 * @param typed the program with its types
 * @throws Obstacle
 */
export function instrumentJavaScript(code: string, words: string, linesBefore = 0, typed = code): Rewritten {
  const program = parseProgram(code);
  const writer = new Writer(code, unusedName(code));
  for (const node of program.body) writer.exported(node);
  findForeign(program);
  const own = program.body.filter(({ loc }) => (loc?.start.line ?? 0) > linesBefore);
  const added = addedCall(own, code, typed, words);
  writer.statements(program.body);
  if (program.body.length === 0) throw new Obstacle('nothing');
  return {
    code: writer.edits.apply(code) + (added === undefined ? '' : `\n;${added.text};`),
    sites: writer.sites,
    names: topNames(program),
    hook: writer.hook,
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

function findForeign(program: Program): void {
  const declared = new Set<string>();
  const visit = (node: AnyNode, depth: number, see: (node: AnyNode) => void): void => {
    if (depth > MAX_DEPTH) throw new Obstacle('unsupported', 'deep nesting');
    see(node);
    for (const child of childrenOf(node)) visit(child, depth + 1, see);
  };
  visit(program, 0, (node) => {
    if (node.type === 'VariableDeclarator') for (const name of namesInPattern(node.id)) declared.add(name);
    if ('params' in node) for (const param of node.params) for (const name of namesInPattern(param)) declared.add(name);
    if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id)
      declared.add(node.id.name);
    if (node.type === 'CatchClause' && node.param) for (const name of namesInPattern(node.param)) declared.add(name);
  });
  visit(program, 0, (node) => {
    const line = node.loc?.start.line;
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ImportExpression':
      case 'ExportAllDeclaration':
        throw new Obstacle(
          'imports',
          'source' in node && node.source.type === 'Literal' ? String(node.source.value) : '',
          line,
        );
      case 'MetaProperty':
        if (node.meta.name === 'import') throw new Obstacle('imports', 'import.meta', line);
        return;
      case 'MemberExpression': {
        const name = node.property.type === 'Identifier' && !node.computed ? node.property.name : '';
        const why = FOREIGN_MEMBERS.get(name);
        if (why !== undefined) throw new Obstacle(why, name, line);
        skipped.add(node.property);
        if (node.computed) skipped.delete(node.property);
        return;
      }
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (!node.computed && !(node.type === 'Property' && node.shorthand)) skipped.add(node.key);
        return;
      case 'Identifier': {
        const why = skipped.has(node) || declared.has(node.name) ? undefined : FOREIGN_NAMES.get(node.name);
        if (why !== undefined) throw new Obstacle(why, node.name, line);
        return;
      }
      default:
    }
  });
}

const skipped = new WeakSet<AnyNode>();

class Writer {
  readonly edits = new Edits();
  readonly sites: Site[] = [];
  readonly hook: string;
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
        this.#expressions(node.discriminant);
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
          this.edits.close(body.start + 1, `${this.hook}.c(${param && param.type !== 'Identifier' ? 'null' : name});`);
          this.statements(body.body);
        }
        if (node.finalizer) this.statements(node.finalizer.body);
        return;
      case 'ReturnStatement':
        if (node.argument) {
          this.edits.open(node.argument.start, `${this.hook}.r(${this.#frame},(`);
          this.#expressions(node.argument);
          this.edits.close(node.argument.end, `),${node.loc?.start.line ?? 0})`);
        }
        return;
      case 'ThrowStatement':
        this.edits.open(node.argument.start, `${this.hook}.h((`);
        this.#expressions(node.argument);
        this.edits.close(node.argument.end, '))');
        return;
      case 'VariableDeclaration':
      case 'ExpressionStatement':
        this.#expressions(node);
        if (inList) this.edits.close(node.end, this.#told(node, changedIn(node)));
        return;
      default:
        this.#expressions(node);
    }
  }

  #frame = 'undefined';

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
      this.#frame = frame;
      this.statements(node.body.body);
    } else {
      this.edits.open(node.body.start, `${this.hook}.r(${entered},${this.hook}.a((`);
      this.#expressions(node.body);
      this.edits.close(node.body.end, `),()=>{${this.#told(node.body, changedIn(node.body))}}))`);
    }
    this.#frame = before;
  }

  #test(node: AnyNode, of: Site['of'] & string, names: readonly string[] = []): void {
    const told = unique(names).map((name) => `${this.hook}.s(${this.#site(node, { name })},()=>${name}),`);
    const site = this.#site(node, { source: this.#source(node), of });
    this.edits.open(node.start, `${this.hook}.b(${site},(${told.join('')}`);
    this.#expressions(node);
    this.edits.close(node.end, '))');
  }

  #told(node: AnyNode, names: readonly string[]): string {
    return unique(names)
      .map((name) => `;${this.hook}.s(${this.#site(node, { name })},()=>${name});`)
      .join('');
  }

  #site(node: AnyNode, site: Omit<Site, 'line'>): number {
    return this.sites.push({ line: node.loc?.start.line ?? 0, ...site }) - 1;
  }

  #source(node: AnyNode): string {
    return squeezed(this.#code.slice(node.start, node.end));
  }
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];

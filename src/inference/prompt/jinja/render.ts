/** Renders a parsed template: statements, loops, macros. */
import type { CallBlock, Expression, For, Macro, Parameter, SetStatement, Statement } from './ast.ts';
import { Budget } from './budget.ts';
import { Evaluator, Scope } from './expressions.ts';
import { globals } from './globals.ts';
import { toText } from './printing.ts';
import { Text } from './text.ts';
import {
  Arguments,
  Callable,
  Dict,
  isEqual,
  isTrue,
  itemsOf,
  List,
  Namespace,
  orElse,
  TemplateError,
  text,
  Undefined,
  type Value,
} from './values.ts';

/** @throws TemplateError, and RangeError where the template goes too deep */
export function render(program: readonly Statement[], variables: Iterable<readonly [string, Value]>, now: Date): Text {
  return new Renderer(new Budget(), now).render(program, variables);
}

/** What ends a turn of a loop early. */
type Leaving = 'break' | 'continue' | undefined;

class Renderer {
  readonly #budget: Budget;
  readonly #evaluator: Evaluator;
  readonly #root = new Scope();

  constructor(budget: Budget, now: Date) {
    this.#budget = budget;
    this.#evaluator = new Evaluator(budget);
    for (const [name, value] of globals(budget, now)) this.#root.set(name, value);
  }

  render(program: readonly Statement[], variables: Iterable<readonly [string, Value]>): Text {
    for (const [name, value] of variables) this.#root.set(name, value);
    return this.#text(program, new Scope(this.#root));
  }

  #text(statements: readonly Statement[], scope: Scope): Text {
    const out: Text[] = [];
    this.#run(statements, scope, out);
    const whole = Text.concat(out);
    this.#budget.made(whole);
    return whole;
  }

  #run(statements: readonly Statement[], scope: Scope, out: Text[]): Leaving {
    for (const statement of statements) {
      const leaving = this.#statement(statement, scope, out);
      if (leaving !== undefined) return leaving;
    }
    return undefined;
  }

  #statement(node: Statement, scope: Scope, out: Text[]): Leaving {
    this.#budget.spend(1);
    if (isExpression(node)) {
      out.push(toText(this.#evaluator.value(node, scope)));
      return undefined;
    }
    switch (node.type) {
      case 'Comment':
        return undefined;
      case 'Break':
        return 'break';
      case 'Continue':
        return 'continue';
      case 'If':
        return this.#run(isTrue(this.#evaluator.value(node.test, scope)) ? node.body : node.alternate, scope, out);
      case 'For':
        this.#loop(node, scope, out);
        return undefined;
      case 'Set':
        this.#set(node, scope);
        return undefined;
      case 'Macro':
        scope.set(node.name.value, this.#macro(node, scope));
        return undefined;
      case 'CallStatement':
        out.push(toText(this.#callBlock(node, scope)));
        return undefined;
      case 'FilterStatement':
        out.push(toText(this.#evaluator.filter(this.#text(node.body, new Scope(scope)), node.filter, scope)));
        return undefined;
    }
  }

  #loop({ loopvar, iterable, body, defaultBlock }: For, scope: Scope, out: Text[]): void {
    const filtered = iterable.type === 'SelectExpression' ? iterable : undefined;
    let items = itemsOf(this.#evaluator.value(filtered?.lhs ?? iterable, scope));
    if (filtered !== undefined) {
      items = items.filter((item) => {
        const inner = new Scope(scope);
        assign(loopvar, item, inner);
        return isTrue(this.#evaluator.value(filtered.test, inner));
      });
    }
    if (items.length === 0) {
      this.#run(defaultBlock, new Scope(scope), out);
      return;
    }
    const changed = new Changed();
    const watches = mentions(body, 'loop');
    for (const [i, item] of items.entries()) {
      this.#budget.spend(watches ? 10 : 2);
      const inner = new Scope(scope);
      if (watches) inner.set('loop', loopState(items, i, changed));
      assign(loopvar, item, inner);
      if (this.#run(body, inner, out) === 'break') return;
    }
  }

  #set({ assignee, value, body }: SetStatement, scope: Scope): void {
    const given = value === null ? this.#text(body, new Scope(scope)) : this.#evaluator.value(value, scope);
    if (assignee.type === 'MemberExpression' && assignee.property.type === 'Identifier') {
      const target = this.#evaluator.value(assignee.object, scope);
      if (!(target instanceof Namespace)) throw new TemplateError('cannot assign attribute on non-namespace object');
      target.attributes.set(assignee.property.value, given);
      return;
    }
    assign(assignee, given, scope);
  }

  #macro({ name, args, body }: Macro, scope: Scope): Callable {
    return new Callable(name.value, (given) => this.#bound(name.value, args, given, body, scope));
  }

  #callBlock({ call, callerArgs, body }: CallBlock, scope: Scope): Value {
    const caller = new Callable('caller', (given) => this.#bound('caller', callerArgs ?? [], given, body, scope));
    const callee = this.#evaluator.value(call.callee, scope);
    const { positional, named } = this.#evaluator.arguments(call.args, scope);
    return this.#evaluator.call(callee, new Arguments(positional, new Map([...named, ['caller', caller]])));
  }

  /** Text of a macro's body with its parameters filled. @throws TemplateError for arguments it does not take */
  #bound(
    name: string,
    parameters: readonly Parameter[],
    given: Arguments,
    body: readonly Statement[],
    scope: Scope,
  ): Text {
    const inner = new Scope(scope);
    const rest = new Map(given.named);
    for (const [i, parameter] of parameters.entries()) {
      const key = parameter.type === 'Identifier' ? parameter.value : parameter.key.value;
      let value = given.positional[i];
      if (value === undefined && rest.has(key)) {
        value = rest.get(key);
        rest.delete(key);
      }
      if (value === undefined && parameter.type !== 'Identifier') value = this.#evaluator.value(parameter.value, inner);
      inner.set(key, orElse(value, new Undefined(`parameter '${key}' was not provided`)));
    }
    const caller = rest.get('caller');
    if (caller !== undefined) inner.set('caller', caller);
    rest.delete('caller');
    inner.set('varargs', new List(given.positional.slice(parameters.length), true));
    inner.set('kwargs', new Dict([...rest].map(([key, value]) => [text(key), value] as const)));
    const tooMany = given.positional.length > parameters.length;
    if (tooMany && !mentions(body, 'varargs')) {
      throw new TemplateError(`macro '${name}' takes not more than ${parameters.length} argument(s)`);
    }
    const [unknown] = rest.keys();
    if (unknown !== undefined && !mentions(body, 'kwargs')) {
      throw new TemplateError(`macro '${name}' takes no keyword argument '${unknown}'`);
    }
    return this.#text(body, inner);
  }
}

const STATEMENTS: readonly string[] = [
  'Comment',
  'Break',
  'Continue',
  'If',
  'For',
  'Set',
  'Macro',
  'CallStatement',
  'FilterStatement',
];
const isExpression = (node: Statement): node is Expression => !STATEMENTS.includes(node.type);

/** Gives one name its value, or several those of a list. */
function assign(target: Expression, value: Value, scope: Scope): void {
  if (target.type === 'Identifier') {
    scope.set(target.value, value);
    return;
  }
  if (target.type !== 'TupleLiteral') throw new TemplateError(`cannot assign to ${target.type}`);
  const items = itemsOf(value);
  if (items.length !== target.value.length) {
    throw new TemplateError(`${items.length} values to unpack, expected ${target.value.length}`);
  }
  for (const [i, name] of target.value.entries()) assign(name, items[i] ?? null, scope);
}

function loopState(items: readonly Value[], i: number, changed: Changed): Namespace {
  const { length } = items;
  return new Namespace([
    ['index', i + 1],
    ['index0', i],
    ['revindex', length - i],
    ['revindex0', length - i - 1],
    ['first', i === 0],
    ['last', i === length - 1],
    ['length', length],
    ['depth', 1],
    ['depth0', 0],
    ['previtem', orElse(items[i - 1], new Undefined('there is no previous item'))],
    ['nextitem', orElse(items[i + 1], new Undefined('there is no next item'))],
    ['cycle', new Callable('cycle', ({ positional }) => positional[i % Math.max(1, positional.length)] ?? null)],
    ['changed', new Callable('changed', ({ positional }) => changed.by(new List([...positional])))],
  ]);
}

/** What `loop.changed(…)` was called with before. */
class Changed {
  #last: List | undefined;

  by(values: List): boolean {
    const isNew = this.#last === undefined || !isEqual(this.#last, values);
    this.#last = values;
    return isNew;
  }
}

const mentioned = new WeakMap<readonly Statement[], Set<string>>();

/** Whether a name is used anywhere within. */
function mentions(body: readonly Statement[], name: string): boolean {
  let names = mentioned.get(body);
  if (names === undefined) {
    names = new Set<string>();
    collect(body, names);
    mentioned.set(body, names);
  }
  return names.has(name);
}

function collect(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'Identifier' && 'value' in node) names.add(String(node.value));
  for (const child of node instanceof Map ? [...node.entries()].flat() : Object.values(node)) collect(child, names);
}

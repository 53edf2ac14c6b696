import type { Argument, Expression, FilterName, Slice } from './ast.ts';
import { getAttribute, getItem } from './attributes.ts';
import type { Budget } from './budget.ts';
import { filterNamed } from './filters.ts';
import { binary, slice } from './operators.ts';
import { runTest } from './tests.ts';
import { Text } from './text.ts';
import {
  Arguments,
  Callable,
  defined,
  Dict,
  Float,
  isNumber,
  isTrue,
  itemsOf,
  List,
  numberOf,
  TemplateError,
  text,
  typeName,
  Undefined,
  type Value,
} from './values.ts';

/** Names and their values; a name that is not here is looked up outside. */
export class Scope {
  readonly #names = new Map<string, Value>();
  readonly #outer: Scope | undefined;

  constructor(outer?: Scope) {
    this.#outer = outer;
  }

  set(name: string, value: Value): void {
    this.#names.set(name, value);
  }

  get(name: string): Value {
    const value = this.#names.get(name);
    if (value !== undefined) return value;
    return this.#outer === undefined ? new Undefined(`'${name}'`) : this.#outer.get(name);
  }
}

const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** Works expressions out. Everything it does is taken from the budget. */
export class Evaluator {
  readonly budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /** @throws TemplateError */
  value(node: Expression, scope: Scope): Value {
    this.budget.spend(1);
    const value = this.#value(node, scope);
    this.budget.made(value);
    return value;
  }

  #value(node: Expression, scope: Scope): Value {
    switch (node.type) {
      case 'Identifier':
        return CONSTANTS.has(node.value) ? (CONSTANTS.get(node.value) ?? null) : scope.get(node.value);
      case 'StringLiteral':
        return text(node.value);
      case 'IntegerLiteral':
        return node.value;
      case 'FloatLiteral':
        return new Float(node.value);
      case 'ArrayLiteral':
      case 'TupleLiteral':
        return new List(
          node.value.map((item) => this.value(item, scope)),
          node.type === 'TupleLiteral',
        );
      case 'ObjectLiteral':
        return new Dict(
          [...node.value].map(([key, item]) => [this.value(key, scope), this.value(item, scope)] as const),
        );
      case 'MemberExpression':
        return this.#member(this.value(node.object, scope), node.property, node.computed, scope);
      case 'CallExpression':
        return this.call(this.value(node.callee, scope), this.arguments(node.args, scope));
      case 'UnaryExpression':
        return this.#unary(node.operator.value, this.value(node.argument, scope));
      case 'BinaryExpression':
        return this.#binary(node.operator.value, node.left, node.right, scope);
      case 'FilterExpression':
        return this.filter(this.value(node.operand, scope), node.filter, scope);
      case 'TestExpression':
        return this.#test(node.test.value, this.value(node.operand, scope), new Arguments()) !== node.negate;
      case 'Ternary':
        return this.value(isTrue(this.value(node.condition, scope)) ? node.trueExpr : node.falseExpr, scope);
      case 'SelectExpression':
        if (isTrue(this.value(node.test, scope))) return this.value(node.lhs, scope);
        return new Undefined('the inline if-expression evaluated to false and no else section was defined, so it');
      default:
        return unknown((node as { readonly type: string }).type);
    }
  }

  call(callee: Value, args: Arguments): Value {
    if (callee instanceof Undefined) throw new TemplateError(`${callee.what} is undefined`);
    if (!(callee instanceof Callable)) throw new TemplateError(`a ${typeName(callee)} cannot be called`);
    return callee.call(args);
  }

  filter(operand: Value, name: FilterName, scope: Scope): Value {
    if (name.type === 'Identifier') return this.#filter(name.value, operand, new Arguments());
    if (name.callee.type !== 'Identifier') throw new TemplateError('a filter has no name');
    return this.#filter(name.callee.value, operand, this.arguments(name.args, scope));
  }

  arguments(nodes: readonly Argument[], scope: Scope): Arguments {
    const positional: Value[] = [];
    const named = new Map<string, Value>();
    for (const node of nodes) {
      if (node.type === 'KeywordArgumentExpression') named.set(node.key.value, this.value(node.value, scope));
      else if (node.type === 'SpreadExpression') {
        for (const item of itemsOf(this.value(node.argument, scope))) positional.push(item);
      } else if (node.type === 'KeywordSpreadExpression') {
        const pairs = this.value(node.argument, scope);
        if (!(pairs instanceof Dict)) throw new TemplateError('argument after ** must be a mapping');
        for (const [key, value] of pairs.entries()) named.set(key instanceof Text ? key.value : '', value);
      } else positional.push(this.value(node, scope));
    }
    return new Arguments(positional, named);
  }

  #filter(name: string, value: Value, args: Arguments): Value {
    const filter = filterNamed(name);
    if (filter === undefined) throw new TemplateError(`No filter named '${name}'.`);
    this.budget.read(value);
    const made = filter(value, args, {
      budget: this.budget,
      filter: (inner, item, more) => this.#filter(inner, item, more),
      test: (inner, item, more) => this.#test(inner, item, more),
    });
    this.budget.made(made);
    return made;
  }

  #test(name: string, value: Value, args: Arguments): boolean {
    this.budget.spend(1);
    return runTest(name, value, args);
  }

  #member(object: Value, property: Expression | Slice, computed: boolean, scope: Scope): Value {
    this.budget.read(object);
    if (property.type === 'SliceExpression') {
      const bound = (node: Expression | undefined) => (node === undefined ? null : this.value(node, scope));
      return slice(object, bound(property.start), bound(property.stop), bound(property.step));
    }
    if (computed) return getItem(object, this.value(property, scope), this.budget);
    if (property.type === 'Identifier') return getAttribute(object, property.value, this.budget);
    return getItem(object, this.value(property, scope), this.budget);
  }

  #unary(operator: string, value: Value): Value {
    if (operator === 'not') return !isTrue(value);
    const number = defined(value);
    if (!isNumber(number)) throw new TemplateError(`bad operand type for unary ${operator}: ${typeName(number)}`);
    const signed = (operator === '-' ? -1 : 1) * numberOf(number);
    return number instanceof Float ? new Float(signed) : signed;
  }

  #binary(operator: string, left: Expression, right: Expression, scope: Scope): Value {
    const first = this.value(left, scope);
    if (operator === 'and') return isTrue(first) ? this.value(right, scope) : first;
    if (operator === 'or') return isTrue(first) ? first : this.value(right, scope);
    return binary(operator, first, this.value(right, scope), this.budget);
  }
}

function unknown(type: string): never {
  throw new TemplateError(`the construct ${type} is not known here`);
}

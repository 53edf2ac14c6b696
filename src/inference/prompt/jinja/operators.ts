/** Jinja2's operators and slices, on Python's values. */
import type { Budget } from './budget.ts';
import { formatPercent } from './format.ts';
import { toText } from './printing.ts';
import { Text } from './text.ts';
import {
  compare,
  contains,
  defined,
  Float,
  isEqual,
  isNumber,
  List,
  numberOf,
  TemplateError,
  typeName,
  type Value,
} from './values.ts';

/** @throws TemplateError what Python says of these operands */
export function binary(operator: string, left: Value, right: Value, budget: Budget): Value {
  switch (operator) {
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case 'in':
      return contains(right, left);
    case 'not in':
      return !contains(right, left);
    case '~':
      return Text.concat([toText(left), toText(right)]);
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    default:
      return arithmetic(operator, defined(left), defined(right), budget);
  }
}

function arithmetic(operator: string, left: Value, right: Value, budget: Budget): Value {
  if (isNumber(left) && isNumber(right)) return numeric(operator, left, right);
  if (operator === '+' && left instanceof Text && right instanceof Text) return Text.concat([left, right]);
  if (operator === '+' && left instanceof List && right instanceof List && left.isTuple === right.isTuple) {
    budget.spend(left.items.length + right.items.length);
    return new List([...left.items, ...right.items], left.isTuple);
  }
  if (operator === '%' && left instanceof Text) return formatPercent(left, right, budget);
  if (operator === '*') {
    const [what, count] = isNumber(left) ? [right, left] : [left, right];
    if (isNumber(count) && !(count instanceof Float)) return repeated(what, Math.max(0, Number(count)), budget);
  }
  throw new TemplateError(`unsupported operand types for ${operator}: ${typeName(left)} and ${typeName(right)}`);
}

function repeated(what: Value, count: number, budget: Budget): Value {
  if (what instanceof Text) {
    budget.length(what.length * count, what.runs.length * count);
    return Text.concat(Array.from({ length: what.length === 0 ? 0 : count }, () => what));
  }
  if (!(what instanceof List)) throw new TemplateError(`a ${typeName(what)} cannot be repeated`);
  budget.spend(what.items.length * count);
  return new List(Array.from({ length: what.items.length === 0 ? 0 : count }, () => what.items).flat(), what.isTuple);
}

function numeric(operator: string, left: number | boolean | Float, right: number | boolean | Float): Value {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (b === 0 && ['/', '//', '%'].includes(operator)) throw new TemplateError('division by zero');
  const isFloat = left instanceof Float || right instanceof Float;
  const made = (value: number) => (isFloat ? new Float(value) : value);
  switch (operator) {
    case '+':
      return made(a + b);
    case '-':
      return made(a - b);
    case '*':
      return made(a * b);
    case '/':
      return new Float(a / b);
    case '//':
      return made(Math.floor(a / b));
    case '%':
      return made(a - b * Math.floor(a / b));
    case '**':
      return isFloat || b < 0 ? new Float(a ** b) : a ** b;
    default:
      throw new TemplateError(`the operator ${operator} is not known here`);
  }
}

/** `value[start:stop:step]` with Python's bounds. @throws TemplateError */
export function slice(value: Value, start: Value, stop: Value, step: Value): Value {
  const items = value instanceof Text ? value.characters() : value instanceof List ? value.items : undefined;
  if (items === undefined) throw new TemplateError(`${typeName(defined(value))} cannot be sliced`);
  const by = index(step) ?? 1;
  if (by === 0) throw new TemplateError('slice step cannot be zero');
  const length = items.length;
  const clamp = (at: number) => {
    const from = at < 0 ? at + length : at;
    return by > 0 ? Math.min(Math.max(from, 0), length) : Math.min(Math.max(from, -1), length - 1);
  };
  const given = (bound: Value, otherwise: number) => {
    const at = index(bound);
    return at === undefined ? otherwise : clamp(at);
  };
  const first = given(start, by > 0 ? 0 : length - 1);
  const end = given(stop, by > 0 ? length : -1);
  const taken: Value[] = [];
  for (let at = first; by > 0 ? at < end : at > end; at += by) {
    const item = items[at];
    if (item !== undefined) taken.push(item);
  }
  if (value instanceof Text) return Text.concat(taken.filter((item) => item instanceof Text));
  return new List(taken, value instanceof List && value.isTuple);
}

function index(value: Value): number | undefined {
  if (value === null) return undefined;
  if (typeof value === 'number') return value;
  throw new TemplateError('slice indices must be integers or None');
}

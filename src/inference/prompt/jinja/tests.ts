/** Jinja2's tests: what may stand behind `is`. */
import { Text } from './text.ts';
import {
  type Arguments,
  Callable,
  compare,
  contains,
  Dict,
  Float,
  isEqual,
  isNumber,
  List,
  numberOf,
  TemplateError,
  Undefined,
  type Value,
} from './values.ts';

type Test = (value: Value, other: Value) => boolean;

const remainder = (value: Value, by: number): number => {
  if (!isNumber(value)) throw new TemplateError('a number is required');
  return numberOf(value) % by;
};

const tests: Readonly<Record<string, Test>> = {
  boolean: (value) => typeof value === 'boolean',
  callable: (value) => value instanceof Callable,
  defined: (value) => !(value instanceof Undefined),
  divisibleby: (value, other) => remainder(value, isNumber(other) ? numberOf(other) : 0) === 0,
  eq: isEqual,
  even: (value) => remainder(value, 2) === 0,
  false: (value) => value === false,
  float: (value) => value instanceof Float,
  ge: (value, other) => compare(value, other) >= 0,
  gt: (value, other) => compare(value, other) > 0,
  in: (value, other) => contains(other, value),
  integer: (value) => typeof value === 'number',
  iterable: (value) =>
    value instanceof Text || value instanceof List || value instanceof Dict || value instanceof Undefined,
  le: (value, other) => compare(value, other) <= 0,
  lower: (value) => value instanceof Text && /\p{Ll}/u.test(value.value) && value.value === value.value.toLowerCase(),
  lt: (value, other) => compare(value, other) < 0,
  mapping: (value) => value instanceof Dict,
  ne: (value, other) => !isEqual(value, other),
  none: (value) => value === null,
  number: isNumber,
  odd: (value) => remainder(value, 2) !== 0,
  sameas: (value, other) => value === other,
  sequence: (value) =>
    value instanceof Text || value instanceof List || value instanceof Dict || value instanceof Undefined,
  string: (value) => value instanceof Text,
  true: (value) => value === true,
  undefined: (value) => value instanceof Undefined,
  upper: (value) => value instanceof Text && /\p{Lu}/u.test(value.value) && value.value === value.value.toUpperCase(),
};
const others: Readonly<Record<string, string>> = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  equalto: 'eq',
  greaterthan: 'gt',
  lessthan: 'lt',
};

/** @throws TemplateError where there is no such test */
export function runTest(name: string, value: Value, args: Arguments): boolean {
  const known = Object.hasOwn(others, name) ? (others[name] ?? name) : name;
  const test = Object.hasOwn(tests, known) ? tests[known] : undefined;
  if (test === undefined) throw new TemplateError(`No test named '${name}'.`);
  return test(value, args.get(0) ?? null);
}

/** What stands behind a dot or in brackets: items, attributes and methods. */
import type { Budget } from './budget.ts';
import { Text } from './text.ts';
import { textMethod } from './textMethods.ts';
import {
  Callable,
  Dict,
  isEqual,
  List,
  Namespace,
  orElse,
  TemplateError,
  typeName,
  Undefined,
  type Value,
} from './values.ts';

const missing = (value: Value, name: string) => new Undefined(`'${typeName(value)} object' has no attribute '${name}'`);

/** `value.name`: a method or an attribute, else the item of that name. @throws TemplateError of something undefined */
export function getAttribute(value: Value, name: string, budget: Budget): Value {
  if (value instanceof Undefined) throw new TemplateError(`${value.what} is undefined`);
  if (value instanceof Text) {
    const method = textMethod(value, name, budget);
    return method === undefined ? missing(value, name) : new Callable(name, method);
  }
  if (value instanceof Dict) return dictMethod(value, name) ?? orElse(value.get(Text.of(name)), missing(value, name));
  if (value instanceof Namespace) return orElse(value.attributes.get(name), missing(value, name));
  if (value instanceof List) return listMethod(value, name, budget) ?? missing(value, name);
  return missing(value, name);
}

/** `value[key]`: the item, else the attribute of that name. @throws TemplateError of something undefined */
export function getItem(value: Value, key: Value, budget: Budget): Value {
  if (value instanceof Undefined) throw new TemplateError(`${value.what} is undefined`);
  if (value instanceof Dict) {
    const item = value.get(key);
    if (item !== undefined) return item;
  } else if (typeof key === 'number' || typeof key === 'boolean') {
    const index = Number(key);
    if (value instanceof List)
      return orElse(value.items.at(index), new Undefined(`list object has no element ${index}`));
    if (value instanceof Text)
      return value.characters().at(index) ?? new Undefined(`str object has no element ${index}`);
  }
  if (key instanceof Text) return getAttribute(value, key.value, budget);
  return new Undefined(`${typeName(value)} object has no element`);
}

/** By a path such as `function.name` or `0`, as filters take it. */
export function attributeAt(value: Value, path: Value, budget: Budget): Value {
  if (!(path instanceof Text)) return getItem(value, path, budget);
  let found = value;
  for (const part of path.value.split('.')) {
    found = getItem(found, /^\d+$/.test(part) ? Number(part) : Text.of(part), budget);
  }
  return found;
}

function dictMethod(self: Dict, name: string): Callable | undefined {
  const method = (call: Callable['call']) => new Callable(name, call);
  switch (name) {
    case 'get':
      return method((args) => orElse(self.get(args.get(0) ?? null), args.get(1, 'default') ?? null));
    case 'items':
      return method(() => new List(self.entries().map((pair) => new List(pair, true))));
    case 'keys':
      return method(() => new List(self.entries().map(([key]) => key)));
    case 'values':
      return method(() => new List(self.entries().map(([, value]) => value)));
    case 'copy':
      return method(() => new Dict(self.entries()));
    default:
      return undefined;
  }
}

function listMethod(self: List, name: string, budget: Budget): Callable | undefined {
  const method = (call: Callable['call']) => new Callable(name, call);
  switch (name) {
    case 'index':
      return method((args) => {
        const at = self.items.findIndex((item) => isEqual(item, args.get(0) ?? null));
        if (at < 0) throw new TemplateError('the value is not in the list');
        return at;
      });
    case 'count':
      return method((args) => self.items.filter((item) => isEqual(item, args.get(0) ?? null)).length);
    case 'append':
    case 'insert':
    case 'extend':
    case 'pop':
      // The sandbox of chat templates keeps lists from being changed.
      return method(() => {
        budget.spend(1);
        throw new TemplateError(`access to attribute '${name}' of 'list' object is unsafe.`);
      });
    default:
      return undefined;
  }
}

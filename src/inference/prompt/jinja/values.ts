/** What a template's expressions can be, with Python's rules for truth, equality and order. */
import { Text } from './text.ts';

export type Value = Undefined | null | boolean | number | Float | Text | List | Dict | Namespace | Callable;

/** A name or an attribute that does not exist. Usable where Jinja2 allows it: printed, tested, looped over. */
export class Undefined {
  readonly what: string;
  /** @param what names it in messages: `'tools'` */
  constructor(what: string) {
    this.what = what;
  }
}

/** A number that is printed with a point. Plain numbers are integers. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class List {
  readonly items: Value[];
  readonly isTuple: boolean;
  constructor(items: Value[], isTuple = false) {
    this.items = items;
    this.isTuple = isTuple;
  }
}

/** A mapping in the order of insertion. */
export class Dict {
  readonly #entries = new Map<string, [Value, Value]>();

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    for (const [key, value] of entries) this.set(key, value);
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(hash(key))?.[1];
  }

  set(key: Value, value: Value): void {
    const name = hash(key);
    this.#entries.set(name, [this.#entries.get(name)?.[0] ?? key, value]);
  }

  get size(): number {
    return this.#entries.size;
  }

  entries(): [Value, Value][] {
    return [...this.#entries.values()];
  }
}

/** An object whose attributes may be set: `namespace()`, and `loop`. */
export class Namespace {
  readonly attributes: Map<string, Value>;
  constructor(attributes: Iterable<readonly [string, Value]> = []) {
    this.attributes = new Map(attributes);
  }
}

/** Arguments of a call, a filter or a macro. */
export class Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;

  constructor(positional: readonly Value[] = [], named: ReadonlyMap<string, Value> = new Map()) {
    this.positional = positional;
    this.named = named;
  }

  get(index: number, name?: string): Value | undefined {
    return index < this.positional.length || name === undefined ? this.positional[index] : this.named.get(name);
  }
}

export class Callable {
  readonly name: string;
  readonly call: (args: Arguments) => Value;
  constructor(name: string, call: (args: Arguments) => Value) {
    this.name = name;
    this.call = call;
  }
}

/** What a template does wrong, or refuses by `raise_exception`. */
export class TemplateError extends Error {}

/** `??` for values, of which `null` is one. */
export const orElse = (value: Value | undefined, otherwise: Value): Value => (value === undefined ? otherwise : value);

export const text = (value: string): Text => Text.of(value);

/** As Jinja2 names it in messages. */
export function typeName(value: Value): string {
  if (value === null) return 'none';
  if (value instanceof Undefined) return 'undefined';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'integer';
  if (value instanceof Float) return 'float';
  if (value instanceof Text) return 'string';
  if (value instanceof List) return value.isTuple ? 'tuple' : 'list';
  if (value instanceof Dict) return 'mapping';
  return value instanceof Namespace ? 'namespace' : 'function';
}

/** @throws TemplateError what Jinja2 says where something that does not exist is used */
export function defined(value: Value): Exclude<Value, Undefined> {
  if (value instanceof Undefined) throw new TemplateError(`${value.what} is undefined`);
  return value;
}

export function isTrue(value: Value): boolean {
  if (value === null || value instanceof Undefined) return false;
  if (typeof value === 'boolean' || typeof value === 'number') return Boolean(value);
  if (value instanceof Float) return value.value !== 0;
  if (value instanceof Text) return value.length > 0;
  if (value instanceof List) return value.items.length > 0;
  return value instanceof Dict ? value.size > 0 : true;
}

export const isNumber = (value: Value): value is number | boolean | Float =>
  typeof value === 'number' || typeof value === 'boolean' || value instanceof Float;

export const numberOf = (value: number | boolean | Float): number =>
  value instanceof Float ? value.value : Number(value);

export function isEqual(a: Value, b: Value): boolean {
  if (isNumber(a) && isNumber(b)) return numberOf(a) === numberOf(b);
  if (a instanceof Text && b instanceof Text) return a.value === b.value;
  if (a instanceof Undefined && b instanceof Undefined) return true;
  if (a instanceof List && b instanceof List) {
    if (a.isTuple !== b.isTuple || a.items.length !== b.items.length) return false;
    return a.items.every((item, i) => isEqual(item, b.items[i] ?? null));
  }
  if (a instanceof Dict && b instanceof Dict) {
    if (a.size !== b.size) return false;
    return a.entries().every(([key, value]) => {
      const other = b.get(key);
      return other !== undefined && isEqual(value, other);
    });
  }
  return a === b;
}

/** Negative, 0 or positive. @throws TemplateError for values without an order */
export function compare(a: Value, b: Value): number {
  if (isNumber(a) && isNumber(b)) return numberOf(a) - numberOf(b);
  if (a instanceof Text && b instanceof Text) return a.value < b.value ? -1 : Number(a.value > b.value);
  if (a instanceof List && b instanceof List) {
    for (const [i, item] of a.items.entries()) {
      const other = b.items[i];
      if (other === undefined) return 1;
      if (!isEqual(item, other)) return compare(item, other);
    }
    return a.items.length - b.items.length;
  }
  throw new TemplateError(`'<' not supported between ${typeName(defined(a))} and ${typeName(defined(b))}`);
}

/** The items a loop would see; mappings give their keys. @throws TemplateError */
export function itemsOf(value: Value): readonly Value[] {
  if (value instanceof Undefined) return [];
  if (value instanceof List) return value.items;
  if (value instanceof Text) return value.characters();
  if (value instanceof Dict) return value.entries().map(([key]) => key);
  throw new TemplateError(`${typeName(value)} is not iterable`);
}

/** Whether `inside in whole` holds. @throws TemplateError */
export function contains(whole: Value, inside: Value): boolean {
  if (whole instanceof Text) {
    if (!(inside instanceof Text)) throw new TemplateError(`a string cannot hold a ${typeName(defined(inside))}`);
    return whole.value.includes(inside.value);
  }
  if (whole instanceof Dict) return whole.get(inside) !== undefined;
  return itemsOf(whole).some((item) => isEqual(item, inside));
}

function hash(key: Value): string {
  if (key instanceof Text) return `s${key.value}`;
  if (isNumber(key)) return `n${numberOf(key)}`;
  if (key === null) return 'none';
  if (key instanceof List && key.isTuple) return `t${JSON.stringify(key.items.map(hash))}`;
  throw new TemplateError(`unhashable type: ${typeName(key)}`);
}

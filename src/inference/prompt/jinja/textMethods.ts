/** Methods of Python's `str`, as templates call them. */
import type { Budget } from './budget.ts';
import { formatBraces } from './format.ts';
import { codePointAt, Text } from './text.ts';
import { itemsOf, List, TemplateError, typeName, type Arguments, type Value } from './values.ts';

type Method = (self: Text, args: Arguments, budget: Budget) => Value;

/** What Python's `str.isspace` holds for white space. */
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const WORDS = /[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** @throws TemplateError */
export function expectText(value: Value | undefined, what: string): Text {
  if (value instanceof Text) return value;
  throw new TemplateError(`${what} must be a string, not ${value === undefined ? 'missing' : typeName(value)}`);
}

/** @throws TemplateError */
export function expectInteger(value: Value | undefined, what: string): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  throw new TemplateError(`${what} must be an integer, not ${value === undefined ? 'missing' : typeName(value)}`);
}

/** @param characters those to take away; left out: white space */
export function strip(self: Text, characters: Value | undefined, sides: 'left' | 'right' | 'both'): Text {
  const chosen = characters === undefined || characters === null ? undefined : expectText(characters, 'strip()').value;
  const goes = (sign: string | undefined) =>
    sign !== undefined && (chosen === undefined ? SPACE.test(sign) : chosen.includes(sign));
  const { value } = self;
  let [start, end] = [0, value.length];
  if (sides !== 'right') while (start < end && goes(value[start])) start++;
  if (sides !== 'left') while (end > start && goes(value[end - 1])) end--;
  return self.slice(start, end);
}

/** @param most how often at most; below 0: everywhere */
export function replaceText(self: Text, old: Text, by: Text, most: number, budget: Budget): Text {
  const starts: number[] = [];
  if (old.length === 0) {
    let at = 0;
    for (const character of [...Array.from(self.value), '']) {
      starts.push(at);
      at += character.length;
    }
  } else {
    for (let at = self.value.indexOf(old.value); at >= 0; at = self.value.indexOf(old.value, at + old.length)) {
      starts.push(at);
    }
  }
  if (most >= 0) starts.length = Math.min(starts.length, most);
  budget.length(self.length + starts.length * by.length, 40 * starts.length);
  const parts: Text[] = [];
  let at = 0;
  for (const start of starts) {
    parts.push(self.slice(at, start), by);
    at = start + old.length;
  }
  return Text.concat([...parts, self.slice(at)]);
}

function split(self: Text, args: Arguments, fromRight: boolean): List {
  const separator = args.get(0, 'sep') ?? null;
  const most = expectInteger(args.get(1, 'maxsplit') ?? -1, 'maxsplit');
  const limit = most < 0 ? Infinity : most;
  /** Start and end of each separator. */
  let gaps: (readonly [number, number])[] = [];
  let whole = self;
  if (separator === null) {
    whole = strip(self, undefined, 'both');
    const words = [...whole.value.matchAll(WORDS)];
    if (words.length === 0) return new List([]);
    gaps = words.slice(1).map((word, i) => {
      const before = words[i];
      return [(before?.index ?? 0) + (before?.[0].length ?? 0), word.index] as const;
    });
  } else {
    const { value } = expectText(separator, 'the separator');
    if (value === '') throw new TemplateError('empty separator');
    for (let at = self.value.indexOf(value); at >= 0; at = self.value.indexOf(value, at + value.length)) {
      gaps.push([at, at + value.length]);
    }
  }
  if (gaps.length > limit) gaps = fromRight ? gaps.slice(gaps.length - limit) : gaps.slice(0, limit);
  const parts: Text[] = [];
  let at = 0;
  for (const [start, end] of gaps) {
    parts.push(whole.slice(at, start));
    at = end;
  }
  return new List([...parts, whole.slice(at)]);
}

function partition(self: Text, separator: Text, at: number, whole: readonly Text[]): List {
  if (at < 0) return new List([...whole], true);
  return new List([self.slice(0, at), self.slice(at, at + separator.length), self.slice(at + separator.length)], true);
}

const affixes = (value: Value | undefined, what: string): readonly string[] =>
  (value instanceof List ? value.items : [value]).map((item) => expectText(item, what).value);

/** Looks within `self[start:end]`, as `find` and `count` do. */
function window(self: Text, args: Arguments): Text {
  const length = self.length;
  const at = (value: Value | undefined, otherwise: number) => {
    const index = value === undefined || value === null ? otherwise : expectInteger(value, 'the index');
    return Math.min(length, index < 0 ? Math.max(0, length + index) : index);
  };
  return self.slice(at(args.get(1), 0), at(args.get(2), length));
}

/** `ß` becomes `Ss`. */
const titled = (sign: string) => sign.toUpperCase().replace(/(?<=.)./gu, (rest) => rest.toLowerCase());

export function title(self: Text): Text {
  const lower = (word: string) => titled(word.charAt(0)) + word.slice(1).toLowerCase();
  return self.rewritten(self.value.replace(/\p{L}+/gu, lower));
}

export function capitalize(self: Text): Text {
  return self.rewritten(titled(self.value.charAt(0)) + self.value.slice(1).toLowerCase());
}

const test =
  (pattern: RegExp): Method =>
  (self) =>
    pattern.test(self.value);

const methods: Readonly<Record<string, Method>> = {
  upper: (self) => self.map((part) => part.toUpperCase()),
  lower: (self) => self.map((part) => part.toLowerCase()),
  title,
  capitalize,
  strip: (self, args) => strip(self, args.get(0), 'both'),
  lstrip: (self, args) => strip(self, args.get(0), 'left'),
  rstrip: (self, args) => strip(self, args.get(0), 'right'),
  startswith: (self, args) => affixes(args.get(0), 'startswith()').some((prefix) => self.value.startsWith(prefix)),
  endswith: (self, args) => affixes(args.get(0), 'endswith()').some((suffix) => self.value.endsWith(suffix)),
  removeprefix: (self, args) => {
    const { value, length } = expectText(args.get(0), 'removeprefix()');
    return self.value.startsWith(value) ? self.slice(length) : self;
  },
  removesuffix: (self, args) => {
    const { value, length } = expectText(args.get(0), 'removesuffix()');
    return length > 0 && self.value.endsWith(value) ? self.slice(0, self.length - length) : self;
  },
  split: (self, args) => split(self, args, false),
  rsplit: (self, args) => split(self, args, true),
  splitlines: (self, args) => {
    const keep = args.get(0, 'keepends') === true;
    const lines: Text[] = [];
    let at = 0;
    for (const { index, 0: end } of self.value.matchAll(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/g)) {
      lines.push(self.slice(at, keep ? index + end.length : index));
      at = index + end.length;
    }
    return new List(at < self.length ? [...lines, self.slice(at)] : lines);
  },
  partition: (self, args) => {
    const separator = expectText(args.get(0), 'partition()');
    return partition(self, separator, self.value.indexOf(separator.value), [self, Text.empty, Text.empty]);
  },
  rpartition: (self, args) => {
    const separator = expectText(args.get(0), 'rpartition()');
    return partition(self, separator, self.value.lastIndexOf(separator.value), [Text.empty, Text.empty, self]);
  },
  replace: (self, args, budget) => {
    const most = expectInteger(args.get(2, 'count') ?? -1, 'count');
    return replaceText(self, expectText(args.get(0), 'old'), expectText(args.get(1), 'new'), most, budget);
  },
  find: (self, args) => {
    const at = window(self, args).value.indexOf(expectText(args.get(0), 'find()').value);
    if (at < 0) return at;
    const from = args.get(1) === undefined ? 0 : self.length - window(self, args).length;
    return codePointAt(self.value, from + at);
  },
  rfind: (self, args) => {
    const at = self.value.lastIndexOf(expectText(args.get(0), 'rfind()').value);
    return at < 0 ? at : codePointAt(self.value, at);
  },
  count: (self, args) => {
    const { value } = expectText(args.get(0), 'count()');
    return value === '' ? self.size + 1 : self.value.split(value).length - 1;
  },
  join: (self, args) =>
    Text.join(
      self,
      itemsOf(args.get(0) ?? null).map((item) => expectText(item, 'an item')),
    ),
  format: (self, args, budget) => formatBraces(self, args, budget),
  zfill: (self, args, budget) => {
    const missing = expectInteger(args.get(0), 'the width') - self.size;
    if (missing <= 0) return self;
    budget.length(missing + self.length);
    const sign = /^[+-]/.test(self.value) ? 1 : 0;
    return Text.concat([self.slice(0, sign), Text.of('0'.repeat(missing)), self.slice(sign)]);
  },
  isdigit: test(/^\p{Nd}+$/u),
  isalpha: test(/^\p{L}+$/u),
  isalnum: test(/^[\p{L}\p{N}]+$/u),
  isspace: (self) => self.length > 0 && strip(self, undefined, 'both').length === 0,
  isupper: (self) => /\p{Lu}/u.test(self.value) && self.value === self.value.toUpperCase(),
  islower: (self) => /\p{Ll}/u.test(self.value) && self.value === self.value.toLowerCase(),
};

/** The method `name` of a text, ready to be called; undefined where `str` has none that is known here. */
export function textMethod(self: Text, name: string, budget: Budget): ((args: Arguments) => Value) | undefined {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method === undefined) return undefined;
  return (args) => {
    budget.read(self);
    return method(self, args, budget);
  };
}

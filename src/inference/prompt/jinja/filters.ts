/** Jinja2's filters, those that chat templates use among them. */
import type { Filter, FilterContext } from './filter.ts';
import { getAttribute } from './attributes.ts';
import { listFilters } from './listFilters.ts';
import { formatPercent } from './format.ts';
import { toJson, toText, type JsonOptions } from './printing.ts';
import { Text } from './text.ts';
import { capitalize, expectInteger, expectText, replaceText, strip, title } from './textMethods.ts';
import {
  type Arguments,
  Dict,
  Float,
  isNumber,
  isTrue,
  itemsOf,
  List,
  numberOf,
  TemplateError,
  text,
  Undefined,
  type Value,
} from './values.ts';

const integerText = /^\s*[+-]?\d+\s*$/;

function toInteger(value: Value, args: Arguments): Value {
  const otherwise = args.get(0, 'default') ?? 0;
  if (isNumber(value)) return Math.trunc(numberOf(value));
  if (!(value instanceof Text)) return otherwise;
  if (integerText.test(value.value)) return Number(value.value);
  const number = Number(value.value);
  return value.value.trim() === '' || !Number.isFinite(number) ? otherwise : Math.trunc(number);
}

function toFloat(value: Value, args: Arguments): Value {
  if (isNumber(value)) return new Float(numberOf(value));
  const number = value instanceof Text && value.value.trim() !== '' ? Number(value.value) : NaN;
  return Number.isNaN(number) ? (args.get(0, 'default') ?? new Float(0)) : new Float(number);
}

function round(value: Value, args: Arguments): Value {
  if (!isNumber(value)) throw new TemplateError('round needs a number');
  const power = 10 ** expectInteger(args.get(0, 'precision') ?? 0, 'precision');
  const method = args.get(1, 'method');
  const scaled = numberOf(value) * power;
  const way = method instanceof Text ? method.value : 'common';
  const whole = way === 'ceil' ? Math.ceil(scaled) : way === 'floor' ? Math.floor(scaled) : halfToEven(scaled);
  return new Float(whole / power);
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function indent(value: Value, args: Arguments, { budget }: FilterContext): Value {
  const width = args.get(0, 'width') ?? 4;
  const count = width instanceof Text ? width.length : expectInteger(width, 'width');
  const whole = toText(value);
  const lines = whole.value.split('\n').length;
  budget.length(whole.length + lines * Math.max(0, count), lines);
  const blank = width instanceof Text ? width : text(' '.repeat(Math.max(0, count)));
  const [first, alsoBlank] = [isTrue(args.get(1, 'first') ?? false), isTrue(args.get(2, 'blank') ?? false)];
  let at = 0;
  const parts = whole.value.split('\n').flatMap((line, i) => {
    const part = whole.slice(at, (at += line.length));
    const end = whole.slice(at, ++at);
    return (i > 0 || first) && (line !== '' || alsoBlank) ? [blank, part, end] : [part, end];
  });
  return Text.concat(parts);
}

function json(value: Value, args: Arguments): Value {
  const indented = args.get(1, 'indent') ?? null;
  const pair = args.get(2, 'separators') ?? null;
  const separators = pair instanceof List ? pair.items.map((item) => expectText(item, 'a separator').value) : undefined;
  const [comma, colon] = separators ?? [];
  if (typeof indented === 'number' && indented > 100) throw new TemplateError('tojson: the indentation is too large');
  const options: JsonOptions = {
    ensureAscii: isTrue(args.get(0, 'ensure_ascii') ?? false),
    indent:
      indented instanceof Text
        ? indented.value
        : typeof indented === 'number'
          ? ' '.repeat(Math.max(0, indented))
          : undefined,
    sortKeys: isTrue(args.get(3, 'sort_keys') ?? false),
    separators: comma === undefined || colon === undefined ? undefined : [comma, colon],
  };
  return toJson(value, options);
}

function length(value: Value): number {
  if (value instanceof Text) return value.size;
  return value instanceof Dict ? value.size : itemsOf(value).length;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

const replace: Filter = (value, args, { budget }) => {
  const most = expectInteger(args.get(2, 'count') ?? -1, 'count');
  return replaceText(
    toText(value),
    toText(args.get(0, 'old') ?? null),
    toText(args.get(1, 'new') ?? null),
    most,
    budget,
  );
};

const filters: Readonly<Record<string, Filter>> = {
  ...listFilters,
  abs: (value) => {
    if (!isNumber(value)) throw new TemplateError('abs needs a number');
    const size = Math.abs(numberOf(value));
    return value instanceof Float ? new Float(size) : size;
  },
  attr: (value, args, { budget }) => getAttribute(value, expectText(args.get(0), 'the name').value, budget),
  capitalize: (value) => capitalize(toText(value)),
  center: (value, args, { budget }) => {
    const whole = toText(value);
    const missing = Math.max(0, expectInteger(args.get(0, 'width') ?? 80, 'width') - length(whole));
    budget.length(missing + whole.length);
    const left = missing >> 1;
    return Text.concat([text(' '.repeat(left)), whole, text(' '.repeat(missing - left))]);
  },
  count: length,
  default: (value, args) =>
    value instanceof Undefined || (isTrue(args.get(1, 'boolean') ?? false) && !isTrue(value))
      ? (args.get(0, 'default_value') ?? Text.empty)
      : value,
  escape: (value) => toText(value).map((part) => part.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)),
  float: toFloat,
  format: (value, args, { budget }) => formatPercent(toText(value), new List([...args.positional], true), budget),
  indent,
  int: toInteger,
  length,
  lower: (value) => toText(value).map((part) => part.toLowerCase()),
  replace,
  round,
  safe: (value) => toText(value),
  string: (value) => toText(value),
  title: (value) => title(toText(value)),
  tojson: json,
  trim: (value, args) => strip(toText(value), args.get(0, 'chars'), 'both'),
  upper: (value) => toText(value).map((part) => part.toUpperCase()),
  wordcount: (value) => toText(value).value.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0,
};
const others: Readonly<Record<string, string>> = { d: 'default', e: 'escape' };

export function filterNamed(name: string): Filter | undefined {
  const known = Object.hasOwn(others, name) ? (others[name] ?? name) : name;
  return Object.hasOwn(filters, known) ? filters[known] : undefined;
}

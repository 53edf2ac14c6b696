/** How values become text: as Python's `str` and `repr`, and as JSON. */
import { Text } from './text.ts';
import {
  Dict,
  Float,
  isNumber,
  List,
  Namespace,
  TemplateError,
  text,
  Undefined,
  typeName,
  type Value,
} from './values.ts';

/** As `{{ value }}` prints it. */
export function toText(value: Value): Text {
  if (value instanceof Text) return value;
  if (value instanceof Undefined) return Text.empty;
  return repr(value);
}

/** As Python's `repr` writes it, which is how containers print what they hold. */
export function repr(value: Value): Text {
  if (value === null) return text('None');
  if (typeof value === 'boolean') return text(value ? 'True' : 'False');
  if (typeof value === 'number') return text(String(value));
  if (value instanceof Float) return text(floatText(value.value));
  if (value instanceof Text) return reprOfText(value);
  if (value instanceof Undefined) return text('Undefined');
  if (value instanceof List) {
    const inner = Text.join(text(', '), value.items.map(repr));
    if (!value.isTuple) return Text.concat([text('['), inner, text(']')]);
    return Text.concat([text('('), inner, text(value.items.length === 1 ? ',)' : ')')]);
  }
  if (value instanceof Dict) {
    const pairs = value.entries().map(([key, item]) => Text.concat([repr(key), text(': '), repr(item)]));
    return Text.concat([text('{'), Text.join(text(', '), pairs), text('}')]);
  }
  return text(value instanceof Namespace ? '<Namespace>' : `<function ${value.name}>`);
}

function reprOfText(value: Text): Text {
  const quote = value.value.includes("'") && !value.value.includes('"') ? '"' : "'";
  const names: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    [quote]: `\\${quote}`,
  };
  const escaped = value.map((part) =>
    part.replace(/[\\'"\x00-\x1f\x7f]/g, (sign) => {
      if ((sign === "'" || sign === '"') && sign !== quote) return sign;
      return names[sign] ?? `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;
    }),
  );
  return Text.concat([text(quote), escaped, text(quote)]);
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const short = String(value);
  return /[.e]/.test(short) ? short : `${short}.0`;
}

export interface JsonOptions {
  readonly indent: string | undefined;
  readonly ensureAscii: boolean;
  readonly sortKeys: boolean;
  readonly separators: readonly [string, string] | undefined;
}

/** As Python's `json.dumps` writes it. @throws TemplateError for what JSON has no form for */
export function toJson(value: Value, options: JsonOptions, depth = 0): Text {
  if (value === null) return text('null');
  if (isNumber(value)) return typeof value === 'boolean' ? text(String(value)) : repr(value);
  if (value instanceof Text) return jsonText(value, options.ensureAscii);
  if (value instanceof List) {
    const items = value.items.map((item) => toJson(item, options, depth + 1));
    return bracketed('[', items, ']', options, depth);
  }
  if (value instanceof Dict) {
    const entries = value.entries();
    if (options.sortKeys) entries.sort(([a], [b]) => (toText(a).value < toText(b).value ? -1 : 1));
    const colon = text(options.separators?.[1] ?? ': ');
    const items = entries.map(([key, item]) => {
      const name = key instanceof Text ? key : toJson(key, options);
      return Text.concat([jsonText(name, options.ensureAscii), colon, toJson(item, options, depth + 1)]);
    });
    return bracketed('{', items, '}', options, depth);
  }
  throw new TemplateError(`Object of type ${typeName(value)} is not JSON serializable`);
}

function bracketed(open: string, items: readonly Text[], close: string, options: JsonOptions, depth: number): Text {
  if (items.length === 0) return text(open + close);
  const { indent, separators } = options;
  const comma = separators?.[0] ?? (indent === undefined ? ', ' : ',');
  if (indent === undefined) return Text.concat([text(open), Text.join(text(comma), items), text(close)]);
  const line = `\n${indent.repeat(depth + 1)}`;
  const inner = Text.join(text(comma + line), items);
  return Text.concat([text(open + line), inner, text(`\n${indent.repeat(depth)}${close}`)]);
}

function jsonText(value: Text, ensureAscii: boolean): Text {
  const quote = text('"');
  const escaped = value.map((part) => {
    // Well-formed stringify escapes lone surrogates; Python's does so only where all but ASCII is escaped.
    const json = part.replace(/["\\\u0000-\u001f]/g, (sign) => JSON.stringify(sign).slice(1, -1));
    const code = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return ensureAscii ? json.replace(/[\u007f-\uffff]/g, code) : json;
  });
  return Text.concat([quote, escaped, quote]);
}

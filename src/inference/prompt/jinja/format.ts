/** Python's two ways to fill a text in: `'{} of {}'.format(1, 2)` and `'%s of %s' % (1, 2)`. */
import type { Budget } from './budget.ts';
import { repr, toText } from './printing.ts';
import { Text } from './text.ts';
import { Dict, isNumber, List, numberOf, TemplateError, text, type Arguments, type Value } from './values.ts';

/** @throws TemplateError also for what is not understood, such as `{0.name}` */
export function formatBraces(self: Text, args: Arguments, budget: Budget): Text {
  let next = 0;
  return filledIn(self, /\{\{|\}\}|\{([^{}]*)\}/g, budget, (whole, field = '') => {
    if (whole === '{{' || whole === '}}') return text(whole.charAt(0));
    const [, name = '', conversion = '', spec = ''] = /^(\w*)(?:!([rs]))?(?::(.*))?$/.exec(field) ?? fail(whole);
    const value = /^\d*$/.test(name) ? args.positional[name === '' ? next++ : Number(name)] : args.named.get(name);
    if (value === undefined) throw new TemplateError(`nothing was given for ${whole}`);
    return padded(conversion === 'r' ? repr(value) : value, spec, budget);
  });
}

/** @throws TemplateError */
export function formatPercent(self: Text, given: Value, budget: Budget): Text {
  const values = given instanceof List && given.isTuple ? given.items : [given];
  let next = 0;
  const filled = filledIn(
    self,
    /%(?:\((\w+)\))?([-0]?\d*(?:\.\d+)?)([a-zA-Z%])/g,
    budget,
    (whole, name, spec = '', kind = '') => {
      if (kind === '%') return text('%');
      const value = name === undefined ? values[next++] : given instanceof Dict ? given.get(text(name)) : undefined;
      if (value === undefined) throw new TemplateError(`nothing was given for ${whole}`);
      if (kind === 'r') return repr(value);
      const width = spec.startsWith('-') ? `<${spec.slice(1)}` : kind === 's' && spec !== '' ? `>${spec}` : spec;
      return kind === 's' ? padded(toText(value), width, budget) : padded(value, width + kind, budget);
    },
  );
  if (!(given instanceof Dict) && next < values.length) {
    throw new TemplateError('not all arguments converted during string formatting');
  }
  return filled;
}

/** Puts what `value` gives in the place of every match. */
function filledIn(
  self: Text,
  pattern: RegExp,
  budget: Budget,
  value: (match: string, ...groups: (string | undefined)[]) => Text,
): Text {
  const parts: Text[] = [];
  let at = 0;
  for (const match of self.value.matchAll(pattern)) {
    parts.push(self.slice(at, match.index), value(...(match as unknown as [string, ...(string | undefined)[]])));
    at = match.index + match[0].length;
  }
  const filled = Text.concat([...parts, self.slice(at)]);
  budget.made(filled);
  return filled;
}

/** By `[[fill]align][0][width][.precision][type]`. */
function padded(value: Value, spec: string, budget: Budget): Text {
  if (spec === '') return toText(value);
  const [, fill, align, zero, width = '0', precision, kind = ''] =
    /^(?:(.?)([<>^]))?(0?)(\d*)(?:\.(\d+))?([sdifFgxXo%]?)$/.exec(spec) ?? fail(spec);
  const plain = shown(value, precision, kind);
  const missing = Number(width || '0') - plain.size;
  if (missing <= 0) return plain;
  budget.length(missing);
  const sign = fill === undefined || fill === '' ? (zero === '0' ? '0' : ' ') : fill;
  const where = align ?? (isNumber(value) ? '>' : '<');
  const left = where === '<' ? 0 : where === '>' ? missing : missing >> 1;
  return Text.concat([text(sign.repeat(left)), plain, text(sign.repeat(missing - left))]);
}

function shown(value: Value, precision: string | undefined, kind: string): Text {
  if (kind === '' || kind === 's') {
    if (isNumber(value) && precision !== undefined) return text(numberOf(value).toFixed(Number(precision)));
    const plain = toText(value);
    return precision === undefined ? plain : Text.concat(plain.characters().slice(0, Number(precision)));
  }
  if (!isNumber(value)) throw new TemplateError(`%${kind} format: a number is required`);
  const number = numberOf(value);
  const digits = Math.min(Number(precision ?? '6'), 100);
  switch (kind) {
    case 'd':
    case 'i':
      return text(String(Math.trunc(number)));
    case 'x':
      return text(Math.trunc(number).toString(16));
    case 'X':
      return text(Math.trunc(number).toString(16).toUpperCase());
    case 'o':
      return text(Math.trunc(number).toString(8));
    case '%':
      return text(`${(number * 100).toFixed(digits)}%`);
    case 'g':
      return text(String(Number(number.toPrecision(Math.max(1, digits)))));
    default:
      return text(number.toFixed(digits));
  }
}

function fail(what: string): never {
  throw new TemplateError(`the format ${what} is not known here`);
}

/** Jinja2's filters for lists and mappings. */
import { attributeAt } from './attributes.ts';
import type { Filter, FilterContext } from './filter.ts';
import { toText } from './printing.ts';
import { Text } from './text.ts';
import { expectText } from './textMethods.ts';
import {
  Arguments,
  compare,
  Dict,
  Float,
  isEqual,
  isNumber,
  isTrue,
  itemsOf,
  List,
  numberOf,
  orElse,
  TemplateError,
  Undefined,
  type Value,
} from './values.ts';

const lowered = (value: Value, caseSensitive: boolean): Value =>
  value instanceof Text && !caseSensitive ? value.map((part) => part.toLowerCase()) : value;

/** What of each item counts: the item, or its `attribute`. */
const key =
  (attribute: Value | undefined, caseSensitive: boolean, { budget }: FilterContext) =>
  (item: Value) =>
    lowered(attribute === undefined || attribute === null ? item : attributeAt(item, attribute, budget), caseSensitive);

function sorted(
  items: readonly Value[],
  of: (item: Value) => Value,
  reverse: boolean,
  { budget }: FilterContext,
): Value[] {
  budget.spend(items.length * 20);
  const keyed = items.map((item) => ({ item, by: of(item) }));
  keyed.sort((a, b) => (reverse ? compare(b.by, a.by) : compare(a.by, b.by)));
  return keyed.map(({ item }) => item);
}

const extreme =
  (sign: 1 | -1): Filter =>
  (value, args, context) => {
    const of = key(args.get(1, 'attribute'), isTrue(args.get(0, 'case_sensitive') ?? false), context);
    const [first, ...rest] = itemsOf(value);
    if (first === undefined) return new Undefined('No aggregated item, sequence was empty');
    return rest.reduce((best, item) => (sign * compare(of(item), of(best)) > 0 ? item : best), first);
  };

/** `select`, `reject` and their forms that look at an attribute. */
const chosen =
  (wanted: boolean, byAttribute: boolean): Filter =>
  (value, args, context) => {
    const attribute = byAttribute ? args.positional[0] : undefined;
    const tail = byAttribute ? args.positional.slice(1) : args.positional;
    const [test, ...more] = tail;
    const holds = (item: Value) => {
      const looked = attribute === undefined ? item : attributeAt(item, attribute, context.budget);
      if (test === undefined) return isTrue(looked);
      return context.test(expectText(test, 'the test').value, looked, new Arguments(more));
    };
    return new List(isTrue(value) ? itemsOf(value).filter((item) => holds(item) === wanted) : []);
  };

const map: Filter = (value, args, context) => {
  if (!isTrue(value)) return new List([]);
  const attribute = args.named.get('attribute');
  if (attribute !== undefined) {
    const otherwise = args.named.get('default');
    return new List(
      itemsOf(value).map((item) => {
        const found = attributeAt(item, attribute, context.budget);
        return found instanceof Undefined && otherwise !== undefined ? otherwise : found;
      }),
    );
  }
  const [name, ...rest] = args.positional;
  const inner = new Arguments(rest, args.named);
  return new List(
    itemsOf(value).map((item) => context.filter(expectText(name ?? null, 'the filter').value, item, inner)),
  );
};

const join: Filter = (value, args, context) => {
  const attribute = args.get(1, 'attribute');
  const items = itemsOf(value).map((item) =>
    toText(attribute === undefined ? item : attributeAt(item, attribute, context.budget)),
  );
  const separator = toText(args.get(0, 'd') ?? Text.empty);
  context.budget.length(
    items.reduce((sum, { length }) => sum + length + separator.length, 0),
    items.length,
  );
  return Text.join(separator, items);
};

const pairs = (value: Value): List => {
  if (value instanceof Undefined) return new List([]);
  if (!(value instanceof Dict)) throw new TemplateError('Can only get item pairs from a mapping.');
  return new List(value.entries().map((pair) => new List(pair, true)));
};

export const listFilters: Readonly<Record<string, Filter>> = {
  dictsort: (value, args, context) => {
    const by = args.get(1, 'by');
    const index = by instanceof Text && by.value === 'value' ? 1 : 0;
    const of = (pair: Value) => lowered(itemsOf(pair)[index] ?? null, isTrue(args.get(0, 'case_sensitive') ?? false));
    return new List(sorted(pairs(value).items, of, isTrue(args.get(2, 'reverse') ?? false), context));
  },
  first: (value) => orElse(itemsOf(value)[0], new Undefined('No first item, sequence was empty')),
  groupby: (value, args, context) => {
    const of = key(args.get(0, 'attribute'), isTrue(args.named.get('case_sensitive') ?? false), context);
    const groups: [Value, Value[]][] = [];
    for (const item of sorted(itemsOf(value), of, false, context)) {
      const last = groups.at(-1);
      if (last !== undefined && isEqual(last[0], of(item))) last[1].push(item);
      else groups.push([of(item), [item]]);
    }
    return new List(groups.map(([grouper, items]) => new List([grouper, new List(items)], true)));
  },
  items: pairs,
  join,
  last: (value) => orElse(itemsOf(value).at(-1), new Undefined('No last item, sequence was empty')),
  list: (value) => new List([...itemsOf(value)]),
  map,
  max: extreme(1),
  min: extreme(-1),
  reject: chosen(false, false),
  rejectattr: chosen(false, true),
  reverse: (value) => {
    if (value instanceof Text) return Text.concat(value.characters().reverse());
    return new List([...itemsOf(value)].reverse());
  },
  select: chosen(true, false),
  selectattr: chosen(true, true),
  sort: (value, args, context) => {
    const of = key(args.get(2, 'attribute'), isTrue(args.get(1, 'case_sensitive') ?? false), context);
    return new List(sorted(itemsOf(value), of, isTrue(args.get(0, 'reverse') ?? false), context));
  },
  sum: (value, args, context) => {
    const of = key(args.get(0, 'attribute'), true, context);
    let [total, isFloat] = [0, false];
    for (const item of [args.get(1, 'start') ?? 0, ...itemsOf(value).map(of)]) {
      if (!isNumber(item)) throw new TemplateError('sum needs numbers');
      total += numberOf(item);
      isFloat ||= item instanceof Float;
    }
    return isFloat ? new Float(total) : total;
  },
  unique: (value, args, context) => {
    const of = key(args.get(1, 'attribute'), isTrue(args.get(0, 'case_sensitive') ?? false), context);
    const seen = new Dict();
    const kept = itemsOf(value).filter((item) => {
      const isNew = seen.get(of(item)) === undefined;
      seen.set(of(item), true);
      return isNew;
    });
    return new List(kept);
  },
};

/** The functions that a chat template may call. */
import { LONGEST_RANGE, type Budget } from './budget.ts';
import { toText } from './printing.ts';
import { strftime } from './strftime.ts';
import { expectInteger, expectText } from './textMethods.ts';
import { Callable, Dict, itemsOf, List, Namespace, TemplateError, text, type Arguments, type Value } from './values.ts';

function range(args: Arguments, budget: Budget): List {
  const [a, b, c] = [0, 1, 2].map((i) => args.get(i));
  const [start, stop] =
    b === undefined ? [0, expectInteger(a, 'range()')] : [expectInteger(a, 'range()'), expectInteger(b, 'range()')];
  const step = expectInteger(c ?? 1, 'range()');
  if (step === 0) throw new TemplateError('range() arg 3 must not be zero');
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > LONGEST_RANGE)
    throw new TemplateError(`Range too big. The sandbox blocks ranges larger than ${LONGEST_RANGE}.`);
  budget.spend(length / 2);
  return new List(Array.from({ length }, (_, i) => start + i * step));
}

/** Pairs of the mapping or of the list of pairs in front, and the named arguments. */
function entries(args: Arguments): [Value, Value][] {
  const source = args.get(0);
  const pairs =
    source === undefined
      ? []
      : source instanceof Dict
        ? source.entries()
        : itemsOf(source).map((pair): [Value, Value] => [itemsOf(pair)[0] ?? null, itemsOf(pair)[1] ?? null]);
  return [...pairs, ...[...args.named].map(([name, value]): [Value, Value] => [text(name), value])];
}

function joiner(args: Arguments): Value {
  const separator = toText(args.get(0, 'sep') ?? text(', '));
  let isFirst = true;
  return new Callable('joiner', () => {
    const given = isFirst ? text('') : separator;
    isFirst = false;
    return given;
  });
}

function cycler(args: Arguments): Value {
  let at = 0;
  const items = args.positional;
  if (items.length === 0) throw new TemplateError('at least one item has to be provided');
  const self = new Namespace([['current', items[0] ?? null]]);
  const goTo = (next: number) => {
    at = next % items.length;
    self.attributes.set('current', items[at] ?? null);
  };
  self.attributes.set(
    'next',
    new Callable('next', () => {
      const given = items[at] ?? null;
      goTo(at + 1);
      return given;
    }),
  );
  self.attributes.set('reset', new Callable('reset', () => (goTo(0), null)));
  return self;
}

/** @param now what `strftime_now` tells */
export function globals(budget: Budget, now: Date): ReadonlyMap<string, Value> {
  const functions: Readonly<Record<string, (args: Arguments) => Value>> = {
    range: (args) => range(args, budget),
    namespace: (args) => new Namespace(entries(args).map(([name, value]) => [expectText(name, 'a name').value, value])),
    dict: (args) => new Dict(entries(args)),
    joiner,
    cycler,
    raise_exception: (args) => {
      throw new TemplateError(toText(args.get(0) ?? null).value);
    },
    strftime_now: (args) => text(strftime(now, expectText(args.get(0), 'the format').value)),
  };
  return new Map(Object.entries(functions).map(([name, call]) => [name, new Callable(name, call)]));
}

/** Orderings in sentences that were written one by one, with names drawn anew each time. */
import { readFileSync } from 'node:fs';
import { type Item, type Rng, solution } from '../rng.ts';
import { style } from '../meaning/tale.ts';
import { item, people } from '../words.ts';
import { orderSteps } from './orders.ts';

/** One line of `orders.jsonl`. */
interface WrittenOrder {
  /** `{A}` … `{E}` are who or what is ordered; `[x|y]` is one of them. */
  readonly q: string;
  /** Words to draw from, or whose names stand there. */
  readonly kind: 'people' | 'things' | readonly string[];
  /** As they are told: A is `more` than B, or `less`. */
  readonly f: readonly (readonly [string, '>' | '<', string])[];
  readonly more: string;
  readonly less: string;
  readonly ask: 'most' | 'least' | 'middle' | 'second' | 'all' | 'allLess';
}

let all: readonly WrittenOrder[] | undefined;
const everyOne = () =>
  (all ??= readFileSync(new URL('orders.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as WrittenOrder));

/** "taller than", "more popular than"; other words are places in the order. */
const isComparative = (word: string) => /^(?:more|less) [a-z]+$|^[a-z]+er$|^further|^closer|^nearer/.test(word);

/** One in twelve is kept for evaluation. */
export function writtenOrder(r: Rng): Item {
  const ones = everyOne();
  for (;;) {
    const i = r.int(0, ones.length - 1);
    if ((i % 12 === 5) === (r.split === 'eval')) return fill(r, ones[i]!);
  }
}

function fill(r: Rng, { q, kind, f, more, less, ask }: WrittenOrder): Item {
  const slots = sorted(f);
  const names = cast(r, kind, slots.length);
  const down = ask === 'least' || ask === 'allLess';
  const facts = f.map(([a, sign, b]) => {
    const [x, y] = [slots.indexOf(a), slots.indexOf(b)];
    return { up: sign === '>', hi: Math.min(x, y), lo: Math.max(x, y) };
  });
  const word = down ? less : more;
  const order = down ? names.toReversed() : names;
  const steps = orderSteps({
    ...{ names, facts, words: [more, less], down },
    says: isComparative(word) ? `is ${word} than` : 'is before',
    isThing: kind !== 'people',
  });
  const text = q
    .replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_, choices: string) => r.pick(choices.split('|')))
    .replace(/\{([A-E])\}/g, (_, slot: string) => names[slots.indexOf(slot)]!)
    .replace(/ +/g, ' ')
    .trim();
  const isList = ask === 'all' || ask === 'allLess';
  const answer = isList ? order.join(', ') : order[ask === 'middle' || ask === 'second' ? 1 : 0]!;
  return {
    kind: 'order',
    q: style(r, text),
    a: solution(
      `Put them in order, ${word} first${ask === 'most' || ask === 'least' ? ', and take the first' : ''}.`,
      steps,
      answer,
    ),
    answer,
  };
}

/** The slots from the most to the least. */
function sorted(facts: WrittenOrder['f']): string[] {
  const slots = [...new Set(facts.flatMap(([a, , b]) => [a, b]))];
  const above = (slot: string, seen: readonly string[] = []): number => {
    if (seen.includes(slot)) throw new Error(`a circle through ${slot}`);
    const over = facts.flatMap(([a, sign, b]) => (sign === '>' ? (b === slot ? [a] : []) : a === slot ? [b] : []));
    return Math.max(0, ...over.map((one) => 1 + above(one, [...seen, slot])));
  };
  const places = slots.map((slot) => above(slot));
  if (new Set(places).size < slots.length) throw new Error('more than one order');
  return slots.toSorted((a, b) => above(a) - above(b));
}

function cast(r: Rng, kind: WrittenOrder['kind'], n: number): string[] {
  if (kind === 'people') return people(r, n).map(({ name }) => name);
  if (kind !== 'things') return r.sample(kind, n);
  const names = new Set<string>();
  while (names.size < n) names.add(item(r).replace(/(?<=ch|sh|x|ss)es$|(?<!s)s$/, ''));
  return [...names];
}

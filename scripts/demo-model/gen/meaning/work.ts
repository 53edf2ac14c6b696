/** Computations as a careful pupil writes them: parts by place, where the digits need it. */

/** The parts of a number by place: 305 is 300 and 5. */
const places = (n: number): number[] =>
  Array.from(String(n))
    .map((digit, i, all) => Number(digit) * 10 ** (all.length - 1 - i))
    .filter((part) => part > 0);

const isRound = (n: number): boolean => places(n).length <= 1;

interface Done {
  /** `12 + 5 = 17`, or several of these with `;` between. */
  readonly text: string;
  readonly value: number;
}

export function plus(a: number, b: number): Done {
  const value = a + b;
  if (a < 0 || b < 0 || isRound(b) || (a < 100 && b < 100)) return { text: `${a} + ${b} = ${value}`, value };
  const lines: string[] = [];
  let sum = a;
  for (const part of places(b)) lines.push(`${sum} + ${part} = ${(sum += part)}`);
  return { text: lines.join('; '), value };
}

export function minus(a: number, b: number): Done {
  const value = a - b;
  if (a < 0 || b < 0 || isRound(b) || (a < 100 && b < 100)) {
    return value < 0 && a >= 0 && b > 9 && a > 0
      ? { text: `${b} - ${a} = ${b - a}; ${a} - ${b} = ${value}`, value }
      : { text: `${a} - ${b} = ${value}`, value };
  }
  if (value < 0) return { text: `${minus(b, a).text}; ${a} - ${b} = ${value}`, value };
  const lines: string[] = [];
  let rest = a;
  for (const part of places(b)) lines.push(`${rest} - ${part} = ${(rest -= part)}`);
  return { text: lines.join('; '), value };
}

function knowsProduct(a: number, b: number): boolean {
  if (a < 0 || b < 0 || a <= 1 || b <= 1) return true;
  if (isRound(a) && isRound(b)) return true;
  return (
    (a <= 12 && b <= 12) || (Math.min(a, b) === 2 && a * b < 200) || [10, 100, 1000].some((n) => n === a || n === b)
  );
}

export function times(a: number, b: number): Done {
  const value = a * b;
  if (knowsProduct(a, b)) return { text: `${a} * ${b} = ${value}`, value };
  // The number with fewer parts stays whole.
  const [whole, cut] = places(a).length < places(b).length || isRound(a) ? [a, b] : [b, a];
  const lines: string[] = [];
  const products: number[] = [];
  for (const part of places(cut)) {
    lines.push(times(part, whole).text);
    products.push(part * whole);
  }
  let sum = products[0]!;
  for (const product of products.slice(1)) {
    lines.push(plus(sum, product).text);
    sum += product;
  }
  return { text: lines.join('; '), value };
}

/** Division without a rest. */
export function over(a: number, b: number): Done {
  const value = a / b;
  // Only what the tables hold: 120 / 4 at once would teach that every round number can be had so.
  const known = b <= 12 && a <= 12 * b;
  if (known || (b === 2 && a < 200) || [1, 10, 100].includes(b)) return { text: `${a} / ${b} = ${value}`, value };
  const lines: string[] = [];
  let rest = a;
  const parts = places(value);
  for (const part of parts) {
    lines.push(times(b, part).text);
    if (rest !== a || parts.length > 1) if (rest - b * part > 0) lines.push(minus(rest, b * part).text);
    rest -= b * part;
  }
  if (parts.length > 1) lines.push(`${parts.join(' + ')} = ${value}`);
  return { text: `${lines.join('; ')}; ${a} / ${b} = ${value}`, value };
}

/** How often b goes into a, and what is left: by places, where no table says it at once. */
export function into(a: number, b: number): { readonly text: string; readonly whole: number; readonly rest: number } {
  const whole = Math.floor(a / b);
  const lines: string[] = [];
  let rest = a;
  const parts = whole > 12 ? places(whole) : [whole];
  for (const part of parts) {
    lines.push(times(b, part).text, minus(rest, b * part).text);
    rest -= b * part;
  }
  if (parts.length > 1) lines.push(`${parts.join(' + ')} = ${whole}`);
  return { text: `${lines.join('; ')}; ${whole} times, ${rest} left`, whole, rest };
}

/** The steps of a solution, in order. */
export class Work {
  readonly steps: string[] = [];

  private note(label: string, { text, value }: Done): number {
    this.steps.push(`${label}: ${text}.`);
    return value;
  }
  add = (label: string, a: number, b: number): number => this.note(label, plus(a, b));
  sub = (label: string, a: number, b: number): number => this.note(label, minus(a, b));
  mul = (label: string, a: number, b: number): number => this.note(label, times(a, b));
  div = (label: string, a: number, b: number): number => this.note(label, over(a, b));

  /** The sum of several, from the left. */
  sum(label: string, values: readonly number[]): number {
    const [first = 0, ...more] = values;
    return more.reduce((sum, value) => this.add(label, sum, value), first);
  }
}

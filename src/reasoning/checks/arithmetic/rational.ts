/** An exact fraction in lowest terms; `den` is positive. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/** Powers and literals beyond this many bits are not worth judging. */
const MAX_BITS = 4096;

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** `num / den` in lowest terms; `undefined` for a zero denominator. */
export function rational(num: bigint, den = 1n): Rational | undefined {
  if (den === 0n) return undefined;
  const divisor = gcd(num, den) * (den < 0n ? -1n : 1n);
  return { num: num / divisor, den: den / divisor };
}

/** A decimal literal such as `12`, `.5`, `3.14` or `1.5e-3`, without separators; `undefined` for anything else. */
export function parseDecimal(text: string): Rational | undefined {
  const match = /^(\d*)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
  const [, whole = '', fraction = '', exponent = '0'] = match ?? [];
  const digits = whole + fraction;
  if (!digits || digits.length > 1000) return undefined;
  const shift = Number(exponent) - fraction.length;
  return shift >= 0 ? rational(BigInt(digits) * 10n ** BigInt(shift)) : rational(BigInt(digits), 10n ** BigInt(-shift));
}

export const ONE: Rational = { num: 1n, den: 1n };
export const negate = (a: Rational): Rational => ({ num: -a.num, den: a.den });
export const add = (a: Rational, b: Rational): Rational | undefined =>
  rational(a.num * b.den + b.num * a.den, a.den * b.den);
export const subtract = (a: Rational, b: Rational): Rational | undefined => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational | undefined => rational(a.num * b.num, a.den * b.den);
export const divide = (a: Rational, b: Rational): Rational | undefined => rational(a.num * b.den, a.den * b.num);

/** Negative, zero or positive, as for `Array.sort`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const equal = (a: Rational, b: Rational): boolean => a.num === b.num && a.den === b.den;
export const isInteger = (a: Rational): boolean => a.den === 1n;
const absolute = (a: Rational): Rational => (a.num < 0n ? negate(a) : a);

/** The largest integer not above `a`. */
export function floor(a: Rational): bigint {
  const quotient = a.num / a.den;
  return a.num % a.den < 0n ? quotient - 1n : quotient;
}

/** `base` to an integer power; `undefined` for other exponents, for 0 to a negative power, and for huge results. */
export function power(base: Rational, exponent: Rational): Rational | undefined {
  if (!isInteger(exponent)) return undefined;
  const times = absolute(exponent).num;
  const bits = BigInt(Math.max(base.num.toString(2).length, base.den.toString(2).length));
  if (times * bits > MAX_BITS) return undefined;
  const [num, den] = [base.num ** times, base.den ** times];
  return exponent.num < 0n ? rational(den, num) : rational(num, den);
}

/** The decimal digits of `a`, cut after `places` toward zero. */
function digits(a: Rational, places: number): string {
  const scaled = (absolute(a).num * 10n ** BigInt(places)) / a.den;
  const text = scaled.toString().padStart(places + 1, '0');
  const sign = a.num < 0n && scaled !== 0n ? '-' : '';
  return sign + (places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text);
}

/** How many decimals `a` needs; `undefined` when they never end (or only after 30). */
export function decimalPlaces(a: Rational): number | undefined {
  let den = a.den;
  let places = 0;
  while (den !== 1n && places <= 30) {
    den /= gcd(den, 10n);
    places++;
    if (den !== 1n && gcd(den, 10n) === 1n) return undefined;
  }
  return den === 1n ? places : undefined;
}

/** `a` rounded half away from zero to `places` decimals; below 0, to tens, hundreds, and so on. */
export function round(a: Rational, places: number): Rational {
  return atPlaces(a, places, ({ num, den }) => {
    const size = ((num < 0n ? -num : num) * 2n + den) / (den * 2n);
    return num < 0n ? -size : size;
  });
}

/** `a` cut to `places` decimals toward zero. */
export const truncate = (a: Rational, places: number): Rational => atPlaces(a, places, ({ num, den }) => num / den);

function atPlaces(a: Rational, places: number, toWhole: (a: Rational) => bigint): Rational {
  const scale = rational(10n ** BigInt(Math.abs(places))) ?? a;
  const [up, down] = places < 0 ? [divide, multiply] : [multiply, divide];
  const scaled = up(a, scale);
  return (scaled && down({ num: toWhole(scaled), den: 1n }, scale)) ?? a;
}

/** Whether two values differ by less than one part of `parts` of the first. */
export function isWithin(a: Rational, b: Rational, parts: bigint): boolean {
  const [difference, size] = [a.num * b.den - b.num * a.den, a.num * b.den];
  return (difference < 0n ? -difference : difference) * parts < (size < 0n ? -size : size);
}

/** `7`, `-2.75`, or, when the decimals never end, `≈ 3.33` with at least two and at most `places` of them. */
export function formatDecimal(a: Rational, places: number): string {
  const exact = decimalPlaces(a);
  if (exact !== undefined && exact <= 12) return digits(a, exact);
  const shown = Math.max(2, places);
  return `≈ ${digits(round(a, shown), shown)}`;
}

/** The factorial of a whole number up to 100. */
export function factorial({ num, den }: Rational): Rational | undefined {
  if (den !== 1n || num < 0n || num > 100n) return undefined;
  let product = 1n;
  for (let factor = 2n; factor <= num; factor++) product *= factor;
  return { num: product, den: 1n };
}

/** The square root, where it is a fraction itself. */
export function squareRoot({ num, den }: Rational): Rational | undefined {
  const [top, bottom] = [wholeRoot(num), wholeRoot(den)];
  return top === undefined || bottom === undefined ? undefined : { num: top, den: bottom };
}

function wholeRoot(square: bigint): bigint | undefined {
  if (square < 0n || square > 2n ** 52n) return undefined;
  const root = BigInt(Math.round(Math.sqrt(Number(square))));
  return root * root === square ? root : undefined;
}

/** `3/4`, or `7` for a whole number. */
export const formatFraction = (a: Rational): string => (isInteger(a) ? String(a.num) : `${a.num}/${a.den}`);

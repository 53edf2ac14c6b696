/** What a formula is worth: exactly as long as it is a fraction, else as a number with a bound of its error. */
import * as exact from '../checks/arithmetic/rational.ts';
import type { Rational } from '../checks/arithmetic/rational.ts';
import type { Formula, Operation } from './latex.ts';
import * as near from './near.ts';
import { UNKNOWN, type Near } from './near.ts';

/** `undefined`: there is none, as of a division by zero. */
export type Value = Rational | Near | undefined;

/** Where a formula is worth something. */
export interface Place {
  /** The values of the names. */
  readonly valueOf: (name: string) => Rational | Near;
  /** Roots and logarithms of negative numbers have a value. */
  readonly isComplex: boolean;
  /** Longer fractions become numbers with an error. */
  readonly bits: number;
}

export const isExact = (value: Rational | Near): value is Rational => 'num' in value;

export const asNear = (value: Rational | Near): Near => (isExact(value) ? near.nearest(value) : value);

export function valueAt(formula: Formula, place: Place): Value {
  if (formula.kind === 'number') return formula.value;
  if (formula.kind === 'name') return place.valueOf(formula.name);
  const args: (Rational | Near)[] = [];
  for (const arg of formula.args) {
    const value = valueAt(arg, place);
    if (value === undefined) return undefined;
    if (!isExact(value) && !near.isKnown(value)) return UNKNOWN;
    args.push(value);
  }
  return applied(formula.name, args, place);
}

function applied(name: Operation, args: readonly (Rational | Near)[], place: Place): Value {
  const [first, second] = args;
  if (first === undefined) return undefined;
  if (name === 'factorial' || name === 'binom') return arrangements(name, args, place.bits);
  const value =
    isExact(first) && (second === undefined || isExact(second)) && EXACT[name]?.(first, second ?? first, place.bits);
  if (value && isShort(value, place.bits)) return value;
  const numbers = args.map(asNear);
  return numbers.every(near.isKnown) ? NEAR[name](asNear(first), second, place) : UNKNOWN;
}

const isShort = ({ num, den }: Rational, bits: number): boolean =>
  [num < 0n ? -num : num, den].every((part) => part >> BigInt(bits) === 0n);

/** Operations on fractions; `undefined` where the result is none, or too long. */
const EXACT: Readonly<Partial<Record<Operation, (a: Rational, b: Rational, bits: number) => Rational | undefined>>> = {
  add: exact.add,
  subtract: exact.subtract,
  multiply: exact.multiply,
  divide: exact.divide,
  negate: exact.negate,
  abs: (a) => (a.num < 0n ? exact.negate(a) : a),
  floor: (a) => ({ num: exact.floor(a), den: 1n }),
  ceil: (a) => ({ num: -exact.floor(exact.negate(a)), den: 1n }),
  power: (a, b, bits) =>
    BigInt(near.bits(a.num) + near.bits(a.den)) * (b.num < 0n ? -b.num : b.num) > 2n * BigInt(bits)
      ? undefined
      : exact.power(a, b),
  root: (a, degree) => (exact.equal(degree, TWO) ? squareRoot(a) : undefined),
};

const TWO: Rational = { num: 2n, den: 1n };

function squareRoot({ num, den }: Rational): Rational | undefined {
  const [top, bottom] = [wholeRoot(num), wholeRoot(den)];
  return top === undefined || bottom === undefined ? undefined : { num: top, den: bottom };
}

/** Of a square with at most some sixty digits. */
function wholeRoot(square: bigint): bigint | undefined {
  if (square <= 0n || square > 10n ** 60n) return square === 0n ? square : undefined;
  let root = BigInt(Math.round(Math.sqrt(Number(square))));
  // Newton's steps double the number of right digits.
  for (let step = 0; step < 3; step++) root = (root + square / root) / 2n;
  return root * root === square ? root : undefined;
}

type OnNumbers = (a: Near, second: Rational | Near | undefined, place: Place) => Value;

const real =
  (of: (value: number) => number): OnNumbers =>
  (a) =>
    near.realFunction(of, a);

const withSecond =
  (of: (a: Near, b: Near) => Near | undefined): OnNumbers =>
  (a, second) =>
    second && of(a, asNear(second));

/** One divided by what `of` gives. */
const inverse =
  (of: (value: number) => number): OnNumbers =>
  (a) => {
    const value = near.realFunction(of, a);
    return value && near.over(ONE, value);
  };

const ONE: Near = { re: 1, im: 0, error: 0 };

const logarithm = (a: Near, { isComplex }: Place): Near | undefined =>
  near.isReal(a) && a.re < -a.error && !isComplex ? undefined : near.logarithm(a);

const NEAR: Readonly<Record<Exclude<Operation, 'factorial' | 'binom'>, OnNumbers>> = {
  add: withSecond(near.plus),
  subtract: withSecond(near.minus),
  multiply: withSecond(near.times),
  divide: withSecond(near.over),
  negate: near.opposite,
  power: (a, b, { isComplex }) => b && near.powerOf(a, asNear(b), isExact(b) ? b : undefined, isComplex),
  root: (a, degree, { isComplex }) => {
    if (degree === undefined) return undefined;
    const exponent = isExact(degree) ? exact.divide({ num: 1n, den: 1n }, degree) : near.over(ONE, degree);
    return exponent && near.powerOf(a, asNear(exponent), isExact(exponent) ? exponent : undefined, isComplex);
  },
  sin: real(Math.sin),
  cos: real(Math.cos),
  tan: real(Math.tan),
  cot: inverse(Math.tan),
  sec: inverse(Math.cos),
  csc: inverse(Math.sin),
  arcsin: real(Math.asin),
  arccos: real(Math.acos),
  arctan: real(Math.atan),
  exp: near.exponential,
  ln: (a, _second, place) => logarithm(a, place),
  log: (a, base, place) => {
    const [top, below] = [
      logarithm(a, place),
      logarithm(base === undefined ? { re: 10, im: 0, error: 0 } : asNear(base), place),
    ];
    return top && below && near.over(top, below);
  },
  abs: (a) => ({ re: near.size(a), im: 0, error: a.error + near.size(a) * 2 ** -52 }),
  floor: real(Math.floor),
  ceil: real(Math.ceil),
};

/** Larger numbers are not counted out. */
const MOST = 1000n;

/** Factorials and binomials: exactly, or not at all. */
function arrangements(name: 'factorial' | 'binom', args: readonly (Rational | Near)[], bits: number): Value {
  const [n, k = n] = args;
  if (n === undefined || k === undefined || !isExact(n) || !isExact(k)) return UNKNOWN;
  if (!exact.isInteger(k)) return undefined;
  if (name === 'factorial') return k.num < 0n ? undefined : fallingProduct(n, k.num, bits);
  const isWhole = exact.isInteger(n) && n.num >= 0n;
  if (k.num < 0n || (isWhole && k.num > n.num)) return { num: 0n, den: 1n };
  const fewer = isWhole && 2n * k.num > n.num ? n.num - k.num : k.num;
  const [top, below] = [fallingProduct(n, fewer, bits), fallingProduct({ num: fewer, den: 1n }, fewer, bits)];
  return isExact(top) && isExact(below) ? exact.divide(top, below) : UNKNOWN;
}

/** `n (n - 1) …`, so many factors. */
function fallingProduct(n: Rational, factors: bigint, bits: number): Rational | Near {
  if (factors > MOST) return UNKNOWN;
  let product: Rational = { num: 1n, den: 1n };
  for (let i = 0n; i < factors; i++) {
    product = { num: product.num * (n.num - i * n.den), den: product.den * n.den };
    if (!isShort(product, bits)) return UNKNOWN;
  }
  return exact.rational(product.num, product.den) ?? UNKNOWN;
}

/** The names of a formula, constants among them. */
export function namesIn(formula: Formula): readonly string[] {
  if (formula.kind === 'number') return [];
  return formula.kind === 'name' ? [formula.name] : formula.args.flatMap(namesIn);
}

/** Whether it counts arrangements of a variable, which is a whole number then. */
export const countsNames = (formula: Formula): boolean =>
  formula.kind === 'call' &&
  (((formula.name === 'factorial' || formula.name === 'binom') && namesIn(formula).length > 0) ||
    formula.args.some(countsNames));

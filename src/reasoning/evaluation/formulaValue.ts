/** What a formula is worth: exactly where it is a fraction, else as a number at a point. */
import * as exact from '../checks/arithmetic/rational.ts';
import type { Rational } from '../checks/arithmetic/rational.ts';
import type { Formula, Operation } from './latex.ts';

/** Operations with a fraction as their result; where there is none, `undefined`. */
const EXACT: Readonly<Partial<Record<Operation, (a: Rational, b: Rational) => Rational | undefined>>> = {
  add: exact.add,
  subtract: exact.subtract,
  multiply: exact.multiply,
  divide: exact.divide,
  power: exact.power,
  negate: exact.negate,
  factorial: exact.factorial,
  abs: (a) => (a.num < 0n ? exact.negate(a) : a),
  root: (a, degree) => (degree.num === 2n && degree.den === 1n ? exact.squareRoot(a) : undefined),
};

/** `undefined`: it has names or roots, is not defined, or is too large. */
export function exactValue(formula: Formula): Rational | undefined {
  if (formula.kind === 'number') return formula.value;
  if (formula.kind === 'name') return undefined;
  const args = formula.args.map(exactValue).filter((arg) => arg !== undefined);
  const [a, b = a] = args;
  return a && b && args.length === formula.args.length ? EXACT[formula.name]?.(a, b) : undefined;
}

const ARITHMETIC: Readonly<Record<Operation, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (a, b) => (a < 0 && !Number.isInteger(b) ? oddRoot(a, b) : a ** b),
  negate: (a) => -a,
  root: (a, degree) => (a < 0 ? oddRoot(a, 1 / degree) : a ** (1 / degree)),
  factorial: (a) => (Number.isInteger(a) && a >= 0 && a <= 170 ? product(a) : NaN),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  cot: (a) => 1 / Math.tan(a),
  sec: (a) => 1 / Math.cos(a),
  csc: (a) => 1 / Math.sin(a),
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  ln: Math.log,
  log: (a, base) => (Number.isNaN(base) ? Math.log10(a) : Math.log(a) / Math.log(base)),
  exp: Math.exp,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  binom: (n, k) => Math.round(product(n) / product(k) / product(n - k)),
};

/** The real root of a negative number, where its degree is odd. */
function oddRoot(value: number, exponent: number): number {
  const degree = Math.round(1 / exponent);
  return degree % 2 === 0 || Math.abs(1 / exponent - degree) > 1e-9 ? NaN : -((-value) ** exponent);
}

const product = (n: number): number => {
  let result = 1;
  for (let i = 2; i <= n; i++) result *= i;
  return result;
};

/** @param at values of the names; NaN for a name without one */
export function valueAt(formula: Formula, at: (name: string) => number): number {
  if (formula.kind === 'number') return Number(formula.value.num) / Number(formula.value.den);
  if (formula.kind === 'name') return at(formula.name);
  const [a = NaN, b = NaN] = formula.args.map((arg) => valueAt(arg, at));
  return ARITHMETIC[formula.name](a, b);
}

/** The variables of a formula. */
export function namesIn(formula: Formula): readonly string[] {
  if (formula.kind === 'number') return [];
  return formula.kind === 'name' ? [formula.name] : formula.args.flatMap(namesIn);
}

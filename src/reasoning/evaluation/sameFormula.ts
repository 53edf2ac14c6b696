/**
 * Whether two formulas are worth the same: exact fractions where both are, else numbers with a bound of their errors, at fixed points of
 * their variables. Points cannot prove that two formulas are equal; that unequal ones agree at all of them does not happen by chance.
 */
import { own } from '../own.ts';
import { equal, multiply, type Rational } from '../checks/arithmetic/rational.ts';
import { asNear, countsNames, isExact, namesIn, valueAt, type Place, type Value } from './formulaValue.ts';
import type { Formula } from './latex.ts';
import * as near from './near.ts';
import type { Near } from './near.ts';

export function sameFormula(a: Formula, b: Formula): boolean {
  const names = variablesIn(a, b);
  if (names.includes('infty')) return infinite(a) !== undefined && infinite(a) === infinite(b);
  const isSame = names.length > 0 ? agree : sameConstant;
  return holdsAtPoints(a, b, isSame);
}

/** Whether one is a multiple of the other, by a constant other than 0: two equations with 0 on one side are the same then. */
export function areProportional(a: Formula, b: Formula): boolean {
  const names = variablesIn(a, b);
  if (names.length === 0 || names.includes('infty')) return false;
  let first: readonly [Rational | Near, Rational | Near] | undefined;
  return (
    holdsAtPoints(a, b, (x, y) => {
      if (isZero(x) || isZero(y)) return isZero(x) && isZero(y);
      first ??= [x, y];
      return agree(product(x, first[1]), product(y, first[0]));
    }) && first !== undefined
  );
}

/** 1 or -1 for infinity with its sign. */
function infinite(formula: Formula): number | undefined {
  if (formula.kind === 'name') return formula.name === 'infty' ? 1 : undefined;
  if (formula.kind === 'number' || formula.name !== 'negate') return undefined;
  const inside = formula.args[0] && infinite(formula.args[0]);
  return inside && -inside;
}

const CONSTANTS: Readonly<Record<string, Near>> = {
  pi: near.rounded(Math.PI),
  e: near.rounded(Math.E),
  i: { re: 0, im: 1, error: 0 },
};

const variablesIn = (...formulas: readonly Formula[]): readonly string[] =>
  [...new Set(formulas.flatMap(namesIn))].filter((name) => !(name in CONSTANTS));

/** At fewer points that both are defined at, nothing is said. */
const LEAST_POINTS = 3;

function holdsAtPoints(a: Formula, b: Formula, isSame: (x: Rational | Near, y: Rational | Near) => boolean): boolean {
  const hasVariables = variablesIn(a, b).length > 0;
  const isWhole = countsNames(a) || countsNames(b);
  const isComplex = !hasVariables || [a, b].some((formula) => namesIn(formula).includes('i'));
  const points = isWhole ? WHOLE_POINTS : POINTS;
  let compared = 0;
  for (const [index, point] of points.slice(0, hasVariables ? points.length : 1).entries()) {
    const valueOf = (name: string) =>
      own(CONSTANTS, name) ?? coordinate(name, index, point, isWhole ? 1n : DENOMINATOR);
    const place: Place = { valueOf, isComplex, bits: hasVariables ? 512 : 3000 };
    const [x, y] = [valueAt(a, place), valueAt(b, place)];
    if (!isKnown(x) || !isKnown(y) || (isWhole && (x === undefined || y === undefined))) continue;
    if (x === undefined && y === undefined) continue;
    if (x === undefined || y === undefined || !isSame(x, y)) return false;
    compared++;
  }
  return compared >= (hasVariables ? LEAST_POINTS : 1);
}

const isKnown = (value: Value): boolean => value === undefined || isExact(value) || near.isKnown(value);

const agree = (x: Rational | Near, y: Rational | Near): boolean =>
  isExact(x) && isExact(y) ? equal(x, y) : near.mayBeSame(asNear(x), asNear(y));

/** A root is no decimal that agrees with it as far as numbers go here. */
const sameConstant = (x: Rational | Near, y: Rational | Near): boolean =>
  agree(x, y) && (isExact(x) === isExact(y) || [x, y].every((value) => !isExact(value) || isSimple(value)));

const isSimple = ({ num, den }: Rational): boolean => den < 10n ** 9n && (num < 0n ? -num : num) < 2n ** 50n;

const isZero = (value: Rational | Near): boolean =>
  isExact(value) ? value.num === 0n : near.size(value) <= 4 * value.error;

const product = (x: Rational | Near, y: Rational | Near): Rational | Near =>
  (isExact(x) && isExact(y) && multiply(x, y)) || near.times(asNear(x), asNear(y));

/** How large the variables are at most, in size; `any`: some are negative. */
type Point = readonly [size: number, sign: 'plus' | 'minus' | 'any'];

/** Near 0 for functions that are defined only there, far out for what changes only there. */
const POINTS: readonly Point[] = [
  ...[0.5, 0.6, 0.9, 3, 9, 60, 800, 9e3, 9e4, 9e6].map((size): Point => [size, 'plus']),
  ...[0.9, 4, 30, 800, 5e3, 9e6].map((size): Point => [size, 'minus']),
  ...[0.9, 2, 6, 40, 700, 6e3].map((size): Point => [size, 'any']),
];
const WHOLE_POINTS: readonly Point[] = [5, 7, 9, 12, 15, 20, 25, 30, 40].map((size) => [size, 'plus']);

/** Odd, so that odd roots of negative numbers are real; a prime, so that no variable is a whole number. */
const DENOMINATOR = 97n;

/** The same at each run, different for each name. */
function coordinate(name: string, index: number, [size, sign]: Point, den: bigint): Rational {
  let mixed = 17 + 31 * index;
  for (const letter of name) mixed = Math.imul(mixed ^ (mixed >>> 15) ^ letter.charCodeAt(0), 0x9e3779b1);
  const share = ((mixed >>> 8) & 0xffff) / 0x10000;
  const top = BigInt(Math.ceil(size * (0.2 + 0.8 * share) * Number(den)));
  const isNegative = sign === 'minus' || (sign === 'any' && (mixed >>> 27) % 2 === 1);
  return { num: isNegative ? -top : top, den };
}

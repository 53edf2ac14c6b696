/** Complex numbers that are known up to a rounding error. */
import type { Rational } from '../checks/arithmetic/rational.ts';

export interface Near {
  readonly re: number;
  readonly im: number;
  /** The true value is about so far away at most. */
  readonly error: number;
}

/** Half the distance of neighboring doubles near 1. */
const UNIT = 2 ** -53;

export const UNKNOWN: Near = { re: NaN, im: NaN, error: Infinity };

export const size = ({ re, im }: Near): number => Math.hypot(re, im);

/** Whether enough digits are right to be compared. */
export const isKnown = (a: Near): boolean => a.error <= 1e-10 * Math.max(1, size(a)) && Number.isFinite(size(a));

/** Whether it may be a real number. */
export const isReal = ({ im, error }: Near): boolean => Math.abs(im) <= error;

/** Whether two known values may be the same. */
export const mayBeSame = (a: Near, b: Near): boolean => size(minus(a, b)) <= 4 * (a.error + b.error);

/** A value that was rounded a few times. */
export const rounded = (re: number, im = 0, error = 0, times = 1): Near => ({
  re,
  im,
  error: error + times * UNIT * Math.hypot(re, im),
});

/** A fraction as a number. */
export function nearest({ num, den }: Rational): Near {
  const tooLong = BigInt(Math.max(0, bits(num) - 1000, bits(den) - 1000));
  const value = Number(num >> tooLong) / Number(den >> tooLong);
  return den === 1n && Number.isSafeInteger(value) ? { re: value, im: 0, error: 0 } : rounded(value, 0, 0, 3);
}

/** Length of a whole number, at most three more than it is. */
export const bits = (value: bigint): number => 4 * value.toString(16).length;

export const plus = (a: Near, b: Near): Near => rounded(a.re + b.re, a.im + b.im, a.error + b.error);
export const opposite = ({ re, im, error }: Near): Near => ({ re: -re, im: -im, error });
export const minus = (a: Near, b: Near): Near => plus(a, opposite(b));
export const times = (a: Near, b: Near): Near =>
  rounded(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re, size(a) * b.error + size(b) * a.error, 3);

/** `undefined` by zero. */
export function over(a: Near, b: Near): Near | undefined {
  const below = size(b);
  if (below === 0 && b.error === 0) return undefined;
  if (below <= b.error) return UNKNOWN;
  const [re, im] = [a.re * b.re + a.im * b.im, a.im * b.re - a.re * b.im];
  const quotient = size(a) / below;
  return rounded(re / below / below, im / below / below, (a.error + quotient * b.error) / (below - b.error), 5);
}

/** A function of real numbers, NaN outside of its domain. */
export function realFunction(of: (value: number) => number, a: Near): Near | undefined {
  if (!isReal(a)) return UNKNOWN;
  const step = a.error === 0 ? 0 : Math.max(a.error, 2 * UNIT * Math.abs(a.re));
  const value = of(a.re);
  const around = [of(a.re - step), of(a.re + step)].filter((other) => !Number.isNaN(other));
  if (Number.isNaN(value)) return around.length > 0 ? UNKNOWN : undefined;
  return rounded(value, 0, Math.max(0, ...around.map((other) => Math.abs(other - value))), 4);
}

export function exponential({ re, im, error }: Near): Near {
  const length = Math.exp(re);
  return rounded(length * Math.cos(im), length * Math.sin(im), length * error, 4 + Math.abs(re) + Math.abs(im));
}

/** The principal value; `undefined` of zero. */
export function logarithm(a: Near): Near | undefined {
  const length = size(a);
  if (length <= a.error) return a.error > 0 ? UNKNOWN : undefined;
  const angle = isReal(a) ? (a.re < 0 ? Math.PI : 0) : Math.atan2(a.im, a.re);
  return rounded(Math.log(length), angle, a.error / (length - a.error) + 4 * UNIT, 2);
}

/**
 * @param exact the exponent, where it is a fraction: an odd root of a negative number is real
 * @param isComplex powers of negative numbers have a value always
 */
export function powerOf(a: Near, b: Near, exact: Rational | undefined, isComplex: boolean): Near | undefined {
  if (size(a) <= a.error) {
    if (a.error > 0 || !isReal(b)) return UNKNOWN;
    return b.re > 0 ? { re: 0, im: 0, error: 0 } : undefined;
  }
  if (isReal(a) && isReal(b)) {
    if (a.re > 0) return realPower(a, b);
    if (exact !== undefined && exact.den % 2n === 1n) {
      const power = realPower(opposite(a), b);
      return exact.num % 2n === 0n ? power : opposite(power);
    }
    if (!isComplex) return undefined;
  }
  const log = logarithm(a);
  return log && exponential(times(b, log));
}

/** Of a positive number. */
function realPower(a: Near, b: Near): Near {
  const value = a.re ** b.re;
  const share = (Math.abs(b.re) * a.error) / a.re + Math.abs(Math.log(a.re)) * b.error;
  return rounded(value, 0, value * share, 4);
}

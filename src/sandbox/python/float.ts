/** Figures as CPython writes them: MicroPython's own digits are not always the same. */

/** How the runtime of a Python program tells a float, in JSON: a whole number times a power of two. */
const TOLD = /\\u0000f(-?)(\d+),(-?\d+)\\u0000/g;

/** A line of JSON with its floats as CPython's `repr` has them. */
export const withFloats = (json: string): string =>
  json.replace(
    TOLD,
    (_, sign: string, whole: string, power: string) => sign + repr(scaled(Number(whole), Number(power))),
  );

/** `whole` × 2^`power`; in two steps, for a subnormal number is beyond the reach of one. */
const scaled = (whole: number, power: number): number => {
  const first = Math.max(power, -1000);
  return whole * 2 ** first * 2 ** (power - first);
};

/** The shortest digits that lead back to the number, as in JavaScript, in CPython's form; of a number that is not negative. */
function repr(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power < -4 || power >= 16) {
    const sign = power < 0 ? '-' : '+';
    return `${digits}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const fixed = power < 0 ? value.toFixed(Math.min(100, digits.replace('.', '').length - 1 - power)) : String(value);
  return fixed.includes('.') ? fixed : `${fixed}.0`;
}

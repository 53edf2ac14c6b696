/** What the units of an equation say about its two sides. */
import { factorsOf, hasOperator, literalOf, literalsIn, type Expression, type Factor } from './expression.ts';
import {
  ONE,
  add,
  compare,
  divide,
  equal,
  isInteger,
  isWithin,
  multiply,
  power,
  subtract,
  type Rational,
} from './rational.ts';
import { leavesAnotherUnit } from './unitOfProduct.ts';
import {
  areLengths,
  conversions,
  isAmongUnits,
  isAreaOrVolume,
  isLength,
  isMeasure,
  plainConversion,
  sizeOf,
  unitsAgree,
} from './units.ts';

export interface UnitsOfSides {
  readonly calculated: readonly string[];
  readonly result: readonly string[];
  /** A unit has an exponent. */
  readonly hasPower: boolean;
}

/** `3 hours * 60 = 180 minutes`, but not `60 km/h * 2 h = 120 km`. */
const isConverted = ({ calculated, result }: UnitsOfSides): boolean =>
  unitsAgree([...calculated, ...result]) === 'convertible' &&
  (result.length === 0 || !isAmongUnits(result, calculated));

/** `20 cm * 30 cm * 10 cm = 6 liters`, `2 m³ * 100 = 200 liters` */
const givesAreaOrVolume = ({ calculated, result, hasPower }: UnitsOfSides): boolean =>
  !isAmongUnits(result, calculated) &&
  ((areLengths(calculated) && result.some(isMeasure)) ||
    (hasPower && calculated.some(isLength) && result.some(isAreaOrVolume)));

/** Whether the right figure is also right in its unit: the calculation has that unit, or shows how it is converted. */
export function provesUnit(calculated: Expression, units: UnitsOfSides): boolean {
  if (givesAreaOrVolume(units) || (!units.hasPower && leavesAnotherUnit(calculated, units.result))) return false;
  if (!isConverted(units)) return true;
  // `3 m^2 * 100 = 300 cm^2`
  if (units.hasPower) return false;
  // In "3 hours * 20 = 60 minutes" no figure says how many minutes an hour has.
  const plain = factorsOf(calculated).filter(({ literal }) => literal.unit === undefined);
  const shown = productsOf(plain.flatMap((factor) => valueOf(factor) ?? []).slice(0, 6));
  return conversions(units.calculated, units.result).some((factor) =>
    shown.some((product) => isWithin(factor, product, 100n)),
  );
}

const valueOf = ({ literal: { value }, isBelow }: Factor): Rational | undefined =>
  value && isBelow ? divide(ONE, value) : value;

/** All products of some of the factors. */
const productsOf = (factors: readonly Rational[]): Rational[] =>
  factors.reduce<Rational[]>(
    (products, factor) => [...products, factor, ...products.flatMap((product) => multiply(product, factor) ?? [])],
    [],
  );

/** An equation that does not hold as it is written. */
interface Unequal {
  readonly calculated: Expression;
  readonly result: Expression;
  readonly units: UnitsOfSides;
  readonly value: Rational;
  readonly shown: Rational;
}

/** Whether the result may be right for what its unit says. */
export const mayBeInAnotherUnit = (equation: Unequal): boolean =>
  givesAreaOrVolume(equation.units) || isConversion(equation) || countsOtherThings(equation);

/** `3 * 20 = 1 hour`; common factors are rounded ones. */
const isConversion = ({ units, value, shown }: Unequal): boolean =>
  conversions(units.calculated, units.result).some((factor) =>
    (units.hasPower ? [2n, 3n] : [1n]).some((exponent) => {
      const whole = power(factor, { num: exponent, den: 1n });
      const converted = whole && multiply(value, whole);
      return converted !== undefined && isWithin(shown, converted, 100n);
    }),
  );

/** `2 cars + 3 bikes = 14 wheels`, `2 * 3 packs = 36 cards`: things that have parts or a price. */
function countsOtherThings({ calculated, result, units, value, shown }: Unequal): boolean {
  if (unitsAgree([...units.calculated, ...units.result]) !== 'different') return false;
  const isAmong = isAmongUnits(units.result, units.calculated);
  if (!hasOperator(calculated, '+ -')) {
    const rates = [divide(shown, value), divide(value, shown)];
    return units.calculated.length > 0 && !isAmong && rates.some((rate) => rate && isInteger(rate));
  }
  // "4 chickens + 2 cows = 4 * 2 + 2 * 4"
  if (!literalOf(result)) return true;
  // "3 boxes + 2 bags = 30" may count something else; "16 roses + 19 tulips = 45 flowers" counts them together.
  const figures = literalsIn(calculated);
  const isCounted = units.calculated.length + units.result.length >= figures.length;
  return !isCounted || (!isAmong && !isMiscounted(figures, units, value, shown));
}

/** `3 apples + 4 oranges = 8 fruits`: if one of them had one part more, there would be more of them. */
function isMiscounted(
  figures: ReturnType<typeof literalsIn>,
  { result }: UnitsOfSides,
  value: Rational,
  shown: Rational,
): boolean {
  const extra = subtract(shown, value);
  if (!extra || extra.num < 0n || result.some(isMeasure)) return false;
  return figures.every((figure) => figure.value !== undefined && compare(figure.value, extra) > 0);
}

/** The calculated value in the unit of the result: as it is where the calculation converts it, or may leave a rate out. */
export function inUnitOfResult({ calculated, units, value, shown }: Unequal): Rational | undefined {
  if (!isConverted(units) || provesUnit(calculated, units)) return value;
  const factor = units.hasPower ? undefined : plainConversion(units.calculated, units.result);
  const converted = factor && multiply(value, factor);
  return converted && (relativeDistance(converted, shown) < relativeDistance(value, shown) ? converted : value);
}

/** From 0 for equal values to 2. */
export function relativeDistance(a: Rational, b: Rational): number {
  const [x, y] = [a, b].map(({ num, den }) => Number(num) / Number(den));
  if (x === undefined || y === undefined) return 2;
  return x === y ? 0 : Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y));
}

/** `1 hour + 45 minutes` in the unit of the result, where every figure has a unit of one size. */
export function sumOfMeasures(calculated: Expression, units: UnitsOfSides): Rational | undefined {
  const [into] = units.result.map(sizeOf);
  const sizes = units.calculated.map(sizeOf);
  if (!into || units.result.length > 1 || units.hasPower || sizes.length !== literalsIn(calculated).length)
    return undefined;
  if (areCurrencies([...units.calculated, ...units.result])) return undefined;
  const sum = weigh(calculated, sizes);
  return sum && divide(sum, into);
}

/** Dollars and euros have one size here, but not one value. */
const areCurrencies = (words: readonly string[]): boolean =>
  words.some((word) =>
    words.some((other) => {
      const [size, another] = [sizeOf(word), sizeOf(other)];
      return size && another && equal(size, another) && unitsAgree([word, other]) !== 'same';
    }),
  );

/** The sum of figures times their sizes, which are taken from the list. */
function weigh(expression: Expression, sizes: (Rational | undefined)[]): Rational | undefined {
  if (expression.kind === 'group') return weigh(expression.inner, sizes);
  if (expression.kind === 'literal') {
    const size = sizes.shift();
    return size && expression.value && !expression.scale ? multiply(expression.value, size) : undefined;
  }
  if (expression.kind !== 'binary' || !/^[+-]$/.test(expression.operator)) return undefined;
  const [a, b] = [weigh(expression.left, sizes), weigh(expression.right, sizes)];
  if (!a || !b) return undefined;
  return expression.operator === '+' ? add(a, b) : subtract(a, b);
}

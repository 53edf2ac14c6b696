import { ONE, compare, divide, equal, multiply, parseDecimal, type Rational } from './rational.ts';

/**
 * Units of the same dimension may be converted into one another, which a calculation does not show. Behind the spellings
 * of a unit stands its size: seconds, millimeters, grams and milliliters (of water), bits, cents, square meters. A unit
 * with more than one size is taken for each of them; days and weeks may be those of work.
 */
const DIMENSIONS: readonly (readonly string[])[] = [
  'millisecond ms=0.001|second sec s sekunde sekunden=1|minute min minuten=60|hour hr h stunde stunden=3600|day d tag tage=86400 28800|week wk woche wochen=604800 432000|month monat monate=2628000 2419200 2505600 2592000 2678400|quarter=7884000|year yr jahr jahre=31536000 31622400 31449600|decade=315360000|century=3153600000',
  'millimeter millimetre mm=1|centimeter centimetre zentimeter cm=10|decimeter dezimeter dm=100|meter metre m=1000|kilometer kilometre km=1000000|inch in=25.4|foot feet ft=304.8|yard yd=914.4|mile mi=1609344',
  'milligram mg=0.001|gram g=1|kilogram kilo kg=1000|ton tonne t=1000000 907184.74|pound lb=453.59237|ounce oz=28.349523125 29.5735295625|stone=6350.29318|milliliter millilitre ml=1|centiliter cl=10|liter litre l=1000|gallon gal=3785.411784|pint=473.176473|quart=946.352946|cup=236.5882365|tablespoon tbsp=14.78676478125|teaspoon tsp=4.92892159375',
  'bit b=1|byte=8|kilobyte kb kib=8000 8192|megabyte mb mib=8000000 8388608|gigabyte gb gib=8000000000 8589934592|terabyte tb tib=8000000000000 8796093022208',
  'cent c ¢=1|penny pence p=1|dollar usd buck $=100|euro eur €=100|gbp £=100|yen jpy ¥|rupee inr ₹=100|nickel=5|dime=10|coin',
  'degree deg °|radian rad|celsius °c|fahrenheit °f|kelvin',
  'hectare ha=10000|acre=4046.8564224|square-meter=1',
].map((dimension) => dimension.split('|'));

/** Nobody leaves these out: what is calculated without a unit is in none of them. */
const RARE = /^(?:decade|century|quarter|decimeter|centiliter|stone|nickel|dime)$/;
const LENGTH = 1;
const AREAS_AND_VOLUMES = /^(?:(?:milli|centi)?liter|gallon|pint|quart|cup|hectare|acre)$/;
const SPEEDS: ReadonlyMap<string, string> = new Map([
  ['mph', 'mi/h'],
  ['kph', 'km/h'],
  ['kmh', 'km/h'],
]);

interface Unit {
  /** The same for every spelling of the unit. */
  readonly name: string;
  readonly dimension?: number;
  readonly sizes: readonly Rational[];
}

const UNITS: readonly Unit[] = DIMENSIONS.flatMap((units, dimension) =>
  units.map((unit) => {
    const [spellings = '', sizes = ''] = unit.split('=');
    const known = sizes.split(' ').flatMap((size) => parseDecimal(size) ?? []);
    return { name: spellings.split(' ')[0] ?? spellings, dimension, sizes: known };
  }),
);

const KNOWN = new Map<string, Unit>(
  DIMENSIONS.flat().flatMap((unit, index) => {
    const [spellings = ''] = unit.split('=');
    return spellings.split(' ').flatMap((name) => {
      const known = UNITS[index];
      return known ? [[name, known] as const] : [];
    });
  }),
);

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?:(?<=x|ch|sh|ss)es|(?<=[^s])s)$/, '');

/** The unit a word stands for; words that are no known measure ("apples") count as units of their own. */
function unitOf(word: string): Unit {
  const lower = word.toLowerCase();
  return KNOWN.get(lower) ?? KNOWN.get(singular(lower)) ?? { name: singular(lower), sizes: [] };
}

const splitAtStrokes = (word: string): string[] => (SPEEDS.get(word.toLowerCase()) ?? word).split('/');

/** The units that `km/h` and the like are made of. */
const partsOf = (words: readonly string[]): Unit[] =>
  words
    .flatMap(splitAtStrokes)
    .filter((word) => word !== '' && word !== 'each')
    .map(unitOf);

/** Whether `word` is a measure such as `kg`, `minutes` or `€`. */
export const isMeasure = (word: string): boolean => unitOf(word).dimension !== undefined;

/** How the units of one claim go together: all the same (or none), different things, or measures that would need a conversion. */
export function unitsAgree(words: readonly string[]): 'same' | 'different' | 'convertible' {
  const units = new Map(partsOf(words).map((unit) => [unit.name, unit]));
  const dimensions = [...units.values()].flatMap(({ dimension }) => (dimension === undefined ? [] : [dimension]));
  if (new Set(dimensions).size < dimensions.length) return 'convertible';
  return units.size > 1 ? 'different' : 'same';
}

/** Whether every unit of the result is one that it is calculated from: `km/h * h = km`. */
export function isAmongUnits(result: readonly string[], calculated: readonly string[]): boolean {
  const names = new Set(partsOf(calculated).map(({ name }) => name));
  return partsOf(result).every(({ name }) => names.has(name));
}

/** How large a measure is, in the base of its dimension; `undefined` where that is not known, or not always the same. */
export function sizeOf(word: string): Rational | undefined {
  const [size, another] = unitOf(word).sizes;
  return another ? undefined : size;
}

/** What stands above and below the stroke of `km/h`, by names that are the same for every spelling. */
export function fractionOf(word: string): { readonly above: string; readonly below: readonly string[] } {
  const [above = '', ...below] = splitAtStrokes(word).map((part) => unitOf(part).name);
  return { above, below };
}

/** Whether `a` is the smaller one of two measures of one kind, lengths left out, which give areas. */
export function isSmallerMeasure(a: string, b: string): boolean {
  const [one, other] = [unitOf(a), unitOf(b)];
  if (one.dimension === undefined || one.dimension !== other.dimension || one.dimension === LENGTH) return false;
  const [size, than] = [one.sizes[0], other.sizes[0]];
  return size !== undefined && than !== undefined && compare(size, than) < 0;
}

/** Whether `word` is a measure of length. */
export const isLength = (word: string): boolean => unitOf(word).dimension === LENGTH;

/** Whether `word` is a unit of area or volume with a name of its own. */
export const isAreaOrVolume = (word: string): boolean => AREAS_AND_VOLUMES.test(unitOf(word).name);

/** Lengths that are multiplied give an area or a volume. */
export const areLengths = (words: readonly string[]): boolean =>
  partsOf(words).filter(({ dimension }) => dimension === LENGTH).length > 1;

/**
 * The factors by which a calculated value may have been converted into the unit of its result: hours into minutes by 60.
 * None where the result has a unit of the calculation, or where no common factor is known.
 */
export function conversions(calculated: readonly string[], result: readonly string[]): Rational[] {
  const [from, to] = [partsOf(calculated), partsOf(result)];
  if (to.length === 0) return from.length === 1 && from[0] ? inverses(factorsInto(from[0], [])) : [];
  const isCompound = to.length > 1;
  const names = new Set(from.map(({ name }) => name));
  let products: Rational[] = [ONE];
  for (const unit of to) {
    if (names.has(unit.name)) continue;
    const factors = factorsInto(unit, from);
    const all = isCompound ? [...factors, ...inverses(factors), ONE] : factors;
    products = products.flatMap((product) => all.flatMap((factor) => multiply(product, factor) ?? []));
  }
  return products.filter((product) => !equal(product, ONE));
}

/** What values in one of `from`, or, if none is of its dimension, in any unit, are multiplied by to be in `unit`. */
function factorsInto(unit: Unit, from: readonly Unit[]): Rational[] {
  const isRelated = ({ dimension }: Unit): boolean => dimension !== undefined && dimension === unit.dimension;
  const related = from.filter(isRelated);
  const candidates = related.length > 0 ? related : UNITS.filter((other) => isRelated(other) && !RARE.test(other.name));
  return candidates.flatMap(({ name, sizes }) =>
    name === unit.name ? [] : sizes.flatMap((size) => unit.sizes.flatMap((into) => divide(size, into) ?? [])),
  );
}

const inverses = (factors: readonly Rational[]): Rational[] => factors.map(({ num, den }) => ({ num: den, den: num }));

/** What converts one unit into another, where both have one size and one holds the other a whole number of times. */
export function plainConversion(calculated: readonly string[], result: readonly string[]): Rational | undefined {
  const [from, to] = [calculated[0], result[0]].map((word) => (word === undefined ? undefined : sizeOf(word)));
  if (calculated.length !== 1 || result.length !== 1 || !from || !to || equal(from, to)) return undefined;
  const factor = unitsAgree([...calculated, ...result]) === 'convertible' ? divide(from, to) : undefined;
  return factor && (factor.num === 1n || factor.den === 1n) ? factor : undefined;
}

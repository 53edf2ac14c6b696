import type { Rational } from './rational.ts';

/** Units of the same dimension may be converted into one another, which a calculation does not show. */
const DIMENSIONS: readonly (readonly string[])[] = [
  'millisecond ms|second sec s|minute min|hour hr h|day d|week wk|month|quarter|year yr|decade|century',
  'millimeter millimetre mm|centimeter centimetre cm|decimeter dm|meter metre m|kilometer kilometre km|inch in|foot feet ft|yard yd|mile mi',
  'milligram mg|gram g|kilogram kilo kg|ton tonne t|pound lb|ounce oz|stone',
  'milliliter millilitre ml|centiliter cl|liter litre l|gallon gal|pint|quart|cup|tablespoon tbsp|teaspoon tsp',
  'bit b|byte|kilobyte kb kib|megabyte mb mib|gigabyte gb gib|terabyte tb tib',
  'cent c ¢|penny pence p|dollar usd buck $|euro eur €|gbp £|yen jpy ¥|rupee inr ₹|nickel|dime|coin',
  'degree deg °|radian rad|celsius °c|fahrenheit °f|kelvin',
].map((dimension) => dimension.split('|'));

interface Unit {
  /** The same for every spelling of the unit. */
  readonly name: string;
  readonly dimension?: number;
}

const KNOWN = new Map<string, Unit>(
  DIMENSIONS.flatMap((units, dimension) =>
    units.flatMap((spellings) => {
      const names = spellings.split(' ');
      return names.map((name) => [name, { name: names[0] ?? name, dimension }] as const);
    }),
  ),
);

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?:(?<=x|ch|sh|ss)es|(?<=[^s])s)$/, '');

/** The unit a word stands for; words that are no known measure ("apples") count as units of their own. */
function unitOf(word: string): Unit {
  const lower = word.toLowerCase();
  return KNOWN.get(lower) ?? KNOWN.get(singular(lower)) ?? { name: singular(lower) };
}

/** Whether `word` is a measure such as `kg`, `minutes` or `€`. */
export const isMeasure = (word: string): boolean => unitOf(word).dimension !== undefined;

/** How the units of one claim go together: all the same (or none), different things, or measures that would need a conversion. */
export function unitsAgree(words: readonly string[]): 'same' | 'different' | 'convertible' {
  const parts = words.flatMap((word) => word.split('/')).filter((word) => word !== '' && word !== 'each');
  const units = new Map(parts.map((word) => [unitOf(word).name, unitOf(word)]));
  const dimensions = [...units.values()].flatMap(({ dimension }) => (dimension === undefined ? [] : [dimension]));
  if (new Set(dimensions).size < dimensions.length) return 'convertible';
  return units.size > 1 ? 'different' : 'same';
}

/** What common measures are converted by. */
const FACTORS = [
  2, 3, 4, 5, 7, 8, 10, 12, 14, 16, 20, 24, 25, 28, 30, 31, 36, 48, 50, 52, 60, 100, 128, 144, 168, 180, 365, 366,
]
  .flatMap((factor) => [factor, factor * 60, factor * 1000, factor * 5280])
  .concat(1000, 1024, 3600, 1440, 1_000_000, 1_000_000_000)
  .map(BigInt);

/** Whether one value is the other in another unit. */
export const isConversion = (a: Rational, b: Rational): boolean =>
  FACTORS.some((factor) => a.num * b.den === b.num * a.den * factor || b.num * a.den === a.num * b.den * factor);

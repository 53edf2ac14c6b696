/** Measures in several parts: "3 hours and 20 minutes". */
import { add, multiply, type Rational } from '../checks/arithmetic/rational.ts';
import { figureOf } from './figureStart.ts';

/** Units as patterns, each with the next smaller one and how many of it they hold. */
const UNITS: readonly (readonly [string, string, bigint])[] = [
  ['d|days?', 'h|hrs?|hours?', 24n],
  ['h|hrs?|hours?|stunden?|std', 'm|mins?|minutes?|minuten?', 60n],
  ['m|mins?|minutes?|minuten?', 's|secs?|seconds?|sekunden?', 60n],
  ['weeks?|wochen?', 'days?|tage?', 7n],
  ['years?|yrs?|jahre?', 'months?|monate?', 12n],
  ['ft|foot|feet', 'in|inch|inches', 12n],
  ['lbs?|pounds?', 'oz|ounces?', 16n],
  ['km|kilometers?|kilometres?', 'm|meters?|metres?', 1000n],
  ['kg|kilograms?|kilos?', 'g|grams?', 1000n],
  ['m|meters?|metres?', 'cm|centimeters?|centimetres?', 100n],
];
const [LARGE_MONEY, SMALL_MONEY] = ['dollars?|euros?|pounds?', 'cents?|pence'];
const MONEY = new RegExp(String.raw`^(?:\$(\d+)|(\d+) (?:${LARGE_MONEY})) (?:and |und )?(\d{1,2}) (?:${SMALL_MONEY})$`);

const NAMES = [...UNITS.flatMap(([larger, smaller]) => [larger, smaller]), LARGE_MONEY, SMALL_MONEY].join('|');
const FIGURE = String.raw`\d[\d.,]{0,15}`;
/** What may be a measure, in a text. */
const PARTS = new RegExp(
  String.raw`(?<![\w.,])(?:\$${FIGURE}|${FIGURE}\s{0,2}(?:${NAMES})\b)(?:,?\s{0,2}(?:(?:and|und)\s{1,2})?${FIGURE}\s{0,2}(?:${NAMES})\b){1,3}`,
  'gi',
);

/** The value of a measure in lower case, in its smallest unit; of money in its largest. */
export function measureOf(text: string): Rational | undefined {
  const [, dollars, dollarsNamed, cents] = MONEY.exec(text) ?? [];
  if (cents !== undefined) return figureOf(`${dollars ?? dollarsNamed}.${cents.padStart(2, '0')}`);
  const parts = [...text.matchAll(/(,? ?(?:and |und )?)(\d[\d.,]*) ?([a-z]+)\.?/gy)];
  if (parts.length < 2 || parts.map(([part]) => part).join('') !== text) return undefined;
  let value: Rational | undefined = { num: 0n, den: 1n };
  let last: string | undefined;
  for (const [, joint = '', number = '', unit = ''] of parts) {
    const factor = last === undefined ? 1n : held(last, unit);
    const figure = figureOf(number);
    // "5 km, 3 m behind": between metric units a comma lists.
    if (factor === undefined || figure === undefined || (factor % 100n === 0n && joint === ', ')) return undefined;
    const scaled: Rational | undefined = value && multiply(value, { num: factor, den: 1n });
    value = scaled && add(scaled, figure);
    last = unit;
  }
  return value;
}

/** How many of the smaller unit the larger one holds. */
function held(larger: string, smaller: string): bigint | undefined {
  const isOf = (unit: string, names: string) => new RegExp(`^(?:${names})$`).test(unit);
  return UNITS.find(([large, small]) => isOf(larger, large) && isOf(smaller, small))?.[2];
}

/** The last measure of several parts in a text. */
export const lastMeasure = (text: string): RegExpExecArray | undefined =>
  [...text.matchAll(PARTS)].findLast(([measure]) => measureOf(measure.toLowerCase().replace(/\s+/g, ' ')));

/** The unit behind or before a value: what it may leave out, and what it may not say otherwise. */
import { isMeasure, unitsAgree } from '../checks/arithmetic/units.ts';
import { own } from '../own.ts';
import { PHRASE_ENDS, SCALES, SCALING_WORDS } from '../checks/arithmetic/words.ts';

interface Measured {
  readonly value: string;
  /** Words of the unit, lower case; none without one. */
  readonly unit: readonly string[];
}

/** Text between double quotes, with what it is raised to or divided by. */
const QUOTED = /(?:\s*[/*]?\s*"[a-zA-Z][a-zA-Z .'/-]*"(?:\s*\^\s*\{?\s*-?\d\s*\}?)?)+$/;
/** Words behind a figure or a bracket. */
const BARE = /(?<=[\d)}\]%]( ?))([a-zA-Z]+)(?:\^\{?[23]\}?)?(?:[ /-][a-zA-Z]+(?:\^\{?[23]\}?)?)*$/;
/** Where nothing else says that these letters are no variables. */
const GLUED = new Set(['cm', 'mm', 'km', 'kg', 'ft', 'ml', 'mph']);
const SHORT = new Set(['men', 'mph', 'kph', 'mpg', 'sq', 'cu']);

/** Words that make another value of the one before them. */
const isChanging = (word: string): boolean =>
  PHRASE_ENDS.has(word) || SCALING_WORDS.has(word) || Object.hasOwn(SCALES, word) || OTHER.test(word);
const OTHER =
  /^(?:over|times|below|above|under|base|to|or|zero|negative|(?:four|six|seven|eigh|nin|eleven|twelf|[a-z]+teen|[a-z]+tie|hundred|thousand|[mb]illion)ths?|alpha|beta|gamma|delta|theta|lambda|sigma|omega)$/;

/** Others, such as a dozen, are units as well. */
const POWER_OF_TEN = /^(?:hundred|thousand|million|billion|trillion)$/;

/** @param text as `plainLatex` writes it */
export function measured(text: string): Measured {
  const [, minus = '', currency, amount = ''] = /^(-?)\s*\\?([$€£¥])\s*([^]+)$/.exec(text) ?? [];
  if (currency !== undefined) return { value: minus + amount, unit: [currency] };
  const percent = /^([^%]+)%$/.exec(text);
  if (percent) return { value: percent[1] ?? '', unit: ['percent'] };
  const unit = QUOTED.exec(text)?.[0] ?? bareUnit(text);
  const words = wordsOf(unit);
  const value = text.slice(0, text.length - unit.length).trim();
  if (words.length === 0 || value === '') return { value: text, unit: [] };
  const [first = ''] = words;
  const scale = POWER_OF_TEN.test(first) ? own(SCALES, first) : undefined;
  const rest = scale === undefined ? words : words.slice(1);
  if (rest.some(isChanging)) return { value: text, unit: [] };
  return { value: scale === undefined ? value : `(${value})*${scale}`, unit: rest };
}

function bareUnit(text: string): string {
  const [whole = '', space, first = ''] = BARE.exec(text) ?? [];
  const isUnit =
    space === '' ? GLUED.has(first) : first.length > 3 || SHORT.has(first) || (first.length > 1 && isMeasure(first));
  return isUnit && (!whole.includes('^') || isMeasure(first) || /^units?$/.test(first)) ? whole : '';
}

const wordsOf = (unit: string): readonly string[] =>
  unit
    .toLowerCase()
    .replaceAll('.', '')
    .replace(/\^\s*\{?\s*2\s*\}?/g, ' square ')
    .replace(/\^\s*\{?\s*3\s*\}?/g, ' cubic ')
    .replace(/\bsq\b|(?<=[a-z][" ]+)squared\b/g, 'square')
    .replace(/\bcu\b|(?<=[a-z][" ]+)cubed\b/g, 'cubic')
    .split(/[^a-z']+/)
    .filter((word) => word !== '' && !/^(?:a|an|the|of|per)$/.test(word));

/** Whether one of them says no more than the other, leaving out no measure. */
export function sameUnit(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  const isIn = (word: string, words: readonly string[]) => words.some((other) => unitsAgree([word, other]) === 'same');
  return (
    few.every((word) => isIn(word, many)) &&
    many.every((word) => isIn(word, few) || !(isMeasure(word) || /^(?:square|cubic)$/.test(word)))
  );
}

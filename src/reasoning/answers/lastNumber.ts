/** The last number of a text, for answers that are not said to be one. */
import { lastMeasure } from './compoundMeasure.ts';
import { NUMBER_NAMES } from './numberWords.ts';

const VULGAR = '[¼-¾⅐-⅞]';
/** A figure with the separators in it, also where it is a date, a version or a range: "1,250.50", "1 000", "20-25", "3:30". */
const FIGURE = String.raw`(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:'’–-]\d+)*|\.\d+)`;
/** What stands behind a figure and belongs to it: a fraction, a power, the other side of a ratio, half of the day, a scale. */
const BEHIND = [
  String.raw`\s?${VULGAR}`,
  String.raw`\s\d+\/\d+|\s?\/\s?\d+`,
  String.raw`e[-+]?\d{1,2}(?!\w)`,
  String.raw`\s?(?:[×x*·]|\\times|\\cdot)\s?10(?:\^\{?[-−]?\d{1,2}\}?|[⁰-⁹]+)`,
  String.raw`\^\{?[-−]?\d+\}?|[⁰¹²³⁴-⁹]+`,
  String.raw`\s:\s\d+`,
  String.raw`\s?[ap]\.?m\b`,
  String.raw`\s(?:hundred|thousand|million|billion|trillion|dozen)\b`,
].join('|');
const SIGN = String.raw`(?:(?<==\s{0,3})[-−]\s|[-−]|\bminus |\bnegative )?`;
const NUMBER = new RegExp(String.raw`(?<![\w.,])${SIGN}[$€£¥]?(?:${FIGURE}(?:${BEHIND})?|${VULGAR})`, 'giu');

/** What is said beside the result: a reference in brackets, a question back to the reader. */
const REMARK =
  /\((?:see|from|cf\.?|step|eq)\b[^()\n]*\)|(?<=\w\s?)\[\d{1,2}\](?!\w)|^[ \t]*(?:let me know|feel free|please let|if you have)\b.*$/gim;

/** A word for a number as the whole text, or at the end of one without figures: "So the total is twelve." */
const SPELLED = new RegExp(
  String.raw`(?:^\W*|\b(?:is|are|equals|makes|gives|get)\s+)((?:(?:minus|negative)\s+)?(?:${NUMBER_NAMES})(?:[ -](?:and |${NUMBER_NAMES}))*)\W*$`,
  'i',
);

const LONGEST_SPELLED = 80;

/** The last number, whole: with its sign, its fraction, and the other part of "3 hours and 20 minutes". */
export function lastNumber(text: string): string | undefined {
  const withoutRemarks = text.replace(REMARK, (remark) => ' '.repeat(remark.length));
  return lastFigures(withoutRemarks) ?? lastFigures(text) ?? SPELLED.exec(text.slice(-LONGEST_SPELLED))?.[1];
}

function lastFigures(text: string): string | undefined {
  const number = [...text.matchAll(NUMBER)].at(-1);
  const measure = lastMeasure(text);
  if (measure && number && number.index < measure.index + measure[0].length) return measure[0];
  return number?.[0];
}

/** The words behind a number. */
import { isMeasure } from '../checks/arithmetic/units.ts';
import { NUMBER_NAMES, PART_NAMES } from './numberWords.ts';

const REASON = /,?\s(?:because|since)\s.*$|,\sas\s(?!well).*$/;
/** Other letters than those of units stand for unknowns: "3 x". The article is none: "5 dollars a day". */
const UNKNOWN = String.raw`(?:a(?! \p{L})|(?![mgshlwvj])[b-z])(?![\p{L}'’-])`;
const ANOTHER = `(?:${NUMBER_NAMES}|${PART_NAMES})(?![\\p{L}-])`;
/** These make another value of the number: "5 squared", "3 lakh", "101 in base two", "9 a.m." */
const CHANGING = String.raw`squared|cubed|factorial|pi|lakhs?|crores?|(?:in )?(?:mod|modulo|base)|remainder|[ap]\.?m|plus|minus|or`;
/** "5 is odd" says something about the number; "5 are missing" says what is counted. */
const STATING = String.raw`(?:is|was)(?! left\b)|has|does|will|would|should|must|may|might|cannot|not`;
/** What changes a number directly behind it. */
const FIRST = new RegExp(
  String.raw`^[ ,/]*(?:(?:${CHANGING}|${STATING})(?!\p{L})|(?:(?:and|to|by|over|times|below|above) (?:an? |the )?)?(?:${UNKNOWN}|${ANOTHER}))`,
  'u',
);
/** What changes a number anywhere behind it. */
const ANYWHERE = new RegExp(String.raw`\b(?:plus|minus)\b|(?:,|\b(?:and|or)) (?:${NUMBER_NAMES})(?![\p{L}-])`, 'u');

/** Whether a number stays what it is with these words behind it: a unit, what is counted, a reason, a remark in brackets. */
export function leavesNumber(tail: string): boolean {
  const words = tail
    .replace(REASON, '')
    // A remark, and not a factor such as "(x+1)".
    .replace(/ \((?:=|(?!(?:or|mod|modulo|base|plus|minus)\b)\p{L}{2})[^()]*\)/gu, '')
    .replace(/(?<=[a-z])\^\{?-?[1-3]\}?/g, '');
  if (/^ ?(?:[%$€£¥₹]|°[cf]?)?$/.test(words)) return true;
  const glued = /^[a-z]{2,}(?![a-z])/.exec(words)?.[0] ?? '';
  if (glued !== '' && !isMeasure(glued)) return false;
  const rest = words.slice(glued.length);
  if (rest === '') return true;
  return /^(?: |, |\/)\p{L}[\p{L} .,'’"/%&-]*[!?]?$/u.test(rest) && !FIRST.test(rest) && !ANYWHERE.test(rest);
}

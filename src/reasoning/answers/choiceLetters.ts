/** Answers that are the letter of a choice. */

/** The letter at the end of a text, alone in its line. */
const LAST_LINE = /(?:^|\n)[ \t*_]*\(?([A-H])[).]{0,2}[ \t*_]*\s*$/gi;
/** A whole text of one line that begins with its letter: "(B) 12 apples". */
const FIRST = /^[\s*_]*(?:\(([A-H])\)|([A-H])[.)])[ \t*_]+\S.*\s*$/g;
const CHOSEN = /\bI(?:['’]d| would)? (?:choose|chose|pick|select|say) (?:option )?\(?([A-H])\)?(?=[.!]|\s*$)/gm;
/** A letter in brackets, or where a line or a sentence says that it is the one: "Result: B", "option C", "So A.", "B is correct". */
const STATED = new RegExp(
  [
    String.raw`\(([A-H])\)`,
    String.raw`^[ \t*_]*([A-H])(?:[.:)]| [-–—])\s`,
    String.raw`[:：#是]\s*[*_]*([A-H])[.。*_]*\s*$`,
    String.raw`\b(?:[Oo]ption|[Cc]hoice|[Ll]etter)\s+[*_]*([A-H])(?![\w'’])`,
    String.raw`\b(?:[Ii]s|[Bb]e|[Ss]o|[Tt]hus|[Hh]ence|[Tt]herefore|[Ss]ay|[Cc]hoose|[Pp]ick|[Ss]elect),?\s+[*_]*([A-H])[*_]*(?=[.,;!]|\s*$)`,
    String.raw`(?<![\w'’])([A-H])[*_]* is (?:right|correct|the (?:right|correct|best))\b`,
  ].join('|'),
  'gm',
);

/** The letter that a text is, or that its author chose: it counts before a number. */
export const chosenLetter = (text: string): string | undefined =>
  lastGroup(text, LAST_LINE) ?? lastGroup(text, FIRST) ?? lastGroup(text, CHOSEN);

/** The last letter that is named as a choice. */
export const statedLetter = (text: string): string | undefined => lastGroup(text, STATED);

/** The first group that took part in the last match. */
function lastGroup(text: string, pattern: RegExp): string | undefined {
  let found: string | undefined;
  for (const match of text.matchAll(pattern)) found = match.slice(1).find((group: string | undefined) => group);
  return found;
}

/** A whole answer, in lower case. */
const CHOICE = new RegExp(
  [
    String.raw`^(?:(?:option|choice) )?[([]?([a-h])[)\]]?[.:]?$`,
    // With its text; "(a) and (c)" are two.
    String.raw`^(?:(?:option|choice) )?(?:\(([a-h])\)|([a-h])[.:)]) (?!(?:and|or|und|oder) |[&/,]|\([a-h]\))`,
    String.raw`^([a-h]) [-–—] \p{L}{3}`,
  ].join('|'),
  'gu',
);

/** What a choice counts as: A to D as 1 to 4. `undefined` for an answer that is none. */
export function choiceKey(answer: string): string | undefined {
  const letter = lastGroup(answer, CHOICE);
  if (letter === undefined) return undefined;
  const index = 'abcd'.indexOf(letter);
  return index < 0 ? letter : String(index + 1);
}

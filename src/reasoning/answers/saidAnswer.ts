/** Answers that are said to be one: behind "the answer is", or in a line of their own. */

const ANSWER_IS =
  /(?<!\b(?:if|whether|unless)\s)\b(?:the|my|our)\s+(?:(?:final|correct|right|best)\s+)?(?:answer|(?<=(?:final|correct|right|best)\s+)(?:option|choice|result|value))\s+(?:to\s[^\n]{1,80}?\s)?(?:is|would be|must be|should be)(?:[*_]{0,3}[\s:]+(?:[*_]{1,3}\s+)?|(?=\*))(?:(?:as follows:?|therefore|thus|simply|just|option|choice|letter(?=\s+[(*]*[A-H]\b)),?\s+)?/gi;
const ANSWER_LINE =
  /^[ \t]*(?:#{1,6}[ \t]+)?(?:[-*+][ \t]+)?[*_]{0,3}(?:the )?(?:final )?answer(?:[*_]{0,3}:[*_]{0,3}|[*_]{0,3}[ \t]*(?=\r?\n))\s*(?!`{3}|~{3})(\S.*)$/gim;

/** Behind "the answer is" this says how it was found, or what it is not. */
const NO_ANSWER =
  /^(?:(?:found|obtained|given|calculated|computed|determined|derived|expressed|written|shown|explained)\s+(?:by|as|from|in|with|using|on|above|below|through)\b|in (?:the )?(?:units?|form|terms)\b|[*_]*not[*_]*\s+[\W_]*(?:\d|[A-H]\b)|`{3}|~{3})/i;
/** Behind "the answer is" this is mostly a remark about an answer that was given. */
const REMARK =
  /^(?:(?:also|indeed|still|always|clearly|definitely)\s+)?(?:correct|right|wrong|incorrect|true|reasonable|sensible|plausible|positive|negative|even|odd|valid|consistent|the same|unique|exact|an?\s+(?:\w+\s+){0,2}(?:integer|number|fraction|decimal|value)|between|less|more|greater|smaller|larger|at (?:least|most))\b/i;

/** So much of an answer shows whether it is only a remark. */
const LONGEST_REMARK = 80;

/** The answer of the last "the answer is" that is followed by one. */
export const answerIs = (text: string): string | undefined => lastSaid(text, (said) => !REMARK.test(said));

/** The same with remarks: where no other answer is given, "The answer is positive." is one. */
export const remarkIs = (text: string): string | undefined => lastSaid(text, () => true);

function lastSaid(text: string, isMeant: (said: string) => boolean): string | undefined {
  const start = [...text.matchAll(ANSWER_IS)]
    .map((match) => match.index + match[0].length)
    .findLast((at) => {
      const said = text.slice(at, at + LONGEST_REMARK);
      return !NO_ANSWER.test(said) && isMeant(said);
    });
  return start === undefined ? undefined : withoutSum(bare(sentence(/^.*/.exec(text.slice(start))?.[0])));
}

/** What the last line "Answer: X" says, or the list below "Answer:". */
export function answerLine(text: string): string | undefined {
  const match = [...text.matchAll(ANSWER_LINE)].at(-1);
  const line = match?.[1];
  if (match === undefined || line === undefined) return undefined;
  const start = match.index + match[0].length - line.length;
  const list = match[0].includes('\n') ? LIST.exec(text.slice(start)) : null;
  if (list) return list[0].trim().includes('\n') ? list[0].trim() : unwrapped(list[1]);
  return SHORT.test(line) ? withoutSum(unwrapped(line.slice(0, reasonAt(line)))) : unwrapped(line);
}

/** A number or a choice: its reason does not belong to it. Other answers are sentences, and stay whole. */
const SHORT = /^[\\($*_]*(?:[-−]?[$€£]?\.?\d|[A-H](?:[).:,*]|\s(?:because|since)\b))/;

/** The items of a list at the start of a text; "12. " begins none. */
const LIST = /^(?=[-*+]|1[.)])(?:[ \t]*(?:[-*+]|\d+[.)])[ \t]+(.*)(?:\r?\n|$))+/;

/** The result of a sum that is worked out: 72 of "48 + 24 = 72". */
const withoutSum = (text: string | undefined): string | undefined =>
  text?.replace(/^(?:[\d\s.,+\-−*×·/÷()$€£]|\\(?:times|cdot|div)(?![a-z]))*=\s*(?=\S)/, '');

/** Where the reason of an answer begins, or what it is told from. */
const REASON = /,?\s(?:because|since)\s|,\swhich\s|,\s(?:as(?!\s+well)|not)\s|\s(?:rather than|instead of)\s/i;

function reasonAt(text: string): number {
  const at = text.search(REASON);
  return at < 0 ? text.length : at;
}

/** Up to its full stop (one inside of `3.5` or `a.length` is none) or its reason. */
function sentence(text: string | undefined): string | undefined {
  const end = text?.search(/(?<!\b(?:e\.g|i\.e|approx|vs|Mrs?|Ms|Dr|Prof|St))\.[*_)"'”$]*(?:\s|$)/i) ?? -1;
  return text?.slice(0, Math.min(end < 0 ? text.length : end, reasonAt(text)));
}

/** Without the emphasis and the maths delimiters around it. */
function unwrapped(text: string | undefined): string | undefined {
  let value = text?.trim();
  for (;;) {
    const inside =
      value === undefined ? null : /^(?:(\*\*|__|\*|\$\$?)([^*$]+)\1|\\\((.+)\\\)|\\\[(.+)\\\])$/.exec(value);
    if (!inside) return value;
    value = (inside[2] ?? inside[3] ?? inside[4])?.trim();
  }
}

/** Also without a full stop, and without one half of the emphasis or the maths around the sentence. */
export function bare(text: string | undefined): string | undefined {
  const value = unwrapped(text?.trim().replace(/[.。]$/, ''));
  return value
    ?.replace(/^([^*]*)\*\*$/, '$1')
    .replace(/^([^$]+)\$$/, '$1')
    .trim();
}

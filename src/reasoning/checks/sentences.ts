/** The words before and behind a claim, as far as its sentence goes. */
export interface Surroundings {
  readonly before: string;
  readonly behind: string;
}

const END = /[.!?](?=\s|$)|[\n;]/;

/** Longer sentences are cut. */
const REACH = 400;

/** The sentence around `start` to `end` of a text. A dot between digits ends none. */
export function surroundings(text: string, start: number, end: number): Surroundings {
  const head = text.slice(Math.max(0, start - REACH), start);
  const from = [...head.matchAll(new RegExp(END, 'g'))].at(-1);
  const tail = text.slice(end, end + REACH);
  const to = END.exec(tail);
  return {
    before: head.slice(from ? from.index + from[0].length : 0),
    behind: tail.slice(0, to ? to.index + 1 : undefined),
  };
}

const TRUTH =
  /^[\s`*_"')\]]*(?:[,;:—–-]\s*)?(?:(?:which|that|this|it|and|was|das)\s+)*(?:(?:is|are|was|were|evaluates?\s+(?:to|as)|returns?|gives?|yields?|becomes?|results?\s+in|equals?|means?|ist|sind|ergibt|→|->|=>|==?=?)\s*|:\s+)(?:(?:therefore|thus|also|still|clearly|again|indeed|now|obviously|then|simply|always|also|immer)\s+)?(?<not>(?:not|nicht)\s+)?[`*_"']*(?<word>true|false|wahr|falsch)\b[`*_"']*(?!\s*(?:if|or|unless|until|only|when|positive|negative|and\s+[\d`]|for|\/))/i;
/** "3 > 5, false." */
const APPOSITION = /^[`*_"')\]]*,\s+(?<word>true|false|wahr|falsch)(?=\s*(?:[.,;!]|$))/i;
const IS_NOT = /^[\s`*_"')\]]*(?:,\s*)?(?:which\s+)?isn['’]t\s+[`*_"']*(?<word>true|false)\b/i;
const THAT = /\b(?<not>not\s+)?(?<word>true|false)\s+that\s+$/i;

const CONDITION_BEFORE =
  /\b(?:if|while|until|unless|when|whether|that|suppos\w+|assum\w+|wenn|falls|solange|bis|ob|dass)\s+[`*_"'(]*$/i;
const REPORT = /\b(?:claim\w*|wrong|incorrect|said|says|thinks?|thought|none|neither|cannot|no)\b/i;

/** "while 5 < 3 is true", "you might think that 5 < 3 is true": the truth of a claim is asked for or reported, not said. */
export const isSaidOfCondition = ({ before, behind }: Surroundings): boolean =>
  !THAT.test(before) &&
  (CONDITION_BEFORE.test(before) || REPORT.test(before) || /\b(?:wrong|incorrect)\b/i.test(behind));

/** What the words around a claim say of it: that it is true, that it is false, or nothing. */
export function saidTruth({ before, behind }: Surroundings): boolean | undefined {
  const match = TRUTH.exec(behind) ?? APPOSITION.exec(behind) ?? THAT.exec(before);
  if (match?.groups) return /^(?:true|wahr)$/i.test(match.groups['word'] ?? '') === (match.groups['not'] === undefined);
  const denied = IS_NOT.exec(behind);
  return denied?.groups && denied.groups['word']?.toLowerCase() !== 'true';
}

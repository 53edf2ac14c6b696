/**
 * The candidates that hold the letters of `query` in their order, best first: letters that stand together, begin a word
 * or stand in the last segment of a path count more, short candidates before long ones. Case does not count.
 */
export function fuzzySort<T>(query: string, candidates: readonly T[], textOf: (candidate: T) => string): T[] {
  const wanted = query.toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, score: scoreOf(wanted, textOf(candidate)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || textOf(a.candidate).length - textOf(b.candidate).length)
    .map(({ candidate }) => candidate);
}

const BASE = 1;
const NEXT_TO_ANOTHER = 3;
const WORD_START = 4;
const IN_NAME = 2;

/** 0 where the letters are not there. The last segment is tried by itself first: that is what people type. */
function scoreOf(query: string, text: string): number {
  const name = text.slice(text.lastIndexOf('/') + 1);
  return matchScore(query, name, IN_NAME) || matchScore(query, text, 0);
}

function matchScore(query: string, text: string, bonus: number): number {
  if (query === '') return BASE;
  const lower = text.toLowerCase();
  const whole = lower.indexOf(query);
  let score = whole >= 0 ? query.length * NEXT_TO_ANOTHER : 0;
  let at = whole >= 0 ? whole - 1 : -1;
  for (const letter of query) {
    const found = lower.indexOf(letter, at + 1);
    if (found < 0) return 0;
    score += BASE + bonus;
    if (found === at + 1 && at >= 0) score += NEXT_TO_ANOTHER;
    if (startsWord(text, found)) score += WORD_START;
    at = found;
  }
  return score;
}

function startsWord(text: string, at: number): boolean {
  const [before = '', letter = ''] = [text[at - 1], text[at]];
  return at === 0 || /[^\p{L}\p{N}]/u.test(before) || (/\p{Lu}/u.test(letter) && !/\p{Lu}/u.test(before));
}

import { isCalculation, literalOf, type Parsed } from './expression.ts';
import { parseExpression, startsNumber } from './parse.ts';
import { isMeasure } from './units.ts';
import type { Relation, Token } from './token.ts';
import { BINDING_WORDS, EQUAL_WORDS, FUNCTION_WORDS, NUMBERED, SCALING_WORDS } from './words.ts';

export interface Link {
  readonly relation: Relation;
  /** Written as a word: "3 + 4 is 7". */
  readonly inWords: boolean;
}

/** `a + b = c = d`, `1 < 2`: sides with a relation between each two. There is one side more than there are links. */
export interface Chain {
  readonly sides: readonly Parsed[];
  readonly links: readonly Link[];
  /** What stands directly before or behind belongs to the first or last side, so that its value is not known. */
  readonly firstUnsure: boolean;
  readonly lastUnsure: boolean;
}

/** So many tokens that come to nothing are not read again from the next one. */
const LONG = 12;

/** Every chain in a text, in its order. `names` are the identifiers of the code that is spoken of. */
export function findChains(tokens: readonly Token[], names: ReadonlySet<string>): Chain[] {
  const chains: Chain[] = [];
  /** A calculation without a result came before in the same clause: what follows may go on with it. */
  let isOpen = false;
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind === 'stop') isOpen = false;
    const first = canStart(tokens, at) ? parseExpression(tokens, at, names) : undefined;
    const chain = first && chainFrom(tokens, first, names);
    if (chain) {
      chains.push(isOpen ? { ...chain, firstUnsure: true } : chain);
      at = Math.max(at, (chain.sides.at(-1)?.to ?? at) - 1);
      isOpen = false;
    } else if (first && (isCalculation(first.expression) || first.to - at > LONG)) {
      isOpen = !endsClause(tokens[first.to]);
      at = Math.max(at, first.to - 1);
    }
  }
  return chains;
}

/** "3 + 4, so …", "5 * 3 and 2 + 2 = 4": the calculation before is left as it is. */
const endsClause = (token: Token | undefined): boolean =>
  token === undefined ||
  token.kind === 'stop' ||
  (token.kind === 'word' && /^(?:so|because|since|which|is|are|equals|and|or|but|then|und|also|ist)$/.test(token.text));

function canStart(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word') return token?.kind === 'symbol' || startsNumber(tokens, at);
  if (token.text.startsWith('\\')) return true;
  if (FUNCTION_WORDS.has(token.text.toLowerCase())) return false;
  const next = tokens[at + 1];
  return next?.kind === 'operator' || next?.kind === 'relation' || next?.spaced === false;
}

function chainFrom(tokens: readonly Token[], first: Parsed, names: ReadonlySet<string>): Chain | undefined {
  const start = first.from;
  const sides = [first];
  const links: Link[] = [];
  for (;;) {
    const left = sides.at(-1) ?? first;
    const link = linkAt(tokens, left.to);
    const side = link && parseExpression(tokens, left.to + link.length, names);
    if (!side || (link.inWords && !isResultInWords(left, side))) break;
    links.push(link);
    sides.push(side);
  }
  if (links.length === 0) return undefined;
  const last = sides.at(-1)?.to ?? start;
  return { sides, links, firstUnsure: bindsBefore(tokens, start), lastUnsure: bindsBehind(tokens, last, links.at(-1)) };
}

/** "3 + 4 is 7", but not "the cost of 9 plates is 2 * 9". */
const isResultInWords = (left: Parsed, right: Parsed): boolean =>
  isCalculation(left.expression) && literalOf(right.expression) !== undefined;

function linkAt(tokens: readonly Token[], at: number): (Link & { readonly length: number }) | undefined {
  const token = tokens[at];
  if (token?.kind === 'relation') return { relation: token.relation, inWords: false, length: 1 };
  if (token?.kind !== 'word' || !EQUAL_WORDS.has(token.text)) return undefined;
  const behind = `${tokens[at + 1]?.text ?? ''} ${tokens[at + 2]?.text ?? ''}`;
  const length = behind === 'equal to' ? 3 : /^gleich(?: |$)/.test(behind) ? 2 : 1;
  return startsNumber(tokens, at + length) ? { relation: '=', inWords: true, length } : undefined;
}

/** Whether what stands before the token `start` may be a part of the calculation that starts there. */
function bindsBefore(tokens: readonly Token[], start: number): boolean {
  const before = tokens[start - 1];
  const earlier = tokens[start - 2];
  if (!before || before.kind === 'relation') return false;
  if (before.kind === 'stop') {
    if (before.text === ',') return endsNumber(tokens, start - 2);
    return before.text === '.' && (earlier?.kind === 'operator' || !tokens[start]?.spaced);
  }
  if (before.kind === 'open') {
    const tied = !before.spaced && earlier !== undefined && (earlier.kind !== 'stop' || earlier.text === '!');
    return tied || bindsBefore(tokens, start - 1);
  }
  return before.kind !== 'word' || wordBinds(tokens, start);
}

function wordBinds(tokens: readonly Token[], start: number): boolean {
  const [before, earlier] = [tokens[start - 1], tokens[start - 2]];
  const word = (before?.text ?? '').toLowerCase();
  if (word === 'of') return earlier?.kind !== 'word' || PART_WORDS.test(earlier.text);
  if (word === 'by')
    return /^(?:divi\w*|multipl\w*|times|raised)$/i.test(earlier?.text ?? '') || endsNumber(tokens, start - 2);
  if (NUMBERED.has(word) && !DETERMINERS.test(earlier?.text ?? '')) return true;
  // A name: "It takes Max 2 * 40 minutes".
  const isName = /^\p{Lu}/u.test(before?.text ?? '') && earlier !== undefined && earlier.kind !== 'stop';
  if (/^(?:sum|difference|product|quotient|total)$/.test(word) && isTaken(tokens, start - 2)) return true;
  if (word === 'average' && /^on$/i.test(earlier?.text ?? '')) return false;
  if (BINDING_WORDS.has(word)) return !isName && !/^(?:first|second|other|last|same)$/i.test(earlier?.text ?? '');
  if (/^(?:and|or|und|oder|to|from|with|into|then)$/.test(word)) return endsNumber(tokens, start - 2);
  // Measures in two parts: "1 hour 30 minutes".
  return isMeasure(word) && endsNumber(tokens, start - 2) && before?.spaced !== undefined;
}

/** "3 times the sum", "half the total". */
const isTaken = (tokens: readonly Token[], at: number): boolean =>
  [tokens[at], tokens[at - 1]].some((token) => /^(?:times|twice|half|double|third|quarter)$/i.test(token?.text ?? ''));

/** Before "of" these take a part of, or do something with, what comes behind. */
const PART_WORDS =
  /^(?:.*(?:half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|percent|power|square|cube|root|factorial|average|mean|median|double|triple|multiple|reciprocal|inverse|negative|opposite|logarithm|most|all|none|any|each|one|two|three|four|five|six|seven|eight|nine|ten)|out|hälfte|drittel|viertel|fünftel|prozent|doppelte|wurzel|quadrat)$/i;
/** Before the name of a thing these make it no numbered one: "each day 3 * 4", but "on day 3". */
const DETERMINERS =
  /^(?:each|every|per|an?|one|the|this|that|last|next|same|other|first|second|third|fourth|whole|single|jede[nrsm]?|pro|ein(?:e[nrm]?)?)$/i;

/** Whether a figure that is nobody's result ends at the token `at`. */
function endsNumber(tokens: readonly Token[], at: number): boolean {
  let index = at;
  while (/^(?:percent|close|currency|superscript)$/.test(tokens[index]?.kind ?? '')) index--;
  if (tokens[index]?.kind !== 'number') return false;
  while (tokens[index - 1]?.kind === 'currency') index--;
  const before = tokens[index - 1];
  return !(before?.kind === 'relation' || (before?.kind === 'word' && EQUAL_WORDS.has(before.text)));
}

/** Whether what stands at the token `end` may change the value of the side before it. */
function bindsBehind(tokens: readonly Token[], end: number, link: Link | undefined): boolean {
  const token = tokens[end];
  if (!token) return false;
  if (token.kind === 'stop') {
    const next = tokens[end + 1];
    return token.text === '?' || (/^[,.:]$/.test(token.text) && next?.spaced === false && next.kind === 'number');
  }
  if (token.kind === 'close') return token.text !== '`' && link?.inWords === true;
  // A remark in brackets.
  if (token.kind === 'open' && token.spaced && tokens[end + 1]?.kind === 'word') return false;
  return token.kind !== 'word' || wordBindsBehind(tokens, end, link);
}

function wordBindsBehind(tokens: readonly Token[], end: number, link: Link | undefined): boolean {
  const [token, next] = [tokens[end], tokens[end + 1]];
  const word = (token?.text ?? '').toLowerCase();
  if (link?.inWords && !/^(?:so|because|since|as|which|weil|also|und|and|in|for|from|at)$/.test(word)) return true;
  if (SCALING_WORDS.has(word) || (word.length === 1 && word !== 'a' && word !== 'i')) return true;
  // "3 and 1/2", but not "= 8 and 8 - 1 = 7".
  if (/^(?:and|und)$/.test(word) && next?.kind === 'number')
    return tokens[end + 2]?.text === '/' && !tokens[end + 2]?.spaced;
  if (/^(?:or|to|and|with|over|by|o'clock)$/.test(word))
    return (
      word === "o'clock" ||
      startsNumber(tokens, end + 1) ||
      /^(?:an?|remainder|rest|half|quarter|third)$/.test(next?.text ?? '')
    );
  return word === 'x' || next?.kind === 'operator';
}

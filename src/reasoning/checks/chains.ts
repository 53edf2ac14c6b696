import { parseExpression, startsNumber, type Parsed } from './expression.ts';
import { isMeasure } from './units.ts';
import type { Relation, Token } from './token.ts';
import { BINDING_WORDS, EQUAL_WORDS, FUNCTION_WORDS, SCALING_WORDS, SUM_NOUNS } from './words.ts';

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

/** Every chain in a text, in its order. `names` are the identifiers of the code that is spoken of. */
export function findChains(tokens: readonly Token[], names: ReadonlySet<string>): Chain[] {
  const chains: Chain[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const chain = canStart(tokens, at) ? chainAt(tokens, at, names) : undefined;
    if (!chain) continue;
    chains.push(chain);
    at = Math.max(at, (chain.sides.at(-1)?.to ?? at) - 1);
  }
  return chains;
}

function canStart(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word') return token?.kind === 'symbol' || startsNumber(tokens, at);
  if (token.text.startsWith('\\')) return true;
  if (FUNCTION_WORDS.has(token.text.toLowerCase())) return false;
  const next = tokens[at + 1];
  return next?.kind === 'operator' || next?.kind === 'relation' || next?.spaced === false;
}

function chainAt(tokens: readonly Token[], start: number, names: ReadonlySet<string>): Chain | undefined {
  const first = parseExpression(tokens, start, names);
  if (!first) return undefined;
  const sides = [first];
  const links: Link[] = [];
  for (;;) {
    const end = sides.at(-1)?.to ?? start;
    const link = linkAt(tokens, end);
    const side = link && parseExpression(tokens, end + link.length, names);
    if (!side) break;
    links.push(link);
    sides.push(side);
  }
  if (links.length === 0) return undefined;
  const last = sides.at(-1)?.to ?? start;
  return { sides, links, firstUnsure: bindsBefore(tokens, start), lastUnsure: bindsBehind(tokens, last, links.at(-1)) };
}

function linkAt(tokens: readonly Token[], at: number): (Link & { readonly length: number }) | undefined {
  const token = tokens[at];
  if (token?.kind === 'relation') return { relation: token.relation, inWords: false, length: 1 };
  if (token?.kind !== 'word' || !EQUAL_WORDS.has(token.text)) return undefined;
  const length = token.text === 'is' && tokens[at + 1]?.text === 'equal' && tokens[at + 2]?.text === 'to' ? 3 : 1;
  return startsNumber(tokens, at + length) ? { relation: '=', inWords: true, length } : undefined;
}

/** Whether what stands before the token `start` may be a part of the calculation that starts there. */
function bindsBefore(tokens: readonly Token[], start: number): boolean {
  const before = tokens[start - 1];
  const earlier = tokens[start - 2];
  if (!before || before.kind === 'relation') return false;
  if (before.kind === 'stop') return before.text === ',' && endsNumber(tokens, start - 2);
  if (before.kind === 'open') {
    const tied = !before.spaced && earlier !== undefined && (earlier.kind !== 'stop' || earlier.text === '!');
    return tied || bindsBefore(tokens, start - 1);
  }
  if (before.kind !== 'word') return true;
  const word = before.text.toLowerCase();
  if (word === 'of') return !(earlier?.kind === 'word' && SUM_NOUNS.has(earlier.text.toLowerCase()));
  if (BINDING_WORDS.has(word)) return true;
  // "2 and 3 + 4", "5 to 3 * 4", and measures in two parts: "1 hour 30 minutes".
  return (
    endsNumber(tokens, start - 2) &&
    (/^(?:and|or|to|from|with|into|then)$/.test(word) || isMeasure(before.text) || earlier?.spaced === false)
  );
}

/** Whether a figure that is nobody's result ends at the token `at`. */
function endsNumber(tokens: readonly Token[], at: number): boolean {
  let index = at;
  if (tokens[index]?.kind === 'word' && tokens[index - 1]?.kind === 'number') index--;
  while (/^(?:percent|close|currency|superscript)$/.test(tokens[index]?.kind ?? '')) index--;
  if (tokens[index]?.kind !== 'number') return false;
  const before = tokens[index - 1];
  return !(before?.kind === 'relation' || (before?.kind === 'word' && EQUAL_WORDS.has(before.text)));
}

/** Whether what stands at the token `end` may change the value of the side before it. */
function bindsBehind(tokens: readonly Token[], end: number, link: Link | undefined): boolean {
  const token = tokens[end];
  if (!token) return false;
  if (token.kind === 'stop') {
    const next = tokens[end + 1];
    return token.text === '?' || (token.text === ',' && !next?.spaced && next?.kind === 'number');
  }
  if (token.kind === 'close') return token.text !== '`' && link?.inWords === true;
  // A remark in brackets.
  if (token.kind === 'open' && token.spaced && tokens[end + 1]?.kind === 'word') return false;
  if (token.kind !== 'word') return true;
  const word = token.text.toLowerCase();
  const next = tokens[end + 1];
  if (link?.inWords && !/^(?:so|because|since|as|which)$/.test(word)) return true;
  if (SCALING_WORDS.has(word) || (word.length === 1 && word !== 'a' && word !== 'i')) return true;
  // "3 and 1/2", but not "= 8 and 8 - 1 = 7".
  if (word === 'and' && next?.kind === 'number') return tokens[end + 2]?.text === '/' && !tokens[end + 2]?.spaced;
  if (/^(?:or|to|and|with|over|by|o'clock)$/.test(word))
    return (
      word === "o'clock" ||
      word === 'by' ||
      startsNumber(tokens, end + 1) ||
      /^(?:an?|remainder|rest)$/.test(next?.text ?? '')
    );
  return word === 'x' || next?.kind === 'operator';
}

import { bindsBefore } from './bindsBefore.ts';
import { isCalculation, literalOf, type Parsed } from './expression.ts';
import { parseExpression, startsNumber } from './parse.ts';
import { unitText } from './unitPhrase.ts';
import { isMeasure } from './units.ts';
import type { Relation, Token } from './token.ts';
import { EQUAL_WORDS, FUNCTION_WORDS, SCALING_WORDS } from './words.ts';

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
    // "for n = 2 + 1 is 5": what is 5 stands before.
    if (!side || (link.inWords && (links.length > 0 || !isResultInWords(left, side)))) break;
    links.push(link);
    sides.push(side);
  }
  if (links.length === 0) return undefined;
  const last = sides.at(-1)?.to ?? start;
  return {
    sides,
    links,
    firstUnsure: bindsBefore(tokens, first, links[0]?.inWords === true),
    lastUnsure: bindsBehind(tokens, last, links.at(-1)),
  };
}

/** "3 + 4 is 7", but not "the cost of 9 plates is 2 * 9". */
const isResultInWords = (left: Parsed, right: Parsed): boolean =>
  isCalculation(left.expression) && literalOf(right.expression) !== undefined;

function linkAt(tokens: readonly Token[], at: number): (Link & { readonly length: number }) | undefined {
  const token = tokens[at];
  if (token?.kind === 'relation') return { relation: token.relation, inWords: false, length: 1 };
  if (token?.kind !== 'word' || !EQUAL_WORDS.has(token.text)) return undefined;
  const behind = `${tokens[at + 1]?.text ?? ''} ${tokens[at + 2]?.text ?? ''}`;
  const length =
    behind === 'equal to'
      ? 3
      : /^(?:gleich|us|you) /.test(behind) || (token.text === 'equals' && behind.startsWith('to '))
        ? 2
        : 1;
  return startsNumber(tokens, at + length) ? { relation: '=', inWords: true, length } : undefined;
}

/** Whether what stands at the token `end` may change the value of the side before it. */
function bindsBehind(tokens: readonly Token[], end: number, link: Link | undefined): boolean {
  const token = tokens[end];
  if (!token) return false;
  if (token.kind === 'stop') {
    const next = tokens[end + 1];
    if (token.text === ',' && isCompound(tokens, end)) return true;
    // A ratio: "12 : 8 = 3 : 2".
    if (token.text === ':' && token.spaced && next?.kind === 'number') return true;
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
    return (tokens[end + 2]?.text === '/' && !tokens[end + 2]?.spaced) || isCompound(tokens, end);
  if (/^(?:or|to|and|with|over|by|o'clock)$/.test(word))
    return (
      word === "o'clock" ||
      startsNumber(tokens, end + 1) ||
      /^(?:an?|remainder|rest|half|quarter|third)$/.test(next?.text ?? '')
    );
  return word === 'x' || next?.kind === 'operator';
}

/** "2 hours and 30 minutes", "5 feet, 7 inches": whether the word or comma at `joint` stands between two measures. */
const isCompound = (tokens: readonly Token[], joint: number): boolean =>
  tokens[joint + 1]?.kind === 'number' &&
  [tokens[joint - 1], tokens[joint + 2]].every(
    (token) => token?.kind === 'word' && (tokens[joint]?.text === 'und' || isMeasure(unitText(token))),
  );

import type { Token } from './token.ts';
import { isLength, isMeasure } from './units.ts';
import { EQUAL_WORDS, FUNCTION_WORDS, PHRASE_ENDS, SCALES, SCALING_WORDS } from './words.ts';

/** The text of a unit: `\text{ kg}` is `kg`. */
export const unitText = (token: Token): string => /\{\s*(.*?)\s*\}/.exec(token.text)?.[1] ?? token.text;

/** `unit` is the word that says what is counted, with what it is counted per: `legs/spider`. */
export interface UnitPhrase {
  readonly unit: string;
  readonly length: number;
  /** So many tokens of it belong to the figure for a reader; the rest only says more. */
  readonly shown: number;
  /** An area or a volume: `m²`, "square feet". */
  readonly isArea: boolean;
}

const LONGEST = 12;
/** Letters that stand for units where they are glued to a figure. Others are names of quantities. */
const LETTERS = /^[mgshltLkKVWAJN]$/;
const AREA_WORDS = /^(?:square|cubic|sq|cu)$/i;
/** `Quadratmeter`, `sqft`, `m²` */
const AREA_IN_WORD = /^(?:(?:quadrat|kubik|sq)(?<prefixed>\p{L}+)|(?<suffixed>\p{L}+)[23²³])$/iu;
/** Behind these a new part of the phrase begins, which does not say what is counted. */
const JOINTS = new Set(
  'of per for in on at from to who that which each every left with after before the a an'.split(' '),
);

/**
 * What is counted, behind the figure that ends before `start`: "legs/spider", "pieces of junk mail", "team members". Words
 * belong to it when the calculation goes on, or ends, behind them. `names` are those of the code.
 */
export function phraseAt(tokens: readonly Token[], start: number, names: ReadonlySet<string>): UnitPhrase | undefined {
  let at = start;
  let unit = '';
  let isJoined = false;
  let isArea = false;
  let measure: UnitPhrase | undefined;
  while (at < start + LONGEST) {
    const token = tokens[at];
    if (token?.kind === 'operator' && token.operator === '/') {
      const per = perAt(tokens, at, at > start || tokens[start - 2]?.kind === 'currency', names);
      if (per === undefined) break;
      unit += `/${per}`;
      at += 2;
      if (!isJoined) measure = { unit, length: at - start, shown: at - start, isArea };
    } else if (token?.kind === 'open' && at > start - 1 && token.spaced && token.text === '(') {
      const close = remarkEnd(tokens, at);
      if (close === undefined) break;
      at = close + 1;
    } else if (token?.kind === 'word') {
      const written = unitText(token);
      const word = lengthIn(written) ?? written;
      if (!isPartOfPhrase(word, at === start, names) || isSign(tokens, at)) break;
      const isJoint = JOINTS.has(word.toLowerCase());
      const isAfterScale = word === 'of' && (tokens[start - 1]?.text.toLowerCase() ?? '') in SCALES;
      if (at === start && isJoint && !isAfterScale && /^(?:of|an?|the|to|at|before|after|that|which)$/i.test(word))
        return undefined;
      if (isJoint) isJoined = true;
      else if (!isJoined) {
        unit = word;
        isArea ||= AREA_WORDS.test(word) || word !== written;
      }
      at++;
      if (at === start + 1 && isUnitAlone(word, token)) {
        const isShown = isMeasure(word) || tokens[at]?.kind !== 'word';
        measure = { unit: word, length: 1, shown: isShown ? 1 : 0, isArea };
      }
      // "square feet"
      if (at === start + 2 && isArea && isLength(word)) measure = { unit: word, length: 2, shown: 2, isArea };
    } else if (token?.kind === 'superscript' && at > start && !token.spaced) {
      isArea = true;
      at++;
    } else break;
  }
  if (at === start) return undefined;
  if (at === start + 1 && unit.length === 1 && !measure) return undefined;
  return endsPhrase(tokens[at])
    ? { unit: unit || 'each', length: at - start, shown: measure?.length ?? 0, isArea }
    : measure;
}

/** The length whose square or cube a word names. */
function lengthIn(word: string): string | undefined {
  const { prefixed, suffixed } = AREA_IN_WORD.exec(word)?.groups ?? {};
  const length = prefixed ?? suffixed;
  return length !== undefined && isLength(length) ? length : undefined;
}

/** A word that is a unit whatever comes behind it. */
const isUnitAlone = (word: string, token: Token): boolean =>
  (word.length > 1 || (LETTERS.test(word) && (!token.spaced || isMeasure(word)))) &&
  !JOINTS.has(word.toLowerCase()) &&
  !FUNCTION_WORDS.has(word.toLowerCase());

/** The word behind a stroke: `6 legs/spider`, `$5/hour`, `60 km / h`. */
function perAt(tokens: readonly Token[], at: number, hasUnit: boolean, names: ReadonlySet<string>): string | undefined {
  const [slash, word] = [tokens[at], tokens[at + 1]];
  if (word?.kind !== 'word' || names.has(word.text)) return undefined;
  const isTight = slash?.spaced === false && !word.spaced;
  if (isMeasure(word.text)) return word.text;
  return hasUnit && isTight && word.text.length > 1 && !/^[A-Z_]+$/.test(word.text) ? word.text : undefined;
}

function isPartOfPhrase(word: string, isFirst: boolean, names: ReadonlySet<string>): boolean {
  const lower = word.toLowerCase();
  if (PHRASE_ENDS.has(lower) || (EQUAL_WORDS.has(lower) && lower !== 'leaves') || SCALING_WORDS.has(lower))
    return false;
  if (isFirst && lower in SCALES) return false;
  if (word.startsWith('\\') || names.has(word)) return false;
  return word.length > 1 || /^[aA]$/.test(word) || (isFirst && LETTERS.test(word));
}

/** The end of a remark in brackets that holds words only: "93 (average) * 5". */
function remarkEnd(tokens: readonly Token[], open: number): number | undefined {
  for (let at = open + 1; at < open + 8; at++) {
    const token = tokens[at];
    if (token?.kind === 'close') return at > open + 1 ? at : undefined;
    if (token?.kind !== 'word') return undefined;
  }
  return undefined;
}

const SIGN_WORDS = /^(?:plus|minus|times|x|mal|multiplied|divided|geteilt|mod)$/i;

/** A word that is an operator, or "leaves" as a verb: a figure comes behind it. */
const isSign = (tokens: readonly Token[], at: number): boolean =>
  /^(?:plus|minus|times|x|mal|leaves)$/i.test(tokens[at]?.text ?? '') &&
  /^(?:number|vulgar|open|currency|root)$/.test(tokens[at + 1]?.kind ?? '');

const endsPhrase = (token: Token | undefined): boolean =>
  token === undefined ||
  /^(?:operator|relation|close)$/.test(token.kind) ||
  (token.kind === 'word' && (SIGN_WORDS.test(token.text) || EQUAL_WORDS.has(token.text.toLowerCase())));

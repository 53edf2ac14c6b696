/** Whether what stands before a calculation may be a part of it, or make it a part of something bigger. */
import { some, type Parsed } from './expression.ts';
import { isMeasure } from './units.ts';
import type { Token } from './token.ts';
import { BINDING_WORDS, EQUAL_WORDS, FUNCTION_WORDS, NUMBERED } from './words.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** After these a calculation says where, when, of what or for what something is. */
const PREPOSITIONS = list(
  'of for from in on at after before with within by to into onto among between during under until through ' +
    'von für auf aus in bei mit nach vor zu zum unter zwischen bis um',
);
/** Before `of` these say what the calculation comes to: "the sum of 3 + 4". */
const RESULTS = list(
  'total sum difference product quotient result value amount equivalent consists consist consisting up ' +
    'summe differenz produkt quotient ergebnis wert',
);
/** Before "of" these take a part of, or do something with, what comes behind. */
const PART_WORDS =
  /^(?:.*(?:half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|percent|power|square|cube|root|factorial|average|mean|median|double|triple|multiple|reciprocal|inverse|negative|opposite|logarithm|log|magnitude|remainder|most|all|none|any|each|one|two|three|four|five|six|seven|eight|nine|ten)|out|hälfte|drittel|viertel|fünftel|prozent|doppelte|wurzel|quadrat|betrag)$/i;
/** Before the name of a thing these make it no numbered one: "each day 3 * 4", but "on day 3". */
const DETERMINERS =
  /^(?:each|every|per|an?|one|the|this|that|last|next|same|other|first|second|third|fourth|whole|single|jede[nrsm]?|pro|ein(?:e[nrm]?)?)$/i;
/** Between a preposition and a calculation: "half of the remaining 10 + 6". */
const ARTICLES =
  /^(?:an?|the|his|her|its|their|my|your|our|this|that|these|those|all|another|je|de[rmns]|die|das|sein\w*|ihre?\w*|alle\w*)$/i;
const ADJECTIVES = /^(?:remaining|total|extra|additional|other|original|initial|first|last|next|new|same|whole|full)$/i;
/** A clause with one of these before a preposition is more than a name of something. */
const CLAUSE_WORDS = list(
  'i you he she it we they there that this these those who which is are was were be been being am has have had having ' +
    'will would can could shall should may might must do does did not gets get got left him her them me us ' +
    'ich du er sie es wir ihr man wird werden wurde wurden hat haben hatte kann sind ist war waren',
);
const CONJUNCTIONS = list(
  'so and or but because since then thus hence therefore if when while also und oder aber also weil denn dann',
);
/** "twenty 5", "one and 1/2": a figure in words goes on in digits. */
const TENS = /^(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million)$/i;
const ONES = /^(?:one|two|three|four|five|six|seven|eight|nine)$/i;
const OPERATIONS = /^(?:plus|minus|times|less|add|subtract|take|mal|weniger)$/i;

/** What is to be known of a calculation to say whether a word before it belongs to it. */
interface Beginning {
  readonly tokens: readonly Token[];
  /** The result comes behind a verb: "3 + 4 is 7". */
  readonly inWords: boolean;
  /** Something is added or subtracted in it. */
  readonly isSum: boolean;
}

export function bindsBefore(tokens: readonly Token[], calculation: Parsed, inWords: boolean): boolean {
  const isSum = some(calculation.expression, (part) => part.kind === 'binary' && /^[+-]$/.test(part.operator));
  const beginning = { tokens, inWords, isSum };
  if (isSize(tokens, calculation, inWords) || isCall(tokens, calculation.from)) return true;
  return binds(beginning, calculation.from);
}

function binds(beginning: Beginning, start: number): boolean {
  const { tokens } = beginning;
  const before = tokens[start - 1];
  const earlier = tokens[start - 2];
  if (!before) return false;
  if (before.kind === 'relation') return beginning.inWords;
  if (before.kind === 'stop') {
    if (before.text === ',') return endsNumber(tokens, start - 2);
    return before.text === '.' && (earlier?.kind === 'operator' || !tokens[start]?.spaced);
  }
  if (before.kind === 'open') {
    const tied = !before.spaced && earlier !== undefined && (earlier.kind !== 'stop' || earlier.text === '!');
    return tied || binds(beginning, start - 1);
  }
  return before.kind !== 'word' || wordBinds(beginning, start);
}

function lowerAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === 'word' ? token.text.toLowerCase() : '';
}

/** "a 5 x 3 rectangle is", "the 2 × 2 matrix is": no product. */
const isSize = (tokens: readonly Token[], { from, expression }: Parsed, inWords: boolean): boolean =>
  inWords &&
  /^(?:an?|the|each|every|eine?[nrms]?|de[rmns]|die|das)$/.test(lowerAt(tokens, from - 1)) &&
  some(expression, (part) => part.kind === 'binary' && part.operator === '*');

/** `foo (3) + 4` */
const isCall = (tokens: readonly Token[], start: number): boolean =>
  tokens[start]?.text === '(' &&
  tokens[start + 1]?.kind === 'number' &&
  tokens[start + 2]?.kind === 'close' &&
  tokens[start - 1]?.kind === 'word' &&
  !FUNCTION_WORDS.has(lowerAt(tokens, start - 1));

function wordBinds(beginning: Beginning, start: number): boolean {
  const { tokens } = beginning;
  const earlier = tokens[start - 2];
  const word = lowerAt(tokens, start - 1);
  if (goesOn(tokens, start) || governs(beginning, start - 1)) return true;
  if (NUMBERED.has(word) && !DETERMINERS.test(earlier?.text ?? '')) return true;
  if (/^(?:sum|difference|product|quotient|total)$/.test(word) && isTaken(tokens, start - 2)) return true;
  if (/^(?:and|or|und|oder|then)$/.test(word))
    return (
      endsNumber(tokens, start - 2) ||
      isEndOfList(tokens, start - 1) ||
      TENS.test(earlier?.text ?? '') ||
      ONES.test(earlier?.text ?? '')
    );
  if (TENS.test(word)) return true;
  const article = articleBefore(tokens, start);
  if (article !== undefined && governs(beginning, article - 1)) return true;
  // Measures in two parts: "1 hour 30 minutes".
  return isMeasure(word) && endsNumber(tokens, start - 2);
}

/** Whether the word at `at` takes what comes behind it as a part of something. */
function governs(beginning: Beginning, at: number): boolean {
  const { tokens, inWords } = beginning;
  const word = lowerAt(tokens, at);
  if (PREPOSITIONS.has(word)) return prepositionBinds(beginning, at);
  const earlier = tokens[at - 1];
  if (word === 'average' && /^on$/i.test(earlier?.text ?? '')) return false;
  // A name: "It takes Max 2 * 40 minutes".
  const isName = /^\p{Lu}/u.test(tokens[at]?.text ?? '') && earlier !== undefined && earlier.kind !== 'stop';
  // "twice as much as 3 + 4"
  if (/^(?:as|wie)$/.test(word))
    return inWords && /^(?:much|many|long|big|old|viele?|lange?|groß|alt)$/i.test(earlier?.text ?? '');
  return BINDING_WORDS.has(word) && !isName && !/^(?:first|second|other|last|same)$/i.test(earlier?.text ?? '');
}

function prepositionBinds(beginning: Beginning, at: number): boolean {
  const { tokens, inWords } = beginning;
  const word = lowerAt(tokens, at);
  const earlier = lowerAt(tokens, at - 1);
  if (word === 'of' || word === 'von') return !isAmount(beginning, at) && (inWords || !isClauseStart(tokens, at));
  if (endsNumber(tokens, at - 1) || (word === 'by' && /^(?:divi\w*|multipl\w*|times)$/.test(earlier))) return true;
  if (word === 'to' && earlier === 'raised') return true;
  return inWords || isNounPhrase(beginning, at);
}

/** "a total cost of 3 * 20", "the sum of 3 + 4": the calculation is the amount, not the start of what it is found from. */
function isAmount({ tokens, inWords }: Beginning, of: number): boolean {
  const noun = lowerAt(tokens, of - 1);
  if (noun === '' || PART_WORDS.test(noun)) return false;
  if (RESULTS.has(noun)) return lowerAt(tokens, of - 2) !== 'absolute';
  // "A pack of 2 * 3 cards is $5"
  if (inWords) return false;
  for (let at = of - 2; at > of - 6; at--) {
    const word = lowerAt(tokens, at);
    if (/^(?:an?|eine?[nrms]?)$/.test(word)) return true;
    if (word === '' || PREPOSITIONS.has(word) || CLAUSE_WORDS.has(word)) return false;
  }
  return false;
}

/**
 * "Cost for 3 + 2 nights", "3 hours at $15 + $20", "12 reduced by 2 * 3": whether only the name of something, or a figure with
 * what it counts, stands before the preposition at `at`.
 */
function isNounPhrase({ tokens, isSum }: Beginning, at: number): boolean {
  const leadsOn = /^(?:to|by|into|bis|um)$/.test(lowerAt(tokens, at));
  for (let index = at - 1; index > at - 5; index--) {
    const count = at - 1 - index;
    const token = tokens[index];
    const word = lowerAt(tokens, index);
    // "They worked on 8 + 3 = 11 dogs": a verb.
    const isVerb = count > 1 && lowerAt(tokens, at - 1).endsWith('ed');
    if (isClauseStart(tokens, index + 1)) return count > 0 && !leadsOn && !isVerb;
    if (endsNumber(tokens, index))
      return (
        (count === 1 && /(?:ed|t)$/.test(lowerAt(tokens, at - 1))) || (!leadsOn && (isSum || token?.kind === 'percent'))
      );
    if (token?.kind !== 'word' || CLAUSE_WORDS.has(word)) return false;
  }
  return false;
}

/** Whether the word at `at` is the first of its clause. */
function isClauseStart(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return !before || /^(?:stop|relation)$/.test(before.kind) || CONJUNCTIONS.has(lowerAt(tokens, at - 1));
}

/** "3, 4, and" */
const isEndOfList = (tokens: readonly Token[], and: number): boolean =>
  /^(?:and|or|und|oder)$/.test(lowerAt(tokens, and)) && tokens[and - 1]?.text === ',' && endsNumber(tokens, and - 2);

/** Where the article begins that the calculation stands behind: "the remaining 10 + 6". */
function articleBefore(tokens: readonly Token[], start: number): number | undefined {
  let at = start - 1;
  while (ADJECTIVES.test(lowerAt(tokens, at))) at--;
  let first: number | undefined;
  for (; ARTICLES.test(lowerAt(tokens, at)); at--) first = at;
  return first;
}

/** "$10 plus tax of", "100 minus the": a figure and a sign in words stand some words before. */
function goesOn(tokens: readonly Token[], start: number): boolean {
  for (let at = start - 1; at > start - 6 && tokens[at]?.kind === 'word' && !isClauseStart(tokens, at + 1); at--)
    if (CLAUSE_WORDS.has(lowerAt(tokens, at)) && !ARTICLES.test(lowerAt(tokens, at))) return false;
    else if (OPERATIONS.test(tokens[at]?.text ?? '') && endsNumber(tokens, at - 1)) return true;
  return false;
}

/** "3 times the sum", "half the total". */
const isTaken = (tokens: readonly Token[], at: number): boolean =>
  [tokens[at], tokens[at - 1]].some((token) => /^(?:times|twice|half|double|third|quarter)$/i.test(token?.text ?? ''));

/** Whether a figure that is nobody's result ends at the token `at`. */
function endsNumber(tokens: readonly Token[], at: number): boolean {
  let index = at;
  while (/^(?:percent|close|currency|superscript)$/.test(tokens[index]?.kind ?? '')) index--;
  if (tokens[index]?.kind !== 'number') return false;
  while (tokens[index - 1]?.kind === 'currency') index--;
  const before = tokens[index - 1];
  return !(before?.kind === 'relation' || (before?.kind === 'word' && EQUAL_WORDS.has(before.text)));
}

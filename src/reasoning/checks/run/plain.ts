/** Whether a sentence says a thing plainly, of this very run, and of which moment of it. */
import { DENIAL } from '../arithmetic/words.ts';
import { LITERAL, readLiteral, type Stated } from './literal.ts';

export const NAME = String.raw`\x60(?<name>[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*){0,3})\x60`;

/** Rounds in which a name begins with a value: "`p` = 6: …". */
export interface RoundOf {
  readonly name: string;
  readonly value: Stated;
}

/** `here`: where the telling has got to. A number: the rounds of the loop counted from 1, -1 the last. */
export type Moment = 'here' | 'end' | 'after loop' | number;

export interface Plain {
  readonly moment: Moment;
  /** From the outer loop to the inner one; empty: no rounds are named. */
  readonly rounds: readonly RoundOf[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const ROUND = String.raw`(?:round|iteration|pass)\b(?: of the loop)?`;
const NTH = new RegExp(
  String.raw`^(?:(?:in|on|during|after|at the end of) )?the (?<nth>${ORDINALS.join('|')}|last|final) ${ROUND},?`,
  'i',
);
const AFTER_LOOP = /^(?:after|at the end of) the (?:`?(?:for|while)`? )?loop\b(?: (?:ends|finishes|is done))?,?/i;
const AT_END = /^(?:at|in) the end,?(?= |$)/i;
const LINE = /^(?:(?:on|in|at) )?lines? \d+(?:(?:[-–]| (?:to|and) )\d+)?[,:]?/i;
const ROUND_PREFIX = new RegExp(String.raw`^${NAME} = (?<value>${LITERAL}):\s*`, 'u');
const LATER_PREFIX = new RegExp(String.raw`${NAME} = ${LITERAL}:`, 'u');

/** Words that may stand before a statement and leave it what it is. Any other may put it in another run, time or scope. */
const LEADING = new Set(
  (
    'a an the this that its it which is are so and then now thus hence therefore because since as also again next finally asked means ' +
    'variable variables constant counter accumulator value values number text string list array boolean parameter argument index ' +
    'item element current new old result loop code program script line statement condition test check comparison expression branch ' +
    'body call function declares defines creates calculates computes evaluates adds adding added subtracts subtracting subtracted ' +
    'multiplies multiplying multiplied divides dividing divided increments incrementing decrementing appends appending appended ' +
    'increases increasing decreases decreasing to true false holds passes succeeds met runs executes taken executed skipped ' +
    'greater less smaller larger bigger equal equals than gives makes sets they swapped'
  ).split(' '),
);
/** Beginnings of sentences that are longer than a word. */
const INTRODUCTION = /^`+ is called with\b|^in the text\b|^\S+ (?:is|are) added:/i;
/** Before a name these make the statement one about something else: "5 + `b` is 7", "`a` and `b` is 7". */
const BINDS = /(?:[-−+*/%=<>^\d`)\]]|`\s*(?:and|or)|\b(?:than|by|to|is|are))\s*$/i;

/** A sentence with one of these may speak of another run, or not exactly. */
const OTHERWISE =
  /\b(?:if|else|otherwise|whether|when|whenever|unless|would|could|should|might|may|can|assum\w+|example|say|such as|were|was|had|rounded|rounds|approximately|approx|about|around|roughly|nearly|almost|until|once|maximum|minimum|at least|at most|up to|more than|less than|possible|potentially|usually|typically|default|previous\w*|before|earlier|will|no|not|never|neither|none|without|instead|\w+n['’]t)\b|[≈~]/i;
/** Behind a statement these say of which case, time or scope it is. */
const NARROWING =
  /\b(?:for|in|inside|outside|within|with|after|during|while|at|there|case|first|second|third|last|final|round|iteration|outer|inner|global|local)\b/i;
/** Sentences behind one of these go on with what it supposes. */
const SUPPOSES = /\b(?:suppose|imagine|assum\w+|consider|pretend|what if|instead|would|were|case)\b/i;
/** What the tests of this very run led to. */
const ELSE_RUNS = /\bthe else (?:branch|block|part) (?:runs|is (?:run|taken|executed))\b/g;

/**
 * What the sentence of a statement says of its moment; `undefined` where the statement may not be about this run, or where
 * its moment is not clear.
 *
 * @param all the statements in the text, in order
 * @param values what they state, in order
 */
export function readPlain(
  text: string,
  { start, end }: Span,
  all: readonly Span[],
  values: readonly Span[],
): Plain | undefined {
  const from = Math.max(text.lastIndexOf('. ', start), text.lastIndexOf('\n', start)) + 1;
  const until = end + (/\.\s|\n|$/.exec(text.slice(end))?.index ?? 0);
  const before = text.slice(0, from);
  const sentence = wordsOf(blanked(text, values, from, until)).replace(ELSE_RUNS, '');
  if (DENIAL.test(sentence) || OTHERWISE.test(sentence) || SUPPOSES.test(wordsOf(before))) return undefined;
  if (NARROWING.test(wordsOf(text.slice(end, until)))) return undefined;
  const isUnderHeading = before.split('\n').some((line) => /:\s*$/.test(line) && readLead(line)?.moment !== 'here');
  const plain = readLead(blanked(text, all, from, start));
  return isUnderHeading || plain === undefined || BINDS.test(plain.rest) ? undefined : plain;
}

/** The rounds that a whole step is about. */
export const roundsOfStep = (step: string): readonly RoundOf[] => readRounds(withoutMarker(step)).rounds;

/** Without what is quoted. */
const wordsOf = (text: string): string => text.replace(/`[^`\n]*`|'[^'\n]*'|"[^"\n]*"/g, '``');

const withoutMarker = (text: string): string => text.replace(/^\s*(?:(?:[-*•]|\d+[.)]|step \d+:)\s+)?/i, '');

/** The text from one place to another, with a comma for each statement in it. */
function blanked(text: string, spans: readonly Span[], from: number, to: number): string {
  let words = '';
  let at = from;
  for (const { start, end } of spans) {
    if (start < at || end > to) continue;
    words += `${text.slice(at, start)},`;
    at = end;
  }
  return words + text.slice(at, to);
}

/** What stands before a statement in its sentence; `undefined` where it has words that are not known to be harmless. */
function readLead(text: string): (Plain & { readonly rest: string }) | undefined {
  const { rounds, rest: behind } = readRounds(withoutMarker(text).replace(LINE, '').trimStart());
  const [moment, rest] = readMoment(behind);
  const words =
    wordsOf(rest)
      .replace(INTRODUCTION, '')
      .match(/\p{L}[\p{L}'’]*/gu) ?? [];
  const isKnown = words.every((word) => LEADING.has(word.toLowerCase())) && !LATER_PREFIX.test(rest);
  return isKnown && (moment === 'here' || rounds.length === 0) ? { moment, rounds, rest } : undefined;
}

function readRounds(text: string): { rounds: readonly RoundOf[]; rest: string } {
  const rounds: RoundOf[] = [];
  let rest = text;
  for (let match = ROUND_PREFIX.exec(rest); match; match = ROUND_PREFIX.exec(rest)) {
    const value = readLiteral(match.groups?.['value'] ?? '');
    if (value) rounds.push({ name: match.groups?.['name'] ?? '', value });
    rest = rest.slice(match[0].length);
  }
  return { rounds, rest };
}

function readMoment(text: string): readonly [Moment, string] {
  const nth = NTH.exec(text);
  if (nth) {
    const place = ORDINALS.indexOf((nth.groups?.['nth'] ?? '').toLowerCase());
    return [place < 0 ? -1 : place + 1, text.slice(nth[0].length)];
  }
  const final = /\b(?:the )?final value of\s*$/i.exec(text);
  if (final) return ['end', text.slice(0, final.index)];
  if (AT_END.test(text)) return ['end', text.replace(AT_END, '')];
  if (AFTER_LOOP.test(text)) return ['after loop', text.replace(AFTER_LOOP, '')];
  return ['here', text.replace(/^first,/i, '').replace(/\bvalue of\s*$/i, '')];
}

import { findChains, type Chain } from './chains.ts';
import { COMPARISONS, holds, judgeApproximation, judgeEquality, type Judgement } from './claims.ts';
import { areRanges, isRightBehindDash } from './dashes.ts';
import { evaluate, evaluateInFloatingPoint } from './evaluate.ts';
import { isCalculation, literalOf, type Expression, type Parsed } from './expression.ts';
import { equal, negate, subtract } from './rational.ts';
import { isRoundedOnTheWay } from './roundedOnTheWay.ts';
import { isSaidOfCondition, saidTruth, surroundings, type Surroundings } from '../sentences.ts';
import type { Token } from './token.ts';
import { tokenize } from './tokenize.ts';
import type { Check, CheckContext } from '../types.ts';
import {
  CALLED_WRONG_BEFORE,
  CALLED_WRONG_BEHIND,
  CLOCKS,
  CONDITION,
  CORRECTION_BEHIND,
  DENIAL,
  DENIAL_BEFORE,
  DENIAL_BEHIND,
  HYPOTHESIS,
  JOINING,
  LABEL,
  NEGATION,
  OTHER_SYSTEMS,
  REJECTION_BEHIND,
  ROUNDING,
  SCALES,
  VERSIONS,
} from './words.ts';

/** So many statements are judged at one go. */
const AT_ONCE = 8;

/** Judges every calculation and every comparison of figures in a text, some at a time. */
export function* checkCalculations(
  text: string,
  context: CheckContext,
  names: ReadonlySet<string>,
): Generator<Check[], undefined> {
  const tokens = tokenize(text);
  const chains = findChains(tokens, names);
  const code = squeeze(context.code?.text ?? '');
  for (let from = 0; from < chains.length; from += AT_ONCE) {
    const some = chains.slice(from, from + AT_ONCE);
    yield some.flatMap((chain) => checkChain(new Statement(text, tokens, chain, code)));
  }
  return undefined;
}

/** Without white space. */
const squeeze = (value: string): string => value.replace(/\s+/g, '');

/** A chain where it stands in the text. */
class Statement {
  readonly chain: Chain;
  readonly around: Surroundings;
  readonly text: string;
  private readonly tokens: readonly Token[];
  /** Squeezed. */
  private readonly code: string;

  constructor(text: string, tokens: readonly Token[], chain: Chain, code: string) {
    this.text = text;
    this.tokens = tokens;
    this.chain = chain;
    this.code = code;
    const { start, end } = this.span(0, chain.sides.length - 1);
    this.around = surroundings(text, start, end);
  }

  /** The offsets from the side `first` to the side `last`. */
  span(first: number, last: number): { readonly start: number; readonly end: number } {
    const { sides } = this.chain;
    const start = this.tokens[sides[first]?.from ?? 0]?.start ?? 0;
    return { start, end: this.tokens[(sides[last]?.shownTo ?? 1) - 1]?.end ?? start };
  }

  sentence(): string {
    const { start, end } = this.span(0, this.chain.sides.length - 1);
    return this.around.before + this.text.slice(start, end) + this.around.behind;
  }

  /** The token `distance` places before the chain. */
  before(distance: number): Token | undefined {
    return this.tokens[(this.chain.sides[0]?.from ?? 0) - distance];
  }

  /** The same text stands in the code: it is quoted, as in `print("2 + 2 = 5")`. */
  isQuoted(first: number, last: number): boolean {
    const { start, end } = this.span(first, last);
    return this.code !== '' && this.code.includes(squeeze(this.text.slice(start, end)));
  }

  /** Whether the side is known as far as what stands around it goes. */
  isSure(side: number): boolean {
    if (side === 0 && this.chain.firstUnsure) return false;
    return side < this.chain.sides.length - 1 || !this.chain.lastUnsure;
  }
}

function checkChain(statement: Statement): Check[] {
  const { links } = statement.chain;
  const compares = links.map(({ relation }) => relation !== '=' && relation !== '≈');
  const comparison = compares.every(Boolean) ? checkComparison(statement, 0) : undefined;
  if (comparison) return [comparison];
  const firstComparison = compares.indexOf(true);
  const trailing =
    firstComparison > 0 && compares.slice(firstComparison).every(Boolean)
      ? checkComparison(statement, firstComparison)
      : undefined;
  return [...checkEqualities(statement), ...(trailing ? [trailing] : [])];
}

/** The first wrong equation of a chain; if there is none, the right ones. */
function checkEqualities(statement: Statement): Check[] {
  const { links } = statement.chain;
  const said = links.length === 1 ? saidTruth(statement.around) : undefined;
  const right: { first: number; last: number }[] = [];
  for (const index of links.keys()) {
    const verdict = checkEquality(statement, index, said);
    if (verdict === undefined) continue;
    const { expected } = verdict;
    const span = (first: number, last: number) => ({ kind: 'arithmetic' as const, ...statement.span(first, last) });
    if (expected !== undefined) return [{ ...span(index, index + 1), verdict: 'false', expected }];
    const run = right.at(-1);
    if (run?.last === index) run.last = index + 1;
    else right.push({ first: index, last: index + 1 });
  }
  return right.map(({ first, last }) => ({ kind: 'arithmetic', verdict: 'true', ...statement.span(first, last) }));
}

/** @returns with `expected`: what would be right; without: the equation is right; `undefined`: not judged */
function checkEquality(
  statement: Statement,
  index: number,
  said: boolean | undefined,
): { readonly expected?: string } | undefined {
  const [left, right, link] = [
    statement.chain.sides[index],
    statement.chain.sides[index + 1],
    statement.chain.links[index],
  ];
  if (!left || !right || !link || !statement.isSure(index) || !statement.isSure(index + 1)) return undefined;
  if (link.relation !== '=' && link.relation !== '≈') return undefined;
  if (haveOtherPowers(left, right)) return undefined;
  const judgement = link.relation === '=' ? judgeEquality(left, right) : judgeApproximation(left, right);
  if (!judgement) return undefined;
  if (said !== undefined && isSaidOfCondition(statement.around)) return undefined;
  if (said === undefined && judgement.verdict === 'true' && isDenied(statement)) return undefined;
  if ((judgement.verdict === 'true') === (said ?? true)) return {};
  if (said !== undefined) return OTHER_SYSTEMS.test(statement.text) ? undefined : { expected: String(!said) };
  if (judgement.verdict === 'true' || isUnsaid(statement) || isExcused(statement, index, judgement)) return undefined;
  if (index === 0 && isNamed(statement, left, right)) return undefined;
  if (isRoundedOnTheWay(statement.chain.sides, index)) return undefined;
  return isWordOfSizeElsewhere(statement, judgement) ? undefined : { expected: judgement.expected };
}

/** "3 m * 4 m = 12 m^2": units that are multiplied too. */
const haveOtherPowers = (left: Parsed, right: Parsed): boolean =>
  (left.hasUnitPower ?? false) !== (right.hasUnitPower ?? false) && left.units.length > 0 && right.units.length > 0;

/** Whether the sentence says of an equation that it is wrong. */
const isDenied = ({ around: { before, behind } }: Statement): boolean =>
  CALLED_WRONG_BEFORE.test(before) ||
  CALLED_WRONG_BEHIND.test(behind) ||
  DENIAL_BEFORE.test(before) ||
  DENIAL_BEHIND.test(behind) ||
  REJECTION_BEHIND.test(behind);

/** Whether the sentence denies or reports an equation rather than making it. */
function isUnsaid(statement: Statement): boolean {
  const { before, behind } = statement.around;
  return (
    isDenied(statement) ||
    DENIAL.test(before) ||
    DENIAL.test(behind) ||
    CORRECTION_BEHIND.test(behind) ||
    /\bfalse\b/i.test(behind) ||
    LABEL.test(before) ||
    HYPOTHESIS.test(before)
  );
}

/** "1 hour = 60 * 60 = 3600 seconds", "day 1 = 5 + 4": the first figure names what is calculated. */
function isNamed({ chain, around }: Statement, left: Parsed, right: Parsed): boolean {
  if (!literalOf(left.expression) || !isCalculation(right.expression)) return false;
  const isAlone = /(?:^|[.:;,!(]|\b(?:so|thus|therefore|hence|that|because|since|then|also|daher)\b)[\s*_$`]*$/i.test(
    around.before,
  );
  return chain.links.length > 1 || !isAlone || left.units.some((unit) => /\p{L}/u.test(unit));
}

/** "They lose 5 thousand dollars a day, so 5 * 3 = $15,000": the text names a size that the calculation leaves out. */
function isWordOfSizeElsewhere({ text }: Statement, judgement: Judgement): boolean {
  if (judgement.verdict === 'true') return false;
  const { value, shown } = judgement;
  const is = (factor: bigint): boolean =>
    shown.num * value.den === value.num * shown.den * factor ||
    value.num * shown.den === shown.num * value.den * factor;
  return Object.entries(SCALES).some(
    ([word, factor]) => is(factor) && new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu').test(text),
  );
}

/** Reasons for which a wrong equation is not called wrong. */
function isExcused(statement: Statement, index: number, judgement: Judgement): boolean {
  const [left, right] = statement.chain.sides.slice(index, index + 2);
  if (!left || !right) return true;
  const sentence = statement.sentence();
  return (
    OTHER_SYSTEMS.test(statement.text) ||
    (CLOCKS.test(statement.text) && isOnClock(judgement)) ||
    ROUNDING.test(statement.around.before + statement.around.behind) ||
    (JOINING.test(sentence) && isJoined(left, right)) ||
    statement.isQuoted(index, index + 1) ||
    runsOn(left, right) ||
    areRanges(left, right) ||
    (index === 0 && isRightBehindDash(left, right)) ||
    (index === 0 && /[-–]\s+$/.test(statement.before(1)?.text ?? '') && isRightWithMinus(left, right))
  );
}

/** "At noon he starts; 10 + 4 = 2": the hours begin again at 12 or 24. */
function isOnClock(judgement: Judgement): boolean {
  if (judgement.verdict === 'true') return false;
  const difference = subtract(judgement.value, judgement.shown);
  return difference?.den === 1n && difference.num % 12n === 0n;
}

/** The figures of the left side written one after the other are the right side. */
function isJoined(left: Parsed, right: Parsed): boolean {
  const digits = (expression: Expression): string => {
    if (expression.kind === 'literal') return expression.text;
    if (expression.kind === 'binary') return digits(expression.left) + digits(expression.right);
    return 'inner' in expression ? digits(expression.inner) : '';
  };
  return digits(left.expression) === digits(right.expression);
}

/** `2 + 3 = 5 + 4 = 9`: the equals sign only leads on to the next calculation. */
function runsOn(left: Parsed, right: Parsed): boolean {
  let first = right.expression;
  if (first.kind !== 'binary') return false;
  while (first.kind === 'binary') first = first.left;
  const [value, start] = [evaluate(left.expression), evaluate(first)];
  return value !== undefined && start !== undefined && equal(value, start);
}

/** The hyphen of a list item was meant as a sign: "- 5 + 3 = -2". */
function isRightWithMinus(left: Parsed, right: Parsed): boolean {
  const negated = (expression: Expression): Expression =>
    expression.kind === 'binary'
      ? { ...expression, left: negated(expression.left) }
      : { kind: 'negative', inner: expression };
  const [value, result] = [evaluate(negated(left.expression)), evaluate(right.expression)];
  return value !== undefined && result !== undefined && (equal(value, result) || equal(negate(value), result));
}

/** Judges the comparisons from the link `from` on, which share what is said of them. */
function checkComparison(statement: Statement, from: number): Check | undefined {
  const { chain } = statement;
  const last = chain.sides.length - 1;
  const span = statement.span(from, last);
  let truth: boolean | undefined = true;
  for (let index = from; index < last; index++) {
    const [left, right, link] = [chain.sides[index], chain.sides[index + 1], chain.links[index]];
    const one =
      left && right && link && statement.isSure(index) && statement.isSure(index + 1)
        ? holds(left, link.relation, right)
        : undefined;
    if (one === undefined || (left && right && link && isVersionLike(statement, left, right))) return undefined;
    truth &&= one;
  }
  const said = saidTruth(statement.around);
  if (said === undefined ? !isAsserted(statement) : isPartOfCondition(statement)) return undefined;
  if (said !== undefined && isSaidOfCondition(statement.around)) return undefined;
  if (said !== undefined && truth !== said && inProgram(chain, from) === said) return undefined;
  if (truth === (said ?? true)) return { kind: 'comparison', verdict: 'true', ...span };
  if (JOINING.test(statement.sentence()) && chain.sides.every((side) => literalOf(side.expression))) return undefined;
  if (OTHER_SYSTEMS.test(statement.text) || (said === undefined && statement.isQuoted(from, last))) return undefined;
  return { kind: 'comparison', verdict: 'false', ...span, expected: String(truth) };
}

/** What a program makes of `3 > 2 > 1`: `true > 1`, which is false. */
function inProgram({ sides, links }: Chain, from: number): boolean | undefined {
  let left = sides[from] && evaluateInFloatingPoint(sides[from].expression);
  for (const [index, { relation }] of links.entries()) {
    if (index < from) continue;
    const side = sides[index + 1];
    const right = side && evaluateInFloatingPoint(side.expression);
    if (left === undefined || right === undefined) return undefined;
    left = Number(COMPARISONS[relation](left - right));
  }
  return left === 1;
}

const isVersionLike = ({ text }: Statement, left: Parsed, right: Parsed): boolean =>
  (literalOf(left.expression)?.decimals ?? 0) > 0 &&
  (literalOf(right.expression)?.decimals ?? 0) > 0 &&
  VERSIONS.test(text);

/** "5 > 3 and 2 < 1 is false": what is said belongs to both. */
function isPartOfCondition(statement: Statement): boolean {
  const [before, earlier] = [statement.before(1), statement.before(2)];
  if (before?.kind === 'open') return statement.before(2) !== undefined && !/^(?:stop|word)$/.test(earlier?.kind ?? '');
  return (
    /^(?:and|or|nor|not|but)$/i.test(before?.text ?? '') &&
    earlier?.kind !== 'stop' &&
    !/^(?:true|false)$/i.test(earlier?.text ?? '')
  );
}

/** Whether a comparison without a word about its truth is stated as a fact. */
function isAsserted(statement: Statement): boolean {
  const { around, chain } = statement;
  if (chain.links.length > 1 || statement.before(1)?.text === '`') return false;
  if (
    /\b(?:since|because)\s+$/i.test(around.before) &&
    /^[,.]/.test(around.behind) &&
    !CONDITION.test(around.before) &&
    !DENIAL.test(around.before) &&
    !NEGATION.test(around.before)
  )
    return true;
  const sentence = statement.sentence();
  if (CONDITION.test(sentence) || DENIAL.test(sentence) || NEGATION.test(sentence)) return false;
  return (
    /(?:^[\s\d.)*_-]*|\b(?:since|because|as|so|thus|therefore|hence|that|clearly|obviously|indeed)\s+|[,:]\s+)$/i.test(
      around.before,
    ) && /^[\s*_$)\\]*(?:[.,;!]|$|so\b|and\s+(?:so|thus|therefore)\b|therefore\b|which\s+means\b)/i.test(around.behind)
  );
}

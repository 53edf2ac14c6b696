import { findChains, type Chain } from './chains.ts';
import { holds, judgeEquality, type Judgement } from './claims.ts';
import { evaluate } from './evaluate.ts';
import { literalOf, type Expression, type Parsed } from './expression.ts';
import { equal, negate } from './rational.ts';
import { saidTruth, surroundings, type Surroundings } from './sentences.ts';
import type { Token } from './token.ts';
import { tokenize } from './tokenize.ts';
import type { Check, CheckContext } from './types.ts';
import { CONDITION, DENIAL, JOINING, LABEL, OTHER_SYSTEMS, ROUNDING, VERSIONS } from './words.ts';

/** Judges every calculation and every comparison of figures in a text. */
export function checkCalculations(text: string, context: CheckContext, names: ReadonlySet<string>): Check[] {
  const tokens = tokenize(text);
  return findChains(tokens, names).flatMap((chain) => checkChain(new Statement(text, tokens, chain, context)) ?? []);
}

/** A chain where it stands in the text. */
class Statement {
  readonly chain: Chain;
  readonly around: Surroundings;
  readonly text: string;
  private readonly tokens: readonly Token[];
  private readonly code: string;

  constructor(text: string, tokens: readonly Token[], chain: Chain, context: CheckContext) {
    this.text = text;
    this.tokens = tokens;
    this.chain = chain;
    this.code = context.code?.text ?? '';
    const { start, end } = this.span(0, chain.sides.length - 1);
    this.around = surroundings(text, start, end);
  }

  /** The offsets from the side `first` to the side `last`. */
  span(first: number, last: number): { readonly start: number; readonly end: number } {
    const { sides } = this.chain;
    const start = this.tokens[sides[first]?.from ?? 0]?.start ?? 0;
    return { start, end: this.tokens[(sides[last]?.to ?? 1) - 1]?.end ?? start };
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
    const squeeze = (value: string): string => value.replace(/\s+/g, '');
    return this.code !== '' && squeeze(this.code).includes(squeeze(this.text.slice(start, end)));
  }

  /** Whether the side is known as far as what stands around it goes. */
  isSure(side: number): boolean {
    if (side === 0 && this.chain.firstUnsure) return false;
    return side < this.chain.sides.length - 1 || !this.chain.lastUnsure;
  }
}

function checkChain(statement: Statement): Check[] | undefined {
  const { links } = statement.chain;
  const compares = links.map(({ relation }) => relation !== '=' && relation !== '≈');
  const comparison = compares.every(Boolean) ? checkComparison(statement, 0) : undefined;
  if (comparison) return [comparison];
  const firstComparison = compares.indexOf(true);
  const equalities = links.flatMap(({ relation }, index) => (relation === '=' ? [index] : []));
  const found = checkEqualities(statement, equalities);
  const trailing =
    firstComparison > 0 && compares.slice(firstComparison).every(Boolean)
      ? checkComparison(statement, firstComparison)
      : undefined;
  return [...(found ? [found] : []), ...(trailing ? [trailing] : [])];
}

function checkEqualities(statement: Statement, indices: readonly number[]): Check | undefined {
  const { chain, around } = statement;
  const said = chain.links.length === 1 ? saidTruth(around) : undefined;
  let first: number | undefined;
  let last = 0;
  for (const index of indices) {
    const [left, right] = [chain.sides[index], chain.sides[index + 1]];
    if (!left || !right || !statement.isSure(index) || !statement.isSure(index + 1)) continue;
    const judgement = judgeEquality(left, right);
    if (!judgement || isUnsaid(statement, judgement, said)) continue;
    if ((judgement.verdict === 'true') === (said ?? true)) {
      first ??= index;
      last = index + 1;
    } else if (said !== undefined)
      return { kind: 'arithmetic', verdict: 'false', ...statement.span(index, index + 1), expected: String(!said) };
    else if (judgement.verdict === 'false' && !isExcused(statement, index, left, right))
      return {
        kind: 'arithmetic',
        verdict: 'false',
        ...statement.span(index, index + 1),
        expected: judgement.expected,
      };
  }
  return first === undefined ? undefined : { kind: 'arithmetic', verdict: 'true', ...statement.span(first, last) };
}

/** Whether the sentence denies or reports the equation rather than making it. */
function isUnsaid({ around }: Statement, judgement: Judgement, said: boolean | undefined): boolean {
  if (said !== undefined) return false;
  const denied = DENIAL.test(around.before) || DENIAL.test(around.behind) || /\bfalse\b/i.test(around.behind);
  return (denied || LABEL.test(around.before)) && judgement.verdict === 'false';
}

/** Reasons for which a wrong equation is not called wrong. */
function isExcused(statement: Statement, index: number, left: Parsed, right: Parsed): boolean {
  const sentence = statement.sentence();
  return (
    OTHER_SYSTEMS.test(statement.text) ||
    ROUNDING.test(statement.around.before + statement.around.behind) ||
    (JOINING.test(sentence) && isJoined(left, right)) ||
    statement.isQuoted(index, index + 1) ||
    runsOn(left, right) ||
    (index === 0 && /[-–]\s+$/.test(statement.before(1)?.text ?? '') && isRightWithMinus(left, right))
  );
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
  if (truth === (said ?? true)) return { kind: 'comparison', verdict: 'true', ...span };
  if (JOINING.test(statement.sentence()) && chain.sides.every((side) => literalOf(side.expression))) return undefined;
  if (OTHER_SYSTEMS.test(statement.text) || (said === undefined && statement.isQuoted(from, last))) return undefined;
  return { kind: 'comparison', verdict: 'false', ...span, expected: String(truth) };
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
    !DENIAL.test(around.before)
  )
    return true;
  if (CONDITION.test(statement.sentence()) || DENIAL.test(statement.sentence())) return false;
  return (
    /(?:^[\s\d.)*_-]*|\b(?:since|because|as|so|thus|therefore|hence|that|clearly|obviously|indeed)\s+|[,:]\s+)$/i.test(
      around.before,
    ) && /^[\s*_$)\\]*(?:[.,;!]|$|so\b|and\s+(?:so|thus|therefore)\b|therefore\b|which\s+means\b)/i.test(around.behind)
  );
}

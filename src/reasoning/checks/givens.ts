/** What an answer makes of the numbers of its question. Hints for a reader, never a verdict; quiet where that is not sure. */
import { parseAnswer } from '../steps/answerParser.ts';
import { stepsOf } from '../steps/revise.ts';
import { figuresAmong, isName, keyOf, phraseOf, withoutMarkers, type TextFigure } from './figures.ts';
import { add, divide, multiply, rational, subtract, type Rational } from './arithmetic/rational.ts';
import type { Token } from './arithmetic/token.ts';
import { tokenize } from './arithmetic/tokenize.ts';

export interface Givens {
  /** Numbers of the question that no step uses, with the words behind them: "7 apples each". */
  readonly unused: readonly string[];
  /** Numbers that steps calculate with and that come from nowhere. */
  readonly unknown: readonly string[];
}

export const NO_GIVENS: Givens = { unused: [], unknown: [] };

/** A number of a question. */
export interface Given {
  /** UTF-16 offsets in the question. */
  readonly start: number;
  readonly end: number;
  /** The first step (0-based, among those of the answer) that calculates with it as it stands; absent: none does. */
  readonly step?: number;
}

/** Longer texts are no word problems; the search through them would hold up who shows the answer. */
const MAX_LENGTH = 3_000;
const MOST_OTHERS = 120;
/** With more numbers, some are there for decoration. */
const MOST_FIGURES = 12;
const CODE = /```|`[^`\n]*[=(;][^`\n]*`|^\s*(?:def|function|const|let|class|import|for|while|if) /m;

const WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
    'twenty'
  )
    .split(' ')
    .map((word, value) => [word, value])
    .concat(
      Object.entries({
        thirty: 30,
        forty: 40,
        fifty: 50,
        sixty: 60,
        seventy: 70,
        eighty: 80,
        ninety: 90,
        hundred: 100,
        thousand: 1000,
        million: 1e6,
        dozen: 12,
        dozens: 12,
        half: 2,
        halves: 2,
        third: 3,
        thirds: 3,
        quarter: 4,
        quarters: 4,
        fourth: 4,
        fourths: 4,
        fifth: 5,
        fifths: 5,
        sixth: 6,
        sixths: 6,
        eighth: 8,
        tenth: 10,
        once: 1,
        twice: 2,
        double: 2,
        doubled: 2,
        thrice: 3,
        triple: 3,
        tripled: 3,
        pair: 2,
        pairs: 2,
        couple: 2,
        both: 2,
        single: 1,
        weekend: 2,
        week: 7,
        weekly: 7,
        weeks: 7,
        days: 7,
        daily: 7,
        year: 12,
        years: 12,
        annual: 12,
        yearly: 12,
        month: 30,
        months: 4,
        hour: 60,
        hours: 60,
        minute: 60,
        minutes: 60,
        foot: 12,
        feet: 12,
        yard: 3,
        yards: 3,
        inches: 12,
        pound: 16,
        pounds: 16,
        gallon: 4,
        gallons: 4,
        quart: 4,
        cents: 100,
        quartered: 4,
        nickel: 5,
        nickels: 5,
        dime: 10,
        dimes: 10,
        penny: 1,
        decade: 10,
        century: 100,
        average: 2,
        square: 4,
        perimeter: 4,
        triangle: 3,
      }),
    ),
) as Readonly<Record<string, number>>;

/** Numbers that need no source: of clocks, calendars, percentages and measures. */
const CONSTANTS: readonly number[] = [
  ...[0, 1, 2, 4, 7, 10, 12, 24, 30, 31, 52, 60, 90, 100, 180, 360, 365, 366, 1000, 1440, 3600, 5280],
];
const FACTORS = [2, 3, 4, 7, 10, 12, 16, 24, 30, 36, 52, 60, 100, 365, 1000, 3600].map((factor) => whole(factor));

function whole(value: number): Rational {
  return { num: BigInt(value), den: 1n };
}

/** What of `question` is used in `answer`, and what in `answer` has no source; nothing where either is not a plain word problem. */
export function findGivens(question: string, answer: string): Givens {
  if (question.length > MAX_LENGTH || answer.length > MAX_LENGTH || CODE.test(question) || CODE.test(answer))
    return NO_GIVENS;
  const asked = new Figures(question);
  const told = new Figures(answer);
  const given = givenIn(asked);
  if (given.length < 2 || asked.figures.length > MOST_FIGURES || !calculates(told)) return NO_GIVENS;
  const worked = new Figures(withoutRestated(answer));
  const unused = given.filter((figure) => !isUsed(figure, asked, worked));
  // A solution that uses little of what is given goes another way than is understood here.
  if (unused.length * 2 > given.length) return { unused: [], unknown: unknownIn(answer, asked, told) };
  return {
    unused: unused.map((figure) => phraseOf(question, asked.tokens, figure)),
    unknown: unknownIn(answer, asked, told),
  };
}

/**
 * Where the numbers of `question` are used in `answer`: those that a step calculates with, and those that nothing uses (without a step).
 * The others, used in another form, are left out; so is everything where the two are not a plain word problem.
 */
export function placeGivens(question: string, answer: string): Given[] {
  if (question.length > MAX_LENGTH || answer.length > MAX_LENGTH || CODE.test(question) || CODE.test(answer)) return [];
  const asked = new Figures(question);
  const worked = new Figures(withoutRestated(answer));
  if (asked.figures.length > MOST_FIGURES || !calculates(worked)) return [];
  const steps = stepsOf(parseAnswer(answer)).map(({ text }) => new Figures(withoutRestated(text)));
  const isSure = findGivens(question, answer).unused.length > 0;
  return givenIn(asked).flatMap(({ start, end, key, ...figure }): Given[] => {
    const step = steps.findIndex((each) => calculates(each) && each.figures.some((used) => used.key === key));
    if (step >= 0) return [{ start, end, step }];
    return isSure && !isUsed({ start, end, key, ...figure }, asked, worked) ? [{ start, end }] : [];
  });
}

const givenIn = (asked: Figures): TextFigure[] => asked.figures.filter((figure) => !isName(asked.tokens, figure));

const calculates = ({ tokens }: Figures): boolean => tokens.some(({ kind }) => kind === 'relation');

/** Steps that only repeat what the question gives: nothing is done with a number there. */
const RESTATED = /^[ \t]*(?:\d+[.)][ \t]+)?\**(?:in the question|given|the question (?:says|gives))\**:[^=\n]*$/gim;

const withoutRestated = (answer: string): string => answer.replace(RESTATED, '');

class Figures {
  readonly tokens: readonly Token[];
  readonly figures: readonly TextFigure[];
  readonly keys: ReadonlySet<string>;
  /** Values of the figures and of the words for numbers. */
  readonly values: readonly Rational[];

  constructor(markdown: string) {
    const text = withoutMarkers(markdown);
    this.tokens = tokenize(text);
    this.figures = figuresAmong(this.tokens);
    const compounds = [...text.matchAll(/\d+(?:\.\d+)?/g)].flatMap(([digits]) => {
      const value =
        digits.length < 12
          ? rational(BigInt(digits.replace('.', '')), 10n ** BigInt(digits.split('.')[1]?.length ?? 0))
          : undefined;
      return value ? [value] : [];
    });
    const words = [...text.toLowerCase().matchAll(/\p{L}+/gu)].flatMap(([word]) => {
      const value = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
      return value === undefined ? [] : [whole(value)];
    });
    this.values = [...this.figures.map(({ value }) => value), ...compounds, ...words];
    this.keys = new Set(this.values.map(keyOf));
  }
}

/** A number is used when it, a part or a multiple of it, or a result of it and another number stands in the answer. */
function isUsed({ value }: TextFigure, asked: Figures, told: Figures): boolean {
  if (value.num === 0n || keyOf(value) === '1') return true;
  if (told.keys.has(keyOf(value))) return true;
  const results = [...told.keys].filter((key) => key !== '1' && !asked.keys.has(key));
  if (formsOf(value).some((form) => results.includes(keyOf(form)))) return true;
  const others = [...asked.values, ...told.values]
    .filter((other) => keyOf(other) !== keyOf(value))
    .slice(0, MOST_OTHERS);
  return [value, ...sharesOf(value)].some((form) =>
    others.some((other) =>
      combined(form, [other]).some((result) => keyOf(result) !== keyOf(other) && results.includes(keyOf(result))),
    ),
  );
}

/** A number in other clothes: as a percentage, a share, what is left or added, in another unit. */
const formsOf = (value: Rational): Rational[] => [
  value,
  ...sharesOf(value),
  ...FACTORS.flatMap((factor) => [multiply(value, factor), divide(value, factor)].filter((form) => form !== undefined)),
];

function sharesOf(value: Rational): Rational[] {
  const [one, hundred] = [whole(1), whole(100)];
  const hundredth = divide(value, hundred);
  if (!hundredth) return [];
  return [
    ...[hundredth, subtract(one, hundredth), add(one, hundredth), divide(one, value)],
    ...[subtract(hundred, value), add(hundred, value), subtract(one, value)],
  ].filter((form) => form !== undefined);
}

const combined = (value: Rational, others: readonly Rational[]): Rational[] =>
  others.flatMap((other) =>
    [
      add(value, other),
      subtract(value, other),
      subtract(other, value),
      multiply(value, other),
      divide(value, other),
      divide(other, value),
    ].filter((result) => result !== undefined),
  );

/** Figures in calculations that are neither given nor results nor constants, nor made of those in one step. */
function unknownIn(answer: string, asked: Figures, told: Figures): string[] {
  const known = new Map<string, Rational>(
    [...CONSTANTS.map(whole), ...asked.values].map((value) => [keyOf(value), value]),
  );
  for (const value of asked.values) for (const form of formsOf(value)) known.set(keyOf(form), form);
  const unknown: string[] = [];
  const values = told.values;
  for (const figure of told.figures) {
    const { tokens } = told;
    const isOperand = [tokens[figure.index + 1], tokens[figure.index - 1]].some((token) => token?.kind === 'operator');
    const before = tokens[figure.index - 1]?.kind === 'currency' ? tokens[figure.index - 2] : tokens[figure.index - 1];
    const isResult = before?.kind === 'relation';
    if (isOperand && !isResult && !known.has(figure.key) && !isName(tokens, figure) && !isDerived(figure, known)) {
      unknown.push(phraseOf(answer, tokens, figure, 1));
    }
    known.set(figure.key, figure.value);
    if (known.size > 400 || values.length > 200) return [];
  }
  return [...new Set(unknown)];
}

function isDerived({ value }: TextFigure, known: ReadonlyMap<string, Rational>): boolean {
  const sources = [...known.values()];
  return [...formsOf(value), ...combined(value, sources)].some((form) => known.has(keyOf(form)));
}

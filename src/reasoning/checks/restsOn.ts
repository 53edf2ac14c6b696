/** What of an answer is built on something in it that is wrong; quiet where that is not sure. */
import { DENIAL, NEGATION } from './arithmetic/words.ts';
import { figuresAmong, isName, keyOfText, withoutMarkers, type TextFigure } from './figures.ts';
import { tokenize } from './arithmetic/tokenize.ts';
import { surroundings } from './sentences.ts';
import type { Check } from './types.ts';

/** A part of an answer with what was found in it. */
export interface CheckedPart {
  readonly text: string;
  readonly checks: readonly Check[];
  /** The answer itself: also small numbers in it count as results. */
  readonly isFinal?: boolean;
  /** Values stated in it that a run of the code contradicts, and values that the run bears out. */
  readonly contradicted?: readonly string[];
  readonly agreed?: readonly string[];
  /** The part before it that states the same value, which a run contradicts. */
  readonly repeats?: number;
}

/** The part that something rests on, and what is against that part. */
export interface Origin {
  readonly part: number;
  readonly by: 'check' | 'run';
}

/** Smaller numbers occur everywhere. */
const SMALL = /^-?[0-2]$/;

/**
 * For each part the one whose wrong value it uses, directly or through other results; `undefined` where it uses none. A wrong
 * value that is also a number of the question, stood in the answer before, or is a right result elsewhere, proves nothing.
 *
 * @param question its numbers are given
 */
export function restsOn(parts: readonly CheckedPart[], question: string): (Origin | undefined)[] {
  const isSound = parts.every(
    ({ checks, contradicted = [] }) => !checks.some(isWrongResult) && contradicted.length === 0,
  );
  if (isSound) return parts.map(() => undefined);
  const values = new Values(question);
  const origins: (Origin | undefined)[] = [];
  for (const [index, part] of parts.entries()) {
    const repeated =
      part.repeats === undefined ? undefined : (origins[part.repeats] ?? { part: part.repeats, by: 'run' as const });
    origins.push(values.read(part, index) ?? repeated);
  }
  return origins;
}

/** Numbers of an answer: those that are wrong, with where they come from, and those that may be right. */
class Values {
  readonly #wrong = new Map<string, Origin>();
  readonly #seen: Set<string>;

  constructor(question: string) {
    this.#seen = new Set(figuresAmong(tokenize(question)).map(({ key }) => key));
  }

  /** Reads the next part. @returns what it rests on */
  read(part: CheckedPart, index: number): Origin | undefined {
    const { checks, contradicted = [], agreed = [] } = part;
    const text = withoutMarkers(part.text);
    const tokens = tokenize(text);
    const figures = figuresAmong(tokens);
    const results = withFigures(checks, figures).flatMap(([check, inside]) => this.#resultOf(check, inside));
    for (const { figure, check, origin } of results) if (check.verdict === 'true' && !origin) this.#trust(figure.key);
    for (const value of agreed) this.#trust(keyOfText(value));
    const own = new Set(results.flatMap(({ figure, origin }) => (origin ? [] : [figure])));
    const used = figures.find((figure) => {
      if (!this.#wrong.has(figure.key) || own.has(figure)) return false;
      return part.isFinal || !(SMALL.test(figure.key) || isName(tokens, figure) || isDenied(text, figure));
    });
    const origin = used && this.#wrong.get(used.key);
    for (const result of results) {
      if (result.check.verdict === 'true' ? result.origin : isWrongResult(result.check))
        this.#distrust(result.figure.key, result.origin ?? { part: index, by: 'check' });
    }
    for (const value of contradicted) this.#distrust(keyOfText(value), { part: index, by: 'run' });
    for (const { key } of figures) if (!this.#wrong.has(key)) this.#seen.add(key);
    return origin;
  }

  /** The result of a calculation, and the origin of a wrong value in it. */
  #resultOf(check: Check, inside: readonly TextFigure[]): { check: Check; figure: TextFigure; origin?: Origin }[] {
    const figure = inside.at(-1);
    if (figure === undefined || (check.kind !== 'arithmetic' && check.kind !== 'value')) return [];
    const operand = inside.slice(0, -1).find(({ key }) => this.#wrong.has(key) && !SMALL.test(key));
    const origin = operand && this.#wrong.get(operand.key);
    return [{ check, figure, ...(origin && { origin }) }];
  }

  #trust(key: string | undefined): void {
    if (key === undefined) return;
    this.#wrong.delete(key);
    this.#seen.add(key);
  }

  #distrust(key: string | undefined, origin: Origin): void {
    if (key !== undefined && !this.#seen.has(key) && !this.#wrong.has(key)) this.#wrong.set(key, origin);
  }
}

/** Each check with the figures in it. Both lists are in the order of the text. */
function withFigures(checks: readonly Check[], figures: readonly TextFigure[]): [Check, TextFigure[]][] {
  let next = 0;
  return checks.map((check) => {
    while ((figures[next]?.start ?? Infinity) < check.start) next++;
    const from = next;
    let to = from;
    while ((figures[to]?.end ?? Infinity) <= check.end) to++;
    return [check, figures.slice(from, to)];
  });
}

/** "It is 855, not 155": the sentence may take the value back. */
function isDenied(text: string, { start, end }: TextFigure): boolean {
  const { before, behind } = surroundings(text, start, end);
  return [before, behind].some((words) => DENIAL.test(words) || NEGATION.test(words));
}

const isWrongResult = ({ kind, verdict, expected }: Check): boolean =>
  verdict === 'false' && (kind === 'arithmetic' || kind === 'value') && !/^(?:true|false)$/.test(expected ?? '');

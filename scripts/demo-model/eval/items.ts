/** The held-out questions, and when an answer to one is right. */
import { readFileSync } from 'node:fs';

export interface EvalTurn {
  readonly q: string;
  readonly a?: string;
}

export interface EvalItem {
  readonly kind: string;
  /** A question by itself; `turns`: a conversation whose last question is open. */
  readonly q?: string;
  readonly turns?: readonly EvalTurn[];
  readonly answer?: string;
  /** What a right answer holds. */
  readonly facts?: readonly string[];
}

/** What the model made of it. */
export interface EvalResult extends EvalItem {
  readonly got: string;
  readonly ok: boolean;
  /** It ended by itself. */
  readonly eos: boolean;
}

/** Percentages and counts by name. */
export type Report = Record<string, number | Record<string, number>>;

export interface EvalFile {
  readonly report: Report;
  readonly items: Readonly<Record<string, readonly EvalResult[]>>;
}

/** The last line's `Answer: …`, as the model was taught to write it. */
const answerLine = (text: string): string | undefined =>
  /Answer: (.*)$/.exec(text.trim().split('\n').at(-1) ?? '')?.[1]?.trim();

type Check = (item: EvalItem, text: string) => boolean;

const sameAnswer: Check = ({ answer }, text) => answer !== undefined && answerLine(text) === answer;

/** As a person compares two answers: units, currencies and the case do not count, nor how lines of output are joined. */
function plainAnswer(text: string): string {
  const joined = text
    .trim()
    .toLowerCase()
    .replace(/\s*\n\s*/g, ', ')
    .replace(/[`"'.]+$|^[`"'$]+/g, '');
  return /^-?\d+(?: ?[a-z%€]+)?$/.test(joined) ? joined.replace(/[^-\d].*$/, '') : joined;
}
const sameMeaning: Check = ({ answer }, text) => {
  const said = /Answer: ([^]*)$/.exec(text.trim())?.[1];
  return answer !== undefined && said !== undefined && plainAnswer(said) === plainAnswer(answer);
};
/** Talk has no answer line: what any sensible reply says has to be in it. */
const sameOrSaid: Check = (item, text) => {
  const { facts } = item;
  if (facts === undefined) return sameMeaning(item, text);
  return facts.every((fact) => text.toLowerCase().includes(fact.toLowerCase()));
};
const holdsFacts: Check = ({ facts = [] }, text) => facts.every((fact) => text.includes(fact));
const refuses: Check = (_item, text) => text.includes('cannot') && text.includes('Cerebrum 7b');

/** A later question may also be answered in a sentence, or with the number of a step. */
const followsUp: Check = ({ answer = '' }, text) =>
  (answerLine(text) ?? text) === answer ||
  (text.includes(answer) && !/^\d+$/.test(answer)) ||
  /I used (\d+) step/.exec(text)?.[1] === answer;

/** By the name of the file in `data/eval`. */
export const CHECKS: Readonly<Record<string, Check>> = {
  arithmetic: sameAnswer,
  trace: sameAnswer,
  explain: holdsFacts,
  bugs: holdsFacts,
  puzzles: sameAnswer,
  'multi-turn': followsUp,
  'out-of-domain': refuses,
  chat: holdsFacts,
  handwritten: sameAnswer,
  free: sameMeaning,
  earlier: sameOrSaid,
  fresh: sameOrSaid,
  grammar: sameMeaning,
  programs: sameMeaning,
};

/** Free questions that nobody looks at before a training is over; a look uses them up. */
export const HELD = 'fresh';

export function loadItems(name: string, limit: number): EvalItem[] {
  const text = readFileSync(new URL(`../data/eval/${name}.jsonl`, import.meta.url), 'utf8');
  return jsonLines<EvalItem>(text).slice(0, limit);
}

/** One JSON value a line. */
export const jsonLines = <T>(text: string): T[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

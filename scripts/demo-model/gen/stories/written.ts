/** Word problems in sentences that were written one by one, with numbers and names drawn anew each time. */
import { readdirSync, readFileSync } from 'node:fs';
import { cap, type Rng } from '../rng.ts';
import { figures } from '../meaning/say.ts';
import { style, type Told } from '../meaning/tale.ts';
import { figuresIn } from '../meaning/read.ts';
import { into, minus, over, plus, times } from '../meaning/work.ts';
import { people } from '../words.ts';

/** One line of `written/*.jsonl`. */
export interface Written {
  /** `{a}` is a variable, `{N}`, `{M}`, `{K}` are people, `{he}`, `{his}`, `{him}` are N's; `[x|y]` is one of them. */
  readonly q: string;
  /** The same in other words, with the same numbers; they may stand in another order. */
  readonly w?: readonly string[];
  /** A range of whole numbers, "3..40" or "2..a-1", or words of which one is taken. */
  readonly v: Readonly<Record<string, string | readonly string[]>>;
  /** What has to hold: "a % b == 0". Every step's result is a whole number that is not negative in any case. */
  readonly c?: readonly string[];
  /** What each number is: "{a} cookies baked". */
  readonly g?: readonly string[];
  /** What is looked for: "how many cookies are left". */
  readonly p: string;
  /** "Left: a - b": one operation each, `r1` is the result of the first; `//` and `%` are division with a rest. */
  readonly s: readonly string[];
  /** What the answer counts. */
  readonly u?: string;
}

const FOLDER = new URL('written/', import.meta.url);

/** One word problem a line. */
export function read(file: URL): Written[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Written);
}

export const writtenFiles = (): URL[] =>
  readdirSync(FOLDER)
    .sort()
    .map((name) => new URL(name, FOLDER));

let all: readonly Written[] | undefined;
const everyOne = () => (all ??= writtenFiles().flatMap(read));

/**
 * One in twelve is kept for evaluation.
 *
 * @param fills Times its numbers are drawn; the one that takes the least to write is kept.
 */
export function written(r: Rng, fills = 1): Told {
  const ones = everyOne();
  for (;;) {
    const i = r.int(0, ones.length - 1);
    if ((i % 12 === 5) !== (r.split === 'eval')) continue;
    const told = Array.from({ length: fills }, () => fill(r, ones[i]!)).filter((one) => one !== undefined);
    if (told.length > 0) return told.reduce((least, one) => (lengthOf(one) < lengthOf(least) ? one : least));
  }
}

const lengthOf = ({ steps }: Told): number => steps.join('').length;

/** A slot with what stands before it, and whether a unit follows that needs digits. */
const SLOT = /(^|[.?!] |\$)?\{(\w+)\}(?=(\s?(?:%|:|[mkc]?m\b|k?g\b|m?l\b|[KMG]B\b))?)/g;

type Values = Record<string, number>;
const TRIES = 400;

/** @returns undefined when no numbers were found that fit */
export function fill(r: Rng, one: Written): Told | undefined {
  for (let i = 0; i < TRIES; i++) {
    const values: Values = {};
    const words: Record<string, string> = {};
    for (const [name, range] of Object.entries(one.v)) {
      if (typeof range !== 'string') words[name] = r.pick(range);
      else values[name] = drawn(r, range, values);
    }
    if (Object.values(values).some((n) => !Number.isInteger(n))) continue;
    const steps = worked(one.s, values);
    if (steps === undefined || !(one.c ?? []).every((text) => holds(text, values))) continue;
    return said(r, one, values, words, steps);
  }
  return undefined;
}

function said(r: Rng, one: Written, values: Values, words: Record<string, string>, done: readonly string[]): Told {
  const wording = one.w === undefined ? one.q : r.pick([one.q, ...one.w]);
  const figure = figures(r);
  const [n, m, k] = people(r, 3);
  const names: Record<string, string> = {
    ...{ N: n!.name, M: m!.name, K: k!.name, he: n!.he, his: n!.his, him: n!.him },
    ...{ He: cap(n!.he), His: cap(n!.his) },
    ...words,
  };
  // In the question numbers may be words, except before "%" and "km"; in the steps they are digits.
  const filled = (text: string, number: (n: number) => string) =>
    text
      .replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_, choices: string) => r.pick(choices.split('|')))
      .replace(SLOT, (_, before: string | undefined, name: string, unit: string | undefined) => {
        const value = values[name];
        if (value !== undefined && (unit !== undefined || before === '$')) return `${before ?? ''}${value}`;
        const word = value === undefined ? (names[name] ?? `?${name}?`) : number(value);
        return before === undefined || before === '$' ? `${before ?? ''}${word}` : before + cap(word);
      })
      .replace(/ +/g, ' ')
      .trim();
  const q = filled(wording, figure);
  const labels = one.s.map((step) => filled(step.slice(0, step.lastIndexOf(':')), String));
  const inside = (text: string) => filled(`_${text}`, String).slice(1);
  const figuresRead = figuresIn(q);
  const value = values[`r${one.s.length}`]!;
  return {
    q: style(r, q),
    plan: `Find ${inside(one.p)}.`,
    steps: [
      ...(figuresRead.length > 1 ? [`In the question: ${figuresRead.join('; ')}.`] : []),
      ...(one.g === undefined ? [] : [`Given: ${inOrder(one.g, wording).map(inside).join('; ')}.`]),
      ...done.map((text, i) => `${cap(labels[i]!)}: ${text}.`),
    ],
    answer: String(value),
    unit: one.u === undefined ? 'points' : inside(one.u),
    who: undefined,
    value,
  };
}

/** What the numbers are, in the order of this wording; one without a slot stays behind the one before it. */
function inOrder(given: readonly string[], wording: string): string[] {
  let last = -1;
  const placed = given.map((text) => {
    const slot = /\{\w+\}/.exec(text)?.[0];
    const at = slot === undefined ? -1 : wording.indexOf(slot);
    last = at < 0 ? last : at;
    return { text, at: last };
  });
  return placed.sort((a, b) => a.at - b.at).map(({ text }) => text);
}

/** The text of each step; results go into `values` as r1, r2, … */
function worked(steps: readonly string[], values: Values): string[] | undefined {
  const texts: string[] = [];
  for (const [i, step] of steps.entries()) {
    const found = /:\s*(\w+)\s*(\/\/|[-+*/%])\s*(\w+)\s*$/.exec(step);
    if (!found) throw new Error(`No operation: ${step}`);
    const [, left = '', sign = '', right = ''] = found;
    const [a, b] = [valueOf(left, values), valueOf(right, values)];
    if (['/', '//', '%'].includes(sign) && b === 0) return undefined;
    const { text, value } = {
      '+': () => plus(a, b),
      '-': () => minus(a, b),
      '*': () => times(a, b),
      '/': () => (a % b === 0 ? over(a, b) : { text: '', value: -1 }),
      '//': () => ({ text: into(a, b).text, value: into(a, b).whole }),
      '%': () => ({ text: into(a, b).text, value: into(a, b).rest }),
    }[sign]!();
    if (!Number.isInteger(value) || value < 0 || value > 99_999) return undefined;
    texts.push(text);
    values[`r${i + 1}`] = value;
  }
  return texts;
}

function valueOf(text: string, values: Values): number {
  const value = /^\d+$/.test(text) ? Number(text) : values[text];
  if (value === undefined) throw new Error(`What is ${text}?`);
  return value;
}

/** A number of a range whose ends may be sums of others; NaN where there is none. */
export function drawn(r: Rng, range: string, values: Values): number {
  const [low, high] = range.split('..').map((text) => sum(text, values));
  if (low === undefined || high === undefined) throw new Error(`No range: ${range}`);
  return high < low ? NaN : r.int(low, high);
}

/** "2", "a-1", "a*b-c". */
function sum(text: string, values: Values): number {
  const terms = text.replaceAll(' ', '').match(/[-+]?[^-+]+/g) ?? [];
  const product = (term: string) =>
    term
      .replace(/^[-+]/, '')
      .split('*')
      .reduce((all, factor) => all * valueOf(factor, values), 1);
  return terms.reduce((all, term) => all + (term.startsWith('-') ? -1 : 1) * product(term), 0);
}

/** "a % b == 0", "r1 > c". */
function holds(text: string, values: Values): boolean {
  const [, left = '', by, than = '', right = ''] =
    /^\s*(\w+)\s*(?:%\s*(\w+)\s*)?(==|!=|<=|>=|<|>)\s*(\w+)\s*$/.exec(text) ?? [];
  const a = by === undefined ? valueOf(left, values) : valueOf(left, values) % valueOf(by, values);
  const b = valueOf(right, values);
  return { '==': a === b, '!=': a !== b, '<=': a <= b, '>=': a >= b, '<': a < b, '>': a > b }[than]!;
}

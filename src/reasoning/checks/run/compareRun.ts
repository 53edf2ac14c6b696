/**
 * What the steps of an answer state, against what really happened. A statement differs only when no reading of it fits:
 * its value was never there, at any time of the whole run. It agrees only when its value was there in its turn.
 */
import type { RunResult, RunValue } from '../../../protocol/sandbox.ts';
import { valueText } from '../../run/describe.ts';
import { readClaims, type Claim } from './claims.ts';
import { matches, readLiteral, type Stated } from './literal.ts';
import { RunIndex, squeeze, type TimedValue } from './runIndex.ts';

type Finished = Extract<RunResult, { type: 'finished' }>;

export type Verdict =
  | { readonly verdict: 'agrees'; readonly claim: Claim; readonly subject: string }
  /** `real`: what it is there, where that is certain. */
  | { readonly verdict: 'differs'; readonly claim: Claim; readonly subject: string; readonly real?: string };

/** 1-based, inclusive. */
export interface LineRange {
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Compares one step after the other, in the order of the answer. */
export class RunComparison {
  readonly #run: RunIndex;
  readonly #isSure: boolean;
  readonly #code: string;
  /** How many of a name's values the steps have told, and whether they told every one. */
  readonly #told = new Map<string, { count: number; isExact: boolean }>();
  #printed = 0;

  /** @param code the program */
  constructor(run: Finished, code: string) {
    this.#run = new RunIndex(run);
    this.#isSure = run.unsure === undefined;
    this.#code = code;
  }

  /**
   * The verdicts on a step (Markdown); none where nothing is sure.
   *
   * @param lines the lines of the program that the step is about, where that is known
   */
  compare(step: string, lines?: LineRange): Verdict[] {
    if (!this.#isSure) return [];
    return readClaims(step).flatMap((claim) => {
      const verdict = this.#judge(claim, lines);
      return verdict && !(verdict.verdict === 'differs' && this.#run.isChosen) ? [verdict] : [];
    });
  }

  /** Whether the value stated as the final answer is what `name` is at the end, or what was printed (without a name). */
  compareAnswer(
    stated: string,
    name: string | undefined,
  ): { readonly agrees: boolean; readonly real: string } | undefined {
    if (!this.#isSure || this.#run.isChosen) return undefined;
    if (name === undefined) return this.#compareOutput(stated);
    const real = this.#run.atEnd(name);
    const literal = readLiteral(stated);
    if (real === undefined || literal === undefined || !isWhole(real)) return undefined;
    const match = matches(literal, real);
    return match === 'near' ? undefined : { agrees: match === 'same', real: valueText(real) };
  }

  #compareOutput(stated: string): { readonly agrees: boolean; readonly real: string } | undefined {
    const { prints } = this.#run;
    if (prints.length === 0 || prints.length > 50) return undefined;
    const text = prints.map((print) => print.text);
    const bare = (words: string): string => words.replace(/[\s,'"`]+/g, '').toLowerCase();
    if (bare(text.join('')) === bare(stated)) return { agrees: true, real: text.join(', ') };
    const literal = readLiteral(stated);
    const [only] = prints;
    if (prints.length === 1 && only && literal && only.values.length === 1) {
      const match = matches(literal, only.values[0] ?? OTHER);
      return match === 'near' ? undefined : { agrees: match === 'same', real: only.text };
    }
    // A text in the program that was never printed, or numbers that are others.
    const isNumbers = /^-?\d+(?:, -?\d+)*$/.test(stated) && prints.every((print) => /^-?\d+$/.test(print.text));
    const isText = this.#isTextOfCode(stated) && !bare(text.join('')).includes(bare(stated));
    return isNumbers || isText ? { agrees: false, real: text.join(', ') } : undefined;
  }

  #isTextOfCode(words: string): boolean {
    return [`'${words}'`, `"${words}"`, `\`${words}\``].some((quoted) => this.#code.includes(quoted));
  }

  #judge(claim: Claim, lines: LineRange | undefined): Verdict | undefined {
    switch (claim.kind) {
      case 'value':
        return this.#value(claim, claim, lines);
      case 'test':
        return this.#test(claim, claim.source);
      case 'print':
        return this.#print(claim);
      case 'return':
        return this.#returns(claim, claim.call ?? '');
      case 'rounds':
        return this.#rounds(claim, claim.name);
    }
  }

  #value(
    claim: Claim,
    { name, when }: Extract<Claim, { kind: 'value' }>,
    lines: LineRange | undefined,
  ): Verdict | undefined {
    const stated = readLiteral(claim.stated);
    if (stated === undefined) return undefined;
    const subject = name;
    const real = when === 'end' ? this.#run.atEnd(name) : undefined;
    if (real !== undefined) {
      const match = matches(stated, real);
      if (match === 'same') return { verdict: 'agrees', claim, subject };
      return match === 'different' && isWhole(real)
        ? { verdict: 'differs', claim, subject, real: valueText(real) }
        : undefined;
    }
    if (claim.round) return this.#inRound(claim, stated, name);
    const values = this.#run.valuesOf(name);
    if (values.length === 0) return undefined;
    const told = this.#told.get(name) ?? { count: 0, isExact: true };
    this.#told.set(name, told);
    const fits = (index: number): boolean => {
      const value = values[index]?.value;
      return value !== undefined && matches(stated, value) === 'same';
    };
    const there = values.filter(({ line }) => isInside(line, lines));
    // Another moment's value: the lines that the step is about set the name to something else.
    const isElsewhere = there.length > 0 && !there.some(({ value }) => matches(stated, value) === 'same');
    const isNext = fits(told.count);
    if (isNext) told.count++;
    if (isNext || fits(told.count - 1)) return isElsewhere ? undefined : { verdict: 'agrees', claim, subject };
    const every = this.#run.everyValueOf(name);
    const later = values.findIndex((_, i) => i > told.count && fits(i));
    if (later >= 0) told.count = later + 1;
    // Told out of turn, but of a line that sets nothing else.
    if (later >= 0 && !isElsewhere && theOnly(there)) return { verdict: 'agrees', claim, subject };
    if (
      every.some((value) => matches(stated, value) !== 'different' || !isWhole(value) || value.kind !== kindOf(stated))
    ) {
      told.isExact = false;
      return undefined;
    }
    const next = values[told.count] ?? (told.isExact ? values.at(-1) : undefined);
    if (told.count < values.length) told.count++;
    const isOnly = values.every(({ value }) => JSON.stringify(value) === JSON.stringify(values[0]?.value));
    const now = there.length === 0 || (next && there.includes(next)) ? next : theOnly(there);
    const isCertain = now !== undefined && (told.isExact || isOnly || now === theOnly(there));
    return { verdict: 'differs', claim, subject, ...(isCertain && { real: valueText(now.value) }) };
  }

  /** "`p` = 6: … `total` = 16": what `total` is in the rounds in which `p` is 6. */
  #inRound(claim: Claim, stated: Stated, name: string): Verdict | undefined {
    const rounds = this.#roundsOf(claim);
    const values = this.#run.valuesOf(name);
    if (rounds.length === 0 || values.length === 0) return undefined;
    const told = this.#told.get(name) ?? { count: 0, isExact: true };
    this.#told.set(name, told);
    const inside = rounds.map(([from, until]) => {
      const before = values.filter(({ at }) => at <= from).at(-1);
      const during = values.filter(({ at }) => at > from && at < until);
      return before ? [before, ...during] : during;
    });
    const lasts = inside.map((round) => round.at(-1)?.value);
    const last = lasts[0];
    if (last && lasts.every((value) => value && matches(stated, value) === 'same'))
      return { verdict: 'agrees', claim, subject: name };
    const seen = inside.flat().map(({ value }) => value);
    if (
      seen.length === 0 ||
      seen.some((value) => matches(stated, value) !== 'different' || !isWhole(value) || value.kind !== kindOf(stated))
    )
      return undefined;
    const isCertain = last !== undefined && lasts.every((value) => JSON.stringify(value) === JSON.stringify(last));
    return { verdict: 'differs', claim, subject: name, ...(isCertain && { real: valueText(last) }) };
  }

  #roundsOf({ round }: Claim): readonly (readonly [number, number])[] {
    const value = round && readLiteral(round.value);
    return round && value ? this.#run.rounds(round.name, (candidate) => matches(value, candidate) === 'same') : [];
  }

  #test(claim: Claim, source: string): Verdict | undefined {
    const results = this.#run.test(source);
    if (results.size !== 1) return undefined;
    const real = results.has(true);
    const subject = source;
    if (/true/i.test(claim.stated) === real) return { verdict: 'agrees', claim, subject };
    return {
      verdict: 'differs',
      claim,
      subject,
      real: /^[A-Z]/.test(claim.stated) ? (real ? 'True' : 'False') : String(real),
    };
  }

  #print(claim: Extract<Claim, { kind: 'print' }>): Verdict | undefined {
    const { source, isBare } = claim;
    const all = this.#run.prints;
    const named = source === undefined ? all : all.filter((print) => squeeze(print.source) === squeeze(source));
    if (named.length === 0) return undefined;
    const literal = isBare ? undefined : readLiteral(claim.stated);
    const fits = (print: (typeof all)[number]): 'same' | 'near' | 'different' => {
      if (isBare)
        return print.text === claim.stated
          ? 'same'
          : print.text.toLowerCase().includes(claim.stated.toLowerCase())
            ? 'near'
            : 'different';
      if (literal === undefined) return 'near';
      const [value, ...more] = print.values;
      if (value !== undefined && more.length === 0) return matches(literal, value);
      return print.text.includes(claim.stated) ? 'near' : 'different';
    };
    const subject = '';
    const [next] = named.length === 1 ? named : [all[this.#printed]];
    if (next && named.includes(next) && fits(next) === 'same') {
      this.#printed = all.indexOf(next) + 1;
      return { verdict: 'agrees', claim, subject };
    }
    if (all.some((print) => fits(print) !== 'different') || this.#isPartOfOutput(claim.stated)) return undefined;
    if (isBare && !this.#isTextOfCode(claim.stated)) return undefined;
    const texts = new Set(named.map((print) => print.text));
    const [real] = texts;
    this.#printed++;
    return { verdict: 'differs', claim, subject, ...(texts.size === 1 && real !== undefined && { real }) };
  }

  #isPartOfOutput(stated: string): boolean {
    if (this.#run.prints.length < 2) return false;
    const squeezed = (words: string): string => words.replace(/[\s,'"`[\]]+/g, '');
    return squeezed(this.#run.prints.map(({ text }) => text).join('')).includes(squeezed(stated));
  }

  #returns(claim: Claim, call: string): Verdict | undefined {
    const [, name = '', list = ''] = /^([^(]+)\((.*)\)$/s.exec(call) ?? [];
    const args = list.trim() === '' ? [] : list.split(',').map((arg) => readLiteral(arg));
    const stated = readLiteral(claim.stated);
    if (stated === undefined || args.some((arg) => arg === undefined)) return undefined;
    const returned = this.#run.returns.filter((event) => {
      const real = this.#run.argsOf(event.call);
      return event.name === name && args.every((arg, i) => arg && real[i] && matches(arg, real[i]) === 'same');
    });
    if (returned.length === 0) return undefined;
    const found = returned.map(({ value }) => matches(stated, value));
    if (found.every((match) => match === 'same')) return { verdict: 'agrees', claim, subject: call };
    if (
      found.some((match) => match !== 'different') ||
      returned.some(({ value }) => !isWhole(value) || value.kind !== kindOf(stated))
    )
      return undefined;
    const texts = new Set(returned.map(({ value }) => valueText(value)));
    const [real] = texts;
    return { verdict: 'differs', claim, subject: call, ...(texts.size === 1 && real !== undefined && { real }) };
  }

  /** "The loop runs with `i` = 0, 1, 2": every value of the name, but for the one that ends the loop. */
  #rounds(claim: Claim, name: string): Verdict | undefined {
    const stated = claim.stated.split(', ');
    const values = this.#run.valuesOf(name).map(({ value }) => valueText(value));
    const isIt = (list: readonly string[]): boolean => list.join(', ') === stated.join(', ');
    return isIt(values) || isIt(values.slice(0, -1)) ? { verdict: 'agrees', claim, subject: name } : undefined;
  }
}

const isInside = (line: number | undefined, lines: LineRange | undefined): boolean =>
  line !== undefined && lines !== undefined && line >= lines.firstLine && line <= lines.lastLine;

/** The first of several equal values. */
const theOnly = (values: readonly TimedValue[]): TimedValue | undefined =>
  values.every(({ value }) => JSON.stringify(value) === JSON.stringify(values[0]?.value)) ? values[0] : undefined;

const OTHER: RunValue = { kind: 'other', text: '' };

const kindOf = (stated: Stated): RunValue['kind'] => stated.kind;

/** Nothing of it was left out. */
function isWhole(value: RunValue): boolean {
  if (value.kind === 'list') return value.whole && value.items.every(isWhole);
  if (value.kind === 'record') return value.whole && value.entries.every(([, item]) => isWhole(item));
  return value.kind !== 'other';
}

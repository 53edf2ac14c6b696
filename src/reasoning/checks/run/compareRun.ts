/**
 * What the steps of an answer state, against what really happened. A statement differs only when no reading of it fits:
 * its value was never there, at any time of the whole run. It agrees only when its value was there in its turn.
 */
import type { RunResult, RunValue } from '../../../protocol/sandbox.ts';
import { valueText } from '../../run/describe.ts';
import { isDefinedOnce } from './calls.ts';
import type { Asked } from './asked.ts';
import { readClaims, type Claim } from './claims.ts';
import { matches, readLiteral, type Stated } from './literal.ts';
import { compareOutput, isPrinted, isTextOf } from './output.ts';
import { RunIndex, squeeze, type TimedValue } from './runIndex.ts';
import { roundValues, spansOf } from './spans.ts';

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
    this.#run = new RunIndex(run, code);
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

  /** Whether the value stated as the final answer is what was asked for. */
  compareAnswer(stated: string, asked: Asked): { readonly agrees: boolean; readonly real: string } | undefined {
    if (!this.#isSure || this.#run.isChosen) return undefined;
    if (asked === 'output') return compareOutput(stated, this.#run.prints, this.#code);
    const real = asked.moment === 'end' ? this.#run.atEnd(asked.name) : this.#afterLoop(asked.name);
    const literal = readLiteral(stated);
    if (real === undefined || literal === undefined || !isWhole(real)) return undefined;
    const match = matches(literal, real);
    return match === 'near' ? undefined : { agrees: match === 'same', real: valueText(real) };
  }

  #afterLoop(name: string): RunValue | undefined {
    const [span] = spansOf(this.#run, { moment: 'after loop', rounds: [] });
    return span && this.#run.valueAt(name, span.from);
  }

  #judge(claim: Claim, lines: LineRange | undefined): Verdict | undefined {
    switch (claim.kind) {
      case 'value':
        return this.#value(claim, lines);
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

  #value(claim: ValueClaim, lines: LineRange | undefined): Verdict | undefined {
    const stated = readLiteral(claim.stated);
    if (stated === undefined) return undefined;
    const verdict = claim.moment === 'end' ? this.#atEnd(claim, stated) : this.#atMoment(claim, stated, lines);
    return verdict?.verdict === 'differs' && !this.#run.isTold(claim.name) ? undefined : verdict;
  }

  #atMoment(claim: ValueClaim, stated: Stated, lines: LineRange | undefined): Verdict | undefined {
    const isHere = claim.moment === 'here' && claim.rounds.length === 0;
    return isHere ? this.#here(claim, stated, lines) : this.#inSpans(claim, stated);
  }

  #atEnd(claim: ValueClaim, stated: Stated): Verdict | undefined {
    const subject = claim.name;
    const real = this.#run.atEnd(subject);
    if (real === undefined) return undefined;
    const match = matches(stated, real);
    if (match === 'same') return { verdict: 'agrees', claim, subject };
    return match === 'different' && isWhole(real)
      ? { verdict: 'differs', claim, subject, real: valueText(real) }
      : undefined;
  }

  #toldOf(name: string): { count: number; isExact: boolean } {
    const told = this.#told.get(name) ?? { count: 0, isExact: true };
    this.#told.set(name, told);
    return told;
  }

  /** What a name is where the telling has got to. */
  #here(claim: ValueClaim, stated: Stated, lines: LineRange | undefined): Verdict | undefined {
    const { name } = claim;
    const subject = name;
    const values = this.#run.valuesOf(name);
    // A list may have been changed under another name since.
    const isOld = stated.kind === 'list' && /still|stays|remains/.test(claim.verb);
    if (values.length === 0 || isOld) return undefined;
    const told = this.#toldOf(name);
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
    const before = values[told.count - 1];
    if (later >= 0) told.count = later + 1;
    // Told out of turn, but of a line that sets nothing else.
    if (later >= 0 && !isElsewhere && theOnly(there)) return { verdict: 'agrees', claim, subject };
    if (every.some((value) => mayBe(stated, value))) {
      told.isExact = false;
      return undefined;
    }
    const next = values[told.count] ?? (told.isExact ? values.at(-1) : undefined);
    // Of a change to come; when all is told, of what is there.
    const left = values.length - told.count;
    const isNextMeant = left === 0 ? claim.way === '' : left === 1 || tellsOf(claim, before);
    if (left > 0) told.count++;
    const isOnly = values.every(({ value }) => JSON.stringify(value) === JSON.stringify(values[0]?.value));
    const now = there.length === 0 || (next && there.includes(next)) ? next : theOnly(there);
    const isSaid = isOnly || now === theOnly(there) || (told.isExact && isNextMeant);
    return { verdict: 'differs', claim, subject, ...(now && isSaid && { real: valueText(now.value) }) };
  }

  /** It is not clear of which moment a claim is, but the name has no such value at any. */
  #never(claim: ValueClaim, stated: Stated): Verdict | undefined {
    const isThere = this.#run.everyValueOf(claim.name).some((value) => mayBe(stated, value));
    return isThere ? undefined : { verdict: 'differs', claim, subject: claim.name };
  }

  /** "`p` = 6: … `total` = 16": what `total` is when the rounds in which `p` is 6 end; "After the loop `total` is …". */
  #inSpans(claim: ValueClaim, stated: Stated): Verdict | undefined {
    const { name } = claim;
    const spans = spansOf(this.#run, claim);
    const values = this.#run.valuesOf(name);
    const last = spans.at(-1);
    if (values.length === 0) return undefined;
    if (last === undefined) return this.#never(claim, stated);
    this.#toldOf(name).count = values.filter(({ at }) => at < last.until).length;
    const inside = spans.map(({ from, until }) => {
      const before = values.filter(({ at }) => at <= from).at(-1);
      const during = values.filter(({ at }) => at > from && at < until);
      return before ? [before, ...during] : during;
    });
    // A name of a function that is called there may be another one.
    if (inside.some((all) => all.some(({ depth }) => depth !== all[0]?.depth))) return undefined;
    const meant = inside.map((all) => all.at(claim.moment === 'after loop' ? 0 : -1)?.value);
    if (meant.every((value) => value && matches(stated, value) === 'same'))
      return { verdict: 'agrees', claim, subject: name };
    if (inside.some((all) => all.length === 0 || all.some(({ value }) => mayBe(stated, value)))) return undefined;
    const [real] = meant;
    const isCertain =
      real !== undefined &&
      inside.every((all) => all.length <= 2) &&
      meant.every((value) => JSON.stringify(value) === JSON.stringify(real));
    return { verdict: 'differs', claim, subject: name, ...(isCertain && { real: valueText(real) }) };
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
    const there = this.#printsAt(claim);
    const isOf = (print: (typeof all)[number]): boolean =>
      source === undefined || squeeze(print.source) === squeeze(source);
    const named = (there ?? all).filter(isOf);
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
      if (isPrinted(claim.stated, print.text)) return 'same';
      if (value !== undefined && more.length === 0)
        return matches(literal, value) === 'different' ? 'different' : 'near';
      return print.text.includes(claim.stated) ? 'near' : 'different';
    };
    const subject = '';
    const [next] = named.length === 1 ? named : [all[this.#printed]];
    if (there && next && named.includes(next) && fits(next) === 'same') {
      this.#printed = all.indexOf(next) + 1;
      return { verdict: 'agrees', claim, subject };
    }
    if (all.some((print) => fits(print) !== 'different') || this.#isPartOfOutput(claim.stated)) return undefined;
    if (isBare && !isTextOf(claim.stated, this.#code)) return undefined;
    const texts = new Set(named.map((print) => print.text));
    const [real] = texts;
    this.#printed++;
    return { verdict: 'differs', claim, subject, ...(texts.size === 1 && real !== undefined && { real }) };
  }

  /** What may be meant to be printed; `undefined` where that is not clear. */
  #printsAt(claim: Claim): RunIndex['prints'] | undefined {
    const { prints, events } = this.#run;
    if (claim.moment === 'here' && claim.rounds.length === 0) return prints;
    const [span, ...more] = spansOf(this.#run, claim);
    if (span === undefined || more.length > 0) return claim.moment === 'end' ? prints : undefined;
    return prints.filter((print) => {
      const at = events.indexOf(print);
      return at > span.from && at < span.until;
    });
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
    // A method may have the function's name.
    if (!isDefinedOnce(name, this.#code)) return undefined;
    const isWritten = squeeze(this.#code).includes(squeeze(call));
    const returned = this.#run.returns.filter((event) => {
      const real = this.#run.argsOf(event.call);
      const isWholeCall = real.length === args.length || isWritten;
      const isCall = event.name === name && isWholeCall;
      return isCall && args.every((arg, i) => arg && real[i] && matches(arg, real[i]) === 'same');
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

  /** "The loop runs with `i` = 0, 1, 2": in every loop about the name, each time. */
  #rounds(claim: Claim, name: string): Verdict | undefined {
    const ran = roundValues(this.#run, name).map((values) => values.join(', '));
    const isRight = ran.length > 0 && ran.every((list) => list === claim.stated);
    return isRight ? { verdict: 'agrees', claim, subject: name } : undefined;
  }
}

type ValueClaim = Extract<Claim, { kind: 'value' }>;

/** Whether a claim tells of the change from a value: it calculates with it, or sets a name that has none yet. */
function tellsOf({ way, verb }: ValueClaim, before: TimedValue | undefined): boolean {
  if (before === undefined) return / to$|^starts/.test(verb);
  const text = valueText(before.value);
  return (way.match(/\d+(?:\.\d+)?/g) ?? ([] as string[])).includes(text);
}

/** Whether a value may be what is stated, after all. */
const mayBe = (stated: Stated, value: RunValue): boolean =>
  matches(stated, value) !== 'different' || !isWhole(value) || value.kind !== kindOf(stated);

const isInside = (line: number | undefined, lines: LineRange | undefined): boolean =>
  line !== undefined && lines !== undefined && line >= lines.firstLine && line <= lines.lastLine;

/** The first of several equal values. */
const theOnly = (values: readonly TimedValue[]): TimedValue | undefined =>
  values.every(({ value }) => JSON.stringify(value) === JSON.stringify(values[0]?.value)) ? values[0] : undefined;

const kindOf = (stated: Stated): RunValue['kind'] => stated.kind;

/** Nothing of it was left out. */
function isWhole(value: RunValue): boolean {
  if (value.kind === 'list') return value.whole && value.items.every(isWhole);
  if (value.kind === 'record') return value.whole && value.entries.every(([, item]) => isWhole(item));
  return value.kind !== 'other';
}

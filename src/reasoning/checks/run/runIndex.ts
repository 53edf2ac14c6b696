/** What a run did, to be looked up. */
import type { RunEvent, RunResult, RunValue } from '../../../protocol/sandbox.ts';
import { countLoops, loopsOf, type Loop } from './loops.ts';

type Finished = Extract<RunResult, { type: 'finished' }>;
type Printed = Extract<RunEvent, { type: 'print' }>;
type Returned = Extract<RunEvent, { type: 'return' }>;

/** Values of compound kinds are the same object in other hands: what one name shows of it may be another's doing. */
const isCompound = ({ kind }: RunValue): boolean => kind === 'list' || kind === 'record';

/** Source text for comparison: without white space, semicolons and quotation marks of one kind. */
export const squeeze = (source: string): string =>
  source
    .replace(/\s+/g, '')
    .replace(/;$/, '')
    .replaceAll('"', "'")
    .replace(/^\((.*)\)$/, '$1');

/** `at`: its place among the events. `line`: where it was set; none for what a name is at the end. */
export interface TimedValue {
  readonly at: number;
  readonly value: RunValue;
  readonly line?: number;
  /** Calls that ran then. */
  readonly depth: number;
}

export class RunIndex {
  readonly prints: readonly Printed[];
  readonly returns: readonly Returned[];
  /** Nobody named the arguments of the call. */
  readonly isChosen: boolean;
  readonly events: readonly RunEvent[];
  /** Those whose rounds are known. */
  readonly loops: readonly Loop[];
  /** How many the program has, of any kind. */
  readonly loopCount: number;
  readonly #untold: readonly string[];
  readonly #names = new Map<string, TimedValue[]>();
  readonly #parts = new Map<string, RunValue[]>();
  readonly #compounds: RunValue[] = [];
  readonly #tests = new Map<string, Set<boolean>>();
  readonly #testLines = new Map<string, Set<number>>();
  readonly #lines: readonly string[];
  readonly #args = new Map<number, readonly RunValue[]>();
  readonly #atEnd: ReadonlyMap<string, RunValue>;

  /** @param code the program */
  constructor(run: Finished, code: string) {
    this.events = run.events;
    this.loops = loopsOf(run.events, code);
    this.loopCount = countLoops(code);
    this.#lines = code.split('\n').map(squeeze);
    this.#untold = run.untold ?? [];
    this.isChosen = run.added?.chosen === true;
    this.#atEnd = new Map(run.atEnd);
    this.prints = run.events.filter((event) => event.type === 'print');
    this.returns = run.events.filter((event) => event.type === 'return');
    run.events.forEach((event, at) => this.#add(event, at));
    for (const [name, value] of run.atEnd) this.#set(name, value, run.events.length, { depth: 0 });
  }

  #add(event: RunEvent, at: number): void {
    switch (event.type) {
      case 'set':
        this.#set(event.name, event.value, at, event);
        return;
      case 'call':
        for (const [name, value] of event.args) this.#set(name, value, at, event);
        this.#args.set(
          event.call,
          event.args.map(([, value]) => value),
        );
        return;
      case 'test':
        this.#test(event.source, event.result, event.line);
        return;
      case 'print':
        // `print(a > b)` shows what `a > b` is.
        for (const value of event.values.length === 1 ? event.values : []) {
          const source = /^[\w.]+\((.*)\)$/s.exec(event.source)?.[1] ?? '';
          if (value.kind === 'boolean' && source !== '') this.#test(source, /true/i.test(value.text), event.line);
        }
        return;
      case 'return':
        this.#collect(event.value);
    }
  }

  #test(source: string, result: boolean, line: number): void {
    const key = squeeze(source);
    this.#tests.set(key, (this.#tests.get(key) ?? new Set()).add(result));
    this.#testLines.set(key, (this.#testLines.get(key) ?? new Set()).add(line));
  }

  #set(name: string, value: RunValue, at: number, { line, depth = 0 }: { line?: number; depth?: number }): void {
    const known = this.#names.get(name) ?? [];
    this.#names.set(name, known);
    const last = known.at(-1)?.value;
    const isRepeated =
      last && (at === this.events.length || isCompound(value)) && JSON.stringify(last) === JSON.stringify(value);
    if (!isRepeated) known.push({ at, value, depth, ...(line !== undefined && { line }) });
    this.#part(name.split('.').at(-1) ?? name, value);
    this.#collect(value);
  }

  #part(name: string, value: RunValue): void {
    const known = this.#parts.get(name);
    if (known === undefined) this.#parts.set(name, [value]);
    else known.push(value);
  }

  #collect(value: RunValue): void {
    if (value.kind === 'list') value.items.forEach((item) => this.#collect(item));
    else if (value.kind === 'record') {
      for (const [key, item] of value.entries) {
        this.#part(key, item);
        this.#collect(item);
      }
    } else return;
    this.#compounds.push(value);
  }

  /** In order, with their places among the events. */
  valuesOf(name: string): readonly TimedValue[] {
    return this.#names.get(name) ?? [];
  }

  /** What the name was last set to, up to a place of the events. */
  valueAt(name: string, place: number): RunValue | undefined {
    return this.valuesOf(name).findLast(({ at }) => at <= place)?.value;
  }

  /** Whether every value that the name had is known. */
  isTold(name: string): boolean {
    return !this.#untold.includes(name);
  }

  /** Everything `name` may have been at any time. */
  everyValueOf(name: string): readonly RunValue[] {
    if (name.includes('.')) return this.#parts.get(name.split('.').at(-1) ?? '') ?? [];
    const own = this.valuesOf(name).map(({ value }) => value);
    return own.some(isCompound) ? [...own, ...this.#compounds] : own;
  }

  atEnd(name: string): RunValue | undefined {
    return this.#atEnd.get(name);
  }

  /** The results of a test, by its source; none where it also stands where its result is not told. */
  test(source: string): ReadonlySet<boolean> {
    const key = squeeze(source);
    const told = this.#testLines.get(key);
    const isTold = this.#lines.every((line, i) => !line.includes(key) || told?.has(i + 1));
    return (isTold && this.#tests.get(key)) || new Set();
  }

  argsOf(call: number): readonly RunValue[] {
    return this.#args.get(call) ?? [];
  }
}

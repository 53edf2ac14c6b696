/**
 * The border to the sandbox process, which runs small programs and tells what happened. The host sends one `RunRequest` and
 * gets one `RunResult`, as JSON text that `parseRunResult` checks: the program's own words are in it.
 */
import * as v from 'valibot';
import type { LineValues, RunMoment, StepRun } from './runView.ts';

/** Languages that can be run. */
export type ProgramLanguage = 'javascript' | 'typescript' | 'python';

/** What a run may take. */
export interface RunLimits {
  /** Wall clock, from the start of the process. */
  readonly ms: number;
  /** Of the program's memory, in bytes. */
  readonly memory: number;
  /** Characters printed. */
  readonly output: number;
  /** Events of the trace. */
  readonly events: number;
}

export const RUN_LIMITS: RunLimits = { ms: 3000, memory: 32 * 1024 * 1024, output: 20_000, events: 4000 };

/** Characters; a longer program is not run. */
export const MAX_PROGRAM = 20_000;

/** What another file defines, in the program's language; TypeScript may stand beside JavaScript. */
export interface FoundDefinition {
  /** The name that led to it. */
  readonly name: string;
  readonly code: string;
  /** Tells the files apart; `RunRequest.file` may be one of them. */
  readonly file: string;
}

export interface RunRequest {
  readonly language: ProgramLanguage;
  readonly code: string;
  /** Where the code is from; absent: from no file. */
  readonly file?: string;
  /** Words that may say what a function is called with, such as the question. */
  readonly words: string;
  /** Those that the program uses, directly or through others, are run with it. */
  readonly definitions?: readonly FoundDefinition[];
  /** An answer to compare with the run; the result then has `steps`, `lines` and `moments` in place of events. */
  readonly answer?: string;
  /** The question that the answer answers, where it is not the one with the code. */
  readonly asked?: string;
  /** 1-based number of the code's first line in its file. */
  readonly firstLine?: number;
  readonly limits: RunLimits;
}

/**
 * Why a program was not run to its end. `syntax`: not a complete program · `imports`, `input`, `browser`, `files`, `network`:
 * what it needs · `time`, `chance`, `locale`: what it would do differs from run to run · `names`: it uses names that are not
 * in it · `unsupported`: the interpreter lacks something · `nothing`: there is nothing to run · `error`: it ended with an
 * error · `late`, `memory`, `output`, `events`: a limit · `crashed`, `unavailable`: the process ended, or could not start.
 */
export const RUN_OBSTACLES = [
  ...['syntax', 'imports', 'input', 'browser', 'files', 'network', 'time', 'chance', 'locale', 'names', 'unsupported'],
  ...['nothing', 'error', 'late', 'memory', 'output', 'events', 'crashed', 'unavailable'],
] as const;
export type RunObstacle = (typeof RUN_OBSTACLES)[number];

/** A value of the program, as far as it fits. `whole`: nothing of it was left out. */
export type RunValue =
  | { readonly kind: 'number' | 'text' | 'boolean' | 'nothing' | 'other'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly RunValue[]; readonly whole: boolean }
  | {
      readonly kind: 'record';
      readonly entries: readonly (readonly [string, RunValue])[];
      readonly whole: boolean;
    };

/**
 * What happened, in order. `line` is 1-based, in the program; 0 is in a definition of another file. `source` is the piece of the
 * program it is about. `depth`: calls that run then, one that begins or returns included.
 */
export type RunEvent = { readonly depth?: number } & HappenedEvent;

export type HappenedEvent =
  /** A name has this value behind the line. */
  | { readonly type: 'set'; readonly line: number; readonly name: string; readonly value: RunValue }
  /** A test of an `if`, a loop or a conditional expression. */
  | {
      readonly type: 'test';
      readonly line: number;
      readonly source: string;
      readonly result: boolean;
      readonly of: 'if' | 'loop' | 'choice';
    }
  | {
      readonly type: 'call';
      readonly line: number;
      readonly name: string;
      readonly call: number;
      readonly args: readonly (readonly [string, RunValue])[];
    }
  | {
      readonly type: 'return';
      readonly line: number;
      readonly name: string;
      readonly call: number;
      readonly value: RunValue;
    }
  | {
      readonly type: 'print';
      readonly line: number;
      readonly source: string;
      readonly text: string;
      readonly values: readonly RunValue[];
    };

/** A call that was added because the program itself calls nothing. */
export interface AddedCall {
  /** `addFee(20)` */
  readonly text: string;
  /** Nobody named the arguments: they were chosen by their types. */
  readonly chosen: boolean;
}

export type RunResult =
  | {
      readonly type: 'finished';
      readonly events: readonly RunEvent[];
      /** What a name is at the end, outside of functions. */
      readonly atEnd: readonly (readonly [string, RunValue])[];
      readonly added?: AddedCall;
      /** Names of the definitions that were run with the program. */
      readonly definitions?: readonly string[];
      /** What the run says about the answer of the request. */
      readonly steps?: readonly StepRun[];
      /** What each line did. */
      readonly lines?: readonly LineValues[];
      /** What happened, in order, as it is shown. */
      readonly moments?: readonly RunMoment[];
      /** Names that may have had values between those that are told. */
      readonly untold?: readonly string[];
      /** Why what was seen here may differ from what another run or interpreter does. */
      readonly unsure?: string;
    }
  /** `detail`: the name, the import, or the message of the error. */
  | { readonly type: 'stopped'; readonly why: RunObstacle; readonly detail?: string; readonly line?: number };

const text = v.pipe(v.string(), v.maxLength(100_000));
const line = v.pipe(v.number(), v.integer(), v.minValue(0));
const value: v.GenericSchema<RunValue> = v.variant('kind', [
  v.object({ kind: v.picklist(['number', 'text', 'boolean', 'nothing', 'other']), text }),
  v.object({ kind: v.literal('list'), items: v.array(v.lazy(() => value)), whole: v.boolean() }),
  v.object({
    kind: v.literal('record'),
    entries: v.array(v.tuple([text, v.lazy(() => value)])),
    whole: v.boolean(),
  }),
]);
const named = v.array(v.tuple([text, value]));
const depth = v.exactOptional(line);
const event: v.GenericSchema<RunEvent> = v.variant('type', [
  v.object({ type: v.literal('set'), depth, line, name: text, value }),
  v.object({
    type: v.literal('test'),
    depth,
    line,
    source: text,
    result: v.boolean(),
    of: v.picklist(['if', 'loop', 'choice']),
  }),
  v.object({ type: v.literal('call'), depth, line, name: text, call: line, args: named }),
  v.object({ type: v.literal('return'), depth, line, name: text, call: line, value }),
  v.object({ type: v.literal('print'), depth, line, source: text, text, values: v.array(value) }),
]);
const stepRun = v.object({
  step: v.pipe(v.number(), v.integer(), v.minValue(-1)),
  agrees: v.array(v.object({ subject: text, value: text })),
  differs: v.array(v.object({ subject: text, stated: text, real: v.optional(text) })),
  redo: v.optional(v.object({ step: line, words: text })),
});
const moment = v.object({
  line,
  source: text,
  text,
  sets: v.exactOptional(v.array(v.tuple([text, text]))),
  depth: line,
  begins: v.exactOptional(v.literal(true)),
});
const result = v.variant('type', [
  v.object({
    type: v.literal('finished'),
    events: v.array(event),
    atEnd: named,
    added: v.optional(v.object({ text, chosen: v.boolean() })),
    definitions: v.optional(v.array(text)),
    untold: v.optional(v.array(text)),
    unsure: v.optional(text),
    steps: v.optional(v.array(stepRun)),
    lines: v.optional(v.array(v.object({ line, text }))),
    moments: v.optional(v.array(moment)),
  }),
  v.object({
    type: v.literal('stopped'),
    why: v.picklist(RUN_OBSTACLES),
    detail: v.optional(text),
    line: v.optional(line),
  }),
]);

/** The result if the text is one, else `undefined`. */
export function parseRunResult(json: unknown): RunResult | undefined {
  if (typeof json !== 'string') return undefined;
  try {
    const parsed = v.safeParse(result, JSON.parse(json));
    return parsed.success ? (parsed.output as RunResult) : undefined;
  } catch {
    return undefined;
  }
}

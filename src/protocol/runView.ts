/** What a run of the code says about an answer, as the panel shows it. */

/** A statement that a run bears out. `subject`: a name, a call or a test as the code writes it; empty for what is printed. */
export interface RunAgreement {
  readonly subject: string;
  readonly value: string;
}

/** A statement that differs from a run. `real`: what really happened there, where that is certain. */
export interface RunDifference {
  readonly subject: string;
  readonly stated: string;
  readonly real?: string;
}

export interface StepRun {
  /** 0-based, among the steps of the answer; -1 is the final answer. */
  readonly step: number;
  readonly agrees: readonly RunAgreement[];
  readonly differs: readonly RunDifference[];
  /** Redo from this step (0-based), with these words in its place. */
  readonly redo?: { readonly step: number; readonly words: string };
}

/** What a line of the program did in a run. `line`: 1-based, in the program. */
export interface LineValues {
  readonly line: number;
  readonly text: string;
}

/** One thing that happened in a run. */
export interface RunMoment {
  /** 1-based, in the program. */
  readonly line: number;
  /** The line as the program has it, without its indentation. */
  readonly source: string;
  readonly text: string;
  /** Names that have these values from now on. */
  readonly sets?: readonly (readonly [name: string, value: string])[];
  /** Calls of the program's functions that run then. */
  readonly depth: number;
  /** One of them begins. */
  readonly begins?: true;
}

export interface RunView {
  readonly steps: readonly StepRun[];
  /** What happened, in order; absent where that is not sure, or not known. */
  readonly moments?: readonly RunMoment[];
  /** A sentence: what a function was called with, or why nothing was compared. */
  readonly note?: string;
}

import type { AddedCall, RunObstacle } from '../protocol/sandbox.ts';

/** A place of a program that tells something while it runs; events name it by its index. */
export interface Site {
  readonly line: number;
  /** The name that is set, or of the function. */
  readonly name?: string;
  /** The piece of the program. */
  readonly source?: string;
  readonly of?: 'if' | 'loop' | 'choice';
}

/** A program that tells what it does. */
export interface Rewritten {
  readonly code: string;
  readonly sites: readonly Site[];
  /** Names whose values are told at the end. */
  readonly names: readonly string[];
  /** How the added code calls the runtime. */
  readonly hook: string;
  readonly added?: AddedCall;
  /** Why what is seen may differ from another run. */
  readonly unsure?: string;
  /** Names that get values which nobody tells: in a test, behind `return`, twice in one statement. */
  readonly untold: readonly string[];
  /** It has functions that stop on their way and go on later: which call a moment belongs to is not known. */
  readonly suspends?: true;
}

export interface Instrumented extends Rewritten {
  /** In front of the program's own lines: definitions of other files. */
  readonly linesBefore: number;
  /** Names of these definitions. */
  readonly definitions: readonly string[];
}

/** A piece of code that defines something and does nothing else. */
export interface Piece {
  readonly defines: readonly string[];
  /** Names that it uses and does not define itself, built-in ones included. */
  readonly needs: readonly string[];
}

/** The program cannot be run. */
export class Obstacle extends Error {
  readonly why: RunObstacle;
  readonly detail: string | undefined;
  readonly line: number | undefined;

  constructor(why: RunObstacle, detail?: string, line?: number) {
    super(why);
    this.why = why;
    this.detail = detail;
    this.line = line;
  }
}

/** A name for the runtime that the program does not use. */
export function unusedName(code: string): string {
  let name = '__seen';
  while (code.includes(name)) name += '_';
  return name;
}

/** A piece of the program on one line. */
export const squeezed = (source: string): string => source.replace(/\s+/g, ' ').trim().slice(0, 300);

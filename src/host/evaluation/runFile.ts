/**
 * An evaluation's file: JSON lines that are only ever added to. The first says what is run, each further one holds all that the model
 * gave for one item, raw, so that it can be scored again without the model. Killed at any moment, it is gone on with.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import * as v from 'valibot';
import { EvaluationError } from '../../reasoning/evaluation/evaluationError.ts';
import {
  FORMAT,
  header,
  record,
  type RunConfig,
  type RunContent,
  type RunRecord,
} from '../../reasoning/evaluation/runRecords.ts';
import { reasonOf } from './reasonOf.ts';

const hashOf = (value: RunConfig): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** @throws EvaluationError it cannot be read, or was not written by an evaluation */
export function readRun(file: string): RunContent {
  return parsed(file).content;
}

function parsed(file: string): { readonly content: RunContent; readonly bytes: number } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new EvaluationError(`Cannot read ${file}: ${reasonOf(error)}`);
  }
  // A line without its end was being written when the run was killed.
  const end = bytes.lastIndexOf(0x0a) + 1;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  const head = v.safeParse(header, json(first));
  if (!head.success) throw new EvaluationError(`${file} is no run of an evaluation, or of another version.`);
  if (head.output.configSha256 !== hashOf(head.output.config))
    throw new EvaluationError(`The first line of ${file} was changed after it was written.`);
  const records = lines.map((line, index) => {
    const { success, output } = v.safeParse(record, json(line));
    if (!success)
      throw new EvaluationError(`Line ${index + 2} of ${file} is damaged. Remove it, and its item is run again.`);
    return output;
  });
  return { content: { config: head.output.config, records }, bytes: end };
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A run that is being written. */
export class RunFile {
  readonly records: readonly RunRecord[];
  readonly #path: string;
  readonly #file: number;
  #failure: EvaluationError | undefined;

  private constructor(path: string, file: number, records: readonly RunRecord[]) {
    this.#path = path;
    this.#file = file;
    this.records = records;
  }

  /**
   * Begins a run, or goes on with the one in `path`.
   *
   * @throws EvaluationError there is such a file and `isResumed` is false; or it is a run of something else, with what differs
   */
  static open(path: string, wanted: RunConfig, isResumed: boolean): RunFile {
    if (expectRun(path, isResumed) === undefined) return RunFile.#begin(path, wanted, isResumed);
    const { content, bytes } = parsed(path);
    const changes = differences(content.config, wanted);
    if (changes.length > 0)
      throw new EvaluationError(
        `${path} is a run of something else: ${changes.join('; ')}. Use another file with --out.`,
      );
    const file = openSync(path, 'r+');
    ftruncateSync(file, bytes);
    // Written at the end, wherever that is.
    closeSync(file);
    return new RunFile(path, openSync(path, 'a'), content.records);
  }

  static #begin(path: string, wanted: RunConfig, isReplaced: boolean): RunFile {
    let file: number;
    try {
      file = openSync(path, isReplaced ? 'w' : 'ax');
    } catch (error) {
      throw new EvaluationError(`${path} cannot be written: ${reasonOf(error)}`);
    }
    const run = new RunFile(path, file, []);
    run.#write({ type: 'header', format: FORMAT, version: 1, config: wanted, configSha256: hashOf(wanted) });
    return run;
  }

  /** @throws EvaluationError the disk is full, say */
  add(added: RunRecord): void {
    this.#write(added);
  }

  close(): void {
    fsyncSync(this.#file);
    closeSync(this.#file);
  }

  #write(line: RunRecord | v.InferOutput<typeof header>): void {
    // Behind half a line nothing may follow.
    if (this.#failure !== undefined) throw this.#failure;
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    try {
      // A disk that is nearly full takes a part only.
      for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    } catch (error) {
      this.#failure = new EvaluationError(
        `${this.#path} cannot be written: ${reasonOf(error)}. What it holds is kept; --resume goes on.`,
      );
      throw this.#failure;
    }
  }
}

/**
 * What is at the place of a run, before anything is loaded for it; `undefined` where one can begin.
 *
 * @throws EvaluationError there is a file and `isResumed` is false, or it is no run
 */
export function expectRun(path: string, isResumed: boolean): RunContent | undefined {
  if (!existsSync(path) || (isResumed && isUnbegun(path))) return undefined;
  if (isResumed) return readRun(path);
  throw new EvaluationError(`${path} exists already. --resume goes on with it; --out names another file.`);
}

/** It was killed, or the disk was full, before its first line was whole. */
function isUnbegun(path: string): boolean {
  const bytes = readFileSync(path);
  return !bytes.includes(0x0a) && '{"type":"header"'.startsWith(bytes.subarray(0, 16).toString('utf8'));
}

/** `temperature 0 → 0.7` */
function differences(before: object, now: object, path = ''): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...keys].flatMap((key) => {
    const [a, b] = [before, now].map((one) => (one as Record<string, unknown>)[key]);
    if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null)
      return differences(a, b, `${path}${key} `);
    return a === b ? [] : [`${path}${key} ${String(a)} → ${String(b)}`];
  });
}

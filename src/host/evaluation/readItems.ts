/** The questions of an evaluation, read from JSON lines as they are published. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EvaluationError } from '../../reasoning/evaluation/evaluationError.ts';
import { itemOf } from '../../reasoning/evaluation/itemForms.ts';
import type { Item, TaskName } from '../../reasoning/evaluation/items.ts';
import { reasonOf } from './reasonOf.ts';

export interface ItemFile {
  readonly items: readonly Item[];
  /** Of the file, in hex. */
  readonly sha256: string;
}

/** @throws EvaluationError naming the line that does not fit */
export function readItems(file: string, task: TaskName): ItemFile {
  const bytes = readBytes(file);
  const lines = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const items = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const at = `${file}, line ${index + 1}`;
    return [itemOf(json(line, at), task, index + 1, at)];
  });
  return itemFile(items, bytes, file);
}

/** The bytes of a file of questions. @throws EvaluationError */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new EvaluationError(`Cannot read ${file}: ${reasonOf(error)}`);
  }
}

/** @throws EvaluationError there are none, or two have the same id */
export function itemFile(items: readonly Item[], bytes: Buffer, file: string): ItemFile {
  if (items.length === 0) throw new EvaluationError(`${file} holds no questions.`);
  const seen = new Map<string, number>();
  for (const [index, { id }] of items.entries()) {
    const first = seen.get(id);
    if (first !== undefined)
      throw new EvaluationError(`${file}: questions ${first + 1} and ${index + 1} have the same id, "${id}".`);
    seen.set(id, index);
  }
  return { items, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function json(line: string, at: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new EvaluationError(`${at} is not JSON, or is cut off.`);
  }
}

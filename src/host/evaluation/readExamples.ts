/** Worked examples, read from JSON lines. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { EvaluationError } from '../../reasoning/evaluation/evaluationError.ts';
import type { Example } from '../../reasoning/evaluation/prompts.ts';
import { reasonOf } from './reasonOf.ts';

const example = v.object({ question: v.string(), target: v.string() });

/** Worked examples, one JSON object `{ question, target }` per line. @throws EvaluationError */
export function readExamples(file: string): readonly Example[] {
  let lines: readonly string[];
  try {
    lines = readFileSync(file, 'utf8').split(/\r?\n/);
  } catch (error) {
    throw new EvaluationError(`Cannot read ${file}: ${reasonOf(error)}`);
  }
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [v.parse(example, JSON.parse(line))];
    } catch {
      throw new EvaluationError(`${file}, line ${index + 1} is no worked example: it needs question and target.`);
    }
  });
}

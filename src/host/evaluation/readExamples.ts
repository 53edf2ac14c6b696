/** Worked examples, read from JSON lines: prepared ones, or the train file of GSM8K or MATH, of which some are drawn. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { EvaluationError } from '../../reasoning/evaluation/evaluationError.ts';
import { lastBoxed } from '../../reasoning/evaluation/mathStrings.ts';
import type { Example } from '../../reasoning/evaluation/prompts.ts';
import { reasonOf } from './reasonOf.ts';

const prepared = v.object({ question: v.string(), target: v.string() });
const gsm8kRow = v.object({ question: v.string(), answer: v.pipe(v.string(), v.regex(/####\s*\S/)) });
const mathRow = v.object({ problem: v.string(), solution: v.string() });
const row = v.union([prepared, gsm8kRow, mathRow]);
type Row = v.InferOutput<typeof row>;

/**
 * So many worked examples, or as many as there are. Prepared ones (`question`, `target`) are taken from the beginning; rows of a train file
 * (`question`, `answer`, or `problem`, `solution`) are drawn by `seed`, the same ones at each run.
 *
 * @throws EvaluationError naming the line that does not fit
 */
export function readExamples(file: string, count: number, seed: number): readonly Example[] {
  const rows = linesOf(file).flatMap((line, index) =>
    line.trim() === '' ? [] : [rowOf(line, `${file}, line ${index + 1}`)],
  );
  const chosen = rows.every((one) => 'target' in one) ? rows : drawn(rows, seed);
  return chosen.slice(0, count).map(exampleOf);
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch (error) {
    throw new EvaluationError(`Cannot read ${file}: ${reasonOf(error)}`);
  }
}

function rowOf(line: string, at: string): Row {
  try {
    return v.parse(row, JSON.parse(line));
  } catch {
    throw new EvaluationError(
      `${at} is no worked example: it needs question and target, or is a row of a train file of GSM8K or MATH.`,
    );
  }
}

/** All rows, in an order that the seed decides. */
function drawn(rows: readonly Row[], seed: number): readonly Row[] {
  const place = (index: number) => createHash('sha256').update(`${seed} ${index}`).digest('hex');
  return rows
    .map((one, index) => ({ one, place: place(index) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ one }) => one);
}

/** Ending as the harness's filters want it. */
function exampleOf(one: Row): Example {
  if ('target' in one) return one;
  if ('problem' in one) {
    const answer = lastBoxed(one.solution) ?? '';
    const end = `Final Answer: The final answer is $${answer}$. I hope it is correct.`;
    return { question: one.problem, target: `${one.solution}\n${end}` };
  }
  const [steps = '', answer = ''] = one.answer.split('####').map((part) => part.trim());
  // The marks of the calculator that the published solutions were written with.
  return { question: one.question, target: `${steps.replace(/<<[^<>]*>>/g, '')}\nThe answer is ${answer}.` };
}

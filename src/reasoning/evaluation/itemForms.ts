/** One row of a published file as a question. */
import * as v from 'valibot';
import { EvaluationError } from './evaluationError.ts';
import type { ChoiceItem, Item, MathItem, TaskName } from './items.ts';
import { lastBoxed } from './mathStrings.ts';

/** A question longer than this is no question, UTF-16 units. */
const LONGEST = 100_000;

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST));

const problem = v.object({
  question: text,
  answer: v.pipe(text, v.regex(/####\s*\S/, 'has no "####" before the answer')),
});

/** Hendrycks' form has the answer in a box of the solution; MATH-500's names it. */
const math = v.object({
  problem: text,
  solution: v.optional(text),
  answer: v.optional(text),
  level: v.optional(v.union([v.string(), v.number()])),
  type: v.optional(v.string()),
  subject: v.optional(v.string()),
  unique_id: v.optional(v.string()),
});

/** Hugging Face's form, and AI2's, which nests the question. */
const choiceForms = v.union([
  v.object({
    id: v.optional(v.string()),
    question: text,
    choices: v.object({ text: v.array(v.string()), label: v.array(v.string()) }),
    answerKey: v.string(),
  }),
  v.object({
    id: v.optional(v.string()),
    question: v.object({ stem: text, choices: v.array(v.object({ text: v.string(), label: v.string() })) }),
    answerKey: v.string(),
  }),
]);

/**
 * @param number of the line or row, which names a question without an id
 * @param at where it stands, for what is thrown
 * @throws EvaluationError it is no question of this task
 */
export function itemOf(value: unknown, task: TaskName, number: number, at: string): Item {
  if (task === 'gsm8k') {
    const { success, output, issues } = v.safeParse(problem, value);
    if (!success) throw new EvaluationError(`${at} is no question of GSM8K: ${reasonIn(issues)}.`);
    return { kind: 'problem', id: `line-${number}`, question: output.question, solution: output.answer };
  }
  if (task === 'math') {
    const { success, output, issues } = v.safeParse(math, value);
    if (!success) throw new EvaluationError(`${at} is no problem of MATH: ${reasonIn(issues)}.`);
    return mathItem(output, number, at);
  }
  const { success, output } = v.safeParse(choiceForms, value);
  if (!success)
    throw new EvaluationError(`${at} is no question of ARC: it needs question, choices (text, label) and answerKey.`);
  return choiceItem(output, number, at);
}

function mathItem(row: v.InferOutput<typeof math>, number: number, at: string): MathItem {
  const answer = row.answer ?? lastBoxed(row.solution ?? '');
  if (answer === undefined)
    throw new EvaluationError(`${at}: it has no "answer", and its "solution" has no \\boxed{…}.`);
  const level = /[1-5]/.exec(String(row.level ?? ''))?.[0];
  const subject = row.subject ?? row.type;
  return {
    ...{ kind: 'math', id: row.unique_id ?? `line-${number}`, question: row.problem, answer },
    ...(level !== undefined && { level: Number(level) }),
    ...(subject !== undefined && { subject }),
  };
}

function choiceItem(
  { id, question, answerKey, ...rest }: v.InferOutput<typeof choiceForms>,
  number: number,
  at: string,
): ChoiceItem {
  const nested = typeof question === 'string' ? undefined : question;
  const flat = 'choices' in rest ? rest.choices : { text: [], label: [] };
  const choices = nested === undefined ? flat.text : nested.choices.map((choice) => choice.text);
  const labels = nested === undefined ? flat.label : nested.choices.map(({ label }) => label);
  const right = labels.indexOf(answerKey);
  if (choices.length < 2 || choices.length !== labels.length || right < 0)
    throw new EvaluationError(`${at}: none of the choices has the label "${answerKey}" of the answer.`);
  const stem = typeof question === 'string' ? question : question.stem;
  return { kind: 'choice', id: id ?? `line-${number}`, question: stem, choices, right };
}

function reasonIn(
  issues: readonly { readonly message: string; readonly path?: readonly { key?: unknown }[] | undefined }[],
): string {
  const [first] = issues;
  const key = first?.path?.map(({ key: part }) => String(part)).join('.') ?? '';
  return `"${key}" ${first?.message.startsWith('has') === true ? first.message : 'is missing, empty or too long'}`;
}

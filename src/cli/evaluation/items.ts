/** The questions of an evaluation, read from JSON lines as they are published. */
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { UsageError, reasonOf } from '../usage.ts';

export type TaskName = 'gsm8k' | 'arc_challenge';

/** A word problem with a number as its answer. */
export interface ProblemItem {
  readonly kind: 'problem';
  readonly id: string;
  readonly question: string;
  /** As published: the worked solution, ending in `#### 18`. */
  readonly solution: string;
}

/** A question with three to five choices. */
export interface ChoiceItem {
  readonly kind: 'choice';
  readonly id: string;
  readonly question: string;
  readonly choices: readonly string[];
  /** Index of the right choice. */
  readonly right: number;
}

export type Item = ProblemItem | ChoiceItem;

export interface ItemFile {
  readonly items: readonly Item[];
  /** Of the file, in hex. */
  readonly sha256: string;
}

/** The published files; another file is read as well, and the run says so. */
const PUBLISHED: Readonly<Record<string, string>> = {
  '3730d312f6e3440559ace48831e51066acaca737f6eabec99bccb9e4b3c39d14': 'GSM8K, test',
  '17f347dc51477c50d4efb83959dbb7c56297aba886e5544ee2aaed3024813465': 'GSM8K, train',
};

/** What a file is known as, by its hash. */
export const publishedName = (sha256: string): string | undefined => PUBLISHED[sha256];

/** A question longer than this is no question, UTF-16 units. */
const LONGEST = 100_000;

const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST));
const problem = v.object({
  question: text,
  answer: v.pipe(text, v.regex(/####\s*\S/, 'has no "####" before the answer')),
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

/** @throws UsageError naming the line that does not fit */
export function readItems(file: string, task: TaskName): ItemFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${reasonOf(error)}`);
  }
  const lines = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const items = lines.flatMap((line, index) => (line.trim() === '' ? [] : [itemOf(line, index + 1, task, file)]));
  if (items.length === 0) throw new UsageError(`${file} holds no questions.`);
  const seen = new Map<string, number>();
  for (const [index, { id }] of items.entries()) {
    const first = seen.get(id);
    if (first !== undefined)
      throw new UsageError(`${file}: questions ${first + 1} and ${index + 1} have the same id, "${id}".`);
    seen.set(id, index);
  }
  return { items, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function itemOf(line: string, number: number, task: TaskName, file: string): Item {
  const at = `${file}, line ${number}`;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UsageError(`${at} is not JSON, or is cut off.`);
  }
  if (task === 'gsm8k') {
    const { success, output, issues } = v.safeParse(problem, value);
    if (!success) throw new UsageError(`${at} is no question of GSM8K: ${reasonIn(issues)}.`);
    return { kind: 'problem', id: `line-${number}`, question: output.question, solution: output.answer };
  }
  const { success, output } = v.safeParse(choiceForms, value);
  if (!success)
    throw new UsageError(`${at} is no question of ARC: it needs question, choices (text, label) and answerKey.`);
  return choiceItem(output, number, at);
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
    throw new UsageError(`${at}: none of the choices has the label "${answerKey}" of the answer.`);
  const stem = typeof question === 'string' ? question : question.stem;
  return { kind: 'choice', id: id ?? `line-${number}`, question: stem, choices, right };
}

function reasonIn(
  issues: readonly { readonly message: string; readonly path?: readonly { key?: unknown }[] | undefined }[],
) {
  const [first] = issues;
  const key = first?.path?.map(({ key: part }) => String(part)).join('.') ?? '';
  return `"${key}" ${first?.message.startsWith('has') === true ? first.message : 'is missing, empty or too long'}`;
}

/** The published answer of a word problem. */
export const goldOf = ({ solution }: ProblemItem): string => solution.split('####').at(-1)?.trim() ?? '';

/** What a model is asked, by protocol. */
import type { GenerateParams, PromptParams } from '../../protocol/inference.ts';
import type { StrictForm } from './harness.ts';
import { letterOf, type ChoiceItem, type Item, type MathItem, type ProblemItem, type TaskName } from './items.ts';

/**
 * `cerebrum`: no example, the chat template of the file, temperature 0 · `mistral`: worked examples as plain text and a vote, as published
 * for Mistral 7b (GSM8K: eight examples, the majority of eight; MATH: four and four) · `llama2`: the same examples, one answer.
 */
export const PROTOCOLS = ['cerebrum', 'mistral', 'llama2'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export interface Example {
  readonly question: string;
  readonly target: string;
}

/** Samples of one question that vote, where a protocol says so. */
export function chainsOf(protocol: Protocol, task: TaskName): number {
  if (protocol !== 'mistral' || task === 'arc_challenge') return 1;
  return task === 'gsm8k' ? 8 : 4;
}

/** Worked examples, where a protocol has some. */
export function shotsOf(protocol: Protocol, task: TaskName): number {
  if (protocol === 'cerebrum' || task === 'arc_challenge') return 0;
  return task === 'gsm8k' ? 8 : 4;
}

/** What an answer is asked to end with, for the harness's strict filter. */
export const strictForm = (protocol: Protocol): StrictForm => (protocol === 'cerebrum' ? 'hash' : 'answer-is');

/** Anchored at a line's start: inside of a reasoning "Q:" ends nothing. */
const STOPS = ['\nQ:', '\nQuestion:'];
const MATH_STOPS = ['\nProblem:'];

/** The prompt for a written answer. */
export function askedFor(
  item: Item,
  protocol: Protocol,
  examples: readonly Example[],
): PromptParams & Pick<GenerateParams, 'stops'> {
  if (item.kind === 'choice') return { turns: [{ role: 'user', content: choiceQuestion(item) }] };
  if (protocol !== 'cerebrum')
    return item.kind === 'problem'
      ? { turns: [], plainText: fewShot(item, examples), stops: STOPS }
      : { turns: [], plainText: fewShotMath(item, examples), stops: MATH_STOPS };
  // Where a formula ends can only be told by its box.
  const format = item.kind === 'math' ? '\nPut the final answer in \\boxed{}.' : '';
  return { turns: [{ role: 'user', content: `${item.question}${format}` }] };
}

/** As in the harness's gsm8k_cot: no space behind the last "A:". */
const fewShot = ({ question }: ProblemItem, examples: readonly Example[]): string =>
  [...examples.map((one) => `Q: ${one.question}\nA: ${one.target}`), `Q: ${question}\nA:`].join('\n\n');

/** As in the harness's minerva_math. */
const fewShotMath = ({ question }: MathItem, examples: readonly Example[]): string =>
  [
    ...examples.map((one) => `Problem:\n${one.question}\n\nSolution: ${one.target}`),
    `Problem:\n${question}\n\nSolution:`,
  ].join('\n\n');

function choiceQuestion({ question, choices }: ChoiceItem): string {
  const list = choices.map((choice, index) => `${letterOf(index)}. ${choice}`).join('\n');
  return `${question}\n${list}\nReason step by step, then end with "The best answer is" and the letter.`;
}

/** The prompt and the continuations of the harness's arc_challenge: no letters are shown. */
export const scoredFor = ({ question, choices }: ChoiceItem) => ({
  turns: [],
  plainText: `Question: ${question}\nAnswer:`,
  continuations: choices.map((choice) => ` ${choice}`),
});

/** What a model is asked, by protocol. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { GenerateParams, PromptParams } from '../../protocol/inference.ts';
import { reasonOf, UsageError } from '../usage.ts';
import type { ChoiceItem, Item, ProblemItem, TaskName } from './items.ts';
import type { StrictForm } from './extract.ts';

/**
 * `cerebrum`: no example, the chat template of the file, temperature 0 · `few-shot`: worked examples as plain text, as published for Mistral 7b (eight
 * examples, the majority of eight) and Llama 2 (eight examples).
 */
export const PROTOCOLS = ['cerebrum', 'mistral', 'llama2'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

export interface Example {
  readonly question: string;
  readonly target: string;
}

const example = v.object({ question: v.string(), target: v.string() });

/** Worked examples, one JSON object `{ question, target }` per line. @throws UsageError */
export function readExamples(file: string): readonly Example[] {
  let lines: readonly string[];
  try {
    lines = readFileSync(file, 'utf8').split(/\r?\n/);
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${reasonOf(error)}`);
  }
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [v.parse(example, JSON.parse(line))];
    } catch {
      throw new UsageError(`${file}, line ${index + 1} is no worked example: it needs question and target.`);
    }
  });
}

/** Chains of one question that vote, where a protocol says so. */
export const chainsOf = (protocol: Protocol, task: TaskName): number =>
  protocol === 'mistral' && task === 'gsm8k' ? 8 : 1;

/** Worked examples, where a protocol has some. */
export const shotsOf = (protocol: Protocol, task: TaskName): number =>
  protocol === 'cerebrum' || task === 'arc_challenge' ? 0 : 8;

/** What an answer is asked to end with, for the harness's strict filter. */
export const strictForm = (protocol: Protocol): StrictForm => (protocol === 'cerebrum' ? 'hash' : 'answer-is');

/** Anchored at a line's start: inside of a reasoning "Q:" ends nothing. */
const STOPS = ['\nQ:', '\nQuestion:'];

/** The prompt for a written answer. */
export function askedFor(
  item: Item,
  protocol: Protocol,
  examples: readonly Example[],
): PromptParams & Pick<GenerateParams, 'stops'> {
  if (item.kind === 'choice') return { turns: [{ role: 'user', content: choiceQuestion(item) }] };
  if (protocol === 'cerebrum') return { turns: [{ role: 'user', content: item.question }] };
  return { turns: [], plainText: fewShot(item, examples), stops: STOPS };
}

/** As in the harness's gsm8k_cot: no space behind the last "A:". */
const fewShot = ({ question }: ProblemItem, examples: readonly Example[]): string =>
  [...examples.map((one) => `Q: ${one.question}\nA: ${one.target}`), `Q: ${question}\nA:`].join('\n\n');

const LETTERS = 'ABCDEFGH';

export const letterOf = (index: number): string => LETTERS.charAt(index);

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

/** What becomes of an answer when its reader rejects, edits or asks about one of its steps. */
import { parseAnswer, type Section } from './answerParser.ts';

/** The steps of an answer, in order. */
export function stepsOf(sections: readonly Section[]): Section[] {
  return sections.filter(({ kind }) => kind === 'step');
}

/** A step's words without its number. */
export function wordsOf({ text, start, body }: Section): string {
  return text.slice(body - start).trim();
}

/**
 * The text an answer goes on from when step `index` (0-based) is done again: all before it, and, when its reader wrote
 * it anew, the step with its own marker and those words. `undefined` when there is no such step.
 */
export function textBeforeRedo(answer: string, index: number, words?: string): string | undefined {
  const step = stepsOf(parseAnswer(answer))[index];
  if (step === undefined) return undefined;
  const before = answer.slice(0, step.start);
  if (words === undefined) return before;
  const marker = answer.slice(step.start, step.body);
  const gap = /\s*$/.exec(step.text)?.[0] ?? '';
  return before + marker + words.trim() + (gap === '' ? '\n' : gap);
}

/** The follow-up question for the same in fewer words. */
export const SHORTER = 'Say your last answer again in fewer words: only what matters, in as few steps as it takes.';

/** `why`: what justifies the step · `detail`: the step in smaller steps. */
export type StepQuestion = 'why' | 'detail';

/** The follow-up question about a step; `label` is how its answer calls it, e.g. `step 3`. */
export function questionAbout(kind: StepQuestion, label: string, words: string): string {
  const quoted = words.split('\n').map((line) => `> ${line}`);
  const ask =
    kind === 'why'
      ? `Why is this so? It is ${label} of your answer.`
      : `Explain ${label} of your answer in more detail.`;
  return `${ask}\n\n${quoted.join('\n')}`;
}

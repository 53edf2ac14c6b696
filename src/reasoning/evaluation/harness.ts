/**
 * The answer of a text as EleutherAI's lm-evaluation-harness reads it (at 4e7e0d47), faults included, so that figures compare: tasks
 * gsm8k and gsm8k_cot, filters `strict-match` and `flexible-extract`, metric `exact_match`.
 */

/** What the harness takes where its pattern finds nothing. */
const INVALID = '[invalid]';

/** The patterns of the `strict-match` filters: of the plain task, and of the one with worked examples. */
const STRICT = {
  hash: /#### (-?[0-9.,]+)/,
  // The last sign is any character: "The answer is 18" at the very end is read as "1".
  'answer-is': /The answer is (-?[0-9.,]+)./,
} as const;

export type StrictForm = keyof typeof STRICT;

/** The first match. */
export const strictMatch = (text: string, form: StrictForm): string => STRICT[form].exec(text)?.[1]?.trim() ?? INVALID;

/** The last match: of "3/4" it is 4, of "5-3" it is -3. */
export function flexibleExtract(text: string): string {
  const match = [...text.matchAll(/(-?[$0-9.,]{2,})|(-?[0-9]+)/g)].at(-1);
  return (match?.[1] ?? match?.[2])?.trim() ?? INVALID;
}

/** Equality after the deletions of the task's metric, in their order. `18.00` is not `18`. */
export function exactMatch(answer: string, solution: string): boolean {
  const reduced = (text: string) =>
    text
      .replaceAll(',', '')
      .replaceAll('$', '')
      .replace(/^[^]*#### /, '')
      .replace(/\.(?=\n?$)/, '')
      .toLowerCase();
  return reduced(answer) === reduced(solution);
}

import { answerKey } from './finalAnswer.ts';

/** The answer that most samples agree on. */
export interface Vote {
  /** As the first of the agreeing samples writes it. */
  readonly answer: string;
  /** Indices of the samples that agree, ascending. */
  readonly samples: readonly number[];
  /** Agreeing samples among all, those without an answer included: above 0, up to 1. */
  readonly agreement: number;
}

/**
 * The majority over the answers of several samples (`undefined`: a sample without an answer, which never wins).
 * Ties go to the answer seen first. `undefined` if no sample has an answer.
 * Source: self-consistency, arXiv 2203.11171.
 */
export function majority(answers: readonly (string | undefined)[]): Vote | undefined {
  const groups = new Map<string, { readonly answer: string; readonly samples: number[] }>();
  answers.forEach((answer, sample) => {
    if (answer === undefined) return;
    const group = groups.get(answerKey(answer));
    if (group) group.samples.push(sample);
    else groups.set(answerKey(answer), { answer, samples: [sample] });
  });
  let best: { readonly answer: string; readonly samples: number[] } | undefined;
  for (const group of groups.values()) {
    if (group.samples.length > (best?.samples.length ?? 0)) best = group;
  }
  return best && { ...best, agreement: best.samples.length / answers.length };
}

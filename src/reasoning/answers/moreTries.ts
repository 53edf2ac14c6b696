import { isDemoRefusal } from './demoRefusal.ts';
import { answerKey, isStrict, readFinalAnswer } from './finalAnswer.ts';

/** The final answer that more tries of the same question can be compared with; `undefined` where the text gives none as one. */
export function comparableAnswer(text: string): string | undefined {
  if (isDemoRefusal(text)) return undefined;
  const answer = readFinalAnswer(text);
  return answer !== undefined && isStrict(answer.how) ? answer.value : undefined;
}

/** How many of the tries give the same answer. One that gives none gives another one. */
export const sameAnswers = (answer: string, tries: readonly (string | undefined)[]): number =>
  tries.filter((other) => other !== undefined && answerKey(other) === answerKey(answer)).length;

/** Longer ones have no room in a note. */
const OTHER_LENGTH = 30;

/** The answer that two or more of the tries give, more of them than give `answer` or any other one. */
export function otherAnswer(
  answer: string,
  tries: readonly (string | undefined)[],
): { readonly answer: string; readonly count: number } | undefined {
  const others = new Map<string, { readonly answer: string; count: number }>();
  for (const other of tries) {
    if (other === undefined || other.length > OTHER_LENGTH || answerKey(other) === answerKey(answer)) continue;
    const seen = others.get(answerKey(other));
    if (seen === undefined) others.set(answerKey(other), { answer: other, count: 1 });
    else seen.count++;
  }
  const [most, next] = [...others.values()].sort((a, b) => b.count - a.count);
  if (most === undefined) return undefined;
  return most.count > Math.max(1, sameAnswers(answer, tries), next?.count ?? 0) ? most : undefined;
}

/**
 * Whether so few tries give the same answer that it should not be relied on: less than three quarters. Of the demo model's answers to 171
 * free questions with a number as their answer 7 of 103 right ones and 34 of 68 wrong ones were doubtful so, with 4 tries.
 */
export const isDoubtful = ({ ended, same }: { readonly ended: number; readonly same: number }): boolean =>
  4 * same < 3 * ended;

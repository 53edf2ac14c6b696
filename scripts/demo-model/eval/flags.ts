/** Whether a reader is told that an answer may be wrong: by a refusal, a step that does not add up, or a given that is not used. */
import { isDemoRefusal } from '../../../src/reasoning/answers/demoRefusal.ts';
import { checkStep } from '../../../src/reasoning/checks/checkStep.ts';
import { findGivens } from '../../../src/reasoning/checks/givens.ts';
import { parseAnswer } from '../../../src/reasoning/steps/answerParser.ts';
import { stepsOf } from '../../../src/reasoning/steps/revise.ts';

export function isFlagged(question: string, answer: string): boolean {
  if (isDemoRefusal(answer)) return true;
  const steps = stepsOf(parseAnswer(answer));
  if (steps.some(({ text }) => checkStep(text).some(({ verdict }) => verdict === 'false'))) return true;
  const { unused, unknown } = findGivens(question, answer);
  return unused.length + unknown.length > 0;
}

import { answerKey } from '../../../../src/reasoning/answers/finalAnswer.ts';

/** Whether two texts say the same answer. */
export const sameAnswer = (a: string, b: string): boolean => answerKey(a) === answerKey(b);

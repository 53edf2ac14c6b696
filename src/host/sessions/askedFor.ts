import type { PanelTurn, Question } from '../../protocol/conversation.ts';
import { codeIn } from '../../reasoning/questions/askedCode.ts';

/** The question that an answer (by its id) answers. */
export function questionOf(turns: readonly PanelTurn[], answer: string): Question | undefined {
  const before = turns[turns.findIndex((turn) => turn.id === answer) - 1];
  return before?.role === 'user' ? before : undefined;
}

/** The question that holds the code a question is about: itself, or the one that it follows up. */
export function questionWithCode(turns: readonly PanelTurn[], question: Question): Question {
  const { source } = question;
  if (source === undefined || codeIn(question.text).length > 0) return question;
  const followed = turns
    .slice(0, turns.indexOf(question))
    .findLast(
      (turn): turn is Question =>
        turn.role === 'user' &&
        turn.source?.uri === source.uri &&
        turn.source.firstLine === source.firstLine &&
        codeIn(turn.text).length > 0,
    );
  return followed ?? question;
}

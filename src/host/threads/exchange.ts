import { OPEN_STATUSES, type Answer, type PanelTurn, type Question } from '../../protocol/conversation.ts';
import type { FailureView } from '../../protocol/failureView.ts';
import { THREADS } from '../platform/names.ts';
import type { CheckedAnswer } from './checkedAnswer.ts';

/** A question that was typed into a thread, and its answer in the chat. */
export interface Exchange {
  readonly words: string;
  /** Markdown that stands for the answer now. */
  shown: string;
  /** The text that was given to the chat; absent while the question is put together. */
  sent?: string;
  /** Id of the question's turn once the chat has it. */
  turn?: string;
  /** Why it was not asked. */
  failure?: FailureView;
  /** It was not asked: what is said in place of an answer. */
  notice?: string;
  checked?: CheckedAnswer;
  /** What `shown` was made from. */
  madeFrom?: readonly unknown[];
}

/** The question in the chat and the answer of it that is on screen there. */
export function turnsOf(turns: readonly PanelTurn[], { turn }: Pick<Exchange, 'turn'>): readonly [Question?, Answer?] {
  const at = turn === undefined ? -1 : turns.findIndex(({ id }) => id === turn);
  const [question, answer] = at < 0 ? [] : [turns[at], turns[at + 1]];
  if (question?.role !== 'user') return [];
  return answer?.role === 'assistant' ? [question, answer] : [question];
}

/** What a thread is by its last exchange (`THREADS`): its buttons depend on it. */
export function kindOf(turns: readonly PanelTurn[], last: Exchange | undefined): string {
  if (last === undefined) return THREADS.empty;
  if (last.failure !== undefined || last.notice !== undefined) return THREADS.unasked;
  const [, answer] = turnsOf(turns, last);
  if (answer === undefined) return last.turn === undefined ? THREADS.preparing : THREADS.answered;
  if (OPEN_STATUSES.includes(answer.status)) return THREADS.writing;
  const isLast = turns.at(-1)?.id === answer.id;
  return isLast && answer.failure?.actions.some(({ id }) => id === 'retry') ? THREADS.failed : THREADS.answered;
}

/** The last answer that says something: the next question is about that one. */
export function answerToFollow(turns: readonly PanelTurn[], exchanges: readonly Exchange[]): Answer | undefined {
  const answers = exchanges.map((exchange) => turnsOf(turns, exchange)[1]);
  // The model sees no question that never got a word of an answer.
  return answers.findLast((answer) => answer !== undefined && answer.text.trim() !== '');
}

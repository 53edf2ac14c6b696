import { toFailure } from '../../protocol/failures.ts';
import type { ContextUse, MeasureParams } from '../../protocol/inference.ts';
import type { Turn } from '../../protocol/turns.ts';
import { fitTurns, promptBudget, type FittedTurns } from './budget.ts';
import { withContext } from '../context/fill.ts';

/** Tokens by which texts in one prompt may differ from the texts by themselves. */
const SEAM = 8;

/** Stands for a question that is not written yet: one token. */
const PLACEHOLDER = '.';

/**
 * What the prompt would hold if this were asked now, by the same decisions as when it is (`fitTurns`). A question that
 * does not fit even alone is counted as it is: the sum then exceeds the window.
 *
 * @param count tokens of the prompt rendered from the turns it is given, BOS included
 */
export function contextUse(
  { turns, question, context, maxTokens }: MeasureParams,
  contextSize: number,
  count: (turns: readonly Turn[]) => number,
): ContextUse {
  const budget = promptBudget(contextSize, maxTokens);
  const isWritten = question.trim() !== '';
  const words = isWritten ? question : PLACEHOLDER;
  const pieces = context.map((text) => ({ text }));
  const fitted = fit([...turns, user(withContext(words, pieces))], { budget, contextSize }, count);
  const before = fitted.turns.slice(0, -1);
  const placeholder = isWritten ? 0 : 1;
  const all = count(fitted.turns) - placeholder;
  const conversation = count([...before, user(PLACEHOLDER)]) - 1;
  const own = isWritten ? count([...before, user(question)]) - conversation : 0;
  return {
    contextSize,
    reserved: contextSize - budget,
    conversation,
    context: all - conversation - own,
    question: own,
    droppedTurns: fitted.dropped,
  };
}

/** Tokens of the whole prompt. @internal */
export const promptTokens = ({ conversation, context, question }: ContextUse): number =>
  conversation + context + question;

/**
 * Tokens that a prompt leaves free for more of its question or context; negative where it does not fit. A few are taken off:
 * joined texts can have more than each by itself.
 */
export const freeTokens = (use: ContextUse): number => use.contextSize - use.reserved - promptTokens(use) - SEAM;

/** Measured in place of context that is still to be chosen, with the words in front of it. */
export const SOME_CONTEXT = ['.'];

function fit(
  turns: readonly Turn[],
  limits: { readonly budget: number; readonly contextSize: number },
  count: (turns: readonly Turn[]) => number,
): FittedTurns {
  try {
    return fitTurns(turns, limits, count);
  } catch (error) {
    if (toFailure(error).name !== 'question-too-long') throw error;
    const kept = turns.filter((turn, index) => turn.role === 'system' || index === turns.length - 1);
    return { turns: kept, dropped: turns.length - kept.length };
  }
}

const user = (content: string): Turn => ({ role: 'user', content });

/** The first turn of a prompt; none where the model's own sentence does. */
export function systemTurn(systemPrompt: string): Turn[] {
  return systemPrompt.trim() === '' ? [] : [{ role: 'system', content: systemPrompt }];
}

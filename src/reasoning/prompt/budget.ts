import { FailureError, type Failure } from '../../protocol/failures.ts';
import type { Turn } from '../../protocol/turns.ts';

/** Share of the context window that is kept free for the answer when more than that may be asked for. */
const ANSWER_SHARE = 1 / 4;

/** Tokens of the context window that the prompt may take: the rest is the answer's, at most a quarter. */
export function promptBudget(contextSize: number, maxTokens: number): number {
  return contextSize - Math.min(maxTokens, Math.floor(contextSize * ANSWER_SHARE));
}

export interface FittedTurns {
  readonly turns: readonly Turn[];
  /** Turns that left, oldest first; always whole exchanges of a question and its answer. */
  readonly dropped: number;
}

/**
 * Lets the oldest whole exchanges leave until the prompt fits into `budget` tokens. The system turn and the last
 * question (with the answer to go on with, if there is one) always stay.
 *
 * @param count tokens of the prompt rendered from the turns it is given, BOS included; calls grow with the logarithm
 *   of the number of turns.
 * @throws FailureError `question-too-long` when even the last question alone does not fit, or not with the answer to go on
 *   with, or not beside the system turn.
 */
export function fitTurns(
  turns: readonly Turn[],
  limits: { readonly budget: number; readonly contextSize: number },
  count: (turns: readonly Turn[]) => number,
): FittedTurns {
  const system = turns[0]?.role === 'system' ? 1 : 0;
  const exchanges = Math.floor((turns.length - system - 1) / 2);
  const without = (n: number) => [...turns.slice(0, system), ...turns.slice(system + 2 * n)];
  const fits = (n: number) => count(without(n)) <= limits.budget;

  if (fits(0)) return { turns, dropped: 0 };
  const last = count(without(exchanges));
  if (last > limits.budget) {
    const empty = count([...turns.slice(0, system), { role: 'user', content: '.' }]) - 1;
    throw new FailureError(tooLong(turns, { all: last, empty }, limits));
  }
  let [low, high] = [0, exchanges];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return { turns: without(high), dropped: 2 * high };
}

/** What to shorten: of the system turn and the last question the longer one. `empty`: tokens of a prompt without a question. */
function tooLong(
  turns: readonly Turn[],
  { all, empty }: { readonly all: number; readonly empty: number },
  { budget, contextSize }: { readonly budget: number; readonly contextSize: number },
): Failure {
  const asked = all - empty;
  if (turns[0]?.role === 'system' && empty > asked) {
    const available = Math.max(0, budget - asked);
    return { name: 'question-too-long', part: 'systemPrompt', tokens: empty, available, contextSize };
  }
  return {
    name: 'question-too-long',
    ...(turns.at(-1)?.role === 'assistant' && { part: 'answer' }),
    tokens: asked,
    available: Math.max(0, budget - empty),
    contextSize,
  };
}

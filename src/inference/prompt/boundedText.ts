/**
 * Tokenizing is one native call on the thread that hears Stop, about a second for each million characters. So text is counted
 * piece by piece, with a turn of the event loop after each piece, and no further than it can fit into the context window.
 */
import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { FailureError } from '../../protocol/failures.ts';
import type { Turn } from '../../protocol/turns.ts';

/** Characters in one call. */
const PIECE = 32_768;
/** A cut may make more tokens than the whole text has. */
const CUT_TOKENS = 8;

/** Tokens of a text by itself, without BOS. */
export type CountTokens = (text: string) => number;

/** Tokens of `text`; of a long one, to within a few tokens for each 32,768 characters. */
export async function countText(text: string, count: CountTokens): Promise<number> {
  return (await countUpTo(text, Number.POSITIVE_INFINITY, count)).tokens;
}

interface Counted {
  readonly tokens: number;
  /** How much of the text was counted. */
  readonly characters: number;
}

/** Counts the tokens of `text` from its beginning until there are more than `most`. */
async function countUpTo(text: string, most: number, count: CountTokens): Promise<Counted> {
  let tokens = 0;
  let at = 0;
  while (at < text.length && tokens <= most) {
    const end = endOfPiece(text, at);
    tokens += count(text.slice(at, end));
    at = end;
    if (at < text.length) await turnOfLoop();
  }
  return { tokens, characters: at };
}

/** Behind the last line break of the piece, if it has one; never inside of a character. */
function endOfPiece(text: string, start: number): number {
  const most = start + PIECE;
  if (most >= text.length) return text.length;
  const line = text.lastIndexOf('\n', most - 1) + 1;
  if (line > start + PIECE / 2) return line;
  const isInside = /[\uDC00-\uDFFF]/.test(text.charAt(most));
  return isInside ? most - 1 : most;
}

export interface BoundedTurns {
  readonly turns: readonly Turn[];
  /** Turns that left, oldest first: they cannot fit. Whole exchanges of a question and its answer. */
  readonly dropped: number;
}

/**
 * The turns that may fit into `budget` tokens, for `fitTurns` to decide: without the oldest exchanges that surely do not. Few
 * turns with little text are given back as they are.
 *
 * @throws FailureError `question-too-long` when the last question, the answer to go on with or the system turn surely does not fit
 */
export async function boundTurns(
  turns: readonly Turn[],
  limits: { readonly budget: number; readonly contextSize: number },
  count: CountTokens,
): Promise<BoundedTurns> {
  const length = turns.reduce((sum, { content }) => sum + content.length, 0);
  if (length <= PIECE) return { turns, dropped: 0 };
  const { budget, contextSize } = limits;
  const system = turns[0]?.role === 'system' ? 1 : 0;
  const exchanges = Math.floor((turns.length - system - 1) / 2);
  /** The first turn that stays in any case, behind the system turn. */
  const last = system + 2 * exchanges;
  const always = [...turns.slice(0, system), ...turns.slice(last)];

  let left = budget;
  for (const { role, content } of always) {
    const { tokens, characters } = await countUpTo(content, left + slack(content), count);
    if (tokens > left + slack(content)) {
      throw new FailureError({
        name: 'question-too-long',
        ...(role !== 'user' && { part: role === 'system' ? 'systemPrompt' : 'answer' }),
        tokens: Math.round(tokens * (content.length / characters)),
        isEstimate: true,
        available: budget,
        contextSize,
      });
    }
    left -= tokens;
  }
  for (let index = last - 1; index >= system; index--) {
    const content = turns[index]?.content ?? '';
    const { tokens } = await countUpTo(content, Math.max(0, left) + slack(content), count);
    left -= tokens;
    if (left >= -slack(content)) continue;
    const gone = 2 * (Math.floor((index - system) / 2) + 1);
    return { turns: [...turns.slice(0, system), ...turns.slice(system + gone)], dropped: gone };
  }
  return { turns, dropped: 0 };
}

/** Tokens by which the pieces of `text` may have more than it. */
const slack = (text: string): number => CUT_TOKENS * (1 + Math.ceil(text.length / (PIECE / 2)));

/** The beginning of a question with at most so many tokens that it surely does not fit, and how many tokens the rest has, about. */
export async function boundQuestion(
  question: string,
  budget: number,
  count: CountTokens,
): Promise<{ readonly text: string; readonly rest: number }> {
  if (question.length <= PIECE) return { text: question, rest: 0 };
  const { tokens, characters } = await countUpTo(question, budget + slack(question), count);
  const text = question.slice(0, characters);
  return { text, rest: Math.round((tokens / characters) * (question.length - characters)) };
}

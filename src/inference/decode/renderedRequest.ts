import { createHash } from 'node:crypto';
import type { LlamaModel, Token } from 'node-llama-cpp';
import { FailureError } from '../../protocol/failures.ts';
import type { PromptParams } from '../../protocol/inference.ts';
import type { Turn } from '../../protocol/turns.ts';
import { fitTurns, promptBudget } from '../../reasoning/prompt/budget.ts';
import { boundTurns } from '../prompt/boundedText.ts';
import type { ChatFormat } from '../prompt/format.ts';
import { whenRendered } from '../prompt/whenRendered.ts';

/** A prompt as the model sees it. */
export interface RenderedRequest {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The turns that fit; none of a plain text. */
  readonly turns: readonly Turn[];
  readonly droppedTurns: number;
}

export interface PromptRenderer {
  readonly model: LlamaModel;
  readonly format: ChatFormat;
  readonly contextSize: number;
}

/**
 * Fits the turns into the context and renders them.
 *
 * @throws FailureError `roles-not-alternating`, `question-empty`, `question-too-long`, `template-refused`
 */
export async function renderRequest(
  { model, format, contextSize }: PromptRenderer,
  { turns, continueAnswer = false, plainText }: PromptParams,
  maxTokens: number,
): Promise<RenderedRequest> {
  const budget = promptBudget(contextSize, maxTokens);
  if (plainText !== undefined) {
    const tokens = plainTokens(model, plainText);
    if (tokens.length <= budget) return { text: plainText, tokens, turns: [], droppedTurns: 0 };
    throw new FailureError({ name: 'question-too-long', tokens: tokens.length, available: budget, contextSize });
  }
  const count = (some: readonly Turn[]) => {
    const isOpen = continueAnswer && some.at(-1)?.role === 'assistant';
    return format.render(some, isOpen).tokens.length;
  };
  const limits = { budget, contextSize };
  const bounded = await boundTurns(turns, limits, (text) => model.tokenize(text).length);
  return whenRendered(format, () => {
    const fitted = fitTurns(bounded.turns, limits, count);
    return {
      ...format.render(fitted.turns, continueAnswer),
      turns: fitted.turns,
      droppedTurns: bounded.dropped + fitted.dropped,
    };
  });
}

/** The tokens of a whole text, BOS in front where the model was trained so. */
export function plainTokens(model: LlamaModel, text: string): Token[] {
  const { bos, shouldPrependBosToken } = model.tokens;
  return [...(bos !== null && shouldPrependBosToken ? [bos] : []), ...model.tokenize(text)];
}

/** As `MadeWith.promptSha256` says. */
export function promptHash(tokens: readonly Token[]): string {
  return createHash('sha256').update(tokens.join()).digest('hex');
}

import type { LlamaModel, Token } from 'node-llama-cpp';
import type { Turn } from '../../protocol/turns.ts';
import { promptText, renderPrompt, TEXT_STOP } from '../../reasoning/prompt/template.ts';
import type { ChatFormat, RenderedPrompt } from './format.ts';
import { PromptTokens } from './promptTokens.ts';

/** Conversations as Cerebrum was trained on them. */
export class CerebrumFormat implements ChatFormat {
  readonly chatTemplate: 'cerebrum' | 'missing';
  readonly textStop = TEXT_STOP;
  readonly #promptTokens: PromptTokens;

  constructor(model: LlamaModel, chatTemplate: 'cerebrum' | 'missing') {
    this.chatTemplate = chatTemplate;
    this.#promptTokens = new PromptTokens(model);
  }

  render(turns: readonly Turn[], continueAnswer: boolean): RenderedPrompt {
    const parts = renderPrompt(turns, continueAnswer);
    return { text: promptText(parts), tokens: this.#promptTokens.render(parts) };
  }

  remember(turns: readonly Turn[], answer: string, tokens: readonly Token[]): void {
    this.#promptTokens.remember(renderPrompt(turns), ` ${answer}`, tokens);
  }
}

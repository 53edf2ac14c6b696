import type { LlamaModel, Token } from 'node-llama-cpp';
import type { Turn } from '../../protocol/turns.ts';
import { promptText, renderPrompt, stripAnswer, TEXT_STOP } from '../../reasoning/prompt/template.ts';
import { withoutThoughts } from '../../reasoning/prompt/withoutThoughts.ts';
import type { ChatFormat, RenderedPrompt } from './format.ts';
import { PromptTokens } from './promptTokens.ts';

/** Conversations as Cerebrum was trained on them. */
export class CerebrumFormat implements ChatFormat {
  readonly chatTemplate: 'cerebrum' | 'missing';
  readonly templateProblem: string | undefined;
  readonly textStop = TEXT_STOP;
  readonly turnEnd = undefined;
  readonly #promptTokens: PromptTokens;

  /** @param problem why the file's own template is of no use, if it has one */
  constructor(model: LlamaModel, chatTemplate: 'cerebrum' | 'missing', problem?: string) {
    this.chatTemplate = chatTemplate;
    this.templateProblem = problem;
    this.#promptTokens = new PromptTokens(model);
  }

  render(turns: readonly Turn[], continueAnswer: boolean): RenderedPrompt {
    const parts = renderPrompt(withoutThoughts(turns, continueAnswer), continueAnswer);
    return { text: promptText(parts), tokens: this.#promptTokens.render(parts) };
  }

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  endsAnswer(): boolean {
    return false;
  }

  answerOf(text: string): string {
    return stripAnswer(text);
  }

  remember(turns: readonly Turn[], answer: string, tokens: readonly Token[]): void {
    this.#promptTokens.remember(renderPrompt(withoutThoughts(turns, false)), ` ${answer}`, tokens);
  }
}

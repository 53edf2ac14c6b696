import { createHash } from 'node:crypto';
import type { LlamaModel, Token } from 'node-llama-cpp';
import { FailureError } from '../../protocol/failures.ts';
import type { Turn } from '../../protocol/turns.ts';
import { assertOrder } from '../../reasoning/prompt/template.ts';
import { CerebrumFormat } from './cerebrumFormat.ts';
import type { ChatTemplate } from './chatTemplate.ts';
import type { ChatFormat, RenderedPrompt } from './format.ts';
import { TemplateRefused, TemplateUnusable } from './templateRenderer.ts';
import type { TemplateTokens } from './templateTokens.ts';
import type { TurnEnd } from './turnEnd.ts';
import { NotRendered } from './whenRendered.ts';

/** Prompts that are kept: fitting a conversation into the context window asks for some of them again. */
const KEPT = 24;

/**
 * Conversations by the chat template that the model file brings. Its special tokens are special where the template itself
 * writes them; the same characters inside a message stay plain text, so that no question can end a turn.
 */
export class FileTemplateFormat implements ChatFormat {
  readonly #model: LlamaModel;
  readonly #template: ChatTemplate;
  readonly #tokens: TemplateTokens;
  readonly #end: TurnEnd | undefined;
  /** By a hash of the turns; the oldest leave. */
  readonly #prompts = new Map<string, RenderedPrompt>();
  /** Takes over when the template turns out to be of no use. */
  #instead: CerebrumFormat | undefined;

  constructor(model: LlamaModel, template: ChatTemplate, tokens: TemplateTokens, end: TurnEnd | undefined) {
    this.#model = model;
    this.#template = template;
    this.#tokens = tokens;
    this.#end = end;
  }

  get chatTemplate(): 'own' | 'missing' {
    return this.#instead === undefined ? 'own' : 'missing';
  }

  get templateProblem(): string | undefined {
    return this.#instead?.templateProblem;
  }

  get textStop(): string | undefined {
    if (this.#instead !== undefined) return this.#instead.textStop;
    return this.#end?.token === undefined ? this.#end?.text : undefined;
  }

  get turnEnd(): string | undefined {
    return this.#instead === undefined ? this.#end?.text : undefined;
  }

  endsAnswer(token: Token): boolean {
    return this.#instead === undefined && token === this.#end?.token;
  }

  render(turns: readonly Turn[], continueAnswer: boolean): RenderedPrompt {
    if (this.#instead !== undefined) return this.#instead.render(turns, continueAnswer);
    assertOrder(turns, continueAnswer);
    const prompt = this.#prompts.get(keyOf(turns, continueAnswer));
    if (prompt === undefined) throw new NotRendered(turns, continueAnswer);
    return prompt;
  }

  async prepare(turns: readonly Turn[], continueAnswer: boolean): Promise<void> {
    try {
      const pieces = await this.#template.render(turns, continueAnswer);
      const prompt = { text: pieces.map(({ text }) => text).join(''), tokens: this.#tokens.tokenize(pieces) };
      const [oldest] = this.#prompts.keys();
      if (this.#prompts.size >= KEPT && oldest !== undefined) this.#prompts.delete(oldest);
      this.#prompts.set(keyOf(turns, continueAnswer), prompt);
    } catch (error) {
      if (error instanceof TemplateRefused) throw new FailureError({ name: 'template-refused', reason: error.message });
      if (!(error instanceof TemplateUnusable)) throw error;
      this.#instead ??= withoutTemplate(this.#model, error.message);
      this.#prompts.clear();
    }
  }

  /** Without the blank lines around it and the one space that a word begins with; the first line keeps its indentation. */
  answerOf(text: string): string {
    if (this.#instead !== undefined) return this.#instead.answerOf(text);
    return text
      .replace(/^(?:[^\S\n]*\n)+/, '')
      .replace(/^ (?=\S)/, '')
      .trimEnd();
  }

  /** Reading an answer again costs less than knowing how each template would cut it. */
  remember(): void {
    return;
  }
}

/** Cerebrum's own format, because the file's template is of no use. The log tells why. */
export function withoutTemplate(model: LlamaModel, problem: string): CerebrumFormat {
  console.error(`The chat template of the model file cannot be used: ${problem}`);
  return new CerebrumFormat(model, 'missing', problem);
}

function keyOf(turns: readonly Turn[], continueAnswer: boolean): string {
  return createHash('sha256')
    .update(JSON.stringify([turns, continueAnswer]))
    .digest('base64');
}

import { Template } from '@huggingface/jinja';
import type { Turn } from '../../protocol/turns.ts';
import { promptText, renderPrompt } from '../../reasoning/prompt/template.ts';

/** A stretch of the rendered prompt: written by the template, or a message's own words. */
export interface TemplatePiece {
  readonly text: string;
  readonly isContent: boolean;
}

/** How BOS and EOS are written, for templates that ask. */
interface SpecialTexts {
  readonly bos: string | null;
  readonly eos: string | null;
}

/** Stands for message number n while the template renders; from Unicode's private use area. */
const mark = (index: number) => `\uE000${index}\uE001`;
const MARK = /\uE000(\d+)\uE001/;

const question: Turn = { role: 'user', content: 'What is 3 + 4?' };
const answer: Turn = { role: 'assistant', content: 'Plan: add.\nAnswer: 7' };
const system: Turn = { role: 'system', content: 'You are terse.' };
/** Together they show every branch a template has for the conversations we hold. */
const SAMPLES: readonly (readonly Turn[])[] = [
  [question],
  [question, answer, question],
  [system, question],
  [system, question, answer, question, answer, question],
];

/** The Jinja template that a model file brings for conversations. */
export class ChatTemplate {
  readonly #template: Template;
  readonly #special: SpecialTexts;
  /** Otherwise a system turn goes in front of the first question. */
  readonly #knowsSystem: boolean;

  private constructor(template: Template, special: SpecialTexts) {
    this.#template = template;
    this.#special = special;
    this.#knowsSystem = this.#isWhole([system, question]);
  }

  /** `undefined` if there is no template, or none that renders a plain conversation. */
  static parse(source: string | undefined, special: SpecialTexts): ChatTemplate | undefined {
    if (source === undefined || source.trim() === '') return undefined;
    try {
      const template = new ChatTemplate(new Template(source), special);
      return template.#isWhole([question, answer, question]) ? template : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whether it says the same as the template Cerebrum was trained with; BOS, which is added as a token, aside. */
  rendersAsCerebrum(): boolean {
    try {
      return SAMPLES.every((turns) => this.#text(turns, '') === promptText(renderPrompt(turns)));
    } catch {
      return false;
    }
  }

  /** @throws what the template raises */
  render(turns: readonly Turn[]): TemplatePiece[] {
    const messages = this.#knowsSystem ? turns : withoutSystem(turns);
    const contents = messages.map(({ content }) => content.trim());
    // The blanks around a message stay: whether they count is for the template to say.
    const marked = messages.map((turn, index) => ({
      role: turn.role,
      content: turn.content.replace(contents[index] ?? '', () => mark(index)),
    }));
    return this.#text(marked, this.#special.bos ?? '')
      .split(MARK)
      .map((text, i) =>
        i % 2 === 0 ? { text, isContent: false } : { text: contents[Number(text)] ?? '', isContent: true },
      )
      .filter(({ text }) => text !== '');
  }

  #text(messages: readonly Turn[], bos: string): string {
    return this.#template.render({
      messages: messages.map((message) => ({ ...message })),
      bos_token: bos,
      eos_token: this.#special.eos ?? '',
      add_generation_prompt: true,
    });
  }

  /** Whether all messages come out, each once and in order. */
  #isWhole(turns: readonly Turn[]): boolean {
    const marked = turns.map((turn, index) => ({ ...turn, content: mark(index) }));
    try {
      const found = this.#text(marked, '').match(new RegExp(MARK, 'g')) ?? [];
      return found.join() === turns.map((_, index) => mark(index)).join();
    } catch {
      return false;
    }
  }
}

/** For templates without a system role: its words begin the first question. */
function withoutSystem(turns: readonly Turn[]): readonly Turn[] {
  const [first, second, ...rest] = turns;
  if (first?.role !== 'system' || second === undefined) return turns;
  return [{ ...second, content: `${first.content.trim()}\n\n${second.content.trim()}` }, ...rest];
}

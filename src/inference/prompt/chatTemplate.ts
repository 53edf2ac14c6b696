import type { Turn } from '../../protocol/turns.ts';
import { promptText, renderPrompt } from '../../reasoning/prompt/template.ts';
import { answerBehind } from '../../reasoning/steps/thought.ts';
import type { TemplateData, TemplatePiece } from './templateMessages.ts';
import { TemplateRefused, TemplateRenderer, TemplateUnusable } from './templateRenderer.ts';

const question: Turn = { role: 'user', content: 'What is 3 + 4?' };
const answer: Turn = { role: 'assistant', content: 'Plan: add.\nAnswer: 7' };
const system: Turn = { role: 'system', content: 'You are terse.' };
const thought: Turn = { role: 'assistant', content: '<think>\nadd\n</think>\n\n7' };
/** Together they show every branch a template has for the conversations we hold. */
const SAMPLES: readonly (readonly Turn[])[] = [
  [question],
  [question, answer, question],
  [system, question],
  [system, question, answer, question, thought, question],
];

/** What a template leaves the reader to know about the ends of answers. */
export interface AnswerEnds {
  /** What it writes between an answer and the next question. */
  readonly inside: string;
  /** What it writes behind the last answer. */
  readonly last: string;
}

/** The Jinja template that a model file brings for conversations. */
export class ChatTemplate {
  readonly #renderer: TemplateRenderer;
  /** Otherwise a system turn goes in front of the first question. */
  #knowsSystem = true;

  private constructor(renderer: TemplateRenderer) {
    this.#renderer = renderer;
  }

  /** @throws TemplateUnusable with the reason, where it does not render a plain conversation */
  static async load(data: TemplateData): Promise<ChatTemplate> {
    const renderer = new TemplateRenderer(data);
    try {
      const template = new ChatTemplate(renderer);
      await template.#assertWhole([question, answer, question]);
      template.#knowsSystem = await template.#isWhole([system, question]);
      return template;
    } catch (error) {
      renderer.close();
      throw error instanceof TemplateRefused ? new TemplateUnusable(error.message) : error;
    }
  }

  /** Ends the thread that renders it. */
  close(): void {
    this.#renderer.close();
  }

  /** Whether it says the same as the template Cerebrum was trained with; BOS, which is added as a token, aside. */
  async rendersAsCerebrum(bos: string): Promise<boolean> {
    try {
      for (const turns of SAMPLES) {
        const text = textOf(await this.#renderer.render({ messages: turns, generationPrompt: true }));
        const ours = promptText(renderPrompt(turns));
        if (text !== ours && text !== bos + ours) return false;
      }
      return true;
    } catch (error) {
      if (error instanceof TemplateRefused) return false;
      throw error;
    }
  }

  /**
   * The prompt for the next answer; with `open`, the last turn is the answer to go on with.
   *
   * @throws TemplateRefused, TemplateUnusable
   */
  async render(turns: readonly Turn[], open = false): Promise<readonly TemplatePiece[]> {
    const messages = this.#knowsSystem ? turns : withoutSystem(turns);
    const last = messages.at(-1);
    if (!open || last === undefined) return this.#renderer.render({ messages, generationPrompt: true });
    const asked = await this.#renderer.render({ messages: messages.slice(0, -1), generationPrompt: true });
    const source = messages.length - 1;
    const pieces = answerBehind(textOf(asked), last.content);
    const isTagged = pieces.length > 1 || pieces[0]?.text !== last.content;
    return [
      ...asked,
      ...(isTagged ? [] : await this.#separator(messages, asked)),
      ...pieces.map(({ text, isTag }) => ({ text, source: isTag ? ('template' as const) : source })),
    ];
  }

  /** What stands behind a plain answer. @throws TemplateRefused, TemplateUnusable */
  async answerEnds(): Promise<AnswerEnds> {
    const inside = await this.#renderer.render({ messages: [question, answer, question], generationPrompt: true });
    let last: readonly TemplatePiece[] = [];
    try {
      last = await this.#renderer.render({ messages: [question, answer], generationPrompt: false });
    } catch (error) {
      if (!(error instanceof TemplateRefused)) throw error;
    }
    return { inside: behindAnswer(inside), last: behindAnswer(last) };
  }

  /**
   * The white space that the template puts between the beginning of a turn and an answer in it. A new answer begins with it by
   * itself; one that is gone on with has lost it.
   */
  async #separator(messages: readonly Turn[], asked: readonly TemplatePiece[]): Promise<readonly TemplatePiece[]> {
    const plain = messages.map((turn, i) => (i === messages.length - 1 ? answer : turn));
    try {
      const whole = await this.#renderer.render({ messages: plain, generationPrompt: false });
      const start = whole.findIndex(({ source }) => source === messages.length - 1);
      const [before, begun] = [textOf(whole.slice(0, start)), textOf(asked)];
      const between = start >= 0 && before.startsWith(begun) ? before.slice(begun.length) : '';
      return between !== '' && between.trim() === '' ? [{ text: between, source: 'template' }] : [];
    } catch (error) {
      if (error instanceof TemplateRefused) return [];
      throw error;
    }
  }

  async #isWhole(turns: readonly Turn[]): Promise<boolean> {
    try {
      await this.#assertWhole(turns);
      return true;
    } catch (error) {
      if (error instanceof TemplateRefused) return false;
      throw error;
    }
  }

  /** @throws TemplateRefused unless all messages come out, each once and in order */
  async #assertWhole(turns: readonly Turn[]): Promise<void> {
    const pieces = await this.#renderer.render({ messages: turns, generationPrompt: true });
    const found = pieces.filter(({ source }) => source !== 'template');
    const isWhole =
      found.length === turns.length &&
      found.every(({ text, source }, i) => source === i && text.trim() === turns[i]?.content);
    if (!isWhole) throw new TemplateRefused('it does not write all messages of a conversation in order');
  }
}

const textOf = (pieces: readonly TemplatePiece[]): string => pieces.map(({ text }) => text).join('');

function behindAnswer(pieces: readonly TemplatePiece[]): string {
  const at = pieces.findIndex(({ source }) => source === 1);
  const piece = at < 0 ? undefined : pieces[at + 1];
  return piece?.source === 'template' ? piece.text : '';
}

/** For templates without a system role: its text begins the first question. */
function withoutSystem(turns: readonly Turn[]): readonly Turn[] {
  const [first, second, ...rest] = turns;
  if (first?.role !== 'system' || second === undefined) return turns;
  return [{ ...second, content: `${first.content.trim()}\n\n${second.content}` }, ...rest];
}

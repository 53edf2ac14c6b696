import { toFailure } from '../../../../protocol/failures.ts';
import type { Turn } from '../../../../protocol/turns.ts';
import { withoutThoughts } from '../../../../reasoning/prompt/withoutThoughts.ts';
import { answerBehind } from '../../../../reasoning/steps/thought.ts';
import { assertOrder, promptText, renderPrompt } from '../../../../reasoning/prompt/template.ts';
import type { Server } from '../servers/server.ts';

/** A piece of a prompt. Only in what the template wrote may a text be a control token. */
export interface Piece {
  readonly text: string;
  readonly isTemplate: boolean;
}

type Render = NonNullable<Server['template']>;

const SAMPLE: readonly Turn[] = [
  { role: 'system', content: 'You count.' },
  { role: 'user', content: 'One?' },
  { role: 'assistant', content: 'Two.' },
  { role: 'user', content: 'Three?' },
];

/** What the server's chat template is. `missing`: it leaves messages out, so it is none. @throws FailureError */
export async function templateKind(render: Render): Promise<'cerebrum' | 'own' | 'missing'> {
  const text = await render(SAMPLE);
  if (text === promptText(renderPrompt(SAMPLE))) return 'cerebrum';
  return SAMPLE.slice(1).every(({ content }) => text.includes(content)) ? 'own' : 'missing';
}

/** Conversations by the server's chat template, with what people wrote kept apart from what the template did. */
export class ServerTemplate {
  readonly #render: Render;
  /** By the roles of a conversation: its template, in which marks stand for the messages. */
  readonly #known = new Map<string, readonly Piece[]>();
  #takesSystem = true;

  constructor(render: Render) {
    this.#render = render;
  }

  /** @throws FailureError `roles-not-alternating`, `question-empty`, or the server's */
  async pieces(turns: readonly Turn[], continueAnswer: boolean): Promise<readonly Piece[]> {
    assertOrder(turns, continueAnswer);
    const open = continueAnswer ? (turns.at(-1)?.content.trimStart() ?? '') : '';
    // The template sees marks in place of what was said: it cannot leave the thoughts out.
    const closed = withoutThoughts(continueAnswer ? turns.slice(0, -1) : turns, false);
    const pieces = await this.#filled(closed);
    const asked = pieces.map(({ text }) => text).join('');
    return [...pieces, ...answerBehind(asked, open).map(({ text, isTag }) => ({ text, isTemplate: isTag }))];
  }

  async #filled(turns: readonly Turn[]): Promise<readonly Piece[]> {
    if (!this.#takesSystem) return this.#fill(withSystemInside(turns));
    try {
      return await this.#fill(turns);
    } catch (error) {
      // Many templates raise an exception for a system turn; servers answer that with 400 or 500.
      if (turns[0]?.role !== 'system' || toFailure(error).name !== 'server-refused') throw error;
      const pieces = await this.#fill(withSystemInside(turns));
      this.#takesSystem = false;
      return pieces;
    }
  }

  async #fill(turns: readonly Turn[]): Promise<readonly Piece[]> {
    const pieces = await this.#template(turns);
    return pieces.map((piece) =>
      piece.isTemplate ? piece : { text: turns[Number(piece.text)]?.content.trim() ?? '', isTemplate: false },
    );
  }

  /** What is between the marks is the template's; a mark's piece holds the index of its message. */
  async #template(turns: readonly Turn[]): Promise<readonly Piece[]> {
    const key = turns.map(({ role }) => role).join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const marked = turns.map(({ role }, index) => ({ role, content: mark(index) }));
    const text = await this.#render(marked);
    // Every second part is what the pattern found.
    const pieces = text.split(/Zq(\d+)qZ/).map((part, index) => ({ text: part, isTemplate: index % 2 === 0 }));
    this.#known.set(key, pieces);
    return pieces;
  }
}

/** Letters and figures only, so that no template and no tokenizer changes it. */
const mark = (index: number): string => `Zq${String(index)}qZ`;

function withSystemInside([system, question, ...rest]: readonly Turn[]): readonly Turn[] {
  if (system?.role !== 'system' || question === undefined)
    return [system, question, ...rest].filter((turn) => turn !== undefined);
  return [{ role: 'user', content: `${system.content.trim()}\n\n${question.content}` }, ...rest];
}

/**
 * An answer as plan, steps and final answer, while it streams.
 *
 * The text is cut into pieces (`steps/pieces.ts`), each piece is told by its first words (`steps/marks.ts`), and the
 * pieces are joined to sections (`steps/chain.ts`, `steps/sections.ts`). What counts as a chain of steps:
 *
 * - With a plan before it ("To find …, we need to …", `Plan:`): a list from 1, "First, …", or plain paragraphs.
 * - Without a plan: `Step 1:`; a list that a sentence such as "here is how it works:" introduces, or that no colon
 *   introduces and that has two items; "First, …" with "Next, …" or "Therefore, …" behind it. A list of ideas,
 *   examples, names and the like stays prose.
 *
 * "Therefore, …" is the answer for as long as nothing but prose follows it, then a step. A paragraph behind a list is
 * prose until the list goes on: then it was part of the step.
 *
 * A thought between tags, as models of other families write it (`steps/thought.ts`), is a section of its own before all others.
 *
 * What already stands changes by these rules only, and only in the last three sections.
 */
import { take } from './chain.ts';
import { PieceScanner, type Piece } from './pieces.ts';
import { ThoughtReader } from './thought.ts';
import { START, standing, type Draft, type SectionKind, type State } from './sections.ts';

export type { SectionKind } from './sections.ts';

/** A part of an answer. The sections of an answer, joined, are its text. Offsets are UTF-16 units. */
export interface Section {
  readonly kind: SectionKind;
  /** Of a step: as the text numbers it, else counted; absent for a conclusion behind steps the text numbers. */
  readonly number?: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the words begin behind `3.`, `Step 3:`, `Plan:` or `Answer:`; `start` where no marker can be left out. */
  readonly body: number;
}

/** The sections of a whole or unfinished answer. */
export function parseAnswer(text: string): readonly Section[] {
  const parser = new AnswerParser();
  parser.append(text);
  return parser.sections;
}

/** Parses an answer as it arrives. However it is cut, the sections are those of `parseAnswer` on all of it. */
export class AnswerParser {
  readonly #thought = new ThoughtReader();
  readonly #sections: Section[] = [];
  #scanner = new PieceScanner();
  #state: State = START;
  #final = 0;
  #examined = 0;

  /** The same array at every call, changed by `append`. All but the last three sections stay the same objects. */
  get sections(): readonly Section[] {
    return this.#sections;
  }

  /** Characters looked at so far, for tests and measurements: grows with what was appended, not with what stands. */
  get examined(): number {
    return this.#scanner.examined + this.#examined;
  }

  append(text: string): void {
    const isRead = this.#thought.state === 'over';
    const answer = this.#thought.append(text);
    if (!isRead) this.#beginBehindThought();
    if (this.#thought.state !== 'over') return;
    this.#scanner.append(answer, (piece) => {
      this.#state = this.#take(piece);
      for (const draft of this.#state.closed) this.#place(this.#final++, draft);
    });
    const { open } = this.#scanner;
    const state = open ? this.#take(open) : { ...this.#state, closed: [] };
    const drafts = [...state.closed, ...standing(state)];
    this.#sections.length = Math.min(this.#sections.length, this.#final + drafts.length);
    drafts.forEach((draft, i) => this.#place(this.#final + i, draft));
  }

  /** The thought so far, or what may still become one, is the first section. */
  #beginBehindThought(): void {
    const { text, body } = this.#thought;
    this.#sections.length = 0;
    if (text === '') return;
    const kind = body === undefined ? 'prose' : 'thought';
    this.#sections[0] = { kind, text, start: 0, end: text.length, body: body ?? 0 };
    if (this.#thought.state !== 'over') return;
    this.#final = 1;
    this.#scanner = new PieceScanner(text.length);
  }

  #take(piece: Piece): State {
    this.#examined += piece.head.length;
    return take(this.#state, piece);
  }

  #place(index: number, draft: Draft): void {
    const { kind, number, start, body, text } = draft;
    const old = this.#sections[index];
    const end = start + text.length;
    if (old?.kind === kind && old.number === number && old.start === start && old.end === end && old.body === body) {
      return;
    }
    this.#sections[index] = { kind, ...(number !== undefined && { number }), text, start, end, body };
  }
}

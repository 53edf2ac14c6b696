import { randomUUID } from 'node:crypto';
import type { Answer, AnswerChange, ContextEntry, PanelTurn, ToPanel } from '../../protocol/panel.ts';
import type { Turn } from '../../protocol/turns.ts';
import { withContext } from '../../reasoning/context/fill.ts';
import type { Conversation } from './conversationStore.ts';
import type { History } from './history.ts';

/** Long enough to tell conversations apart in a list. */
const TITLE_LENGTH = 80;

/** One conversation in memory. Every change goes to the history and, as a delta, to the panel. */
export class Transcript {
  readonly id: string;
  readonly #turns: PanelTurn[];
  readonly #history: History;
  readonly #tell: (message: ToPanel) => void;
  #title: string | undefined;

  /** @param stored what the history holds of it; left out: an empty conversation, stored with its first turn */
  constructor(history: History, tell: (message: ToPanel) => void, stored?: Conversation) {
    this.id = stored?.id ?? randomUUID();
    this.#turns = [...(stored?.turns ?? [])];
    this.#title = stored?.title;
    this.#history = history;
    this.#tell = tell;
  }

  get turns(): readonly PanelTurn[] {
    return this.#turns;
  }

  add(turn: PanelTurn): void {
    if (this.#turns.length === 0) this.#history.setCurrent(this.id);
    this.#title ??= turn.text.trim().slice(0, TITLE_LENGTH);
    this.#turns.push(turn);
    this.#record(this.#turns.length - 1);
    this.#tell({ type: 'turnAdded', turn });
  }

  change(id: string, change: AnswerChange): void {
    if (!this.#replace(id, (answer) => withChange(answer, change))) return;
    this.#tell({ type: 'answerChanged', id, change });
  }

  append(id: string, text: string): void {
    if (!this.#replace(id, (answer) => ({ ...answer, text: answer.text + text }))) return;
    this.#tell({ type: 'append', id, text });
  }

  setText(id: string, text: string): void {
    if (this.answer(id)?.text === text) return;
    if (!this.#replace(id, (answer) => ({ ...answer, text }))) return;
    this.#tell({ type: 'answerText', id, text });
  }

  /** Gives the question `id` other context. */
  setContext(id: string, context: readonly ContextEntry[]): void {
    const index = this.#indexOf(id);
    const turn = this.#turns[index];
    if (turn?.role !== 'user') return;
    this.#turns[index] = { ...turn, context };
    this.#record(index);
    this.#tell({ type: 'contextChanged', id, context });
  }

  answer(id: string): Answer | undefined {
    const turn = this.#turns[this.#indexOf(id)];
    return turn?.role === 'assistant' ? turn : undefined;
  }

  #replace(id: string, next: (answer: Answer) => Answer): boolean {
    const answer = this.answer(id);
    if (answer === undefined) return false;
    const index = this.#indexOf(id);
    this.#turns[index] = next(answer);
    this.#record(index);
    return true;
  }

  #record(position: number): void {
    const turn = this.#turns[position];
    if (turn === undefined) return;
    this.#history.record({ conversation: { id: this.id, title: this.#title ?? '' }, position, turn });
  }

  /** What changes is nearly always the last turn. */
  #indexOf(id: string): number {
    return this.#turns.findLastIndex((turn) => turn.id === id);
  }
}

/**
 * The conversation as the model is asked about it, up to the answer `id`. Questions that never got a word of an answer are
 * left out: roles must take turns.
 *
 * @param systemPrompt empty: the model's own sentence
 * @param goOn the words the answer has already belong to it
 */
export function modelTurns(
  turns: readonly PanelTurn[],
  id: string,
  { systemPrompt, goOn }: { readonly systemPrompt: string; readonly goOn: boolean },
): Turn[] {
  const result: Turn[] = systemPrompt.trim() === '' ? [] : [{ role: 'system', content: systemPrompt }];
  let question: string | undefined;
  for (const turn of turns) {
    if (turn.role === 'user') {
      question = withContext(turn.text, turn.context ?? []);
      continue;
    }
    if (question === undefined) continue;
    const asked: Turn = { role: 'user', content: question };
    const isLast = turn.id === id;
    if (isLast && !goOn) result.push(asked);
    else if (turn.text.trim() !== '') result.push(asked, { role: 'assistant', content: turn.text });
    if (isLast) break;
    question = undefined;
  }
  return result;
}

function withChange(answer: Answer, change: AnswerChange): Answer {
  const kept = Object.entries({ ...answer, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as unknown as Answer;
}

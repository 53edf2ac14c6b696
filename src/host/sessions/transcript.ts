import { randomUUID } from 'node:crypto';
import { hasOwnSettings, type KeptChatSettings } from '../../protocol/chatSettings.ts';
import type { Answer, AnswerChange, Branches, ContextEntry, PanelTurn, Question } from '../../protocol/conversation.ts';
import type { ToPanel } from '../../protocol/panel.ts';
import type { Turn } from '../../protocol/turns.ts';
import { systemTurn } from '../../reasoning/prompt/contextUse.ts';
import { withContext } from '../../reasoning/context/fill.ts';
import type { Changes, Conversation, ConversationHead, Entry } from '../history/store/conversationStore.ts';
import type { History } from '../history/history.ts';
import { shortened, type Prompt, type PromptOf } from '../history/store/storedPrompts.ts';
import { TurnTree } from '../history/turnTree.ts';

/** Long enough to tell conversations apart in a list. */
const TITLE_LENGTH = 80;

/** What a deletion took away, to bring it back. */
export interface Removed {
  readonly ids: readonly string[];
  /** Where the path on screen ended before. */
  readonly leaf: string | undefined;
}

/** One conversation in memory. Every change goes to the history and, as a delta, to the panel. */
export class Transcript {
  readonly id: string;
  readonly #tree: TurnTree;
  readonly #history: History;
  readonly #tell: (message: ToPanel) => void;
  /** Turns that the history knows. */
  readonly #stored: Set<string>;
  readonly #isKept: () => boolean;
  #isPrivate: boolean;
  #title: string | undefined;
  #settings: KeptChatSettings;
  #lastPrompt: PromptOf | undefined;

  /**
   * @param stored what the history holds of it; left out: an empty conversation, stored with its first turn
   * @param isKept whether chats are kept at all; `false` from the beginning makes a private chat
   */
  constructor(
    history: History,
    tell: (message: ToPanel) => void,
    stored?: Conversation,
    isKept: () => boolean = () => true,
  ) {
    this.#stored = new Set(stored?.turns.map(({ turn }) => turn.id));
    this.#isKept = isKept;
    this.#isPrivate = !isKept();
    this.id = stored?.id ?? randomUUID();
    this.#tree = new TurnTree(stored?.turns ?? [], stored?.leaf);
    this.#title = stored?.title;
    this.#settings = stored?.settings ?? {};
    this.#history = history;
    this.#tell = tell;
  }

  /** What is on screen: one path through the versions. */
  get turns(): readonly PanelTurn[] {
    return this.#tree.path;
  }

  /** Nothing that is written in it from now on goes to the disk, and nothing ever will. */
  get isPrivate(): boolean {
    this.#isPrivate ||= !this.#isKept();
    return this.#isPrivate;
  }

  /** Whether the history holds some of it. */
  get isStored(): boolean {
    return this.#stored.size > 0;
  }

  get branches(): Branches {
    return this.#tree.branches();
  }

  get title(): string {
    return this.#title ?? '';
  }

  /** The history has its own word for it: `OpenChats.rename` tells both. */
  set title(title: string) {
    this.#title = title;
  }

  /** What it has of its own in place of the settings. */
  get settings(): KeptChatSettings {
    return this.#settings;
  }

  /** @throws FailureError `history-unwritable`, and nothing is changed */
  setSettings(settings: KeptChatSettings): void {
    const isWritten = this.isStored && !this.isPrivate;
    const { head } = this;
    const kept = hasOwnSettings(settings) ? settings : undefined;
    if (isWritten) this.#history.use('write', (store) => store.setSettings(head.id, kept));
    this.#settings = kept ?? {};
    // A new chat that is not on disk yet comes there with these.
    if (isWritten) this.#record([]);
  }

  /** All of it that is stored. */
  get changes(): Changes {
    const turns = this.#entries([...this.#tree.values()].map(({ turn }) => turn.id));
    return { heads: turns.length === 0 ? [] : [this.head], turns };
  }

  /** Adds a turn at the end. @param title of a conversation that begins with it; left out: from its text */
  add(turn: PanelTurn, title = turn.text): void {
    this.#title ??= titleFrom(title);
    this.#tree.add(turn, this.#tree.leaf);
    this.#record([turn.id]);
    this.#tell({ type: 'turnAdded', turn });
  }

  /** Adds another version of the turn `of` and shows it in its place. */
  addVersion(turn: PanelTurn, of: string): void {
    this.#tree.add(turn, this.#tree.get(of)?.parent);
    this.#record([turn.id]);
    this.#tellPath();
  }

  /** Shows the version of the turn `id` that stands `step` places after it. */
  switchBranch(id: string, step: number): void {
    if (!this.#tree.step(id, step)) return;
    this.#record([]);
    this.#tellPath();
  }

  /** Shows the versions among which the turn `id` is. */
  showTurn(id: string): void {
    this.#tree.showTurn(id);
    this.#record([]);
    this.#tellPath();
  }

  /** Deletes a turn and what follows it; `undefined` where there is none. */
  remove(id: string): Removed | undefined {
    const { leaf } = this.#tree;
    const ids = this.#tree.remove(id, Date.now());
    if (ids.length === 0) return undefined;
    this.#record(ids);
    this.#tellPath();
    return { ids, leaf };
  }

  restore({ ids, leaf }: Removed): void {
    this.#tree.restore(ids, leaf);
    this.#record(ids);
    this.#tellPath();
  }

  /**
   * Takes the newest version `id` of an answer away where another one says the same already, which is shown and says how often
   * it came.
   */
  dropRepeated(id: string): void {
    const newest = this.answer(id);
    const versions = this.#tree.versionsOf(id).flatMap((other) => (other === id ? [] : (this.answer(other) ?? [])));
    const same = versions.find(({ text, status }) => text === newest?.text && status === newest.status);
    if (same === undefined) return;
    this.remove(id);
    this.showTurn(same.id);
    this.change(same.id, { repeats: (same.repeats ?? 0) + 1 });
  }

  change(id: string, change: AnswerChange): void {
    if (!this.#replace(id, (answer) => withChange(answer, change))) return;
    const gone = Object.entries(change).flatMap(([key, value]) => (value === undefined ? [key] : []));
    this.#tell({ type: 'answerChanged', id, change, ...(gone.length === 0 ? {} : { gone }) });
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

  /** What goes along with the question `id`, from now on. */
  setContext(id: string, context: readonly ContextEntry[]): void {
    const turn = this.#tree.get(id)?.turn;
    if (turn?.role !== 'user') return;
    this.#tree.replace({ ...turn, context });
    this.#record([id]);
    this.#tell({ type: 'contextChanged', id, context });
  }

  /** The exact prompt of the last answer in this window that came to an end. */
  get lastPrompt(): Prompt | undefined {
    return this.#lastPrompt?.prompt;
  }

  /** What the model read for the answer `id`, if that is the last one that ended in this window: of a private chat it is nowhere else. */
  promptOf(id: string): Prompt | undefined {
    return this.#lastPrompt?.turn === id ? this.#lastPrompt.prompt : undefined;
  }

  /** Keeps what the model read for the answer `of.turn`. */
  keepPrompt(of: PromptOf): void {
    const last = this.#lastPrompt;
    this.#lastPrompt = of;
    if (this.isPrivate) return;
    const isBefore = last !== undefined && last.turn !== of.turn && this.turns.some(({ id }) => id === last.turn);
    this.#history.record(this.head, [], [shortened(of, isBefore ? last : undefined)]);
  }

  question(id: string): Question | undefined {
    const turn = this.#tree.get(id)?.turn;
    return turn?.role === 'user' ? turn : undefined;
  }

  answer(id: string): Answer | undefined {
    const turn = this.#tree.get(id)?.turn;
    return turn?.role === 'assistant' ? turn : undefined;
  }

  get head(): ConversationHead {
    const settings = hasOwnSettings(this.#settings) ? { settings: this.#settings } : {};
    return { id: this.id, title: this.title, leaf: this.#tree.leaf, ...settings };
  }

  #replace(id: string, next: (answer: Answer) => Answer): boolean {
    const answer = this.answer(id);
    if (answer === undefined) return false;
    this.#tree.replace(next(answer));
    this.#record([id]);
    return true;
  }

  #record(ids: readonly string[]): void {
    const isPrivate = this.isPrivate;
    // Of a private chat only what the history has already may change there: by a deletion above all.
    if (!isPrivate) for (const id of ids) this.#stored.add(id);
    const stored = ids.filter((id) => this.#stored.has(id));
    if (!isPrivate || stored.length > 0) this.#history.record(this.head, this.#entries(stored));
  }

  #entries(ids: readonly string[]): Entry[] {
    return ids.flatMap((id) => {
      const entry = this.#stored.has(id) ? this.#tree.get(id) : undefined;
      return entry === undefined ? [] : [{ ...entry, conversation: this.id }];
    });
  }

  #tellPath(): void {
    this.#tell({ type: 'pathChanged', turns: this.turns, branches: this.branches });
  }
}

/** The first line that says something, cut between words where that is near. */
function titleFrom(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.trim() ?? '';
  if (line.length <= TITLE_LENGTH) return line;
  return `${line.slice(0, TITLE_LENGTH).replace(/(\s+\S{0,20}|[\uD800-\uDBFF])$/, '')}…`;
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
  const result: Turn[] = systemTurn(systemPrompt);
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

/**
 * Turns at the start of a conversation that the model does not see when `dropped` of `modelTurns` do not fit.
 */
export function unseenTurns(turns: readonly PanelTurn[], dropped: number): number {
  let left = dropped / 2;
  if (left === 0) return 0;
  const last = turns.findIndex((turn, i) => {
    const isAnswered = turn.role === 'assistant' && turn.text.trim() !== '' && turns[i - 1]?.role === 'user';
    return isAnswered && --left === 0;
  });
  return last + 1;
}

function withChange(answer: Answer, change: AnswerChange): Answer {
  const kept = Object.entries({ ...answer, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as unknown as Answer;
}

import { toFailure } from '../../protocol/failures.ts';
import type { ChatRow, ToChatList } from '../../protocol/chatList.ts';
import type { FailureView } from '../../protocol/failureView.ts';
import type { ChatsFailed } from '../../protocol/panel.ts';
import type { Failure } from '../../protocol/failures.ts';
import type { ConversationSummary } from '../history/search/findChats.ts';
import type { HistoryReader } from '../history/reader/historyReader.ts';
import { snippetPieces } from '../history/search/searchQuery.ts';

const MINUTE_MS = 60_000;
/** While an answer is written the history changes all the time. */
const REST_MS = 1000;

interface Wanted {
  readonly query: string;
  readonly most: number;
}

export interface ChatListParts {
  readonly reader: Pick<HistoryReader, 'find' | 'watch'>;
  /** Id of the conversation on screen. */
  readonly onScreen: () => string;
  readonly failureView: (failure: Failure) => FailureView;
  readonly tell: (message: ToChatList | ChatsFailed) => void;
}

/** Keeps the panel's list of chats up to date while it is on screen: one search at a time, the newest words first. */
export class ChatList {
  readonly #parts: ChatListParts;
  #wanted: Wanted | undefined;
  #unwatch: (() => void) | undefined;
  #isFinding = false;
  /** Something changed since the last search began. */
  #isStale = false;
  #rest: NodeJS.Timeout | undefined;
  #told = '';

  constructor(parts: ChatListParts) {
    this.#parts = parts;
  }

  /** From now on these chats are told, at once and when something changes. */
  show(wanted: Wanted): void {
    this.#unwatch ??= this.#parts.reader.watch(() => this.#changed());
    this.#wanted = wanted;
    this.#told = '';
    this.refresh();
  }

  hide(): void {
    this.#wanted = undefined;
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  /** Reads the list again, after a change of our own. */
  refresh(): void {
    this.#isStale = true;
    if (!this.#isFinding) void this.#find();
  }

  #changed(): void {
    this.#rest ??= setTimeout(() => {
      this.#rest = undefined;
      this.refresh();
    }, REST_MS);
  }

  async #find(): Promise<void> {
    this.#isFinding = true;
    for (let wanted = this.#wanted; wanted !== undefined && this.#isStale; wanted = this.#wanted) {
      this.#isStale = false;
      const message = await this.#look(wanted);
      // Other words may have been typed meanwhile; what has not changed is not told again.
      const told = JSON.stringify(message);
      if (wanted === this.#wanted && told !== this.#told) {
        this.#told = told;
        this.#parts.tell(message);
      }
    }
    this.#isFinding = false;
  }

  async #look({ query, most }: Wanted): Promise<ToChatList | ChatsFailed> {
    const { reader, onScreen, failureView } = this.#parts;
    try {
      const { chats, hasMore } = await reader.find(query, most);
      return { type: 'chats', query, chats: chats.map((chat) => rowOf(chat, onScreen())), hasMore };
    } catch (error) {
      return { type: 'chatsFailed', failure: failureView(toFailure(error)) };
    }
  }
}

const rowOf = ({ id, title, isPinned, updated, turns, hit }: ConversationSummary, onScreen: string): ChatRow => ({
  id,
  title,
  isPinned,
  updated: Math.floor(updated / MINUTE_MS) * MINUTE_MS,
  turns,
  isOnScreen: id === onScreen,
  ...(hit !== undefined && { hit: { turn: hit.turn, pieces: snippetPieces(hit.snippet) } }),
});

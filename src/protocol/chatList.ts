/** The list of all chats inside the panel: its part of the border that `panel.ts` describes, checked at both sides. */
import * as v from 'valibot';
import type { FailureView } from './panel.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const title = v.pipe(v.string(), v.maxLength(1000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What was typed to search for. */
export const query = v.pipe(v.string(), v.maxLength(1000));

export const fromChatList = [
  /**
   * The list is on screen, searched for these words: send the first `most` chats, and again whenever something changed. It
   * comes again when the user types.
   */
  v.strictObject({ type: v.literal('findChats'), query, most: v.pipe(count, v.minValue(1), v.maxValue(100_000)) }),
  /** The list is gone from the screen. */
  v.strictObject({ type: v.literal('chatsClosed') }),
  /** Show this chat, at the turn `turn` where the words stand. */
  v.strictObject({ type: v.literal('openChat'), id, turn: v.exactOptional(id) }),
  v.strictObject({ type: v.literal('renameChat'), id, title: v.pipe(title, v.trim(), v.minLength(1)) }),
  v.strictObject({ type: v.literal('pinChat'), id, isPinned: v.boolean() }),
  v.strictObject({ type: v.literal('exportChat'), id }),
  /** Delete this chat; the host offers to undo that. */
  v.strictObject({ type: v.literal('deleteChat'), id, title }),
  /** Delete all chats that are not pinned; the host asks first. */
  v.strictObject({ type: v.literal('deleteAllChats') }),
] as const;

export type FromChatList = v.InferOutput<(typeof fromChatList)[number]>;

const chatRow = v.strictObject({
  id,
  title: v.string(),
  isPinned: v.boolean(),
  /** Milliseconds since 1970, to the minute. */
  updated: v.number(),
  turns: count,
  isOnScreen: v.boolean(),
  /** What was searched for: the turn it stands in and the words around it, every second piece being what was found. */
  hit: v.exactOptional(v.strictObject({ turn: id, pieces: v.array(v.string()) })),
});

const chats = v.strictObject({
  type: v.literal('chats'),
  /** The words they were searched for. */
  query,
  /** The best match first; without a query the pinned ones first, then the ones that changed last. */
  chats: v.array(chatRow),
  /** There are more than these. */
  hasMore: v.boolean(),
});

/** A chat in the list. */
export type ChatRow = v.InferOutput<typeof chatRow>;
export type Chats = v.InferOutput<typeof chats>;

export type ToChatList =
  | Chats
  /** They cannot be read now. */
  | { readonly type: 'chatsFailed'; readonly failure: FailureView }
  /** Bring the list on screen, searched for these words. */
  | { readonly type: 'showChats'; readonly query: string };

/** Whether a message of type `chats` has the shape it should have. */
export const isChats = (message: unknown): message is Chats => v.is(chats, message);

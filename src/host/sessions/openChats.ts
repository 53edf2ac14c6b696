import { EventEmitter } from 'node:events';
import type { ToPanel } from '../../protocol/panel.ts';
import type { AskedQuestion } from '../questions/askedQuestion.ts';
import { ChatSession, type SessionParts } from './chatSession.ts';
import type { Conversation } from '../history/store/conversationStore.ts';
import type { Transcript } from './transcript.ts';

interface PlaceEvents {
  /** A delta about the conversation that is shown there. */
  message: [ToPanel];
  /** Another conversation is shown there. */
  opened: [];
}

/** Where a conversation is on screen: the panel in the side bar, an editor, or a thread in one. Several may show the same one. */
export class ChatPlace extends EventEmitter<PlaceEvents> {
  /** It shows the whole conversation, and the user can be there. */
  readonly isPage: boolean;
  #session: ChatSession;
  /** Until the conversation that was called for last is there. */
  changing: Promise<void> | undefined;
  readonly #tell = (message: ToPanel) => this.emit('message', message);

  constructor(session: ChatSession, isPage: boolean) {
    super();
    this.isPage = isPage;
    this.#session = session;
    session.on('message', this.#tell);
  }

  get session(): ChatSession {
    return this.#session;
  }

  show(session: ChatSession): void {
    this.close();
    this.#session = session;
    session.on('message', this.#tell);
    this.emit('opened');
  }

  /** Tells no more of its conversation. */
  close(): void {
    this.#session.off('message', this.#tell);
  }
}

interface OpenChatsEvents extends PlaceEvents {
  /** The conversation that was in the side bar last was read, for the first who asked for it. */
  read: [];
  /** An answer began (true) or ended (false), in whichever open conversation. */
  generating: [boolean, Transcript];
  /** A question was not taken, or taken back. */
  returned: [AskedQuestion];
}

/** What changes which conversation is there after a reload, or with which settings. */
const KEPT_WITH: readonly ToPanel['type'][] = ['turnAdded', 'chatSettingsChanged'];

/** How many turns were deleted, and how to have them again. */
export interface Deletion {
  readonly turns: number;
  undo(): void;
}

/**
 * The conversations on screen, each open once however many places show it. What is asked for here is asked of the place
 * that the user was in last; `message` and `opened` tell of its conversation. A conversation that no place shows any more
 * is closed: its answer is stopped and its words stay.
 */
export class OpenChats extends EventEmitter<OpenChatsEvents> {
  readonly #parts: SessionParts;
  readonly #places = new Set<ChatPlace>();
  #home: ChatPlace | undefined;
  #active: ChatPlace | undefined;

  constructor(parts: SessionParts) {
    super();
    this.#parts = parts;
    parts.history.setOnScreen(() => {
      const all = this.#sessions.map(({ transcript }) => transcript.changes);
      return { heads: all.flatMap(({ heads }) => heads), turns: all.flatMap(({ turns }) => turns) };
    });
  }

  /** The panel in the side bar. It begins with the conversation that was there last, read when it is first asked for. */
  get home(): ChatPlace {
    if (this.#home !== undefined) return this.#home;
    const stored = this.#parts.history.current((conversation) => {
      void this.#show(this.home, this.#opened(conversation.id) ?? this.#create(conversation));
    });
    const session = this.#create(stored);
    const { newChatSettings } = this.#parts.history;
    if (stored === undefined && newChatSettings !== undefined) session.setSettings(newChatSettings);
    this.#home = this.#place(session);
    this.emit('read');
    return this.#home;
  }

  /** Where the user was last. */
  get active(): ChatPlace {
    return this.#active ?? this.home;
  }

  /** The conversation of that place. */
  get current(): ChatSession {
    return this.active.session;
  }

  /** A new place, for the conversation `id` or, without one, for that of the active place. @throws FailureError `history-unreadable` */
  addPlace(id?: string): ChatPlace {
    const session = id === undefined ? this.current : (this.#find(id) ?? this.#create());
    return this.#place(session);
  }

  /** A new place for the conversation of the active place, which is never the active one itself: it shows a part of it. */
  addThread(): ChatPlace {
    return this.#place(this.current, false);
  }

  async removePlace(place: ChatPlace): Promise<void> {
    if (this.#active === place) this.activate(this.home);
    this.#places.delete(place);
    if (this.#showing(place.session) === 0) await place.session.stop();
    place.close();
  }

  /** The user is there now. */
  activate(place: ChatPlace): void {
    const before = this.active;
    this.#active = place;
    if (place.session !== before.session) this.emit('opened');
  }

  /** Where the whole conversation `id` is on screen: the active place before others. */
  placeOf(id: string): ChatPlace | undefined {
    return [this.active, ...this.#places].find(({ session, isPage }) => isPage && session.transcript.id === id);
  }

  /** Asks where the user is. While another conversation is on its way there, the question is meant for that one. */
  async ask(question: AskedQuestion): Promise<void> {
    await this.active.changing;
    this.current.ask(question);
  }

  /** Whether an answer is being written, in whichever open conversation. */
  get isGenerating(): boolean {
    return this.#sessions.some(({ isGenerating }) => isGenerating);
  }

  /** Stops the running answer; where there is none, those of the other conversations on screen. */
  async stop(): Promise<void> {
    if (this.current.isGenerating) await this.current.stop();
    else await this.stopAll();
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.stop()));
  }

  async deleteTurn(id: string): Promise<Deletion | undefined> {
    const session = this.current;
    const removed = await session.deleteTurn(id);
    if (removed === undefined) return undefined;
    // Meanwhile the same conversation may have been closed and opened anew.
    const current = () => this.#opened(session.transcript.id) ?? session;
    return { turns: removed.ids.length, undo: () => void current().restore(removed) };
  }

  /** Begins an empty conversation. */
  newChat(): Promise<void> {
    return this.#show(this.active, this.#create());
  }

  /** Begins an empty conversation that is never written to the disk. */
  newPrivateChat(): Promise<void> {
    return this.#show(this.active, this.#create(undefined, true));
  }

  /** Tells every place again what it shows: the setting about the history changed. */
  historyChanged(): void {
    for (const place of this.#places) place.emit('opened');
  }

  /**
   * Shows a conversation of the history. Whether it is still there.
   *
   * @param turn id of a turn that should be on screen, on whichever branch it is
   * @throws FailureError `history-unreadable`
   */
  async open(id: string, turn?: string): Promise<boolean> {
    const session = this.#find(id);
    if (session === undefined) return false;
    await this.#show(this.active, session);
    if (turn !== undefined) session.showTurn(turn);
    return true;
  }

  /** Gives a conversation another title. @throws FailureError `history-unwritable` */
  rename(id: string, title: string): void {
    this.#parts.history.use('write', (store) => store.rename(id, title));
    const session = this.#opened(id);
    if (session !== undefined) session.transcript.title = title;
  }

  /** Deletes all conversations that are not pinned, those on screen too. @throws FailureError `history-unwritable` */
  async deleteAllConversations(): Promise<{ readonly count: number; undo(): Promise<void> }> {
    await this.stopAll();
    const { history } = this.#parts;
    const ids = history.use('write', (store) => store.deleteUnpinned());
    const undo = await this.#clear(ids);
    return {
      count: ids.length,
      undo: async () => {
        history.use('write', (store) => store.restore(...ids));
        await undo();
      },
    };
  }

  /** Deletes a conversation; where it is on screen it gives way to an empty one. @throws FailureError `history-unwritable` */
  async deleteConversation(id: string): Promise<() => Promise<void>> {
    const undo = await this.#clear([id]);
    this.#parts.history.use('write', (store) => store.delete(id));
    return async () => {
      this.#parts.history.use('write', (store) => store.restore(id));
      await undo();
    };
  }

  /** Where one of these conversations is on screen, an empty one takes its place until that is undone. */
  async #clear(ids: readonly string[]): Promise<() => Promise<void>> {
    const cleared = [...this.#places].map((place) => ({ place, id: place.session.transcript.id, was: place.session }));
    const affected = cleared.filter(({ id }) => ids.includes(id));
    for (const { place } of affected) await this.#show(place, this.#create());
    return async () => {
      for (const { place, id, was } of affected) {
        // A private chat is in memory alone.
        const known = was.transcript.isStored ? this.#find(id) : (this.#opened(id) ?? was);
        const session = this.#places.has(place) ? known : undefined;
        if (session !== undefined) await this.#show(place, session);
      }
    };
  }

  get #sessions(): ChatSession[] {
    return [...new Set([...this.#places].map(({ session }) => session))];
  }

  #place(session: ChatSession, isPage = true): ChatPlace {
    const place = new ChatPlace(session, isPage);
    this.#places.add(place);
    place.on('message', (message) => {
      if (place === this.active) this.emit('message', message);
      if (place === this.#home && KEPT_WITH.includes(message.type)) this.#keepHome();
    });
    place.on('opened', () => {
      if (place === this.active) this.emit('opened');
      if (place === this.#home) this.#keepHome();
    });
    return place;
  }

  /** The side bar shows the same conversation after a reload of the window. */
  #keepHome(): void {
    const { id, turns, isPrivate, isStored, settings } = this.home.session.transcript;
    const isNew = turns.length === 0;
    this.#parts.history.setCurrent(isNew || (isPrivate && !isStored) ? undefined : id);
    this.#parts.history.setNewChatSettings(isNew && !isPrivate ? settings : {});
  }

  #create(stored?: Conversation, isPrivate = false): ChatSession {
    const session = new ChatSession(this.#parts, stored, isPrivate);
    session.on('generating', (isRunning) => this.emit('generating', isRunning, session.transcript));
    session.on('returned', (question) => this.emit('returned', question));
    session.on('givenBack', (message) => {
      const place = [this.active, ...this.#places].find((candidate) => candidate.session === session);
      place?.emit('message', message);
    });
    return session;
  }

  /** The conversation `id` if it is on screen, else from the history. */
  #find(id: string): ChatSession | undefined {
    const opened = this.#opened(id);
    if (opened !== undefined) return opened;
    const stored = this.#parts.history.use('read', (store) => store.read(id));
    return stored && this.#create(stored);
  }

  #opened(id: string): ChatSession | undefined {
    return this.#sessions.find(({ transcript }) => transcript.id === id);
  }

  #show(place: ChatPlace, session: ChatSession): Promise<void> {
    const change = async (): Promise<void> => {
      const before = place.session;
      if (before === session) return;
      // What it gives back is told while it is still on screen.
      if (this.#showing(before) === 1) await before.stop();
      place.show(session);
    };
    return (place.changing = change());
  }

  /** How many places show a conversation. */
  #showing(session: ChatSession): number {
    return [...this.#places].filter((place) => place.session === session).length;
  }
}

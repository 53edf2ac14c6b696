import * as vscode from 'vscode';
import type { FromPanel, ToPanel } from '../../protocol/panel.ts';
import type { HistoryReader } from '../history/reader/historyReader.ts';
import { failureView } from '../platform/failureView.ts';
import { VIEW } from '../platform/names.ts';
import type { ChatPlace } from '../sessions/openChats.ts';
import { ChatEditors, type Kept } from './chatEditors.ts';
import { ChatList } from './chatList.ts';
import { EditorUse } from './editorUse.ts';
import { ChatPage, type PageHost } from './chatPage.ts';
import { handle, type Handlers } from './handlers/handlers.ts';
import { engineView } from './engineView.ts';
import { snapshotOf, type SnapshotSources } from './snapshot.ts';

export interface ChatViewParts extends SnapshotSources {
  readonly extension: vscode.Extension<unknown>;
  readonly reader: HistoryReader;
}

/** A message that belongs to no answer. */
type Notice = Extract<ToPanel, { type: 'notice' | 'refused' | 'showTurn' | 'showChats' | 'showChatSettings' }>;
const TAKES_NO_FOCUS: ReadonlySet<Notice['type']> = new Set(['notice', 'refused']);
/** What in the page gets the focus. */
type Focus = Extract<ToPanel, { type: 'focusComposer' | 'focusLastAnswer' }>['type'];

/** The panel in the side bar and the chats in editors. What their pages send goes to the handlers. */
export class ChatView implements vscode.WebviewViewProvider, vscode.WebviewPanelSerializer, PageHost {
  readonly dist: vscode.Uri;
  readonly #parts: ChatViewParts;
  readonly #editors: ChatEditors;
  readonly #editorUse = new EditorUse();
  /** Grows with whatever is given the focus: what was to have it before that stays without. */
  #focusCount = 0;
  #handlers: Handlers | undefined;
  #sideBarPage: ChatPage | undefined;

  constructor(parts: ChatViewParts) {
    this.#parts = parts;
    const { openChats, engine, walk, runChecks, composer, extension } = parts;
    this.dist = vscode.Uri.joinPath(extension.extensionUri, 'dist');
    this.#editors = new ChatEditors(openChats, this, vscode.Uri.joinPath(extension.extensionUri, 'media', 'icon.png'));
    walk.on('message', (message) => this.#post(message));
    runChecks.on('message', (message) => this.#post(message));
    composer.on('message', (message) => this.#postActive(message));
    openChats.on('opened', () => composer.messages().forEach((message) => this.#postActive(message)));
    const engineChanged = () => this.#post({ type: 'engineChanged', engine: engineView(engine) });
    engine.on('state', engineChanged);
    engine.on('pulse', engineChanged);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const page = this.#sideBar;
    page.attach(view.webview, view.onDidDispose);
    view.onDidChangeVisibility(() => {
      if (!view.visible) page.hidden();
    });
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: Kept | undefined): Promise<void> {
    this.#editors.bringBack(panel, state);
    return Promise.resolve();
  }

  /** Brings the chat the user was in last to the front, with the focus unless that is to stay where it is. */
  async reveal(preserveFocus = false): Promise<void> {
    // The side bar would lie behind an editor that VS Code shows above all others, as it does settings.
    void vscode.commands.executeCommand('workbench.action.moveModalEditorToMain').then(undefined, () => undefined);
    const editor = this.#editors.active?.panel;
    if (editor === undefined) await vscode.commands.executeCommand(`${VIEW.chat}.focus`, { preserveFocus });
    else editor.reveal(undefined, preserveFocus);
  }

  /** Shows the chat the user was in last in an editor, too. */
  openInEditor(): void {
    this.#editors.open(vscode.ViewColumn.Active);
  }

  async openInNewWindow(): Promise<void> {
    // What cannot be seen yet cannot be moved.
    await this.#editors.open(vscode.ViewColumn.Active).shown;
    await vscode.commands.executeCommand('workbench.action.moveEditorToNewWindow');
  }

  /** The user is at the chat in the side bar, or at the one that is the active editor. */
  enter(place: 'sideBar' | 'editor'): void {
    const { openChats } = this.#parts;
    openChats.activate(place === 'sideBar' ? openChats.home : (this.#editors.inFront ?? openChats.active));
  }

  /** Tells something that belongs to no answer, where the user was last; it waits for the page if that is closed. */
  notify(message: Notice): void {
    if (!TAKES_NO_FOCUS.has(message.type)) this.#focusCount++;
    (this.#editors.active?.page ?? this.#sideBar).notify(message);
  }

  /**
   * Brings the chat to the front, does `work` and gives the focus to a part of the chat. Both can take seconds: who types in an
   * editor meanwhile goes on typing there, what is asked meanwhile is asked of the chat that `work` opens, and a link that is followed
   * meanwhile leaves the focus where it leads.
   */
  async focus<T>(type: Focus, work?: () => Promise<T>): Promise<T | undefined> {
    const count = ++this.#focusCount;
    const isUntouched = this.#editorUse.untilUsed();
    const isMeant = () => count === this.#focusCount && isUntouched();
    const [done] = await Promise.all([work?.(), this.reveal(true)]);
    const page = this.#editors.active?.page ?? this.#sideBar;
    page.whenListening(() => void this.#giveFocus(page, type, isMeant));
    return done;
  }

  /** The user may go to an editor at any moment: that is asked as late as possible. */
  async #giveFocus(page: ChatPage, type: Focus, isMeant: () => boolean): Promise<void> {
    await this.#editorUse.caughtUp();
    if (!isMeant()) return;
    await this.reveal();
    await this.#editorUse.caughtUp();
    if (isMeant()) page.notify({ type });
  }

  /** When the page in the side bar shows what it is told. */
  get listening(): Promise<void> {
    return new Promise((resolve) => this.#sideBar.whenListening(resolve));
  }

  modelChanged(): void {
    this.#post({ type: 'modelChanged', model: this.#parts.model() });
  }

  settingsChanged(): void {
    for (const page of this.#pages) page.post({ type: 'chatSettingsChanged', ...page.place.session.settingsView });
  }

  downloadChanged(): void {
    const download = this.#parts.download();
    this.#post({ type: 'downloadChanged', ...(download === undefined ? {} : { download }) });
  }

  chatList(place: ChatPlace, tell: (message: ToPanel) => void): ChatList {
    const { reader } = this.#parts;
    return new ChatList({ reader, onScreen: () => place.session.transcript.id, failureView, tell });
  }

  arriving(): void {
    const { engine } = this.#parts;
    // A chat is on screen, so a question is likely: load the model meanwhile. A failure shows in the engine's state. A server is left in
    // peace until something is asked.
    if (engine.capabilities.where === 'local') engine.start().catch(() => undefined);
  }

  /** They come after the view: some of them use it. No page sends anything before. */
  setHandlers(handlers: Handlers): void {
    this.#handlers = handlers;
  }

  receive(page: ChatPage, message: FromPanel): void {
    const { openChats } = this.#parts;
    // Told a moment after the last key, and when the page comes back: the user may be elsewhere.
    if (message.type === 'draftChanged') {
      if (page.place !== openChats.active) return;
    } else {
      openChats.activate(page.place);
    }
    if (this.#handlers !== undefined) handle(this.#handlers, message, page);
  }

  beginning(place: ChatPlace): ToPanel[] {
    return snapshotOf(this.#parts, place);
  }

  /** Made when there is something to show or to tell: it reads the conversation that was there last. */
  get #sideBar(): ChatPage {
    return (this.#sideBarPage ??= new ChatPage(this.#parts.openChats.home, this));
  }

  /** What is about the next question, where the user was last. */
  #postActive(message: ToPanel): void {
    (this.#editors.active?.page ?? this.#sideBarPage)?.post(message);
  }

  #post(message: ToPanel): void {
    for (const page of this.#pages) page.post(message);
  }

  /** Those that were made. */
  get #pages(): ChatPage[] {
    return [...(this.#sideBarPage ? [this.#sideBarPage] : []), ...this.#editors.pages];
  }
}

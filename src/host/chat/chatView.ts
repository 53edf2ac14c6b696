import * as vscode from 'vscode';
import type { FromChatList } from '../../protocol/chatList.ts';
import type { PanelAction } from '../../protocol/failureView.ts';
import type { DownloadView, EngineView, FromPanel, ModelView, ToPanel } from '../../protocol/panel.ts';
import type { Engine, EngineState } from '../engine/engine.ts';
import { showDiagram } from '../editor/diagram.ts';
import { insertCode } from '../editor/insertCode.ts';
import type { Proposals } from '../editor/proposals.ts';
import { revealLines } from '../editor/reveal.ts';
import { failureView } from '../platform/failureView.ts';
import { VIEW } from '../platform/names.ts';
import { offerUndo } from '../platform/offerUndo.ts';
import type { ActiveSession, ChatPlace } from './activeSession.ts';
import { ChatEditors, type Kept } from './chatEditors.ts';
import { ChatList } from './chatList.ts';
import { ChatPage, type PageHost } from './chatPage.ts';
import type { ComposerContext } from './composerContext.ts';
import type { HistoryReader } from './historyReader.ts';
import { linkTo } from './stepAddress.ts';
import type { StepWalk } from './stepWalk.ts';

/** Schemes a link in an answer may open; VS Code asks the user before it does. */
const LINK = /^(https?|mailto):/i;

export interface ChatViewParts {
  readonly session: ActiveSession;
  readonly engine: Engine;
  readonly walk: StepWalk;
  readonly composer: ComposerContext;
  readonly extension: vscode.Extension<unknown>;
  readonly proposals: Proposals;
  model(): ModelView;
  download(): DownloadView | undefined;
  run(action: PanelAction): void;
  /** Shows the history, searched for these words. */
  search(text: string): void;
  /** Explains the selection of the active editor. */
  explain(): void;
  /** The words in the composer, which may be asked soon. */
  draft(text: string): void;
  /** Keeps the explanation `id`. */
  keep(id: string, place: 'file' | 'comment'): void;
  readonly reader: HistoryReader;
  /** What the list of chats asks for. */
  chats(message: FromChatList, list: ChatList): void;
}

/** A message that belongs to no answer. */
type Notice = Extract<
  ToPanel,
  { type: 'notice' | 'refused' | 'focusComposer' | 'focusLastAnswer' | 'showTurn' | 'showChats' }
>;

/** The panel in the side bar and the chats in editors, and the one switch over what their pages send. */
export class ChatView implements vscode.WebviewViewProvider, vscode.WebviewPanelSerializer, PageHost {
  readonly dist: vscode.Uri;
  readonly #parts: ChatViewParts;
  readonly #editors: ChatEditors;
  #sideBarPage: ChatPage | undefined;

  constructor(parts: ChatViewParts) {
    this.#parts = parts;
    const { session, engine, walk, composer, extension } = parts;
    this.dist = vscode.Uri.joinPath(extension.extensionUri, 'dist');
    this.#editors = new ChatEditors(session, this, vscode.Uri.joinPath(extension.extensionUri, 'media', 'icon.png'));
    walk.on('message', (message) => this.#post(message));
    composer.on('message', (message) => this.#postActive(message));
    session.on('opened', () => composer.messages().forEach((message) => this.#postActive(message)));
    engine.on('state', (state) => this.#post({ type: 'engineChanged', engine: engineView(state) }));
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

  /** Brings the chat the user was in last to the front. */
  async reveal(): Promise<void> {
    const editor = this.#editors.active?.panel;
    if (editor === undefined) await vscode.commands.executeCommand(`${VIEW.chat}.focus`);
    else editor.reveal();
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
    const { session } = this.#parts;
    session.activate(place === 'sideBar' ? session.home : (this.#editors.inFront ?? session.active));
  }

  /** Tells something that belongs to no answer, where the user was last; it waits for the page if that is closed. */
  notify(message: Notice): void {
    (this.#editors.active?.page ?? this.#sideBar).notify(message);
  }

  modelChanged(): void {
    this.#post({ type: 'modelChanged', model: this.#parts.model() });
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
    // A chat is on screen, so a question is likely: load the model meanwhile. A failure shows in the engine's state.
    this.#parts.engine.start().catch(() => undefined);
  }

  receive(page: ChatPage, message: FromPanel): void {
    const { session, walk, composer } = this.#parts;
    if (message.type === 'draft' || message.type === 'draftChanged') {
      // Told a moment after the last key, and when the page comes back: the user may be elsewhere.
      if (page.place !== session.active) return;
      if (message.type === 'draft') this.#parts.draft(message.text);
      else composer.receive(message, page.place === session.home);
      return;
    }
    session.activate(page.place);
    switch (message.type) {
      case 'ready':
      case 'focused':
        break;
      case 'ask':
      case 'attach':
      case 'attachSuggestion':
      case 'attachDropped':
      case 'detach':
      case 'revealAttachment':
      case 'suggestContext':
        composer.receive(message, page.place === session.home);
        break;
      case 'followUp':
        session.followUp(message.id, message.text);
        break;
      case 'stop':
        void session.stop();
        break;
      case 'newChat':
        void session.newChat();
        break;
      case 'retry':
        session.retry(message.id);
        break;
      case 'continue':
        session.continueAnswer(message.id);
        break;
      case 'showStep':
        void walk.show(message.id, message.step, true);
        break;
      case 'copyStepLink':
        void this.#copyStepLink(message.id, message.step);
        break;
      case 'redoStep':
        session.redoStep(message.id, message.step, message.text);
        break;
      case 'keep':
        this.#parts.keep(message.id, message.place);
        break;
      case 'edit':
        void session.edit(message.id, message.text);
        break;
      case 'switchBranch':
        session.switchBranch(message.id, message.step);
        break;
      case 'deleteTurn':
        void this.#deleteTurn(message.id);
        break;
      case 'cancelQueued':
        session.cancelQueued();
        break;
      case 'search':
        this.#parts.search(message.text);
        break;
      case 'explain':
        this.#parts.explain();
        break;
      case 'copy':
        void vscode.env.clipboard.writeText(message.text);
        break;
      case 'insertCode':
        void insertCode(message, this.#parts.proposals);
        break;
      case 'showDiagram':
        void showDiagram(message.code);
        break;
      case 'revealSource':
        void this.#revealSource(message.id);
        break;
      case 'revealContext':
        void this.#revealContext(message.id, message.entry);
        break;
      case 'removeContext':
        void session.removeContext(message.id, message.entry);
        break;
      case 'openLink':
        if (LINK.test(message.href)) void vscode.env.openExternal(vscode.Uri.parse(message.href));
        break;
      case 'action':
        this.#parts.run(message.action);
        break;
      case 'findChats':
      case 'chatsClosed':
      case 'openChat':
      case 'renameChat':
      case 'pinChat':
      case 'exportChat':
      case 'deleteChat':
      case 'deleteAllChats':
        this.#parts.chats(message, page.chats);
        break;
    }
  }

  async #revealSource(id: string): Promise<void> {
    const turn = this.#parts.session.transcript.turns.find((candidate) => candidate.id === id);
    if (turn?.role === 'user' && turn.source !== undefined) await revealLines(turn.source);
  }

  async #deleteTurn(id: string): Promise<void> {
    const deletion = await this.#parts.session.deleteTurn(id);
    if (deletion === undefined) return;
    const { turns } = deletion;
    const said =
      turns === 1 ? vscode.l10n.t('1 message was deleted.') : vscode.l10n.t('{0} messages were deleted.', turns);
    await offerUndo(said, () => deletion.undo());
  }

  async #revealContext(id: string, entry: string): Promise<void> {
    const turn = this.#parts.session.transcript.turns.find((candidate) => candidate.id === id);
    const piece = turn?.role === 'user' ? turn.context?.find((candidate) => candidate.id === entry) : undefined;
    if (piece !== undefined) await revealLines(piece);
  }

  async #copyStepLink(turn: string, step: number): Promise<void> {
    const { session, extension } = this.#parts;
    const link = linkTo(vscode.env.uriScheme, extension.id, { chat: session.transcript.id, turn, step });
    await vscode.env.clipboard.writeText(link);
  }

  beginning(place: ChatPlace): ToPanel[] {
    const { engine, walk, composer } = this.#parts;
    const { session } = place;
    const { active, home } = this.#parts.session;
    const download = this.#parts.download();
    return [
      {
        type: 'snapshot',
        state: {
          conversationId: session.transcript.id,
          turns: session.transcript.turns,
          branches: session.transcript.branches,
          engine: engineView(engine.state),
          model: this.#parts.model(),
          ...(session.transcript.isPrivate && { privacy: session.transcript.isStored ? 'off' : 'private' }),
          ...(session.queued === undefined ? {} : { queued: session.queued.text }),
          ...(download === undefined ? {} : { download }),
        },
      },
      ...walk.messages(),
      ...(place === active ? composer.messages() : []),
      ...(place === home ? composer.restoredDraft() : []),
    ];
  }

  /** Made when there is something to show or to tell: it reads the conversation that was there last. */
  get #sideBar(): ChatPage {
    return (this.#sideBarPage ??= new ChatPage(this.#parts.session.home, this));
  }

  /** What is about the next question, where the user was last. */
  #postActive(message: ToPanel): void {
    (this.#editors.active?.page ?? this.#sideBarPage)?.post(message);
  }

  #post(message: ToPanel): void {
    for (const page of [this.#sideBarPage, ...this.#editors.pages]) page?.post(message);
  }
}

function engineView(state: EngineState): EngineView {
  switch (state.state) {
    case 'idle':
    case 'loading':
      return state;
    case 'ready': {
      const { gpu, contextSize, chatTemplate, devices, gpuLayers, layers, kvCacheType } = state.model;
      const run = { devices, gpuLayers, layers, kvCacheType };
      return { state: 'ready', gpu, contextSize, run, ...(chatTemplate === 'cerebrum' ? {} : { chatTemplate }) };
    }
    case 'failed':
      return { state: 'failed', failure: failureView(state.failure) };
  }
}

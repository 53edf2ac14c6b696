import * as vscode from 'vscode';
import type { FromChatList } from '../../protocol/chatList.ts';
import {
  parseFromPanel,
  type DownloadView,
  type EngineView,
  type FromPanel,
  type ModelView,
  type PanelAction,
  type ToPanel,
} from '../../protocol/panel.ts';
import type { Engine, EngineState } from '../engine/engine.ts';
import { insertCode } from '../editor/insertCode.ts';
import type { Proposals } from '../editor/proposals.ts';
import { revealLines } from '../editor/reveal.ts';
import { failureView } from '../platform/failureView.ts';
import { VIEW } from '../platform/names.ts';
import { offerUndo } from '../platform/offerUndo.ts';
import { ChatList } from './chatList.ts';
import type { ChatSession } from './chatSession.ts';
import type { ComposerContext } from './composerContext.ts';
import type { HistoryReader } from './historyReader.ts';
import { panelHtml } from './panelHtml.ts';
import type { StepWalk } from './stepWalk.ts';

/** Schemes a link in an answer may open; VS Code asks the user before it does. */
const LINK = /^(https?|mailto):/i;

export interface ChatViewParts {
  readonly session: ChatSession;
  readonly engine: Engine;
  readonly walk: StepWalk;
  readonly composer: ComposerContext;
  readonly extensionUri: vscode.Uri;
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

/** The panel in the side bar: one snapshot when it arrives, deltas after, and the one switch over what it sends. */
export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #parts: ChatViewParts;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #chats: ChatList;
  #view: vscode.WebviewView | undefined;
  /** The page has its snapshot. */
  #isReady = false;
  /** Messages about no turn that came before the page could show them. */
  #waiting: ToPanel[] = [];

  constructor(parts: ChatViewParts) {
    this.#parts = parts;
    const { session, engine, walk, reader, composer } = parts;
    this.#chats = new ChatList({
      reader,
      onScreen: () => session.transcript.id,
      failureView,
      tell: (message) => this.#post(message),
    });
    session.on('message', (message) => this.#post(message));
    walk.on('message', (message) => this.#post(message));
    composer.on('message', (message) => this.#post(message));
    session.on('opened', () => this.#sendSnapshot());
    engine.on('state', (state) => this.#post({ type: 'engineChanged', engine: engineView(state) }));
    this.#disposables.push(
      vscode.window.registerWebviewViewProvider(VIEW.chat, this, {
        webviewOptions: { retainContextWhenHidden: false },
      }),
    );
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    this.#isReady = false;
    const dist = vscode.Uri.joinPath(this.#parts.extensionUri, 'dist');
    view.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    view.webview.html = panelHtml(view.webview, dist);
    const listener = view.webview.onDidReceiveMessage((message: unknown) => {
      const known = parseFromPanel(message);
      if (known !== undefined) this.#receive(known);
    });
    view.onDidDispose(() => {
      listener.dispose();
      if (this.#view !== view) return;
      this.#view = undefined;
      this.#chats.hide();
    });
    // The panel is on screen, so a question is likely: load the model meanwhile. A failure shows in the engine's state.
    this.#parts.engine.start().catch(() => undefined);
  }

  /** Brings the panel to the front. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${VIEW.chat}.focus`);
  }

  /** Tells something that belongs to no answer; it waits for the panel if that is closed. */
  notify(
    message: Extract<
      ToPanel,
      { type: 'notice' | 'refused' | 'focusComposer' | 'focusLastAnswer' | 'showTurn' | 'showChats' }
    >,
  ): void {
    if (this.#isReady) this.#post(message);
    else this.#waiting.push(message);
  }

  modelChanged(): void {
    this.#post({ type: 'modelChanged', model: this.#parts.model() });
  }

  downloadChanged(): void {
    const download = this.#parts.download();
    this.#post({ type: 'downloadChanged', ...(download === undefined ? {} : { download }) });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #receive(message: FromPanel): void {
    const { session, walk, composer } = this.#parts;
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        // A new page begins with the chat.
        this.#chats.hide();
        this.#sendSnapshot();
        for (const waiting of this.#waiting.splice(0)) this.#post(waiting);
        break;
      case 'ask':
      case 'draftChanged':
      case 'attach':
      case 'attachSuggestion':
      case 'attachDropped':
      case 'detach':
      case 'revealAttachment':
      case 'suggestContext':
        composer.receive(message);
        break;
      case 'draft':
        this.#parts.draft(message.text);
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
        this.#parts.chats(message, this.#chats);
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

  #sendSnapshot(): void {
    const { session, engine } = this.#parts;
    const download = this.#parts.download();
    this.#post({
      type: 'snapshot',
      state: {
        conversationId: session.transcript.id,
        turns: session.transcript.turns,
        branches: session.transcript.branches,
        engine: engineView(engine.state),
        model: this.#parts.model(),
        ...(session.queued === undefined ? {} : { queued: session.queued.text }),
        ...(download === undefined ? {} : { download }),
      },
    });
    for (const message of [...this.#parts.walk.messages(), ...this.#parts.composer.messages()]) this.#post(message);
  }

  #post(message: ToPanel): void {
    // Before its snapshot the page needs no deltas: the snapshot holds them.
    if (this.#isReady) void this.#view?.webview.postMessage(message);
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

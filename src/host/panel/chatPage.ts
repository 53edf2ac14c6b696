import type * as vscode from 'vscode';
import { parseFromPanel, type FromPanel, type ToPanel } from '../../protocol/panel.ts';
import type { ChatPlace } from '../sessions/openChats.ts';
import type { ChatList } from './chatList.ts';
import { panelHtml } from './panelHtml.ts';

/** What a page needs to begin with and whom it tells what its user does. */
export interface PageHost {
  /** The folder of the page's files. */
  readonly dist: vscode.Uri;
  /** What a page at this place must know before anything else. */
  beginning(place: ChatPlace): readonly ToPanel[];
  /** What keeps the page's list of all chats up to date. */
  chatList(place: ChatPlace, tell: (message: ToPanel) => void): ChatList;
  /** A page is about to come up. */
  arriving(): void;
  receive(page: ChatPage, message: FromPanel): void;
}

/** One page with a chat, in the side bar or in an editor: one snapshot when it arrives, deltas after. */
export class ChatPage {
  readonly place: ChatPlace;
  readonly chats: ChatList;
  readonly #host: PageHost;
  #webview: vscode.Webview | undefined;
  /** It has its snapshot. */
  #isReady = false;
  /** What is told now comes after its snapshot, and it was not hidden since: VS Code loads a hidden page anew. */
  #isListening = false;
  #shown: () => void = () => undefined;
  /** Resolves when the page is there for the first time. */
  readonly shown = new Promise<void>((resolve) => (this.#shown = resolve));
  /** What came before the page could show it. */
  readonly #waiting: (() => void)[] = [];

  constructor(place: ChatPlace, host: PageHost) {
    this.place = place;
    this.#host = host;
    this.chats = host.chatList(place, (message) => this.post(message));
    place.on('message', (message) => this.post(message));
    place.on('opened', () => this.#begin());
  }

  /** Shows the page in `webview`, until that is disposed of. */
  attach(webview: vscode.Webview, onDidDispose: vscode.Event<void>): void {
    this.#host.arriving();
    this.#webview = webview;
    this.#isReady = false;
    this.#isListening = false;
    const { dist } = this.#host;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.html = panelHtml(webview, dist);
    const listener = webview.onDidReceiveMessage((message: unknown) => {
      const known = parseFromPanel(message);
      if (known !== undefined) this.#receive(known);
    });
    onDidDispose(() => {
      listener.dispose();
      if (this.#webview !== webview) return;
      this.#webview = undefined;
      this.chats.hide();
    });
  }

  /** The page is out of sight, and comes again as a new one. */
  hidden(): void {
    this.#isListening = false;
  }

  /** Tells something that can wait for the page. */
  notify(message: ToPanel): void {
    this.whenListening(() => this.post(message));
  }

  /** Does something as soon as the page shows what it is told. */
  whenListening(act: () => void): void {
    if (this.#isListening) act();
    else this.#waiting.push(act);
  }

  /** Before its snapshot the page needs no deltas: the snapshot holds them. */
  post(message: ToPanel): void {
    if (this.#isReady) void this.#webview?.postMessage(message);
  }

  #receive(message: FromPanel): void {
    if (message.type === 'ready') {
      this.#isReady = true;
      this.#isListening = true;
      // A new page begins with the chat.
      this.chats.hide();
      this.#begin();
      for (const act of this.#waiting.splice(0)) act();
      this.#shown();
    } else {
      this.#host.receive(this, message);
    }
  }

  #begin(): void {
    for (const message of this.#host.beginning(this.place)) this.post(message);
  }
}

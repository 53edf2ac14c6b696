import * as vscode from 'vscode';
import { EDITOR } from '../platform/names.ts';
import type { OpenChats, ChatPlace } from '../sessions/openChats.ts';
import { ChatPage, type PageHost } from './chatPage.ts';

interface Opened {
  readonly panel: vscode.WebviewPanel;
  readonly page: ChatPage;
}

/** What the page of an editor keeps over a reload of the window (`KeptState` of the webview). */
export interface Kept {
  readonly conversation?: unknown;
}

/** The chats in editors, in this window's groups or in windows of their own; they come back after a reload. */
export class ChatEditors {
  readonly #openChats: OpenChats;
  readonly #host: PageHost;
  readonly #icon: vscode.Uri;
  readonly #opened = new Set<Opened>();

  constructor(openChats: OpenChats, host: PageHost, icon: vscode.Uri) {
    this.#openChats = openChats;
    this.#host = host;
    this.#icon = icon;
  }

  get pages(): ChatPage[] {
    return [...this.#opened].map(({ page }) => page);
  }

  /** The one at the active place, if that is an editor. */
  get active(): Opened | undefined {
    return [...this.#opened].find(({ page }) => page.place === this.#openChats.active);
  }

  /** The place of the editor that is the active one of its window. */
  get inFront(): ChatPlace | undefined {
    return [...this.#opened].find(({ panel }) => panel.active)?.page.place;
  }

  /** Shows the conversation of the active place in an editor, too. */
  open(column: vscode.ViewColumn): ChatPage {
    return this.#show(vscode.window.createWebviewPanel(EDITOR.chat, 'Cerebrum', column));
  }

  /** After a reload of the window. */
  bringBack(panel: vscode.WebviewPanel, state: Kept | undefined): void {
    const { conversation } = state ?? {};
    this.#show(panel, typeof conversation === 'string' ? conversation : undefined);
  }

  #show(panel: vscode.WebviewPanel, conversation?: string): ChatPage {
    const place = this.#openChats.addPlace(conversation);
    const opened = { panel, page: new ChatPage(place, this.#host) };
    this.#opened.add(opened);
    panel.iconPath = this.#icon;
    const name = () => {
      const { title } = place.session.transcript;
      panel.title = title === '' ? 'Cerebrum' : title;
    };
    name();
    place.on('opened', name);
    place.on('message', ({ type }) => type === 'turnAdded' && name());
    if (panel.active) this.#openChats.activate(place);
    panel.onDidChangeViewState(() => {
      if (!panel.visible) opened.page.hidden();
      name();
      if (panel.active) this.#openChats.activate(place);
    });
    panel.onDidDispose(() => {
      this.#opened.delete(opened);
      void this.#openChats.removePlace(place);
    });
    opened.page.attach(panel.webview, panel.onDidDispose);
    return opened.page;
  }
}

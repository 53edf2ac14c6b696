import * as vscode from 'vscode';
import { THREADS } from '../platform/names.ts';

/** A comment whose text may change while it is shown. */
export interface ThreadComment extends vscode.Comment {
  body: string | vscode.MarkdownString;
  /** Empty: none. */
  label: string;
}

/** VS Code's comments of ours, made when the first one is needed. */
export class ThreadController implements vscode.Disposable {
  readonly #icon: vscode.Uri;
  #controller: vscode.CommentController | undefined;

  /** @param icon of Cerebrum, beside what it says */
  constructor(icon: vscode.Uri) {
    this.#icon = icon;
  }

  /** A thread without a comment. `canReply`: the user can ask in it. */
  add(
    uri: vscode.Uri,
    range: vscode.Range,
    { label, kind, canReply }: { readonly label: string; readonly kind: string; readonly canReply: boolean },
  ): vscode.CommentThread {
    this.#controller ??= createController();
    // Comments come later: VS Code opens its Comments view for the first thread that begins with some.
    const thread = this.#controller.createCommentThread(uri, range, []);
    thread.label = label;
    thread.contextValue = kind;
    thread.canReply = canReply;
    return thread;
  }

  /** What the user asked, as plain text. */
  question(text: string): ThreadComment {
    return { author: { name: vscode.l10n.t('You') }, body: text, mode: vscode.CommentMode.Preview, label: '' };
  }

  /** What Cerebrum says. @param markdown that loads nothing and leads nowhere */
  answer(markdown: string): ThreadComment {
    const author = { name: 'Cerebrum', iconPath: this.#icon };
    return { author, body: untrusted(markdown), mode: vscode.CommentMode.Preview, label: '' };
  }

  dispose(): void {
    this.#controller?.dispose();
  }
}

/** Markdown in which no command can be run. */
export function untrusted(markdown: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString(markdown);
  text.isTrusted = false;
  text.supportHtml = false;
  return text;
}

function createController(): vscode.CommentController {
  const controller = vscode.comments.createCommentController(THREADS.controller, 'Cerebrum');
  controller.options = {
    prompt: vscode.l10n.t('Ask a follow-up question'),
    placeHolder: vscode.l10n.t('Ask about these lines'),
  };
  return controller;
}

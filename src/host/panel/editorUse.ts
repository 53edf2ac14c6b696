import * as vscode from 'vscode';

const BY_HAND = [vscode.TextEditorSelectionChangeKind.Keyboard, vscode.TextEditorSelectionChangeKind.Mouse];

/** Notes what the user does in text editors, as long as the window is open: whoever types there keeps the focus. */
export class EditorUse {
  #count = 0;

  constructor() {
    vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
      if (kind !== undefined && BY_HAND.includes(kind)) this.#count++;
    });
  }

  /** Gives what tells whether no text editor was used since. */
  untilUsed(): () => boolean {
    const before = this.#count;
    return () => this.#count === before;
  }
}

import * as vscode from 'vscode';

const BY_HAND = [vscode.TextEditorSelectionChangeKind.Keyboard, vscode.TextEditorSelectionChangeKind.Mouse];
/** A context key that nothing reads. */
const HEARD = 'cerebrum.editorUseHeard';

/** Notes what the user does in text editors, as long as the window is open: whoever types there keeps the focus. */
export class EditorUse {
  #count = 0;

  constructor() {
    vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
      if (kind !== undefined && BY_HAND.includes(kind)) this.#count++;
    });
  }

  /** Resolves when it has heard of all that was done until now: on a busy machine keys are told some tenths of a second late. */
  async caughtUp(): Promise<void> {
    // What VS Code tells before it answers a command comes before that answer.
    await vscode.commands.executeCommand('setContext', HEARD, true);
  }

  /** Gives what tells whether no text editor was used since. */
  untilUsed(): () => boolean {
    const before = this.#count;
    return () => this.#count === before;
  }
}

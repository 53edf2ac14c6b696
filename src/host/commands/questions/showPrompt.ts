import * as vscode from 'vscode';
import type { OpenChats } from '../../sessions/openChats.ts';
import { SCHEMES } from '../../platform/names.ts';

/** Show Prompt: exactly what the model read for the last answer, as a document. */
export class PromptDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #openChats: OpenChats;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(openChats: OpenChats) {
    this.#openChats = openChats;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(SCHEMES.prompt, this);
  }

  provideTextDocumentContent(): string {
    return this.#openChats.current.transcript.lastPrompt?.text ?? '';
  }

  async show(): Promise<void> {
    if (this.#openChats.current.transcript.lastPrompt === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No answer was finished in this window yet. Ask something first.'),
      );
      return;
    }
    const uri = vscode.Uri.from({ scheme: SCHEMES.prompt, path: `/${vscode.l10n.t('Prompt')}.txt` });
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  dispose(): void {
    vscode.Disposable.from(this.#registration, this.#changed).dispose();
  }
}

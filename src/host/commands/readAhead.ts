import * as vscode from 'vscode';
import { explainQuestion } from '../../reasoning/explain.ts';
import { askAbout } from '../chat/askAbout.ts';
import type { ActiveSession } from '../chat/activeSession.ts';
import { WarmUp } from '../chat/warmUp.ts';
import { gatherContext } from '../editor/context.ts';
import { pointedAt } from '../editor/selection.ts';
import type { Engine } from '../engine/engine.ts';
import { isOnBattery } from '../platform/power.ts';
import { readSettings } from '../platform/settings.ts';

/** A selection that stands this long is being read. */
const SETTLED_MS = 700;

export interface ReadAheadParts {
  readonly engine: Engine;
  readonly session: ActiveSession;
  readonly log: vscode.LogOutputChannel;
}

/** Has the model read ahead what the user is likely to ask: about the selection, or the words in the composer. */
export class ReadAhead implements vscode.Disposable {
  readonly #parts: ReadAheadParts;
  readonly #warmUp: WarmUp;
  readonly #listeners: vscode.Disposable;

  constructor(parts: ReadAheadParts) {
    this.#parts = parts;
    this.#warmUp = new WarmUp({
      ...parts,
      isAllowed: async () => readSettings().warmUp && !(await isOnBattery()),
      onRead: ({ readTokens, promptTokens }) =>
        parts.log.info(`Read ahead: ${readTokens} of ${promptTokens} prompt tokens`),
    });
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#selected(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // A log that grows in the output view is a document, too.
        if (contentChanges.length > 0 && document === vscode.window.activeTextEditor?.document) this.#warmUp.cancel();
      }),
    );
  }

  /** The words in the composer while the user pauses. */
  draft(text: string): void {
    this.#warmUp.expect({ question: () => Promise.resolve({ text }), isDraft: true, after: 0 });
  }

  dispose(): void {
    this.#warmUp.dispose();
    this.#listeners.dispose();
  }

  #selected(editor: vscode.TextEditor): void {
    if (editor !== vscode.window.activeTextEditor || editor.selection.isEmpty) {
      this.#warmUp.cancel();
      return;
    }
    const question = async () => {
      const snippet = await pointedAt(editor);
      if (snippet === undefined) return undefined;
      const gather = () => gatherContext(editor.document, snippet.parts);
      return askAbout(this.#parts.engine, snippet, readSettings(), explainQuestion, gather);
    };
    this.#warmUp.expect({ question, isDraft: false, after: SETTLED_MS });
  }
}

import * as vscode from 'vscode';
import { explainQuestion } from '../../../reasoning/questions/explain.ts';
import { askAbout } from '../../questions/askAbout.ts';
import type { OpenChats } from '../../sessions/openChats.ts';
import { mayBecomeQuestion, Prefetch } from '../../sessions/prefetch.ts';
import { gatherContext } from '../../editor/context/gatherContext.ts';
import { pointedAt } from '../../editor/selection.ts';
import type { Engine } from '../../engine/engine.ts';
import { isOnBattery } from '../../platform/power.ts';
import { answerSettings } from '../../models/answerSettings.ts';
import { readSettings } from '../../platform/settings.ts';

/** A selection that stands this long is prefetched; milliseconds. */
const SETTLED_MS = 700;
/** A draft that stands this much longer than the panel waits before it sends it. */
const DRAFT_SETTLED_MS = 150;

export interface PrefetchWatcherParts {
  readonly engine: Engine;
  readonly openChats: OpenChats;
  readonly log: vscode.LogOutputChannel;
  /** Whether something goes along with the draft. */
  hasAttachments(): boolean;
}

/** Prefetches what the user is likely to ask: about the selection, or the text in the composer. */
export class PrefetchWatcher implements vscode.Disposable {
  readonly #parts: PrefetchWatcherParts;
  readonly #prefetch: Prefetch;
  readonly #listeners: vscode.Disposable;

  constructor(parts: PrefetchWatcherParts) {
    this.#parts = parts;
    this.#prefetch = new Prefetch({
      ...parts,
      isAllowed: async () => readSettings().prefetch && !(await isOnBattery()),
      onRead: ({ readTokens, promptTokens }) =>
        parts.log.info(`Prefetched ${readTokens} of ${promptTokens} prompt tokens`),
    });
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#selected(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // A log that grows in the output view is a document, too.
        if (contentChanges.length > 0 && document === vscode.window.activeTextEditor?.document) this.#prefetch.cancel();
      }),
    );
  }

  /** The text in the composer. What goes along with it changes the prompt from its beginning. */
  draft(text: string): void {
    if (mayBecomeQuestion(text) && !this.#parts.hasAttachments()) {
      this.#prefetch.expect({ question: () => Promise.resolve({ text }), isDraft: true, after: DRAFT_SETTLED_MS });
    } else {
      this.#prefetch.cancel();
    }
  }

  dispose(): void {
    this.#prefetch.dispose();
    this.#listeners.dispose();
  }

  #selected(editor: vscode.TextEditor): void {
    if (editor !== vscode.window.activeTextEditor || editor.selection.isEmpty) {
      this.#prefetch.cancel();
      return;
    }
    const question = async () => {
      const snippet = await pointedAt(editor);
      if (snippet === undefined) return undefined;
      const gather = () => gatherContext(editor.document, snippet.parts);
      const settings = this.#parts.openChats.current.withOwn(answerSettings());
      return askAbout(this.#parts.engine, snippet, settings, explainQuestion, gather);
    };
    this.#prefetch.expect({ question, isDraft: false, after: SETTLED_MS });
  }
}

import * as vscode from 'vscode';
import { questionHere } from '../../reasoning/questions/askHere.ts';
import { gatherContext } from '../editor/context/gatherContext.ts';
import { pointedAt, snippetOfLines, type LocatedSnippet } from '../editor/selection.ts';
import type { Engine } from '../engine/engine.ts';
import { readSettings } from '../platform/settings.ts';
import { placeText } from '../platform/texts/placeText.ts';
import { askAbout } from '../questions/askAbout.ts';
import type { AskedQuestion } from '../questions/askedQuestion.ts';
import { TrackedLines } from './trackedLines.ts';

/** What a question at the cursor is about: the selected code, else the function or block around the cursor, else its line. */
export class CodeHere implements vscode.Disposable {
  readonly #document: vscode.TextDocument;
  readonly #snippet: LocatedSnippet;
  readonly #lines: TrackedLines;
  readonly #version: number;

  /** `undefined` where there is nothing but white space. @param onChange the code stands elsewhere, or reads otherwise */
  static async at(editor: vscode.TextEditor, onChange: () => void): Promise<CodeHere | undefined> {
    const { document } = editor;
    const snippet = await pointedAt(editor);
    return snippet && new CodeHere(document, snippet, onChange);
  }

  private constructor(document: vscode.TextDocument, snippet: LocatedSnippet, onChange: () => void) {
    this.#document = document;
    this.#snippet = snippet;
    this.#version = document.version;
    const [first] = snippet.parts;
    const { lastLine } = snippet.parts.at(-1) ?? first;
    this.#lines = new TrackedLines(document, { firstLine: first.firstLine, lastLine }, onChange);
  }

  /** `src/cart.ts, lines 8–14` */
  get label(): string {
    return placeText({ label: this.#snippet.label, ...this.#lines.now }, vscode.l10n.t);
  }

  get isChanged(): boolean {
    return this.#lines.isChanged;
  }

  /**
   * The question in the user's words about the code as it is now; `undefined` where none is left.
   *
   * @throws FailureError when the engine does not start, or `question-too-long`
   */
  async question(engine: Engine, words: string): Promise<AskedQuestion | undefined> {
    const { firstLine, lastLine } = this.#lines.now;
    // What was selected exactly is known only in the document as it was.
    const isSame = this.#document.version === this.#version;
    const snippet = isSame ? this.#snippet : snippetOfLines(this.#document, firstLine, lastLine);
    if (snippet === undefined) return undefined;
    const gather = () => gatherContext(this.#document, snippet.parts);
    return askAbout(engine, snippet, readSettings(), (sent) => questionHere(words, sent), gather, words);
  }

  dispose(): void {
    this.#lines.dispose();
  }
}

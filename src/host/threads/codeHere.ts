import * as vscode from 'vscode';
import { questionHere } from '../../reasoning/questions/askHere.ts';
import { gatherContext } from '../editor/context/gatherContext.ts';
import { pointedAt, snippetOfLines, type LocatedSnippet } from '../editor/selection.ts';
import type { Engine } from '../engine/engine.ts';
import { placeText } from '../platform/texts/placeText.ts';
import { askAbout, type AskSettings } from '../questions/askAbout.ts';
import type { AskedQuestion } from '../questions/askedQuestion.ts';
import { TrackedLines } from './trackedLines.ts';

/** What a question at the cursor is about: the selected code, else the function or block around the cursor, else its line. */
export class CodeHere implements vscode.Disposable {
  readonly #document: vscode.TextDocument;
  readonly #onChange: () => void;
  #snippet: LocatedSnippet;
  #lines: TrackedLines;
  /** Of the document in which `#snippet` stands. */
  #version: number;

  /** `undefined` where there is nothing but white space. @param onChange the code stands elsewhere, or reads otherwise */
  static async at(editor: vscode.TextEditor, onChange: () => void): Promise<CodeHere | undefined> {
    const { document } = editor;
    const snippet = await pointedAt(editor);
    return snippet && new CodeHere(document, snippet, onChange);
  }

  private constructor(document: vscode.TextDocument, snippet: LocatedSnippet, onChange: () => void) {
    this.#document = document;
    this.#onChange = onChange;
    this.#snippet = snippet;
    this.#version = document.version;
    this.#lines = tracked(document, snippet, onChange);
  }

  /** `src/cart.ts, lines 8–14` */
  get label(): string {
    return placeText({ label: this.#snippet.label, ...this.#lines.now }, vscode.l10n.t);
  }

  get isChanged(): boolean {
    return this.#lines.isChanged;
  }

  /**
   * The question in the user's words about the code as it is now, which is followed from then on; `undefined` where none is left.
   *
   * @throws FailureError when the engine does not start, or `question-too-long`
   */
  async question(engine: Engine, words: string, settings: AskSettings): Promise<AskedQuestion | undefined> {
    // What was selected exactly is known only in the document as it was.
    if (this.#document.version !== this.#version && !this.#take()) return undefined;
    const snippet = this.#snippet;
    const gather = () => gatherContext(this.#document, snippet.parts);
    return askAbout(engine, snippet, settings, (sent) => questionHere(words, sent), gather, words);
  }

  dispose(): void {
    this.#lines.dispose();
  }

  /** Takes the lines as they are now. Whether they hold anything. */
  #take(): boolean {
    const { firstLine, lastLine } = this.#lines.now;
    const snippet = snippetOfLines(this.#document, firstLine, lastLine);
    if (snippet === undefined) return false;
    this.#lines.dispose();
    this.#snippet = snippet;
    this.#version = this.#document.version;
    this.#lines = tracked(this.#document, snippet, this.#onChange);
    return true;
  }
}

function tracked(document: vscode.TextDocument, { parts }: LocatedSnippet, onChange: () => void): TrackedLines {
  const [first] = parts;
  const { lastLine } = parts.at(-1) ?? first;
  return new TrackedLines(document, { firstLine: first.firstLine, lastLine }, onChange);
}

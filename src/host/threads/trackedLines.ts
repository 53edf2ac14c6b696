import * as vscode from 'vscode';
import { LineMap } from '../../reasoning/links/lineMap.ts';
import { linesOf } from '../editor/documents.ts';

/** 1-based, inclusive. */
interface Lines {
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Lines of a document, followed while it is edited. */
export class TrackedLines implements vscode.Disposable {
  readonly #document: vscode.TextDocument;
  readonly #listener: vscode.Disposable;
  readonly #map: LineMap;
  readonly #lines: Lines;
  #now: Lines;
  #isChanged = false;

  /** @param onChange the lines stand elsewhere, or read otherwise or again as they did */
  constructor(document: vscode.TextDocument, lines: Lines, onChange: () => void) {
    this.#document = document;
    this.#lines = lines;
    this.#now = lines;
    const text = linesOf(document).slice(lines.firstLine - 1, lines.lastLine);
    this.#map = new LineMap({ text: text.join('\n'), firstLine: lines.firstLine });
    this.#listener = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document || event.contentChanges.length === 0) return;
      for (const { range, text } of event.contentChanges) {
        this.#map.edit({
          startLine: range.start.line,
          startCharacter: range.start.character,
          endLine: range.end.line,
          endCharacter: range.end.character,
          breaks: text.split(/\r\n|\r|\n/).length - 1,
        });
      }
      this.#find(onChange);
    });
  }

  /** Where they are; of a first or a last line that was changed or deleted, where that was last. */
  get now(): Lines {
    return this.#now;
  }

  /** One of them reads otherwise than it did, or is gone. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #find(onChange: () => void): void {
    const { lineCount } = this.#document;
    const lineAt = (line: number) => (line > lineCount ? undefined : this.#document.lineAt(line - 1).text);
    const { firstLine: first, lastLine: last } = this.#lines;
    const found = this.#map.find(first, last, lineAt);
    const [before, wasChanged] = [this.#now, this.#isChanged];
    this.#now = found ?? {
      firstLine: this.#map.find(first, first, lineAt)?.firstLine ?? before.firstLine,
      lastLine: this.#map.find(last, last, lineAt)?.lastLine ?? before.lastLine,
    };
    this.#isChanged = found === undefined;
    const isElsewhere = this.#now.firstLine !== before.firstLine || this.#now.lastLine !== before.lastLine;
    if (isElsewhere || wasChanged !== this.#isChanged) onChange();
  }
}

import type { AnchoredCode } from '../anchors/anchors.ts';

/** A change of a document; lines and characters are 0-based, as they were before it. */
export interface LineEdit {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
  /** Line breaks in the new text. */
  readonly breaks: number;
}

/** Where the lines of a piece of code stand while its document is edited. All line numbers are 1-based. */
export class LineMap {
  readonly #lines: readonly string[];
  readonly #firstLine: number;
  /** For each line where it stands now, 0-based; `undefined` once it was deleted. */
  #places: (number | undefined)[];

  /** @param code as it stands in the document, except for white space at both ends of a line */
  constructor({ text, firstLine, places }: AnchoredCode) {
    this.#lines = text.split('\n').map((line) => line.trim());
    this.#firstLine = firstLine;
    this.#places = [...(places ?? this.#lines.map((_, index) => index + firstLine - 1))];
  }

  edit(edit: LineEdit): void {
    this.#places = this.#places.map((line) => (line === undefined ? undefined : moved(line, edit)));
  }

  /**
   * Where lines `first` to `last` of the original stand now, or `undefined` when one of them was deleted or reads
   * otherwise than it did.
   *
   * @param lineAt the document's line now, by its 1-based number
   */
  find(
    first: number,
    last: number,
    lineAt: (line: number) => string | undefined,
  ): { readonly firstLine: number; readonly lastLine: number } | undefined {
    const places: number[] = [];
    for (let line = first; line <= last; line++) {
      const index = line - this.#firstLine;
      const place = this.#places[index];
      // Blank lines between two pieces of code stand for whatever is there.
      if (this.#lines[index] === '') continue;
      if (place === undefined || lineAt(place + 1)?.trim() !== this.#lines[index]) return undefined;
      places.push(place + 1);
    }
    const [firstLine, lastLine] = [places[0], places.at(-1)];
    return firstLine === undefined || lastLine === undefined ? undefined : { firstLine, lastLine };
  }
}

function moved(
  line: number,
  { startLine, startCharacter, endLine, endCharacter, breaks }: LineEdit,
): number | undefined {
  if (line < startLine || (line === startLine && startCharacter > 0)) return line;
  if (line > endLine || (line === endLine && (endCharacter === 0 || endLine === startLine))) {
    return line + breaks - (endLine - startLine);
  }
  return undefined;
}

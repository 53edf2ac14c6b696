import type { StepLink } from '../../protocol/panel.ts';
import { anchorStepsIn, type AnchoredFile, type FileAnchor } from '../anchors/severalFiles.ts';
import { LineMap, type LineEdit } from './lineMap.ts';
import type { Section } from '../steps/answerParser.ts';
import { AnswerReader } from '../steps/answerReader.ts';
import { stepsOf } from '../steps/revise.ts';

/** A link and its document. */
export interface DocumentLink extends StepLink {
  readonly uri: string;
}

/** The steps of one explanation and the lines they speak of, while the answer is written and the documents are edited. */
export class LinkedSteps {
  readonly #files: readonly AnchoredFile[];
  readonly #maps: readonly LineMap[];
  /** Documents asked about: of one alone, a link needs no name. */
  readonly #asked: number;
  readonly #answer = new AnswerReader();
  #steps: readonly Section[] = [];
  #anchors: readonly (readonly FileAnchor[])[] = [];
  readonly #lastKnown = new Map<number, { readonly firstLine: number; readonly lastLine: number }>();

  /** @param files the code asked about, and what was found beside it; each document once */
  constructor(files: readonly AnchoredFile[]) {
    this.#files = files;
    this.#maps = files.map((code) => new LineMap(code));
    this.#asked = files.filter(({ isFound }) => isFound !== true).length;
  }

  /** The steps that have links or could have: those that are whole. */
  get steps(): readonly Section[] {
    return this.#steps;
  }

  /** Takes the answer so far; whether its whole steps changed. While it `isOpen`, the last section may still grow. */
  read(text: string, isOpen: boolean): boolean {
    const sections = this.#answer.read(text);
    const steps = stepsOf(isOpen ? sections.slice(0, -1) : sections);
    if (steps.length === this.#steps.length && steps.every((step, i) => step === this.#steps[i])) return false;
    this.#steps = steps;
    this.#lastKnown.clear();
    this.#anchors = anchorStepsIn(
      steps.map((step) => step.text),
      this.#files,
    );
    return true;
  }

  edit(uri: string, edit: LineEdit): void {
    this.#files.forEach((file, i) => {
      if (file.uri === uri) this.#maps[i]?.edit(edit);
    });
  }

  /** @param lineAt a document's line now, by its 1-based number */
  links(lineAt: (uri: string, line: number) => string | undefined): DocumentLink[] {
    return this.#anchors.flatMap(([anchor], step) => {
      const file = anchor && this.#files[anchor.file];
      if (anchor === undefined || file === undefined) return [];
      const { uri, label, isFound = false } = file;
      const { firstLine, lastLine } = anchor;
      const lines = this.#maps[anchor.file]?.find(firstLine, lastLine, (line) => lineAt(uri, line));
      if (lines !== undefined) this.#lastKnown.set(step, lines);
      const known = lines ?? this.#lastKnown.get(step) ?? { firstLine, lastLine };
      const named = isFound || this.#asked > 1 ? { label } : {};
      return [{ step, ...known, isStale: lines === undefined, uri, ...named }];
    });
  }
}

import type { StepLink } from '../protocol/panel.ts';
import { anchorSteps, type Anchor, type AnchoredCode } from './anchors.ts';
import { LineMap, type LineEdit } from './lineMap.ts';
import { AnswerParser, type Section } from './steps.ts';
import { stepsOf } from './revise.ts';

/** The steps of one explanation and the lines they speak of, while the answer is written and the document is edited. */
export class LinkedSteps {
  readonly #code: AnchoredCode;
  readonly #map: LineMap;
  #parser = new AnswerParser();
  #text = '';
  #steps: readonly Section[] = [];
  #anchors: readonly (readonly Anchor[])[] = [];
  readonly #lastKnown = new Map<number, { readonly firstLine: number; readonly lastLine: number }>();

  /** @param code as it stands in the document now, with the document's line numbers */
  constructor(code: AnchoredCode) {
    this.#code = code;
    this.#map = new LineMap(code);
  }

  /** The steps that have links or could have: those that are whole. */
  get steps(): readonly Section[] {
    return this.#steps;
  }

  /** Takes the answer so far; whether its whole steps changed. While it `isOpen`, the last section may still grow. */
  read(text: string, isOpen: boolean): boolean {
    if (!text.startsWith(this.#text)) {
      this.#parser = new AnswerParser();
      this.#text = '';
    }
    this.#parser.append(text.slice(this.#text.length));
    this.#text = text;
    const { sections } = this.#parser;
    const steps = stepsOf(isOpen ? sections.slice(0, -1) : sections);
    if (steps.length === this.#steps.length && steps.every((step, i) => step === this.#steps[i])) return false;
    this.#steps = steps;
    this.#lastKnown.clear();
    this.#anchors = anchorSteps(
      steps.map((step) => step.text),
      this.#code,
    );
    return true;
  }

  edit(edit: LineEdit): void {
    this.#map.edit(edit);
  }

  /** @param lineAt the document's line now, by its 1-based number */
  links(lineAt: (line: number) => string | undefined): StepLink[] {
    return this.#anchors.flatMap(([anchor], step) => {
      if (anchor === undefined) return [];
      const { firstLine, lastLine } = anchor;
      const lines = this.#map.find(firstLine, lastLine, lineAt);
      if (lines !== undefined) this.#lastKnown.set(step, lines);
      const known = lines ?? this.#lastKnown.get(step) ?? { firstLine, lastLine };
      return [{ step, ...known, isStale: lines === undefined }];
    });
  }
}

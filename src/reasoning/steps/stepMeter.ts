import type { StepCost } from '../../protocol/conversation.ts';
import { stepsOf } from './revise.ts';
import { AnswerParser, parseAnswer, type Section } from './answerParser.ts';

/** What it took to write a step; `null` where nobody measured. */
export type Cost = StepCost | null;

/** So much had been written when the answer had this length. */
interface Mark {
  /** UTF-16 units. */
  readonly end: number;
  readonly tokens: number;
  readonly ms: number;
}

/**
 * Measures the steps of an answer while it arrives. Within a piece of text tokens and time are spread evenly over its
 * characters; a step's numbers are those between its first character and its last.
 */
export class StepMeter {
  readonly #parser = new AnswerParser();
  readonly #marks: Mark[];
  readonly #kept: readonly Cost[];
  readonly #begin: number;
  #sections: number;

  /**
   * @param text that stands already
   * @param kept what its steps took
   */
  constructor(text = '', kept: readonly Cost[] = []) {
    this.#parser.append(text);
    this.#sections = this.#parser.sections.length;
    this.#begin = text.length;
    this.#marks = [{ end: text.length, tokens: 0, ms: 0 }];
    this.#kept = kept;
  }

  /** Takes the next piece of the answer; whether a part of it has begun, so that those before it are complete. */
  append(text: string, tokens: number, ms: number): boolean {
    this.#parser.append(text);
    const last = this.#last;
    this.#marks.push({ end: last.end + text.length, tokens: last.tokens + tokens, ms: last.ms + ms });
    const { length } = this.#parser.sections;
    const isNew = length !== this.#sections;
    this.#sections = length;
    return isNew;
  }

  /** What the steps took that nothing more is written into. */
  get costs(): Cost[] {
    const { sections } = this.#parser;
    const isOpen = sections.at(-1)?.kind === 'step';
    return stepsOf(sections)
      .slice(0, isOpen ? -1 : undefined)
      .map((step, index) => this.#cost(step, index));
  }

  /** What all steps of the answer took; it ended as `text`. */
  end(text: string): Cost[] {
    return stepsOf(parseAnswer(text)).map((step, index) => this.#cost(step, index));
  }

  #cost({ start, end }: Section, index: number): Cost {
    const before = start < this.#begin ? this.#kept[index] : { tokens: 0, ms: 0 };
    if (!before) return null;
    const [from, to] = [this.#at(start), this.#at(end)];
    return {
      tokens: before.tokens + Math.round(to.tokens) - Math.round(from.tokens),
      ms: before.ms + Math.round(to.ms - from.ms),
    };
  }

  /** What had been written when the answer had this length. */
  #at(length: number): Mark {
    let [low, high] = [0, this.#marks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#marks[middle]?.end ?? 0) < length) low = middle + 1;
      else high = middle;
    }
    const after = this.#marks[low] ?? this.#last;
    const before = this.#marks[low - 1] ?? after;
    const share = after.end === before.end ? 1 : Math.min(1, (length - before.end) / (after.end - before.end));
    return {
      end: length,
      tokens: before.tokens + share * (after.tokens - before.tokens),
      ms: before.ms + share * (after.ms - before.ms),
    };
  }

  get #last(): Mark {
    return this.#marks.at(-1) ?? { end: 0, tokens: 0, ms: 0 };
  }
}

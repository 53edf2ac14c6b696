import { Text } from './text.ts';
import { List, TemplateError, type Value } from './values.ts';

/** About 0.2 s of rendering; 200 messages of 2,000 characters in the largest of 68 templates took a fifth of it. */
const STEPS = 1_500_000;
const CHARACTERS = 16 * 2 ** 20;
/** As Jinja2's sandbox. */
export const LONGEST_RANGE = 100_000;

/** The template takes more than a chat template may. */
export class LimitError extends TemplateError {}

/** What a template may take, counted rather than timed: the same on a busy machine. */
export class Budget {
  #steps = STEPS;

  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new LimitError('it takes too many steps');
  }

  /** Takes what going through `value` costs. */
  read(value: Value): void {
    this.spend(value instanceof Text ? 1 + value.length / 64 : 1);
  }

  /** Takes what making `value` cost. */
  made(value: Value): void {
    if (value instanceof List) this.spend(value.items.length / 4);
    else if (value instanceof Text) this.length(value.length, value.runs.length);
  }

  /** Before a text of so many characters is made. */
  length(characters: number, runs = 1): void {
    if (characters > CHARACTERS) throw new LimitError(`it writes more than ${CHARACTERS / 2 ** 20} million characters`);
    this.spend(characters / 1024 + runs / 4);
  }
}

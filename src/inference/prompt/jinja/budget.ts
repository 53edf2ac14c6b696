import type { Text } from './text.ts';
import { List, TemplateError, type Value } from './values.ts';

/** About 0.2 s of rendering; the longest conversations with the largest templates took a twentieth of it. */
const STEPS = 3_000_000;
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

  /** Takes what making `value` costs. */
  made(value: Value | Text): void {
    if (value instanceof List) this.spend(value.items.length / 8);
    else if (typeof value === 'object' && value !== null && 'runs' in value)
      this.length(value.length, value.runs.length);
  }

  /** Before a text of so many characters is made. */
  length(characters: number, runs = 1): void {
    if (characters > CHARACTERS) throw new LimitError(`it writes more than ${CHARACTERS / 2 ** 20} million characters`);
    this.spend(characters / 256 + runs / 8);
  }
}

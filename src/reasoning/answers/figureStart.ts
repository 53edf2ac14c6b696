import { figureAt } from '../checks/arithmetic/numbers.ts';
import type { Rational } from '../checks/arithmetic/rational.ts';

/** A number at the start of a text; `length` in UTF-16 units. */
export interface NumberStart {
  readonly value: Rational;
  readonly length: number;
}

/** The figure at the start of `text`, read as in English where it can be: "1,000", "1.234,50", "1 000", "2,5". */
export function figureStart(text: string): NumberStart | undefined {
  const figure = figureAt(text, 0);
  const value = figure?.value ?? figure?.comma?.value;
  return figure && value && { value, length: figure.length };
}

/** The value of a text that is one figure. */
export function figureOf(text: string): Rational | undefined {
  const figure = figureStart(text);
  return figure?.length === text.length ? figure.value : undefined;
}

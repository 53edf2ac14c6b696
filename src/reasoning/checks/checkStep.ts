import { checkCalculations } from './calculations.ts';
import { checkIdentifiers } from './identifiers.ts';
import { checkLines } from './lines.ts';
import { namesIn } from './names.ts';
import type { Check, CheckContext } from './types.ts';
import { checkValues } from './values.ts';

/** Longer texts are no steps; only their beginning is read. */
const MAX_LENGTH = 8_000;

/**
 * Judges every statement of a step (Markdown) that can be judged exactly: equations and comparisons of figures, line numbers
 * and names claimed of the code. What is not sure is left out; an empty list says nothing about the step. In the order of the text.
 */
export function checkStep(text: string, context: CheckContext = {}): Check[] {
  const step = text.slice(0, MAX_LENGTH);
  const names = namesIn(context.code?.text ?? '');
  const checks = [
    ...checkCalculations(step, context, names),
    ...checkLines(step, context),
    ...checkIdentifiers(step, context, names),
    ...checkValues(step, context),
  ];
  return checks.sort((a, b) => a.start - b.start);
}

import { checkCalculations } from './arithmetic/calculations.ts';
import { checkIdentifiers } from './identifiers.ts';
import { checkLines } from './lines.ts';
import { namesIn } from './names.ts';
import { piecesOf } from './pieces.ts';
import type { Check, CheckContext } from './types.ts';
import { checkValues } from './values.ts';

/** In longer texts, names, lines and values of the code are looked for at the beginning only. */
const MAX_LENGTH = 8_000;

/**
 * Judges every statement of a step (Markdown) that can be judged exactly: equations and comparisons of figures, line numbers
 * and names claimed of the code. What is not sure is left out; an empty list says nothing about the step. In the order of the text.
 */
export function checkStep(text: string, context: CheckContext = {}): Check[] {
  return [...checkInParts(text, context)].flat().sort((a, b) => a.start - b.start);
}

/** The checks of a text of any length in parts that take few milliseconds each, in no order. */
export function* checkInParts(text: string, context: CheckContext = {}): Generator<Check[], undefined> {
  const code = context.code?.text ?? '';
  const names = namesIn(code);
  for (const { text: piece, start } of piecesOf(text)) {
    for (const checks of checkCalculations(piece, context, names)) yield checks.map((check) => moved(check, start));
    yield [];
  }
  if (code === '') return undefined;
  const step = text.slice(0, MAX_LENGTH);
  yield checkLines(step, context);
  yield checkIdentifiers(step, context, names);
  yield checkValues(step, context);
  return undefined;
}

const moved = (check: Check, by: number): Check => ({ ...check, start: check.start + by, end: check.end + by });

/** The next part of `checkInParts`. A check that cannot be made says nothing but to `report`: the answer is worth more. */
export function nextPart(parts: Iterator<Check[], undefined>, report: (error: unknown) => void): Check[] | undefined {
  try {
    return parts.next().value;
  } catch (error) {
    report(error);
    return undefined;
  }
}

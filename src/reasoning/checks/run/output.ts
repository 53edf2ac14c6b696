/** Whether a text is what a program printed. */
import type { RunEvent, RunValue } from '../../../protocol/sandbox.ts';
import { matches, readLiteral } from './literal.ts';

/** What makes no difference: quotation marks of one kind or the other, spaces inside of brackets and behind commas. */
const canonical = (text: string): string =>
  text
    .trim()
    .replaceAll('"', "'")
    .replace(/, +/g, ',')
    .replace(/([[{]) +/g, '$1')
    .replace(/ +([\]}])/g, '$1');

const unquoted = (text: string): string => text.replace(/^(['"`])(.*)\1$/s, '$2');

/** Whether `stated` is the printed text, in quotation marks or without. */
export const isPrinted = (stated: string, printed: string): boolean =>
  canonical(stated) === canonical(printed) || unquoted(stated) === printed;

const SEPARATORS = ['\n', ', ', ' '];

/** Whether `stated` is all that was printed, one text after the other. */
function isWholeOutput(stated: string, printed: readonly string[]): boolean {
  const quoted = printed.map((text) => `'${text}'`);
  return [printed, quoted].some((texts) => SEPARATORS.some((between) => isPrinted(stated, texts.join(between))));
}

const OTHER: RunValue = { kind: 'other', text: '' };

/** Whether a final answer is all that was printed; `undefined` where that is not clear. */
export function compareOutput(
  stated: string,
  prints: readonly Extract<RunEvent, { type: 'print' }>[],
  code: string,
): { readonly agrees: boolean; readonly real: string } | undefined {
  const [only] = prints;
  if (only === undefined || prints.length > 50) return undefined;
  const texts = prints.map(({ text }) => text);
  const real = texts.join(', ');
  if (isWholeOutput(stated, texts)) return { agrees: true, real };
  const literal = readLiteral(stated);
  if (prints.length === 1 && literal && only.values.length === 1)
    return matches(literal, only.values[0] ?? OTHER) === 'different' ? { agrees: false, real } : undefined;
  // A text in the program that was never printed, or numbers that are others.
  const bare = (words: string): string => words.replace(/[\s,'"`]+/g, '').toLowerCase();
  const isNumbers = /^-?\d+(?:, -?\d+)*$/.test(stated) && texts.every((text) => /^-?\d+$/.test(text));
  const isText = isTextOf(stated, code) && !bare(texts.join('')).includes(bare(stated));
  return isNumbers || isText ? { agrees: false, real } : undefined;
}

/** Whether the code has these words as a text. */
export const isTextOf = (words: string, code: string): boolean =>
  [`'${words}'`, `"${words}"`, `\`${words}\``].some((quoted) => code.includes(quoted));

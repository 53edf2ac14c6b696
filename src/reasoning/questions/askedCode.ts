/** The code a question holds, and where it stands in its document. */
import type { AnchoredCode } from '../anchors/anchors.ts';
import { LINE_CUT } from './excerpt.ts';
import { splitFences } from './fences.ts';
import { newLines } from './change.ts';

/** A shorter line that ends in "…" is one of the file's own. */
const SHORTEST_CUT = 100;

/** Fences whose text is no code: outputs, messages and values. */
const NO_CODE = ['console', 'text'];

/** The pieces of code in a question (Markdown), in order; of a diff the lines as they are after it. */
export function codeIn(question: string): string[] {
  return splitFences(question).flatMap((part) => {
    if (part.kind !== 'code' || NO_CODE.includes(part.info)) return [];
    const code = part.info === 'diff' ? newLines(part.text).join('\n') : part.text;
    return code.trim() === '' ? [] : [code];
  });
}

/**
 * The code of a question as its answer's statements are looked up in it, or `undefined` when there is none, or when there
 * are several pieces, whose line numbers are not known here.
 *
 * @param firstLine 1-based number of the code's first line in its file
 */
export function codeToCheck(question: string, firstLine = 1): AnchoredCode | undefined {
  const [text, ...more] = codeIn(question);
  return text === undefined || more.length > 0 ? undefined : { text, firstLine };
}

/**
 * Finds the pieces of code in a document, each behind the one before it, and gives them as one text whose lines have the
 * document's numbers: what stands between the pieces is blank. White space at both ends of a line does not count.
 *
 * @param near 1-based line where the first piece is expected; the place nearest to it is taken
 * @returns `undefined` when a piece is not there
 */
export function locateCode(
  pieces: readonly string[],
  document: readonly string[],
  near: number,
): AnchoredCode | undefined {
  const lines: string[] = [];
  let firstLine: number | undefined;
  for (const piece of pieces) {
    const wanted = piece.split('\n');
    const from = firstLine === undefined ? 0 : firstLine - 1 + lines.length;
    const expected = firstLine === undefined ? near - 1 : from;
    const found = nearest(wanted, document, from, expected);
    if (found === undefined) return undefined;
    firstLine ??= found + 1;
    while (lines.length < found + 1 - firstLine) lines.push('');
    lines.push(...wanted);
  }
  return firstLine === undefined ? undefined : { text: lines.join('\n'), firstLine };
}

/** Where the code of a question is in its document now, 1-based, inclusive; `undefined` when it reads otherwise. */
export function linesNow(
  pieces: readonly string[],
  document: readonly string[],
  near: number,
): { readonly firstLine: number; readonly lastLine: number } | undefined {
  const code = locateCode(pieces, document, near);
  return code && { firstLine: code.firstLine, lastLine: code.firstLine + code.text.split('\n').length - 1 };
}

function nearest(
  wanted: readonly string[],
  document: readonly string[],
  from: number,
  expected: number,
): number | undefined {
  const lines = wanted.map((line) => line.trim());
  let best: number | undefined;
  for (let at = from; at <= document.length - lines.length; at++) {
    if (best !== undefined && Math.abs(at - expected) >= Math.abs(best - expected)) break;
    if (lines.every((line, i) => isLine(line, document[at + i]?.trim()))) best = at;
  }
  return best;
}

/** Whether a line of the question is this one of the document, or the beginning of it, where the rest did not fit. */
function isLine(asked: string, line: string | undefined): boolean {
  if (line === asked) return true;
  const isCut = asked.length > SHORTEST_CUT && asked.endsWith(LINE_CUT);
  return isCut && line?.startsWith(asked.slice(0, -LINE_CUT.length)) === true;
}

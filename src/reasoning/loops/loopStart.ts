import { parseAnswer } from '../steps/answerParser.ts';
import { stepsOf } from '../steps/revise.ts';

const COPIES = 4;
/** Characters of the longest unit that is looked for. */
const LONGEST_UNIT = 4_000;

/** The offset from which the end of a text is at least four copies of one unit, and its length; `undefined` where it is not. */
export function loopOf(text: string): { readonly start: number; readonly unit: number } | undefined {
  for (let unit = 1; unit <= Math.min(LONGEST_UNIT, text.length / COPIES); unit++) {
    let start = text.length - unit;
    while (start > 0 && text[start - 1] === text[start - 1 + unit]) start--;
    if (text.length - start >= Math.max(COPIES * unit, COPIES * 8)) return { start, unit };
  }
  return undefined;
}

/** The step (0-based) before the one in which an answer begins to repeat itself; `undefined` where there is no step. */
export function stepBeforeLoop(answer: string): number | undefined {
  const loop = loopOf(answer);
  if (loop === undefined) return undefined;
  const { start } = loop;
  const steps = stepsOf(parseAnswer(answer));
  // The end of the line before the first copy is like that of the copies.
  const begin = start + (/^[^\p{L}\p{N}]*\n\s*/u.exec(answer.slice(start))?.[0].length ?? 0);
  const within = steps.findLastIndex((step) => step.start <= begin);
  return steps.length === 0 ? undefined : Math.max(0, within - 1);
}

/** Where one chain of a vote begins to say something else than another. */
import { tokenize } from '../checks/arithmetic/tokenize.ts';
import { checkStep } from '../checks/checkStep.ts';
import { figuresAmong, withoutMarkers } from '../checks/figures.ts';
import { parseAnswer } from '../steps/answerParser.ts';
import { stepsOf } from '../steps/revise.ts';

/** Longer chains are not compared; UTF-16 units. */
const MAX_LENGTH = 8_000;

export interface Parting {
  /** Of the step; counts from 0. */
  readonly step: number;
  /** What it comes to, as it is written. */
  readonly value: string;
}

/**
 * The first step of a chain whose calculation comes to a value that stands nowhere in the other chain, which calculates, too. `undefined`
 * where there is none: steps without calculations say the same in many words, and which words matter is not known.
 */
export function partingOf(chain: string, other: string): Parting | undefined {
  if (Math.max(chain.length, other.length) > MAX_LENGTH) return undefined;
  if (resultsOf(other).flat().length === 0) return undefined;
  // A value may also be stated without its calculation.
  const known = new Set(figuresAmong(tokenize(withoutMarkers(other))).map(({ key }) => key));
  for (const [step, results] of resultsOf(chain).entries()) {
    const own = results.find(({ key }) => !known.has(key));
    if (own !== undefined) return { step, value: own.value };
  }
  return undefined;
}

/** What the calculations of each step come to. */
function resultsOf(answer: string): { readonly key: string; readonly value: string }[][] {
  return stepsOf(parseAnswer(answer)).map(({ text }) => {
    const plain = withoutMarkers(text);
    const figures = figuresAmong(tokenize(plain));
    return checkStep(plain)
      .filter(({ kind }) => kind === 'arithmetic')
      .flatMap(({ start, end }) => {
        const result = figures.findLast((figure) => figure.start >= start && figure.end <= end);
        return result === undefined ? [] : [{ key: result.key, value: plain.slice(result.start, result.end) }];
      });
  });
}

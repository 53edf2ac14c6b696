import { parseAnswer } from './answerParser.ts';
import { stepsOf, wordsOf } from './revise.ts';

export interface ChangedSteps {
  /** Steps of the newer text. */
  readonly steps: number;
  /** Those of them that the older text does not have, in the order in which both have the others. */
  readonly changed: readonly number[];
  /** How many steps of the older text the newer one does not have. */
  readonly gone: number;
  /** Both end with the same answer, or with none. */
  readonly isSameAnswer: boolean;
}

/** What another answer to the same question says otherwise. Numbers in front of steps and white space do not count. */
export function changedSteps(before: string, now: string): ChangedSteps {
  const [older, newer] = [before, now].map((text) => parseAnswer(text)) as [Sections, Sections];
  const [a, b] = [wordsIn(older), wordsIn(newer)];
  const kept = commonPlaces(a, b);
  return {
    steps: b.length,
    changed: b.flatMap((_, i) => (kept.has(i) ? [] : [i])),
    gone: a.length - kept.size,
    isSameAnswer: answerIn(older) === answerIn(newer),
  };
}

type Sections = ReturnType<typeof parseAnswer>;

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const wordsIn = (sections: Sections): string[] => stepsOf(sections).map((step) => plain(wordsOf(step)));

function answerIn(sections: Sections): string | undefined {
  const answer = sections.findLast(({ kind }) => kind === 'answer');
  return answer && plain(wordsOf(answer));
}

/** The places in `b` of a longest common subsequence of both. */
function commonPlaces(a: readonly string[], b: readonly string[]): Set<number> {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const places = new Set<number>();
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      places.add(j);
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return places;
}

import { useMemo, useRef } from 'preact/hooks';
import { restsOn } from '../../reasoning/checks/restsOn.ts';
import type { Check } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';

/** What a section rests on: a step by its label, or another wrong text. */
export interface Rest {
  readonly label: string | undefined;
}

/** Longer answers are not looked through: it would hold the page up. */
const LONGEST = 20_000;
const NONE: readonly (Rest | undefined)[] = [];

/** For each section of an answer the wrong one that it uses a result of. */
export function useRests(
  sections: readonly Section[],
  checks: readonly (readonly Check[])[],
  question: string,
): readonly (Rest | undefined)[] {
  const last = useRef<Map<number, Rest>>(new Map());
  const hasWrong = checks.some((found) => found.some(({ verdict }) => verdict === 'false'));
  const length = sections.at(-1)?.end ?? 0;
  // The sections are one list that grows: what it holds is told by its length and its end.
  return useMemo(() => {
    if (!hasWrong || length > LONGEST) return NONE;
    const labels = labelsOf(sections);
    const parts = sections.map(({ text, kind }, index) => ({
      text,
      checks: checks[index] ?? [],
      isFinal: kind === 'answer',
    }));
    return restsOn(parts, question).map((origin) => {
      if (origin === undefined) return undefined;
      const rest = last.current.get(origin) ?? { label: labels[origin] };
      if (rest.label !== labels[origin]) return { label: labels[origin] };
      last.current.set(origin, rest);
      return rest;
    });
  }, [hasWrong, length, sections.length, checks.flat().length, question]);
}

/** The numbers that the steps have on the page. */
function labelsOf(sections: readonly Section[]): (string | undefined)[] {
  let step = 0;
  return sections.map(({ kind, number }) => {
    if (kind !== 'step') return undefined;
    step++;
    return String(number ?? step);
  });
}

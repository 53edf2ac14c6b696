import { useMemo, useRef } from 'preact/hooks';
import type { RunView } from '../../protocol/runView.ts';
import { mayRest, restsOfSections, type Rest } from '../../reasoning/checks/restsOfSections.ts';
import type { Check } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';

const NONE: readonly (Rest | undefined)[] = [];

/** For each section of an answer the wrong one that it uses a value of. */
export function useRests(
  sections: readonly Section[],
  checks: readonly (readonly Check[])[],
  question: string,
  run: RunView | undefined,
): readonly (Rest | undefined)[] {
  const last = useRef<Map<number, Rest>>(new Map());
  const may = mayRest(sections, checks, run);
  const length = sections.at(-1)?.end ?? 0;
  // The sections are one list that grows: what it holds is told by its length and its end.
  return useMemo(() => {
    if (!may) return NONE;
    return restsOfSections(sections, checks, question, run).map((found) => {
      if (found === undefined) return undefined;
      const [part, rest] = found;
      const known = last.current.get(part);
      if (known && known.label === rest.label && known.by === rest.by) return known;
      last.current.set(part, rest);
      return rest;
    });
  }, [may, length, sections.length, checks.flat().length, question, run]);
}

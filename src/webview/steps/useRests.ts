import { useMemo, useRef } from 'preact/hooks';
import type { RunView } from '../../protocol/runView.ts';
import { agreedIn, contradictedIn, stepOfAnswer } from '../../reasoning/checks/run/contradicted.ts';
import { restsOn, type CheckedPart, type Origin } from '../../reasoning/checks/restsOn.ts';
import type { Check } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';

/** What a section rests on: a step by its label, or another wrong text; and what is against that. */
export interface Rest {
  readonly label: string | undefined;
  readonly by: Origin['by'];
}

/** Longer answers are not looked through: it would hold the page up. */
const LONGEST = 8_000;
const NONE: readonly (Rest | undefined)[] = [];

/** For each section of an answer the wrong one that it uses a value of. */
export function useRests(
  sections: readonly Section[],
  checks: readonly (readonly Check[])[],
  question: string,
  run: RunView | undefined,
): readonly (Rest | undefined)[] {
  const last = useRef<Map<number, Rest>>(new Map());
  const hasWrong =
    checks.some((found) => found.some(({ verdict }) => verdict === 'false')) ||
    (run?.steps.some(({ differs }) => differs.length > 0) ?? false);
  const length = sections.at(-1)?.end ?? 0;
  // The sections are one list that grows: what it holds is told by its length and its end.
  return useMemo(() => {
    if (!hasWrong || length > LONGEST) return NONE;
    const labels = labelsOf(sections);
    return restsOn(partsOf(sections, checks, run), question).map((origin) => {
      if (origin === undefined) return undefined;
      const rest = { label: labels[origin.part], by: origin.by };
      const known = last.current.get(origin.part);
      if (known && known.label === rest.label && known.by === rest.by) return known;
      last.current.set(origin.part, rest);
      return rest;
    });
  }, [hasWrong, length, sections.length, checks.flat().length, question, run]);
}

function partsOf(
  sections: readonly Section[],
  checks: readonly (readonly Check[])[],
  run: RunView | undefined,
): CheckedPart[] {
  let step = -1;
  const final = sections.findLastIndex(({ kind }) => kind === 'answer');
  const places = sections.map(({ kind }, index) => (kind === 'step' ? ++step : index === final ? -1 : undefined));
  const said = run && stepOfAnswer(run);
  return sections.map(({ text, kind }, index) => {
    const place = places[index];
    const part = { text, checks: checks[index] ?? [], isFinal: kind === 'answer' };
    if (run === undefined || place === undefined) return part;
    return {
      ...part,
      contradicted: contradictedIn(run, place),
      agreed: agreedIn(run, place),
      ...(place === -1 && said !== undefined && { repeats: places.indexOf(said) }),
    };
  });
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

import type { RunView } from '../../protocol/runView.ts';
import type { Section } from '../steps/answerParser.ts';
import { agreedIn, contradictedIn, stepOfAnswer } from './run/contradicted.ts';
import { restsOn, type CheckedPart, type Origin } from './restsOn.ts';
import type { Check } from './types.ts';

/** What a section rests on: a step by its label, or another wrong text; and what is against that. */
export interface Rest {
  readonly label: string | undefined;
  readonly by: Origin['by'];
}

/** Longer answers (UTF-16 units) are not looked through: it would hold the page up. */
const LONGEST = 8_000;

/** Whether anything in an answer is known to be wrong and the answer is short enough to see what rests on it. */
export function mayRest(
  sections: readonly Section[],
  checks: readonly (readonly Check[])[],
  run: RunView | undefined,
): boolean {
  const hasWrong =
    checks.some((found) => found.some(({ verdict }) => verdict === 'false')) ||
    (run?.steps.some(({ differs }) => differs.length > 0) ?? false);
  return hasWrong && (sections.at(-1)?.end ?? 0) <= LONGEST;
}

/** For each section of an answer the wrong one that it uses a value of, and its place among the sections. */
export function restsOfSections(
  sections: readonly Section[],
  checks: readonly (readonly Check[])[],
  question: string,
  run: RunView | undefined,
): (readonly [part: number, rest: Rest] | undefined)[] {
  const labels = labelsOf(sections);
  return restsOn(partsOf(sections, checks, run), question).map(
    (origin) => origin && [origin.part, { label: labels[origin.part], by: origin.by }],
  );
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
    const part = { text: kind === 'thought' ? '' : text, checks: checks[index] ?? [], isFinal: kind === 'answer' };
    if (run === undefined || place === undefined) return part;
    return {
      ...part,
      contradicted: contradictedIn(run, place),
      agreed: agreedIn(run, place),
      ...(place === -1 && said !== undefined && { repeats: places.indexOf(said) }),
    };
  });
}

/** The numbers that the steps have where they are shown. */
function labelsOf(sections: readonly Section[]): (string | undefined)[] {
  let step = 0;
  return sections.map(({ kind, number }) => {
    if (kind !== 'step') return undefined;
    step++;
    return String(number ?? step);
  });
}

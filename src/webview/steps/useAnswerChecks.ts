import { useEffect, useReducer, useRef } from 'preact/hooks';
import { checkInParts, nextPart } from '../../reasoning/checks/checkStep.ts';
import type { Check, CheckContext } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';

/** So many UTF-16 units are checked before the answer is drawn; the rest behind it, a bit at a time. */
const AT_ONCE = 2_000;
/** Milliseconds of checks at a stretch. A single part may take a few more. */
const STRETCH = 6;

const NO_CHECKS: readonly Check[] = [];

/** The checks of a section while they are made, and when they are done. */
interface Work {
  readonly parts: Iterator<Check[], undefined>;
  readonly found: Check[];
  checks?: readonly Check[];
}

/**
 * What was found in each section of an answer; nothing yet in those that are still to be checked.
 *
 * @param settled so many sections will not change any more
 */
export function useAnswerChecks(
  sections: readonly Section[],
  settled: number,
  context: CheckContext,
): readonly (readonly Check[])[] {
  const [, drawAgain] = useReducer<number, undefined>((n) => n + 1, 0);
  const works = useRef({ context, map: new WeakMap<Section, Work>() });
  if (works.current.context !== context) works.current = { context, map: new WeakMap() };
  const { map } = works.current;
  const next = (): Section | undefined =>
    sections.find((section, index) => index < settled && section.kind !== 'thought' && !map.get(section)?.checks);

  let left = AT_ONCE;
  for (let section = next(); section && section.text.length <= left; section = next()) {
    left -= section.text.length;
    while (!checkPart(map, section, context));
  }
  const isOpen = next() !== undefined;
  useEffect(() => {
    if (!isOpen) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stretch = () => {
      const end = performance.now() + STRETCH;
      let section = next();
      for (; section && performance.now() < end; section = next()) checkPart(map, section, context);
      if (section) timer = setTimeout(stretch);
      else drawAgain(undefined);
    };
    timer = setTimeout(stretch);
    return () => clearTimeout(timer);
  }, [isOpen, sections, settled, context]);
  return sections.map((section, index) => (index < settled ? (map.get(section)?.checks ?? NO_CHECKS) : NO_CHECKS));
}

/** Goes on with the checks of a section by one part. @returns whether it is done */
function checkPart(map: WeakMap<Section, Work>, section: Section, context: CheckContext): boolean {
  const work = map.get(section) ?? { parts: checkInParts(section.text, context), found: [] };
  map.set(section, work);
  const part = nextPart(work.parts, console.error);
  if (part !== undefined) {
    work.found.push(...part);
    return false;
  }
  work.checks = work.found.length === 0 ? NO_CHECKS : work.found.sort((a, b) => a.start - b.start);
  return true;
}

import { useMemo } from 'preact/hooks';
import type { Check } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { AsWritten } from '../parts/asWritten.tsx';
import { WrongStatements } from './checkBadge.tsx';
import { thoughtIn } from './thoughtView.tsx';
import { CheckedMarkdown } from './checkedMarkdown.tsx';

interface Props {
  readonly sections: readonly Section[];
  readonly checks: readonly (readonly Check[])[];
  readonly text: string;
  readonly answer: string;
  readonly isGrowing: boolean;
}

/** An answer without steps: one text behind its thought, with what was checked in it. */
export function CheckedProse({ sections, checks, text: whole, answer, isGrowing }: Props) {
  const from = thoughtIn(sections)?.end ?? 0;
  const text = whole.slice(from);
  const all = useMemo(
    () =>
      checks.flatMap((found, index) => {
        const by = (sections[index]?.start ?? 0) - from;
        return found.map((check) => ({ ...check, start: check.start + by, end: check.end + by }));
      }),
    [checks.flat().length, text],
  );
  // While the text grows it only grows: marks in it would draw all of it again.
  const shown = isGrowing ? NONE : all;
  if (from > 0 && text.trim() === '') return null;
  return (
    <AsWritten text={text}>
      <CheckedMarkdown text={text} checks={shown} isGrowing={isGrowing} />
      <WrongStatements checks={shown} text={text} answer={answer} redo={undefined} />
    </AsWritten>
  );
}

const NONE: readonly Check[] = [];

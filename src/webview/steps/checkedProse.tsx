import { useMemo } from 'preact/hooks';
import type { Check } from '../../reasoning/checks/types.ts';
import type { Section } from '../../reasoning/steps/answerParser.ts';
import { AsWritten } from '../parts/asWritten.tsx';
import { WrongStatements } from './checkBadge.tsx';
import { CheckedMarkdown } from './checkedMarkdown.tsx';

interface Props {
  readonly sections: readonly Section[];
  readonly checks: readonly (readonly Check[])[];
  readonly text: string;
  readonly answer: string;
  readonly isGrowing: boolean;
}

/** An answer without steps: one text, with what was checked in it. */
export function CheckedProse({ sections, checks, text, answer, isGrowing }: Props) {
  const all = useMemo(
    () =>
      checks.flatMap((found, index) => {
        const by = sections[index]?.start ?? 0;
        return found.map((check) => ({ ...check, start: check.start + by, end: check.end + by }));
      }),
    [checks.flat().length, text],
  );
  // While the text grows it only grows: marks in it would draw all of it again.
  const shown = isGrowing ? NONE : all;
  return (
    <AsWritten text={text}>
      <CheckedMarkdown text={text} checks={shown} isGrowing={isGrowing} />
      <WrongStatements checks={shown} text={text} answer={answer} redo={undefined} />
    </AsWritten>
  );
}

const NONE: readonly Check[] = [];

import { findGivens, NO_GIVENS } from '../../reasoning/checks/givens.ts';
import { useMemo } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { unknownNote, unusedNote } from '../../reasoning/checks/checkNotes.ts';
import { t } from '../l10n.ts';

/** Numbers of the question that the answer does not use, and numbers that come from nowhere; a hint for the reader. */
export function GivensNote({ question, answer }: { question: string; answer: string }) {
  const { unused, unknown } = useMemo(() => safeGivens(question, answer), [question, answer]);
  const notes = [
    ...(unused.length > 0 ? [unusedNote(unused, t)] : []),
    ...(unknown.length > 0 ? [unknownNote(unknown, t)] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <p class="givens-note" role="note">
      <Icon name="lightbulb" />
      {notes.join(' · ')}
    </p>
  );
}

/** A hint that cannot be had is none. */
function safeGivens(question: string, answer: string) {
  try {
    return findGivens(question, answer);
  } catch (error) {
    console.error(error);
    return NO_GIVENS;
  }
}

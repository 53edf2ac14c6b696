import type { Check } from '../../reasoning/checks/types.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { usePost } from '../parts/post.ts';
import { checkSentence } from '../../reasoning/checks/checkSentence.ts';
import { restsOnNote } from '../../reasoning/checks/checkNotes.ts';
import type { Rest } from '../../reasoning/checks/restsOfSections.ts';

const isWrong = ({ verdict }: Check): boolean => verdict === 'false';

/** Says of a step that something in it is wrong. What is right is marked where it stands, and says nothing of the step. */
export function WrongBadge({ checks }: { checks: readonly Check[] }) {
  if (!checks.some(isWrong)) return null;
  return (
    <span class="badge wrong">
      <Icon name="error" />
      {t('Wrong')}
    </span>
  );
}

/** Says that something uses a wrong value. */
export const RestsNote = ({ rest }: { rest: Rest }) => (
  <p class="rests-note">
    <Icon name="warning" />
    {restsOnNote(rest, t)}
  </p>
);

interface WrongProps {
  readonly checks: readonly Check[];
  /** What the checks' offsets count in. */
  readonly text: string;
  readonly answer: string;
  /** Given where the step can be done again. */
  readonly redo: number | undefined;
}

/** What is wrong in a text, with what would be right, and the way out. */
export function WrongStatements({ checks, text, answer, redo }: WrongProps) {
  const post = usePost();
  const wrong = checks.filter(isWrong);
  if (wrong.length === 0) return null;
  return (
    <div class="wrong-note" role="note">
      {wrong.map((check, index) => (
        <p key={index}>{checkSentence(check, text, t)}</p>
      ))}
      {redo !== undefined && (
        <button
          type="button"
          class="button secondary small"
          onClick={() => post({ type: 'redoStep', id: answer, step: redo })}
        >
          <Icon name="refresh" />
          {t('Redo from here')}
        </button>
      )}
    </div>
  );
}

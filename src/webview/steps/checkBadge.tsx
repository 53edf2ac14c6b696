import { useState } from 'preact/hooks';
import type { Check } from '../../reasoning/checks/types.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { usePost } from '../parts/post.ts';
import { checkSentence } from './checkWords.ts';

interface Props {
  readonly checks: readonly Check[];
  /** What the checks' offsets count in. */
  readonly text: string;
}

/** Whether what can be checked in a step is right; nothing where nothing can. Hovering or pressing it tells what was checked. */
export function CheckBadge({ checks, text }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (checks.length === 0) return null;
  const wrong = checks.filter(({ verdict }) => verdict === 'false').length;
  const right = checks.filter(({ verdict }) => verdict === 'true').map((check) => checkSentence(check, text));
  const name = wrong > 0 ? t('Wrong') : t('Checked');
  const told = wrong > 0 ? checks.map((check) => checkSentence(check, text)) : right;
  return (
    <>
      <button
        type="button"
        class={`badge ${wrong > 0 ? 'wrong' : 'right'}`}
        aria-expanded={isOpen}
        title={told.join('\n')}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={wrong > 0 ? 'error' : 'pass'} />
        {name}
      </button>
      {isOpen && (
        <ul class="checks" aria-label={t('What was checked')}>
          {told.map((sentence, index) => (
            <li key={index}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}

interface WrongProps extends Props {
  readonly answer: string;
  readonly step: number;
  readonly canRedo: boolean;
}

/** What is wrong in a step, with what would be right, and the way out. */
export function WrongStatements({ checks, text, answer, step, canRedo }: WrongProps) {
  const post = usePost();
  const wrong = checks.filter(({ verdict }) => verdict === 'false');
  if (wrong.length === 0) return null;
  return (
    <div class="wrong-note" role="note">
      {wrong.map((check, index) => (
        <p key={index}>{checkSentence(check, text)}</p>
      ))}
      {canRedo && (
        <button
          type="button"
          class="button secondary small"
          onClick={() => post({ type: 'redoStep', id: answer, step })}
        >
          <Icon name="refresh" />
          {t('Redo from here')}
        </button>
      )}
    </div>
  );
}

import { useMemo } from 'preact/hooks';
import { stepBeforeLoop } from '../../../reasoning/loops/loopStart.ts';
import { parseAnswer } from '../../../reasoning/steps/answerParser.ts';
import { closedThought } from '../../../reasoning/steps/closeThought.ts';
import { stepsOf } from '../../../reasoning/steps/revise.ts';
import { t } from '../../l10n.ts';
import { Icon } from '../../parts/icon.tsx';
import { usePost } from '../../parts/post.ts';
import { AnswerNowButton } from './earlyNote.tsx';

interface Props {
  readonly answer: string;
  readonly text: string;
  /** Its steps can be done again. */
  readonly canRedo: boolean;
  /** It may end its thought and answer. */
  readonly mayAnswer: boolean;
}

/** Says why an answer that went in circles ended, and offers to go on from before that. */
export function LoopNote({ answer, text, canRedo, mayAnswer }: Props) {
  const post = usePost();
  const step = useMemo(() => stepBeforeLoop(text), [text]);
  const canAnswer = useMemo(() => mayAnswer && closedThought(text) !== undefined, [mayAnswer, text]);
  const label = step === undefined ? undefined : (stepsOf(parseAnswer(text))[step]?.number ?? step + 1);
  return (
    <div class="wrong-note" role="note">
      <p>{t('The answer repeated itself and was stopped.')}</p>
      {canRedo && step !== undefined && (
        <button
          type="button"
          class="button secondary small"
          onClick={() => post({ type: 'redoStep', id: answer, step })}
        >
          <Icon name="refresh" />
          {t('Redo from step {0}', String(label))}
        </button>
      )}
      {canAnswer && <AnswerNowButton answer={answer} />}
    </div>
  );
}

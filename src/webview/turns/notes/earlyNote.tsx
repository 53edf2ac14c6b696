import { t } from '../../l10n.ts';
import { Icon } from '../../parts/icon.tsx';
import { usePost } from '../../parts/post.ts';

/** Says of an answer that its steps were cut short. */
export const EarlyNote = () => (
  <p class="note early-note">
    <Icon name="debug-step-over" />
    {t('Answered early: the thought above is not finished.')}
  </p>
);

/** Ends the thought of an answer that ended early, so that the answer follows. */
export function AnswerNowButton({ answer }: { answer: string }) {
  const post = usePost();
  return (
    <button
      type="button"
      class="button secondary small"
      title={t('Answer from the steps there are')}
      onClick={() => post({ type: 'answerNow', id: answer })}
    >
      <Icon name="debug-step-over" />
      {t('Answer Now')}
    </button>
  );
}

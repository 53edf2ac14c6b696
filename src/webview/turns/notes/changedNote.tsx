import type { PanelTurn } from '../../../protocol/conversation.ts';
import { wordsAgain } from '../../../reasoning/questions/again.ts';
import { t } from '../../l10n.ts';
import { Icon } from '../../parts/icon.tsx';
import { usePost } from '../../parts/post.ts';
import { useSteps } from '../../steps/stepsContext.tsx';

interface Props {
  readonly answer: string;
  readonly question: PanelTurn | undefined;
  readonly canAsk: boolean;
}

/** Says that lines an explanation speaks of were edited since, and offers another one of the code as it is. */
export function ChangedNote({ answer, question, canAsk }: Props) {
  const post = usePost();
  const isChanged = useSteps(answer).links.some(({ isStale }) => isStale);
  if (!isChanged || question?.role !== 'user' || question.source === undefined) return null;
  return (
    <p class="note changed-note">
      <Icon name="edit" />
      {t('The code was edited since.')}
      {wordsAgain(question.text) !== undefined && (
        <button
          type="button"
          class="button secondary small"
          disabled={!canAsk}
          title={t('Asks about the code as it is now and says which steps changed')}
          onClick={() => post({ type: 'explainAgain', id: answer })}
        >
          {t('Explain Again and Compare')}
        </button>
      )}
    </p>
  );
}

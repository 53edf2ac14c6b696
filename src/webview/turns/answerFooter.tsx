import type { Answer, AnswerStatus } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';
import { CopyButton } from '../parts/copyButton.tsx';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import { summaryOf } from '../words.ts';

/** Ended before the model was done: it can go on from the last word. */
const CONTINUABLE: readonly AnswerStatus[] = ['stopped', 'limit', 'interrupted', 'failed'];

/** Below a closed answer: what to do with it, and what it cost. */
export function AnswerFooter({ answer, isLast }: { answer: Answer; isLast: boolean }) {
  const post = usePost();
  const { id, text, status, failure } = answer;
  const hasText = text !== '';
  const offersRetry = failure?.actions.some((action) => action.id === 'retry') === true;
  return (
    <div class="answer-footer">
      {hasText && <CopyButton label={t('Copy')} text={text} />}
      {isLast && !offersRetry && (
        <IconButton icon="refresh" label={t('Try Again')} onClick={() => post({ type: 'retry', id })} />
      )}
      {isLast && hasText && CONTINUABLE.includes(status) && (
        <button type="button" class="button secondary small" onClick={() => post({ type: 'continue', id })}>
          <Icon name="debug-continue" />
          {t('Continue')}
        </button>
      )}
      {isLast && status === 'contextFull' && (
        <button type="button" class="button secondary small" onClick={() => post({ type: 'newChat' })}>
          <Icon name="add" />
          {t('New Chat')}
        </button>
      )}
      <ul class="summary" aria-label={t('About this answer')}>
        {summaryOf(answer).map((piece) => (
          <li key={piece}>{piece}</li>
        ))}
      </ul>
    </div>
  );
}

import { t } from '../../l10n.ts';
import { Icon } from '../../parts/icon.tsx';
import { usePost } from '../../parts/post.ts';

/** Stands for an answer that ended at once; `canRetry`: its question can be asked again. */
export function EmptyNote({ answer, canRetry }: { readonly answer: string; readonly canRetry: boolean }) {
  const post = usePost();
  return (
    <div class="wrong-note" role="note">
      <p>{t('The model ended its answer without a word.')}</p>
      {canRetry && (
        <button type="button" class="button secondary small" onClick={() => post({ type: 'retry', id: answer })}>
          <Icon name="refresh" />
          {t('Try Again')}
        </button>
      )}
    </div>
  );
}

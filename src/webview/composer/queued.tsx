import { t } from '../l10n.ts';
import { usePost } from '../parts/post.ts';
import { beginningOf } from '../turns/fold.ts';

/** The question that waits for the running answer. */
export function Queued({ text }: { text: string }) {
  const post = usePost();
  return (
    <div class="queued" role="group" aria-label={t('Waiting question')}>
      <span class="queued-label">{t('Next')}</span>
      <span class="queued-text" dir="auto">
        {beginningOf(text) ?? text}
      </span>
      <button type="button" class="button secondary small" onClick={() => post({ type: 'cancelQueued' })}>
        {t('Remove')}
      </button>
    </div>
  );
}

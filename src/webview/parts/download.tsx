import './download.css';
import type { DownloadView } from '../../protocol/panel.ts';
import { count, t } from '../l10n.ts';
import { usePost } from './post.ts';

/** A model on its way: how far it is, and a button to pause it or to go on. */
export function Download({ download }: { download: DownloadView }) {
  const post = usePost();
  const { name, text, fraction, isPaused, others } = download;
  const action = isPaused ? 'resumeDownload' : 'pauseDownload';
  return (
    <section class="download" aria-label={t('Download')}>
      <div class="download-text">
        <strong>{name}</strong>
        <span>{text}</span>
      </div>
      <button type="button" class="link" onClick={() => post({ type: 'action', action })}>
        {isPaused ? t('Resume Download') : t('Pause Download')}
      </button>
      <progress {...(fraction === undefined ? {} : { value: fraction })} aria-label={t('Downloading {0}', name)} />
      {others > 0 && (
        <button type="button" class="link others" onClick={() => post({ type: 'action', action: 'manageModels' })}>
          {others === 1 ? t('1 more is not finished') : t('{0} more are not finished', count(others))}
        </button>
      )}
    </section>
  );
}

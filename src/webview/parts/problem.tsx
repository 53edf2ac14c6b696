import './problem.css';
import type { FailureView, PanelAction } from '../../protocol/failureView.ts';
import { t } from '../l10n.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './iconButton.tsx';
import { usePost } from './post.ts';

interface Props {
  readonly failure: FailureView;
  /** What `retry` means here; left out: the host decides. */
  readonly onRetry?: () => void;
  readonly onDismiss?: () => void;
}

/** A failure in the user's words with the buttons that help. */
export function Problem({ failure, onRetry, onDismiss }: Props) {
  const post = usePost();
  const act = (action: PanelAction) => (action === 'retry' && onRetry ? onRetry() : post({ type: 'action', action }));
  return (
    <div class="problem" role="group" aria-label={t('Problem')}>
      <Icon name="error" />
      <div class="problem-body">
        <p class="problem-title">{failure.title}</p>
        <p>{failure.why}</p>
        <p>{failure.next}</p>
        {failure.actions.length > 0 && (
          <div class="buttons">
            {failure.actions.map(({ id, label }, index) => (
              <button
                key={id}
                type="button"
                class={index === 0 ? 'button' : 'button secondary'}
                onClick={() => act(id)}
              >
                {label}
              </button>
            ))}
          </div>
        )}
        {failure.detail && (
          <details>
            <summary>{t('Details')}</summary>
            <pre tabIndex={0}>{failure.detail}</pre>
          </details>
        )}
      </div>
      {onDismiss && <IconButton icon="close" label={t('Dismiss')} onClick={onDismiss} />}
    </div>
  );
}

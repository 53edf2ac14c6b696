import { t } from '../l10n.ts';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';

/** On the step that the editor shows: on to the next one, back, and an end to the marks. */
export function WalkButtons() {
  const post = usePost();
  return (
    <span class="walk-buttons">
      <IconButton icon="arrow-up" label={t('Previous Step')} onClick={() => post({ type: 'moveStep', by: -1 })} />
      <IconButton icon="arrow-down" label={t('Next Step')} onClick={() => post({ type: 'moveStep', by: 1 })} />
      <IconButton icon="close" label={t('Hide Steps')} onClick={() => post({ type: 'hideSteps' })} />
    </span>
  );
}

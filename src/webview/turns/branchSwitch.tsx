import type { Branch } from '../../protocol/conversation.ts';
import { t } from '../l10n.ts';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import { branchPlace } from '../words.ts';

interface Props {
  readonly id: string;
  readonly branch: Branch;
  /** Not while an answer is being written: it would go on out of sight. */
  readonly disabled: boolean;
}

/** Goes from one version of a turn to another. */
export function BranchSwitch({ id, branch: { place, count }, disabled }: Props) {
  const post = usePost();
  const step = (by: -1 | 1) => post({ type: 'switchBranch', id, step: by });
  return (
    <div class="branches" role="group" aria-label={t('Versions')}>
      <IconButton
        icon="chevron-left"
        label={t('Previous Version')}
        disabled={disabled || place === 1}
        onClick={() => step(-1)}
      />
      <span class="branch-place">{branchPlace(place, count)}</span>
      <IconButton
        icon="chevron-right"
        label={t('Next Version')}
        disabled={disabled || place === count}
        onClick={() => step(1)}
      />
    </div>
  );
}

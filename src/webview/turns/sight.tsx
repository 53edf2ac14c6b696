import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';

/** Of a turn that the model does not see any more; `last`: what follows, it sees. */
export type Sight = 'unseen' | 'last' | undefined;

export function sightOf(index: number, unseenTurns: number): Sight {
  if (index >= unseenTurns) return undefined;
  return index === unseenTurns - 1 ? 'last' : 'unseen';
}

/** Stands between what the model does not see any more and what it does. */
export function SightNote() {
  return (
    <p class="note sight-note">
      <Icon name="eye-closed" />
      {t('The model no longer sees the messages up to here.')}
    </p>
  );
}

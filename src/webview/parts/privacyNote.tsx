import './privacyNote.css';
import type { PanelState } from '../../protocol/panel.ts';
import { t } from '../l10n.ts';
import { Icon } from './icon.tsx';

/** Says at the top of a chat that it is not stored, and for how long it is there. */
export function PrivacyNote({ privacy }: { readonly privacy: NonNullable<PanelState['privacy']> }) {
  return (
    <p class="privacy-note">
      <Icon name="lock" />
      <span>
        {privacy === 'private'
          ? t('Private chat: nothing of it is stored. It is gone when you leave it.')
          : t('The history is off: new messages in this chat are not stored.')}
      </span>
    </p>
  );
}

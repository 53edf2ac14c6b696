import { hasOwnSettings, type ChatSettingsView } from '../../protocol/chatSettings.ts';
import { t } from '../l10n.ts';
import { IconButton } from '../parts/iconButton.tsx';
import { ownSettings } from './settingWords.ts';

interface Props {
  readonly view: ChatSettingsView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** Opens and closes the form. A chat that has settings of its own is marked, and the button lists them. */
export function ChatSettingsButton({ view: { own }, isOpen, onToggle }: Props) {
  const has = hasOwnSettings(own);
  const label = has ? t('Chat Settings: {0}', ownSettings(own).join(', ')) : t('Chat Settings');
  return (
    <IconButton
      class={`chat-settings-button ${has ? 'has-own' : ''}`}
      icon="settings"
      label={label}
      title={has ? [t('This chat has its own settings:'), ...ownSettings(own)].join('\n') : t('Chat Settings…')}
      isExpanded={isOpen}
      onClick={onToggle}
    />
  );
}

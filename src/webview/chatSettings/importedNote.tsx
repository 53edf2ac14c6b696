import type { ChatSettings } from '../../protocol/chatSettings.ts';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { usePost } from '../parts/post.ts';
import { ownSettings } from './settingWords.ts';

interface Props {
  readonly own: ChatSettings;
  readonly onShow: () => void;
}

/** A chat from a file brought settings that its user has not seen yet. */
export function ImportedNote({ own, onShow }: Props) {
  const post = usePost();
  return (
    <div class="chat-settings-note" role="group" aria-label={t('Chat Settings')}>
      <Icon name="settings" />
      <div>
        <p dir="auto">{t('This chat came with its own settings: {0}', ownSettings(own).join(', '))}</p>
        <div class="buttons">
          <button type="button" class="button secondary small" onClick={onShow}>
            {t('Show')}
          </button>
          <button
            type="button"
            class="button secondary small"
            onClick={() => post({ type: 'setChatSettings', settings: {} })}
          >
            {t('Reset')}
          </button>
        </div>
      </div>
    </div>
  );
}

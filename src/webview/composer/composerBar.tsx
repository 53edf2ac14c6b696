import type { ChatSettingsView } from '../../protocol/chatSettings.ts';
import type { ContextMeter } from '../../protocol/composer.ts';
import { ChatSettingsButton } from '../chatSettings/chatSettingsButton.tsx';
import { t } from '../l10n.ts';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/iconButton.tsx';
import { usePost } from '../parts/post.ts';
import { Meter } from './meter.tsx';

interface Props {
  readonly modelName: string | undefined;
  readonly isAnswering: boolean;
  readonly thinking: string | undefined;
  readonly meter: ContextMeter | undefined;
  readonly chatSettings: ChatSettingsView | undefined;
  readonly areSettingsOpen: boolean;
  readonly onSettings: () => void;
  readonly canSend: boolean;
  readonly onAddContext: () => void;
  readonly onSend: (wantsVote?: boolean) => void;
}

/** Below what is typed: context, the model, how full its context is, the settings of the chat, Stop and Send. */
export function ComposerBar(props: Props) {
  const { modelName, isAnswering, thinking, meter, chatSettings, areSettingsOpen, onSettings, canSend } = props;
  const { onAddContext, onSend } = props;
  const post = usePost();
  return (
    <div class="composer-bar">
      <IconButton
        icon="attach"
        label={t('Add Context')}
        title={t('Add Context: files, folders, symbols, problems, changes')}
        onClick={onAddContext}
      />
      {modelName !== undefined && (
        <button
          type="button"
          class="model-button"
          aria-label={t('Model: {0}', modelName)}
          title={t('Model: {0}', modelName)}
          onClick={() => post({ type: 'action', action: 'chooseModel' })}
        >
          <span>{modelName}</span>
          <Icon name="chevron-down" />
        </button>
      )}
      <div class="composer-actions">
        {thinking !== undefined && (
          <IconButton
            icon="debug-step-over"
            label={t('Answer Now')}
            title={t('Answer Now: end the thought here and answer from the steps there are')}
            onClick={() => post({ type: 'answerNow', id: thinking })}
          />
        )}
        {isAnswering && <IconButton icon="stop-circle" label={t('Stop')} onClick={() => post({ type: 'stop' })} />}
        {meter && <Meter meter={meter} />}
        {chatSettings && <ChatSettingsButton view={chatSettings} isOpen={areSettingsOpen} onToggle={onSettings} />}
        <IconButton
          icon="organization"
          label={t('Ask with a Vote')}
          title={t('Ask with a Vote: several chains answer, and what most of them say is shown')}
          disabled={!canSend}
          onClick={() => onSend(true)}
        />
        <IconButton class="send" icon="send" label={t('Send')} disabled={!canSend} onClick={() => onSend()} />
      </div>
    </div>
  );
}

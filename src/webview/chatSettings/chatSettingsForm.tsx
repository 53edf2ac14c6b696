import './chatSettings.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { hasOwnSettings, type ChatSettingsView } from '../../protocol/chatSettings.ts';
import { sends, stops } from '../composer/keys.ts';
import { t } from '../l10n.ts';
import { usePost } from '../parts/post.ts';
import { firstValue, formOf, SETTING_NAMES, settingsIn, type FormValues, type SettingName } from './formValues.ts';
import { SettingField } from './settingField.tsx';
import { byDefault } from './settingWords.ts';

interface Props {
  readonly view: ChatSettingsView;
  /** What was typed before the page went away. */
  readonly kept: FormValues | undefined;
  /** Keeps what is typed over a reload of the page. */
  readonly onTyped: (values: FormValues) => void;
  readonly isDemo: boolean;
  /** Grows each time the form should take the focus. */
  readonly focusRequests: number;
  readonly onClose: () => void;
}

/** What the chat has of its own in place of the settings. Nothing changes before Save. */
export function ChatSettingsForm({ view, kept, onTyped, isDemo, focusRequests, onClose }: Props) {
  const post = usePost();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(() => kept ?? formOf(view.own));
  const settings = settingsIn(values);
  useLayoutEffect(() => {
    if (focusRequests > 0) form.current?.querySelector('input')?.focus();
  }, [focusRequests]);
  const change = (name: SettingName, value: string | undefined) => {
    const next: FormValues = Object.fromEntries(
      SETTING_NAMES.flatMap((each) => {
        const typed = each === name ? value : values[each];
        return typed === undefined ? [] : [[each, typed]];
      }),
    );
    setValues(next);
    onTyped(next);
  };
  const save = () => {
    if (settings === undefined) {
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    post({ type: 'setChatSettings', settings });
    onClose();
  };
  const reset = () => {
    post({ type: 'setChatSettings', settings: {} });
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (stops(event)) {
      // Only the form closes, an answer that is being written goes on.
      event.stopPropagation();
      onClose();
    } else if (event.target instanceof HTMLTextAreaElement) {
      if (sends(event) && (event.ctrlKey || event.metaKey)) save();
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      // They would lead to the turns.
      event.stopPropagation();
    }
  };
  return (
    <form
      ref={form}
      class="chat-settings"
      aria-labelledby="chat-settings-title"
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h2 id="chat-settings-title">{t('Chat Settings')}</h2>
      <p class="note">
        {view.own.isImported
          ? t('These came with the imported chat. Save them if you want to keep them.')
          : t('They apply to this chat, from the next answer on.')}
      </p>
      {SETTING_NAMES.map((name) => (
        <SettingField
          key={name}
          name={name}
          value={values[name]}
          first={firstValue(view.settings, name)}
          otherwise={byDefault(view.settings, name)}
          hint={hintOf(name, isDemo)}
          onChange={(value) => change(name, value)}
        />
      ))}
      <div class="buttons">
        <button type="submit" class="button small" aria-disabled={settings === undefined}>
          {t('Save')}
        </button>
        <button type="button" class="button secondary small" onClick={onClose}>
          {t('Cancel')}
        </button>
        {hasOwnSettings(view.own) && (
          <button
            type="button"
            class="button secondary small"
            title={t('Take all values from Settings')}
            onClick={reset}
          >
            {t('Reset')}
          </button>
        )}
      </div>
    </form>
  );
}

function hintOf(name: SettingName, isDemo: boolean): string | undefined {
  switch (name) {
    case 'temperature':
      return t('Votes keep their own, 0.7: at 0 all chains would be the same.');
    case 'maxTokens':
      return undefined;
    case 'systemPrompt':
      return isDemo
        ? t('The demo model was trained with its own system prompt only and follows no other.')
        : t("The model's own is best for reasoning.");
  }
}
